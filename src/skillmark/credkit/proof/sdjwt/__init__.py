"""SD-JWT (RFC 9901) and SD-JWT VC: a credential of which its holder shows what is asked for, and no more."""

from skillmark.credkit.proof.sdjwt.conceal import Concealed, conceal
from skillmark.credkit.proof.sdjwt.credential import SdJwtVc, read_sd_jwt_vc
from skillmark.credkit.proof.sdjwt.issue import issue_sd_jwt_vc
from skillmark.credkit.proof.sdjwt.parts import SdJwt, is_sd_jwt, read_sd_jwt
from skillmark.credkit.proof.sdjwt.present import KeyBinding, present
from skillmark.credkit.proof.sdjwt.reveal import Revealed, reveal
from skillmark.credkit.proof.sdjwt.verify import ExpectedBinding, check_binding, check_times, verify_sd_jwt_vc

__all__ = [
    "Concealed",
    "ExpectedBinding",
    "KeyBinding",
    "Revealed",
    "SdJwt",
    "SdJwtVc",
    "check_binding",
    "check_times",
    "conceal",
    "is_sd_jwt",
    "issue_sd_jwt_vc",
    "present",
    "read_sd_jwt",
    "read_sd_jwt_vc",
    "reveal",
    "verify_sd_jwt_vc",
]
