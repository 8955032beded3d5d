"""W3C Data Integrity proofs: eddsa-rdfc-2022, eddsa-jcs-2022, ecdsa-rdfc-2019 and ecdsa-jcs-2019 (P-256, P-384).

Ed25519Signature2020 is read and not written. Sets and chains of proofs; several proofs on one document.
"""

from skillmark.credkit.proof.data_integrity.create import add_proof
from skillmark.credkit.proof.data_integrity.hashing import HashSource
from skillmark.credkit.proof.data_integrity.read import (
    Proof,
    check_complete,
    earlier_proofs,
    read_proofs,
    without_proof,
)
from skillmark.credkit.proof.data_integrity.suites import (
    ECDSA_JCS,
    ECDSA_RDFC,
    ED25519_2020,
    EDDSA_JCS,
    EDDSA_RDFC,
    SUITES,
    Form,
    Suite,
    find_suite,
    suite_for,
)
from skillmark.credkit.proof.data_integrity.verify import check_signature, is_supported

__all__ = [
    "ECDSA_JCS",
    "ECDSA_RDFC",
    "ED25519_2020",
    "EDDSA_JCS",
    "EDDSA_RDFC",
    "SUITES",
    "Form",
    "HashSource",
    "Proof",
    "Suite",
    "add_proof",
    "check_complete",
    "check_signature",
    "earlier_proofs",
    "find_suite",
    "is_supported",
    "read_proofs",
    "suite_for",
    "without_proof",
]
