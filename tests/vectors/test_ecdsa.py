"""W3C's vectors of vc-di-ecdsa: ecdsa-rdfc-2019 and ecdsa-jcs-2019 on both curves, with every intermediate value.

They were made deterministically (RFC 6979), and so are ours: signing anew gives the same bytes. ecdsa-sd-2023 has a
file of its own.
"""

import json
from pathlib import Path

import pytest
from tests.vectors.published import CREATED, SOURCE, Published, check_intermediate_values, check_published

from skillmark.credkit.errors import CredkitError, Untrusted
from skillmark.credkit.keys import EcdsaSigner, KeyKind
from skillmark.credkit.proof.data_integrity import (
    ECDSA_JCS,
    ECDSA_RDFC,
    add_proof,
    check_signature,
    read_proofs,
    without_proof,
)

BARE, AUTH = "w3c-ecdsa/unsigned.json", "w3c-ecdsa/employmentAuth.json"
CASES = [
    case
    for kind, name in ((KeyKind.P256, "256"), (KeyKind.P384, "384"))
    for case in (
        Published(f"w3c-ecdsa/ecdsa-rdfc-2019-p{name}", ECDSA_RDFC, f"ECDSAP{name}", kind, BARE),
        Published(f"w3c-ecdsa/ecdsa-rdfc-2019-p{name}/employ", ECDSA_RDFC, f"ECDSAP{name}", kind, AUTH),
        Published(f"w3c-ecdsa/ecdsa-jcs-2019-p{name}", ECDSA_JCS, f"JCSECDSAP{name}", kind, BARE),
    )
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_intermediate_value(shared_vectors: Path, case: Published) -> None:
    check_intermediate_values(case, shared_vectors)
    check_published(case, shared_vectors)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_signing_gives_the_published_signature(shared_vectors: Path, case: Published) -> None:
    name = "p256KeyPair.json" if case.kind is KeyKind.P256 else "p384KeyPair.json"
    keys = json.loads((shared_vectors / "w3c-ecdsa" / name).read_bytes())
    signer = EcdsaSigner.from_secret_multikey(keys["secretKeyMultibase"])
    assert signer.public_multikey == keys["publicKeyMultibase"]
    document = case.signed(shared_vectors)
    again = add_proof(without_proof(document), signer=signer, created_at=CREATED, source=SOURCE, suite=case.suite)
    assert again["proof"] == [document["proof"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_another_curve_or_suite_never_verifies(shared_vectors: Path, case: Published) -> None:
    document, proof = case.signed(shared_vectors), case.proof(shared_vectors)
    for other in CASES:
        if other.kind is not case.kind:
            key = other.proof(shared_vectors).method.partition("#")[2]
            with pytest.raises(CredkitError):
                check_signature(document, proof, public_multikey=key, source=SOURCE)
    suites = {ECDSA_RDFC: ECDSA_JCS, ECDSA_JCS: ECDSA_RDFC}
    (renamed,) = read_proofs(document | {"proof": proof.raw | {"cryptosuite": suites[case.suite]}})
    with pytest.raises(Untrusted):
        check_signature(document, renamed, public_multikey=proof.method.partition("#")[2], source=SOURCE)
