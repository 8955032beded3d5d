"""SD-JWTs for tests: a credential issued, presented, and payloads and disclosures of any kind at all."""

import json
import os
from typing import Any

from tests.unit.credkit.college import DAY_ONE

from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.keys import EcdsaSigner, Ed25519Signer, KeyKind
from skillmark.credkit.proof.jose import sign_jws
from skillmark.credkit.proof.jose.base64url import encode_base64url
from skillmark.credkit.proof.sdjwt import ExpectedBinding, KeyBinding, issue_sd_jwt_vc, present, verify_sd_jwt_vc
from skillmark.credkit.proof.sdjwt.disclosure import digest_of

ISSUER = EcdsaSigner.from_scalar(KeyKind.P256, b"i" * 32)
HOLDER = Ed25519Signer.from_seed(b"h" * 32)
MALLORY = Ed25519Signer.from_seed(b"m" * 32)
READER = "https://hiring.example"
CLAIMS: JsonObject = {
    "vct": "https://northbank.example/types/badge",
    "iss": ISSUER.verification_method.split("#")[0],
    "exp": int(DAY_ONE.timestamp()) + 86_400 * 365,
    "name": "Alice",
    "level": 3,
    "address": {"street": "Quay 1", "country": "NL"},
    "skills": ["charts", "sampling", {"name": "R"}],
    "a/b~c": None,
}
DISCLOSABLE = ("/name", "/address", "/address/street", "/skills/0", "/skills/2", "/skills/2/name", "/a~1b~0c")


def issued(**changes: Any) -> str:
    options: dict[str, Any] = {
        "signer": ISSUER,
        "disclosable": DISCLOSABLE,
        "random": os.urandom,
        "issued_at": DAY_ONE,
        "holder_multikey": HOLDER.public_multikey,
    }
    return issue_sd_jwt_vc(CLAIMS, **(options | changes))


TOKEN = issued(decoys=2)
BINDING = KeyBinding(HOLDER, READER, "n-1", DAY_ONE)
EXPECTED = ExpectedBinding(READER, "n-1")
PRESENTED = present(TOKEN, show=["/address/street", "/skills/2"], binding=BINDING)


def verified(text: str, binding: ExpectedBinding | None = EXPECTED, **changes: Any) -> Any:
    return verify_sd_jwt_vc(
        text, **({"public_multikey": ISSUER.public_multikey, "at": DAY_ONE, "binding": binding} | changes)
    )


def raw(payload: JsonObject, *disclosures: Json, typ: str = "dc+sd-jwt", tail: str = "") -> str:
    """Any payload with any disclosures, signed; a text among them stands as it is."""
    texts = [part if isinstance(part, str) else disclosed(part) for part in disclosures]
    token = sign_jws({"typ": typ, "kid": ISSUER.verification_method}, json.dumps(payload).encode(), signer=ISSUER)
    return "~".join([token, *texts, tail])


def disclosed(content: Json) -> str:
    return encode_base64url(json.dumps(content).encode())


def digest(content: Json) -> str:
    return digest_of(disclosed(content), "sha-256")


A: Json = ["salt-a", "a", 1]
INNER: Json = ["salt-i", "i", 1]
OUTER: Json = ["salt-o", "o", {"_sd": [digest(INNER)]}]
ITEM: Json = ["salt-e", "element"]
VCT: JsonObject = {"vct": "urn:type", "iss": CLAIMS["iss"]}
