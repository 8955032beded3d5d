"""Showing a part: ecdsa-sd-2023 (W3C vc-di-ecdsa section 3.4 to 3.6).

An issuer signs a base proof (`sign_base`), its holder checks it once (`check_base`), sees what may be shown
(`list_choices`) and makes a copy with a part (`present`, or `derive` without the check). `check_derived` is for the
verifier.
"""

from skillmark.credkit.proof.data_integrity.sd.base import check_base, sign_base
from skillmark.credkit.proof.data_integrity.sd.check import check_derived
from skillmark.credkit.proof.data_integrity.sd.choices import Choice, list_choices
from skillmark.credkit.proof.data_integrity.sd.derive import derive, find_base_proof, present
from skillmark.credkit.proof.data_integrity.sd.limits import find_open_limits
from skillmark.credkit.proof.data_integrity.sd.value import BaseValue, DerivedValue, is_base_value
from skillmark.credkit.proof.data_integrity.suites import ECDSA_SD

__all__ = [
    "ECDSA_SD",
    "BaseValue",
    "Choice",
    "DerivedValue",
    "check_base",
    "check_derived",
    "derive",
    "find_base_proof",
    "find_open_limits",
    "is_base_value",
    "list_choices",
    "present",
    "sign_base",
]
