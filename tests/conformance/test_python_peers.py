"""Both ways with openvc-core and openbadgeslib, in a process of their own.

`PEER_PYTHON` may name another Python that has them, in other versions: `uv venv peers; uv pip install --python peers
'openvc-core[data-integrity]' 'openbadgeslib[ldp]'`. What each version did is in docs/standards/peers.md.
"""

import base64
import json
import os
import subprocess
import sys
import zlib
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from tests.unit.credkit.college import DAY_ONE, LATER, unsigned_award

from skillmark.credkit.codec.images import bake, unbake
from skillmark.credkit.codec.strict_json import JsonObject, read_object, write_json
from skillmark.credkit.contexts import INLINE_CONTEXT, OB_URL, issuing
from skillmark.credkit.did import NoFetcher
from skillmark.credkit.issue import issue, issue_jwt, prepare
from skillmark.credkit.keys import EcdsaSigner, Ed25519Signer, KeyKind
from skillmark.credkit.report import Answer, Report
from skillmark.credkit.verify import OFFLINE, verify

HAS_PEERS = all(map(find_spec, ("openvc", "openbadgeslib")))
PYTHON = os.environ.get("PEER_PYTHON") or (sys.executable if HAS_PEERS else "")
SCRIPT = Path(__file__).with_name("python_jobs.py")
ED25519 = Ed25519Signer.from_seed(b"p" * 32)
P256 = EcdsaSigner.from_scalar(KeyKind.P256, b"\3" * 32)
SUITES = [(ED25519, "eddsa-rdfc-2022"), (ED25519, "eddsa-jcs-2022"), (P256, "ecdsa-rdfc-2019")]
pytestmark = pytest.mark.skipif(not PYTHON, reason="openvc-core and openbadgeslib are not installed")


def ask(*jobs: dict[str, Any]) -> list[dict[str, Any]]:
    given = json.dumps(list(jobs))
    done = subprocess.run([PYTHON, str(SCRIPT)], input=given, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    results: list[dict[str, Any]] = json.loads(done.stdout)
    return results


def pem_of(signer: Ed25519Signer | EcdsaSigner) -> str:
    key = Ed25519PrivateKey.from_private_bytes(b"p" * 32) if signer is ED25519 else None
    secret = key or derive_private_key(int.from_bytes(b"\3" * 32), SECP256R1())
    return secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def by_whom(signer: Ed25519Signer | EcdsaSigner) -> dict[str, Any]:
    method = signer.verification_method
    return {"did": method.split("#")[0], "method": method, "pem": pem_of(signer), "now": DAY_ONE.isoformat()}


@cache
def contexts() -> JsonObject:
    return {OB_URL: dict(issuing().load(OB_URL) or {})}


def award(signer: Ed25519Signer | EcdsaSigner, *, is_inline: bool = False) -> JsonObject:
    """An award by its key, with the published terms alone: both peers refuse terms that are written inline."""
    document: Any = json.loads(json.dumps(unsigned_award()))
    document["issuer"]["id"] = signer.verification_method.split("#")[0]
    document["credentialSubject"]["id"] = "did:example:alice"
    del document["credentialStatus"]
    if not is_inline:
        document["@context"] = [entry for entry in document["@context"] if isinstance(entry, str)]
        achievement = document["credentialSubject"]["achievement"]
        for name in set(achievement) & set(INLINE_CONTEXT):
            del achievement[name]
        del achievement["alignment"][0]["skillLevel"]
    return document  # type: ignore[no-any-return]


def signed(signer: Ed25519Signer | EcdsaSigner, suite: str, *, is_inline: bool = False) -> JsonObject:
    prepared = prepare(award(signer, is_inline=is_inline), require_annex=False)
    return read_object(issue(prepared, signer=signer, created_at=DAY_ONE, suite=suite))


def look(data: bytes) -> Report:
    return verify(data, policy=OFFLINE, fetcher=NoFetcher(), at=LATER)


def changed(value: Any) -> Any:
    return json.loads(json.dumps(value).replace("Reading charts", "Riding charts"))


@pytest.mark.parametrize(("signer", "suite"), SUITES, ids=[suite for _, suite in SUITES])
def test_openvc_both_ways(signer: Ed25519Signer | EcdsaSigner, suite: str) -> None:
    ours, names = signed(signer, suite), {"contexts": contexts(), **by_whom(signer)}
    unproved = {name: value for name, value in ours.items() if name != "proof"}
    check = {"op": "openvc_verify", "contexts": contexts(), "now": LATER.isoformat()}
    proof: Any = ours["proof"]
    one = ours | {"proof": proof[0] if isinstance(proof, list) else proof}
    good, bad, theirs = ask(
        check | {"credential": one},
        check | {"credential": changed(one)},
        {"op": "openvc_sign", "suite": suite, "credential": unproved} | names,
    )
    assert "ok" in good, good
    assert "error" in bad
    if suite == "eddsa-jcs-2022":
        check_theirs_in_jcs(theirs["ok"])
        return
    assert look(write_json(theirs["ok"])).answer is Answer.HOLDS, look(write_json(theirs["ok"])).summary
    assert look(write_json(changed(theirs["ok"]))).answer is Answer.FAILS


def check_theirs_in_jcs(theirs: Any) -> None:
    """openvc-core 1.37 signs an `@context` in the proof that it then leaves out (vc-di-eddsa section 3.3.1, step 2)."""
    assert look(write_json(theirs)).answer is Answer.FAILS
    theirs["proof"]["@context"] = theirs["@context"]
    assert look(write_json(theirs)).answer is Answer.HOLDS


def test_openvc_and_tokens() -> None:
    """It knows the form of VC 1.1 alone, with a `vc` claim: theirs is read, ours are refused for the lack of it."""
    plain: JsonObject = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": by_whom(ED25519)["did"],
        "credentialSubject": {"id": "did:example:alice"},
    }
    token = issue_jwt(prepare(award(P256), require_annex=False), signer=P256, created_at=DAY_ONE)
    check = {"op": "openvc_verify", "contexts": contexts(), "now": LATER.isoformat()}
    refused, theirs = ask(
        check | {"credential": token},
        {"op": "openvc_sign", "suite": "vc-jwt", "credential": plain, "contexts": {}} | by_whom(ED25519),
    )
    assert "no embedded `vc`" in refused["error"]
    now = datetime.now(UTC)  # the peer takes no other
    assert verify(theirs["ok"].encode(), policy=OFFLINE, fetcher=NoFetcher(), at=now).answer is Answer.HOLDS
    forged = theirs["ok"][:-8] + "AAAAAAAA"
    assert verify(forged.encode(), policy=OFFLINE, fetcher=NoFetcher(), at=now).answer is Answer.FAILS


