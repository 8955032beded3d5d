"""Runs under the Python of PEER_PYTHON: openvc-core and openbadgeslib do what each job asks. No network.

Standard input: a JSON list of jobs `{"op": name, ...}`; standard output: `{"ok": value}` or `{"error": words}` each.
Imports nothing of this project, so that the environments stay apart.
"""

import base64
import json
import socket
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

Job = dict[str, Any]


def _no_network(*_: Any, **__: Any) -> None:
    raise OSError("no network")


socket.socket.connect = _no_network  # type: ignore[method-assign, assignment]


def versions(_: Job) -> dict[str, str]:
    from importlib.metadata import version

    return {name: version(name) for name in ("openvc-core", "openbadgeslib")}


def openvc_verify(job: Job) -> str:
    from openvc import VerificationPolicy, verify_credential

    policy = VerificationPolicy(now=datetime.fromisoformat(job["now"]))
    return str(verify_credential(job["credential"], policy=policy, extra_contexts=job["contexts"]).format)


def openvc_sign(job: Job) -> Any:
    """One of three suites over a document, or a token of VC-JOSE-COSE's kind."""
    from openvc.keys import Ed25519SigningKey, P256SigningKey
    from openvc.proof.data_integrity import DataIntegrityProofSuite
    from openvc.proof.di_ecdsa_rdfc import EcdsaRdfcProofSuite
    from openvc.proof.di_jcs import EddsaJcsProofSuite
    from openvc.proof.vc_jwt import VcJwtProofSuite

    kind = P256SigningKey if "ecdsa" in job["suite"] else Ed25519SigningKey
    key = kind(_private_key(job["pem"]), kid=job["method"])
    if job["suite"] == "vc-jwt":
        return VcJwtProofSuite().sign(job["credential"], signing_key=key)
    suites = {
        "eddsa-rdfc-2022": DataIntegrityProofSuite,
        "eddsa-jcs-2022": EddsaJcsProofSuite,
        "ecdsa-rdfc-2019": EcdsaRdfcProofSuite,
    }
    more = {} if "jcs" in job["suite"] else {"extra_contexts": job["contexts"]}
    when = datetime.fromisoformat(job["now"])
    return suites[job["suite"]]().add_proof(
        job["credential"], signing_key=key, verification_method=job["method"], created=when, **more
    )


def badges_verify(job: Job) -> str | None:
    from openbadgeslib.ob3.ldp import OB3LdpVerifier

    return str(OB3LdpVerifier.for_issuer_did(job["did"]).verify(job["credential"]).id)


def badges_verify_jwt(job: Job) -> str | None:
    from openbadgeslib.ob3.verifier import OB3Verifier

    return str(OB3Verifier.for_issuer_did(job["did"]).verify(job["credential"]).id)


def badges_sign(job: Job) -> Any:
    from openbadgeslib.ob3.ldp import OB3LdpSigner

    return OB3LdpSigner(job["pem"], job["method"]).sign(_badge(job), created=datetime.fromisoformat(job["now"]))


def badges_sign_jwt(job: Job) -> Any:
    from openbadgeslib.ob3.signer import OB3Signer

    return OB3Signer(job["pem"], "EdDSA").sign(_badge(job))


def badges_bake(job: Job) -> str:
    """The picture that holds the text, in base64, in the form of Open Badges 3."""
    from openbadgeslib.ob3.signer import OB3Signer

    class Baker(OB3Signer):
        def sign(self, _credential: Any) -> str:
            return str(job["text"])

    baker, picture = Baker(job["pem"], "EdDSA"), base64.b64decode(job["picture"])
    bake = baker.sign_into_svg if picture.startswith(b"<svg") else baker.sign_into_png
    return base64.b64encode(bake(_badge(job), picture)).decode()


def badges_unbake(job: Job) -> str:
    from openbadgeslib.ob3.verifier import OB3Verifier

    picture = base64.b64decode(job["picture"])
    take_out = OB3Verifier.extract_token_from_svg if picture.startswith(b"<svg") else OB3Verifier.extract_token_from_png
    return take_out(picture)


def _badge(job: Job) -> Any:
    from openbadgeslib.ob3.credential import Achievement, Issuer, OpenBadgeCredential

    return OpenBadgeCredential(
        issuer=Issuer(job["method"].split("#")[0], "Northbank College", url="https://northbank.example/"),
        recipient_id="did:example:alice",
        achievement=Achievement(
            "https://northbank.example/achievements/charts", "Reading charts", "Reads charts.", "Pass the quiz."
        ),
        id="urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
        issuance_date=datetime(2026, 5, 1, 12, tzinfo=UTC),
    )


def _private_key(pem: str) -> Any:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    return load_pem_private_key(pem.encode(), None)


OPERATIONS: dict[str, Callable[[Job], Any]] = {
    operation.__name__: operation
    for operation in (
        versions, openvc_verify, openvc_sign, badges_verify, badges_verify_jwt, badges_sign, badges_sign_jwt,
        badges_bake, badges_unbake,
    )
}  # fmt: skip


def main() -> None:
    results = []
    for job in json.load(sys.stdin):
        try:
            results.append({"ok": OPERATIONS[job["op"]](job)})
        except Exception as error:
            results.append({"error": f"{type(error).__name__}: {error}"[:300]})
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main()
