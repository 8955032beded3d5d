"""The cryptosuites of Data Integrity: how each writes a document as bytes, and which keys sign in it.

vc-di-eddsa section 3 and appendix (Ed25519Signature2020), vc-di-ecdsa section 3. A proof names its suite in
`cryptosuite`; only Ed25519Signature2020, which is older, is named by the proof's type.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from skillmark.credkit.errors import Refused
from skillmark.credkit.keys import KeyKind, kind_of

EDDSA_RDFC = "eddsa-rdfc-2022"
EDDSA_JCS = "eddsa-jcs-2022"
ECDSA_RDFC = "ecdsa-rdfc-2019"
ECDSA_JCS = "ecdsa-jcs-2019"
ED25519_2020 = "Ed25519Signature2020"  # read, never written
ECDSA_SD = "ecdsa-sd-2023"  # another way of signing altogether, in `sd`
DATA_INTEGRITY = "DataIntegrityProof"


class Form(StrEnum):
    """How a document becomes bytes: its statements in RDF (RDFC-1.0), or its JSON (JCS, RFC 8785)."""

    RDFC = "rdfc"
    JCS = "jcs"


@dataclass(frozen=True, slots=True)
class Suite:
    """One suite."""

    name: str
    form: Form
    kinds: tuple[KeyKind, ...]

    def check_key(self, public_multikey: str) -> KeyKind:
        """The kind of a key that signs in this suite. Raises `Refused` for another kind; as `kind_of` for a bad one."""
        kind = kind_of(public_multikey)
        if kind not in self.kinds:
            raise Refused("proof.key_unfit", "The key is not of the kind that this way of signing takes.")
        return kind


_ECDSA_KINDS = (KeyKind.P256, KeyKind.P384)
_ALL = (
    Suite(EDDSA_RDFC, Form.RDFC, (KeyKind.ED25519,)),
    Suite(EDDSA_JCS, Form.JCS, (KeyKind.ED25519,)),
    Suite(ECDSA_RDFC, Form.RDFC, _ECDSA_KINDS),
    Suite(ECDSA_JCS, Form.JCS, _ECDSA_KINDS),
)
SUITES = MappingProxyType({suite.name: suite for suite in _ALL})
_ED25519_2020 = Suite(ED25519_2020, Form.RDFC, (KeyKind.ED25519,))


def find_suite(proof_type: str, cryptosuite: str) -> Suite | None:
    """The suite a proof is made in, or None when it is not read here. ecdsa-sd-2023 is not one of these."""
    if proof_type == DATA_INTEGRITY:
        return SUITES.get(cryptosuite)
    return _ED25519_2020 if proof_type == ED25519_2020 and not cryptosuite else None


def suite_for(kind: KeyKind, form: Form = Form.RDFC) -> str:
    """The name of the suite that a kind of key signs in. Raises `Refused` for RSA, which signs JWTs only."""
    for suite in SUITES.values():
        if suite.form is form and kind in suite.kinds:
            return suite.name
    raise Refused("proof.key_unfit", "RSA keys sign JWTs only. Take Ed25519 or P-256.")
