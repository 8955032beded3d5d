"""What a pack proves, what it does not, and what Mallory's is worth."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.unit.credkit.college import (
    COLLEGE,
    DAY_ONE,
    LIST_URIS,
    SLOT,
    Network,
    college_keys,
    signed_award,
    signed_list,
    signer_of,
)

from skillmark.credkit.codec.strict_json import JsonObject, read_object, write_json
from skillmark.credkit.did import KeyRecord, NoFetcher
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.keys import Ed25519Signer
from skillmark.credkit.pack import (
    make_anchors,
    make_key_statement,
    make_pack,
    read_anchors,
    read_key_statement,
    read_pack,
)
from skillmark.credkit.report import Answer, Report
from skillmark.credkit.verify import OFFLINE, STANDARD, Policy, verify

PACKED = DAY_ONE + timedelta(days=10)
YEARS_ON = DAY_ONE + timedelta(days=300)
VOUCHER = Ed25519Signer.from_seed(b"v" * 32)


def packed(
    award: bytes,
    *,
    seed: int = 1,
    keys: JsonObject | None = None,
    voucher: Ed25519Signer | None = None,
    revoked: bool = False,
    at: datetime = PACKED,
) -> bytes:
    keys = keys or college_keys(KeyRecord(signer_of(seed).public_multikey, DAY_ONE))
    return make_pack(
        award,
        key_statements=[make_key_statement(keys, signer=signer_of(seed), stated_at=at, voucher=voucher)],
        status_lists={
            uri: signed_list(purpose, *([SLOT] if revoked else []), signer=signer_of(seed), at=at)
            for purpose, uri in LIST_URIS.items()
        },
        made_at=at,
    )


def look(data: bytes, policy: Policy = OFFLINE, pack: bytes | None = None) -> Report:
    return verify(data, policy=policy, fetcher=NoFetcher(), at=YEARS_ON, pack=read_pack(pack) if pack else None)


def anchored(*, vouchers: tuple[str, ...] = (), documents: tuple[JsonObject, ...] = ()) -> Policy:
    anchors = read_anchors(make_anchors(documents, vouchers=vouchers, saved_at=DAY_ONE + timedelta(days=5)))
    return Policy("mine", accept_as_of_pack=True, anchors=anchors)


def test_holds_as_of_the_packs_day_and_says_on_whose_word(award: bytes) -> None:
    report = look(award, pack=packed(award))
    assert report.answer is Answer.HOLDS
    assert report.as_of == PACKED
    assert report.vouched_by == "pack"
    assert [warn.code for warn in report.warnings] == ["issuer.only_the_pack"]
    assert signer_of(1).public_multikey in report.warnings[0].words
    assert "on the word of its pack" in report.summary


def test_the_pack_itself_can_be_handed_in(award: bytes) -> None:
    assert look(packed(award)).answer is Answer.HOLDS


def test_the_standard_policy_does_not_take_a_packs_word(award: bytes) -> None:
    report = look(award, STANDARD, packed(award))
    assert report.answer is Answer.UNSURE


def test_a_revocation_in_the_pack_fails(award: bytes) -> None:
    assert look(award, pack=packed(award, revoked=True)).answer is Answer.FAILS


def test_a_changed_credential_fails_with_its_pack(award: bytes) -> None:
    assert look(award.replace(b"Reading", b"Leading"), pack=packed(award)).answer is Answer.FAILS


def test_mallorys_pack_is_only_mallorys_word() -> None:
    """The same did:web, Mallory's key: nothing offline contradicts it, so nothing more than that is said."""
    forged = signed_award(signer_of(66))
    report = look(forged, pack=packed(forged, seed=66))
    assert report.vouched_by == "pack"
    assert signer_of(66).public_multikey in report.warnings[0].words
    assert look(forged, STANDARD, packed(forged, seed=66)).answer is Answer.UNSURE


