"""Credentials as signed tokens: JWS compact form, the three JWT forms of a credential, and envelopes around them.

Over `credkit.keys` alone: no JOSE library runs here.
"""

from skillmark.credkit.proof.jose.compact import Jws, check_jws, is_compact, read_jws, sign_jws
from skillmark.credkit.proof.jose.credential import CredentialJwt, read_credential_jwt
from skillmark.credkit.proof.jose.envelope import Envelope, envelop, read_envelope
from skillmark.credkit.proof.jose.sign import sign_credential_jwt

__all__ = [
    "CredentialJwt",
    "Envelope",
    "Jws",
    "check_jws",
    "envelop",
    "is_compact",
    "read_credential_jwt",
    "read_envelope",
    "read_jws",
    "sign_credential_jwt",
    "sign_jws",
]
