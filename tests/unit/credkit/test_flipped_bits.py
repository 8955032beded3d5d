"""A flipped bit never verifies, in any form a credential travels in.

What still holds after a flip must be what was signed: the bit then stood in a drawing around the badge, in the day a
pack gives itself, or in white space. Sampled by default; every bit with THOROUGH_TESTS set (hours).
"""

import os
from collections.abc import Callable, Iterator
from functools import cache
from random import Random

import pytest
from tests.fuzz.parsers.targets import ED25519, P256, P384, PNG, SVG, award, jwt, meaning, signed
from tests.unit.credkit.college import (
    DAY_ONE,
    LATER,
    LIST_URIS,
    college_keys,
    signed_award,
    signed_list,
    signer_of,
)

from skillmark.credkit.codec.images import bake
from skillmark.credkit.codec.jcs import canonicalize
from skillmark.credkit.codec.strict_json import read_object, write_json
from skillmark.credkit.contexts import issuing
from skillmark.credkit.did import NoFetcher
from skillmark.credkit.issue import issue_base, prepare
from skillmark.credkit.keys import EcdsaSigner, KeyKind
from skillmark.credkit.pack import make_key_statement, make_pack, read_pack
from skillmark.credkit.proof.data_integrity import HashSource
from skillmark.credkit.proof.data_integrity.sd import derive
from skillmark.credkit.report import Answer
from skillmark.credkit.verify import OFFLINE, verify

SAMPLES = 16


def holds(data: bytes) -> bool:
    return verify(data, policy=OFFLINE, fetcher=NoFetcher(), at=LATER).answer is Answer.HOLDS


def pack() -> bytes:
    statement = make_key_statement(college_keys(), signer=signer_of(1), stated_at=DAY_ONE)
    lists = {uri: signed_list(purpose) for purpose, uri in LIST_URIS.items()}
    return make_pack(signed_award(), key_statements=[statement], status_lists=lists, made_at=DAY_ONE)


def part() -> bytes:
    """What a holder shows of a credential with an ecdsa-sd-2023 proof."""
    whole = issue_base(
        prepare(award(P256)),
        ["/issuer", "/validFrom", "/validUntil"],
        signer=P256,
        hmac_key=b"h" * 32,
        proof_key=EcdsaSigner.from_scalar(KeyKind.P256, b"\2" * 32),
        created_at=DAY_ONE,
    )
    chosen = ["/credentialSubject", "/id", "/name"]
    return write_json(derive(read_object(whole), chosen, source=HashSource(issuing())))


FORMS: dict[str, Callable[[], bytes]] = {
    "eddsa-rdfc-2022": signed,
    "eddsa-jcs-2022": lambda: signed(ED25519, "eddsa-jcs-2022"),
    "ecdsa-rdfc-2019 P-256": lambda: signed(P256),
    "ecdsa-jcs-2019 P-256": lambda: signed(P256, "ecdsa-jcs-2019"),
    "ecdsa-rdfc-2019 P-384": lambda: signed(P384),
    "ecdsa-sd-2023": part,
    "JWT P-256": jwt,
    "JWT Ed25519": lambda: jwt(ED25519),
    "JWT of W3C": lambda: jwt(P384, "vc-jose"),
    "PNG": lambda: bake(PNG, signed()),
    "PNG with a JWT": lambda: bake(PNG, jwt()),
    "SVG": lambda: bake(SVG, signed()),
    "pack": pack,
}


@cache
def whole(form: str) -> bytes:
    return FORMS[form]()


def flips(data: bytes, form: str) -> Iterator[bytes]:
    bits = range(len(data) * 8)
    for bit in bits if os.environ.get("THOROUGH_TESTS") else Random(form).sample(bits, SAMPLES):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        yield bytes(changed)


def proven(data: bytes, form: str) -> object:
    """All that the answer may rest on."""
    if form != "pack":
        return meaning(data)
    found = read_pack(data)
    statements = [canonicalize(statement) for statement in found.key_statements]
    return meaning(data), statements, dict(found.status_lists)


@pytest.mark.parametrize("form", FORMS)
def test_a_flipped_bit_never_holds(form: str) -> None:
    data = whole(form)
    assert holds(data)
    was = proven(data, form)
    for changed in flips(data, form):
        assert not holds(changed) or proven(changed, form) == was