def test_an_anchor_unmasks_mallory_and_knows_the_college(award: bytes) -> None:
    policy = anchored(documents=(college_keys(),))
    forged = signed_award(signer_of(66))
    report = look(forged, policy, packed(forged, seed=66))
    assert report.answer is Answer.FAILS
    check = report.check("issuer_key")
    assert check is not None and check.code == "issuer.key_unknown"
    good = look(award, policy, packed(award))
    assert (good.answer, good.vouched_by, good.warnings) == (Answer.HOLDS, "anchor", ())


def test_an_anchored_key_vouches_for_the_next_one(award: bytes) -> None:
    rotated = college_keys(
        KeyRecord(signer_of(1).public_multikey, DAY_ONE, in_use_until=DAY_ONE + timedelta(days=20)),
        KeyRecord(signer_of(2).public_multikey, DAY_ONE - timedelta(days=1)),
    )
    later = signed_award(signer_of(2))
    statement = make_key_statement(rotated, signer=signer_of(1), stated_at=PACKED)
    pack = json.loads(packed(later, seed=2)) | {"keyStatements": [statement]}
    report = look(later, anchored(documents=(college_keys(),)), json.dumps(pack, separators=(",", ":")).encode())
    assert (report.answer, report.vouched_by) == (Answer.HOLDS, "anchor")


def test_a_trusted_voucher_stands_in_for_the_issuer(award: bytes) -> None:
    did = VOUCHER.verification_method.split("#")[0]
    report = look(award, anchored(vouchers=(did,)), packed(award, voucher=VOUCHER))
    assert (report.answer, report.vouched_by) == (Answer.HOLDS, "voucher")
    other = look(award, anchored(vouchers=(did,)), packed(award))
    assert other.vouched_by == "pack"


def test_the_issuers_answer_outweighs_the_pack(network: Network) -> None:
    forged = signed_award(signer_of(66))
    pack = read_pack(packed(forged, seed=66))
    report = verify(forged, policy=OFFLINE, fetcher=network, at=PACKED, pack=pack)
    assert report.answer is Answer.FAILS


@pytest.mark.parametrize("name", ["expires", "revoked"])
def test_nobody_else_can_change_a_keys_time(award: bytes, name: str) -> None:
    keys = college_keys(KeyRecord(signer_of(1).public_multikey, DAY_ONE, PACKED + timedelta(1), PACKED + timedelta(1)))
    statement: Any = make_key_statement(keys, signer=signer_of(1), stated_at=PACKED)
    del statement["document"]["verificationMethod"][0][name]
    with pytest.raises(CredkitError) as caught:
        read_key_statement(statement)
    assert caught.value.code == "proof.signature_wrong"
    pack = read_object(packed(award)) | {"keyStatements": [statement]}
    assert look(award, pack=write_json(pack)).answer is Answer.UNSURE


@pytest.mark.parametrize("signer", [signer_of(9), signer_of(9, None)])
def test_a_statement_needs_a_listed_key(signer: Ed25519Signer) -> None:
    with pytest.raises(CredkitError):
        read_key_statement(make_key_statement(college_keys(), signer=signer, stated_at=PACKED))


def test_a_pack_without_the_list_leaves_revocation_open(award: bytes) -> None:
    pack = read_object(packed(award)) | {"statusLists": []}
    assert look(award, pack=write_json(pack)).answer is Answer.UNSURE


def test_a_pack_from_tomorrow_is_not_believed(award: bytes) -> None:
    assert look(award, pack=packed(award, at=YEARS_ON + timedelta(days=3))).answer is Answer.UNSURE


@pytest.mark.parametrize("data", [b"{}", b"[]", b'{"format":"skillmark-pack/1"}', b"\xff"])
def test_what_is_not_a_pack(data: bytes) -> None:
    with pytest.raises(CredkitError):
        read_pack(data)
    with pytest.raises(CredkitError):
        read_anchors(data)


def test_a_broken_pack_is_a_report(award: bytes) -> None:
    assert look(packed(award)[:-9]).answer is Answer.FAILS
    assert COLLEGE.encode() in packed(award)