def test_openbadgeslib_both_ways() -> None:
    ours, names = signed(ED25519, "eddsa-rdfc-2022"), by_whom(ED25519)
    good, bad, theirs = ask(
        {"op": "badges_verify", "credential": ours} | names,
        {"op": "badges_verify", "credential": changed(ours)} | names,
        {"op": "badges_sign"} | names,
    )
    assert good == {"ok": ours["id"]}
    assert "error" in bad
    assert look(write_json(theirs["ok"])).answer is Answer.HOLDS, look(write_json(theirs["ok"])).summary
    assert look(write_json(changed(theirs["ok"]))).answer is Answer.FAILS


def test_openbadgeslib_and_a_token() -> None:
    token = issue_jwt(prepare(award(ED25519), require_annex=False), signer=ED25519, created_at=DAY_ONE)
    good, bad, theirs = ask(
        {"op": "badges_verify_jwt", "credential": token} | by_whom(ED25519),
        {"op": "badges_verify_jwt", "credential": token[:-8] + "AAAAAAAA"} | by_whom(ED25519),
        {"op": "badges_sign_jwt"} | by_whom(ED25519),
    )
    assert good == {"ok": award(ED25519)["id"]}
    assert "error" in bad
    assert look(theirs["ok"].encode()).answer is Answer.HOLDS
    assert look((theirs["ok"][:-8] + "AAAAAAAA").encode()).answer is Answer.FAILS


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    head = chunk(b"IHDR", bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("picture", [png(), b'<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>'], ids=["png", "svg"])
def test_pictures_both_ways(picture: bytes) -> None:
    token = issue_jwt(prepare(award(ED25519), require_annex=False), signer=ED25519, created_at=DAY_ONE)
    ours = base64.b64encode(bake(picture, token.encode())).decode()
    bare = base64.b64encode(picture).decode()
    theirs_of_ours, theirs = ask(
        {"op": "badges_unbake", "picture": ours},
        {"op": "badges_bake", "picture": bare, "text": token} | by_whom(ED25519),
    )
    assert theirs_of_ours == {"ok": token}
    assert unbake(base64.b64decode(theirs["ok"])) == token.encode()


def test_terms_written_inline_are_refused_by_both() -> None:
    """Theirs to decide: whoever must be read by them issues without the EU's elements."""
    ours: Any = signed(ED25519, "eddsa-rdfc-2022", is_inline=True)
    ours["proof"] = ours["proof"][0]
    check = {"contexts": contexts(), "now": LATER.isoformat(), "did": by_whom(ED25519)["did"], "credential": ours}
    for answer in ask({"op": "openvc_verify"} | check, {"op": "badges_verify"} | check):
        assert "inline @context" in answer["error"]
