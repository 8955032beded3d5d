"""W3C Data Integrity proofs with Ed25519: eddsa-rdfc-2022 and eddsa-jcs-2022 (vc-di-eddsa)."""

from skillmark.credkit.proof.data_integrity.create import add_proof
from skillmark.credkit.proof.data_integrity.hashing import EDDSA_JCS, EDDSA_RDFC, SUITES, HashSource
from skillmark.credkit.proof.data_integrity.read import Proof, read_proofs, without_proof
from skillmark.credkit.proof.data_integrity.verify import check_signature, is_supported

__all__ = [
    "EDDSA_JCS",
    "EDDSA_RDFC",
    "SUITES",
    "HashSource",
    "Proof",
    "add_proof",
    "check_signature",
    "is_supported",
    "read_proofs",
    "without_proof",
]
