"""Published Open Badges credentials, good and bad."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from skillmark.credkit.codec.strict_json import read_object
from skillmark.credkit.contexts import verifying
from skillmark.credkit.did import NoFetcher
from skillmark.credkit.model import read_summary
from skillmark.credkit.proof.data_integrity import EDDSA_RDFC, HashSource, without_proof
from skillmark.credkit.report import Answer, Report, State
from skillmark.credkit.verify import OFFLINE, open_credential, verify

AT = datetime(2026, 11, 22, tzinfo=UTC)


def look(path: Path) -> Report:
    return verify(path.read_bytes(), policy=OFFLINE, fetcher=NoFetcher(), at=AT)


def state(report: Report, name: str) -> State:
    check = report.check(name)
    assert check is not None
    return check.state


@pytest.mark.parametrize("name", ["simple.json", "simple-multiple-proofs.json", "endorsement-valid.json"])
def test_good_signatures_hold_and_the_issuer_stays_open(shared_vectors: Path, name: str) -> None:
    report = look(shared_vectors / "openbadges-examples" / name)
    assert state(report, "unchanged") is State.PASSED
    assert state(report, "issuer_key") is State.NOT_CHECKED
    assert report.answer is Answer.UNSURE


def test_a_wrong_signature_fails(shared_vectors: Path) -> None:
    report = look(shared_vectors / "openbadges-examples/simple-err-proof-value.json")
    assert state(report, "unchanged") is State.FAILED
    assert report.answer is Answer.FAILS


def test_an_expired_one_fails(shared_vectors: Path) -> None:
    report = look(shared_vectors / "openbadges-examples/simple-err-expired.json")
    assert state(report, "not_expired") is State.FAILED


def test_a_jwt_that_names_no_achievement_fails_and_its_key_stays_open(shared_vectors: Path) -> None:
    report = look(shared_vectors / "openbadges-examples/simple.jwt")
    assert state(report, "complete") is State.FAILED
    assert state(report, "unchanged") is State.NOT_CHECKED
    assert report.answer is Answer.FAILS


@pytest.mark.parametrize("name", ["simple-json.png", "simple-json.svg"])
def test_baked_images_open(shared_vectors: Path, name: str) -> None:
    opened = open_credential((shared_vectors / "openbadges-examples" / name).read_bytes())
    assert opened.form == name[-3:]
    assert read_summary(opened.document).title == "Teamwork"


def test_the_complete_example_is_understood(shared_vectors: Path) -> None:
    document = read_object((shared_vectors / "openbadges-examples/complete.json").read_bytes())
    source = HashSource(verifying()[0])
    assert source.canonical(without_proof(document), EDDSA_RDFC).count(b"\n") > 100
