"""Tokens for tests: a key of each kind, Alice's badge signed as a JWT, and any header with any payload."""

import base64
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from tests.unit.credkit.college import DAY_ONE, unsigned_award

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.keys import EcdsaSigner, Ed25519Signer, KeyKind, RsaSigner, Signer
from skillmark.credkit.proof.jose import sign_credential_jwt

ED = Ed25519Signer.from_seed(b"j" * 32)
ISSUER = ED.verification_method.split("#")[0]
ALICE = "did:key:" + Ed25519Signer.from_seed(b"h" * 32).public_multikey


def pem_of(bits: int) -> bytes:
    key = rsa.generate_private_key(65537, bits)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


RSA_PEM = pem_of(2048)
SIGNERS: dict[str, Signer] = {
    "EdDSA": ED,
    "ES256": EcdsaSigner.from_scalar(KeyKind.P256, b"p" * 32),
    "ES384": EcdsaSigner.from_scalar(KeyKind.P384, b"q" * 48),
    "RS256": RsaSigner.from_pem(RSA_PEM, verification_method="https://college.example/keys#1"),
}


def badge(signer: Signer = ED, **changes: Any) -> JsonObject:
    """Alice's award, with an id for her, from the owner of the signer's key."""
    issuer = signer.verification_method.partition("#")[0]
    document = unsigned_award(issuer={"id": issuer, "type": ["Profile"], "name": "Northbank College"})
    document["credentialSubject"] = {"id": ALICE} | document["credentialSubject"]  # type: ignore[operator]
    return document | changes


def b64(value: object) -> str:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def token(header: JsonObject, payload: JsonObject, signer: Signer = ED) -> str:
    """Signed with any header and payload at all."""
    signing_input = f"{b64(header)}.{b64(payload)}"
    return f"{signing_input}.{b64(signer.sign(signing_input.encode()))}"


def badge_token(header: JsonObject | None = None, without: str = "", **claims: Any) -> str:
    whole = json.loads(base64.urlsafe_b64decode(BADGE.split(".")[1] + "=="))
    kept = {name: value for name, value in (whole | claims).items() if name != without}
    return token({"alg": "EdDSA", "kid": ED.verification_method, "typ": "JWT"} | (header or {}), kept)


BADGE = sign_credential_jwt(badge(), signer=ED, form="ob3", created_at=DAY_ONE)
PRESENTATION: JsonObject = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": ["VerifiablePresentation"],
    "holder": ISSUER,
    "verifiableCredential": [],
}


def vc1_token(document: JsonObject, name: str = "vc", **claims: Any) -> str:
    return token({"alg": "EdDSA", "kid": ED.verification_method, "typ": "JWT"}, {name: document} | claims)


OLD: JsonObject = {
    "@context": ["https://www.w3.org/2018/credentials/v1"],
    "type": ["VerifiableCredential"],
    "credentialSubject": {"name": "Alice"},
}
