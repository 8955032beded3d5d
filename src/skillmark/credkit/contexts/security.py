"""Our statement of the terms of W3C's Data Integrity v1 and v2 and Multikey v1 contexts."""

from __future__ import annotations

from typing import Any

from skillmark.credkit.contexts.statement import Notation
from skillmark.credkit.model.vocabulary import MULTIKEY_V1_URL

DATA_INTEGRITY_V1_URL = "https://w3id.org/security/data-integrity/v1"
DATA_INTEGRITY_V2_URL = "https://w3id.org/security/data-integrity/v2"

VOCABULARY = "https://w3id.org/security#"

_NOTATION = Notation(
    namespaces={"": VOCABULARY, "sec": VOCABULARY, "dc": "http://purl.org/dc/terms/"},
    datatypes="http://www.w3.org/2001/XMLSchema#",
)
_PURPOSES = "assertionMethod authentication=authenticationMethod capabilityInvocation=capabilityInvocationMethod"
_PURPOSES += " capabilityDelegation=capabilityDelegationMethod keyAgreement=keyAgreementMethod"
_PROOF = "challenge created=dc:^dateTime domain expires=expiration^dateTime nonce previousProof^id"
_PROOF += " proofPurpose^vocab cryptosuite^sec:cryptosuiteString proofValue^sec:multibase verificationMethod^id"
_MULTIKEY = "controller^id revoked^dateTime expires=expiration^dateTime publicKeyMultibase^sec:multibase"
_MULTIKEY += " secretKeyMultibase^sec:multibase"


def _integrity(proof_words: str) -> dict[str, Any]:
    scope = _NOTATION.plain_scope(proof_words)
    purposes = " ".join(f"{word}^id*" for word in _PURPOSES.split())
    scope["proofPurpose"]["@context"] = _NOTATION.scope(purposes)
    integrity = _NOTATION.scope("proof^id@")
    integrity["DataIntegrityProof"] = {"@id": VOCABULARY + "DataIntegrityProof", "@context": scope}
    return {"@context": integrity}


def contexts() -> dict[str, dict[str, Any]]:
    """The three contexts by URL."""
    multikey = _NOTATION.scope("")
    multikey["Multikey"] = {"@id": VOCABULARY + "Multikey", "@context": _NOTATION.scope(_MULTIKEY)}
    first = _PROOF.replace(" previousProof^id", "").replace("cryptosuite^sec:cryptosuiteString", "cryptosuite")
    return {
        DATA_INTEGRITY_V1_URL: _integrity(first),
        DATA_INTEGRITY_V2_URL: _integrity(_PROOF),
        MULTIKEY_V1_URL: {"@context": multikey},
    }
