"""Files a credential refers to by digest: known ones are held to it (VCDM 2.0 section 5.3)."""

import pytest
from tests.unit.credkit.test_structure import CREDENTIAL, SRI, V2

from skillmark.credkit.codec.multibase import encode_base58btc, encode_base64url
from skillmark.credkit.contexts import find_digest_faults
from skillmark.credkit.model.structure import find_faults

SUITE_DIGESTS = {  # of the VC v2 context, as W3C's test suite states them
    "digestSRI": "sha384-NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg",
    "digestMultibase": "uJKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k",
}


@pytest.mark.parametrize("name", SUITE_DIGESTS)
def test_related_files_are_held_to_their_digests(name: str) -> None:
    document = CREDENTIAL | {"relatedResource": {"id": V2, name: SUITE_DIGESTS[name]}}
    assert find_digest_faults(document) == ()
    assert find_digest_faults(document, {V2: b"another file"})[0].code == "structure.digest_wrong"
    assert find_digest_faults(CREDENTIAL | {"relatedResource": {"id": "https://a.example/", "digestSRI": SRI}}) == ()
    wrong = {"digestSRI": SRI} if name == "digestSRI" else {"digestMultibase": "u" + "A" * 43}
    assert find_digest_faults(CREDENTIAL | {"relatedResource": [{"id": V2} | wrong]})


def test_multihashes_and_choices_of_digests() -> None:
    digest = bytes.fromhex("12202cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")  # of "hello"
    weak = "sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="
    good = [encode_base58btc(digest), encode_base64url(digest)]
    for stated in ({"digestMultibase": good}, {"digestSRI": weak}):
        document = CREDENTIAL | {"relatedResource": [{"id": V2, **stated}]}
        assert find_faults(document) == ()
        assert find_digest_faults(document, {V2: b"hello"}) == ()
        assert find_digest_faults(document, {V2: b"hellO"})
    stronger = CREDENTIAL | {"relatedResource": [{"id": V2, "digestSRI": f"{weak} {SRI}"}]}
    assert find_digest_faults(stronger, {V2: b"hello"}), "the stronger hash decides"


def test_a_thousand_digests_of_one_file_are_one_hash() -> None:
    words = " ".join([SRI] * 20_000)
    document = CREDENTIAL | {"relatedResource": [{"id": V2, "digestSRI": words}] * 3}
    assert len(find_digest_faults(document, {V2: bytes(1_000_000)})) == 3


def test_the_last_of_many_files_is_looked_at_too() -> None:
    files = [{"id": f"urn:x:{number}", "digestSRI": SRI} for number in range(300)]
    faults = find_digest_faults(CREDENTIAL | {"relatedResource": files}, {"urn:x:299": b"hello"})
    assert [fault.where for fault in faults] == ["relatedResource[299]"]
