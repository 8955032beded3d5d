"""The demo world once it is settled: what people hold verifies, and what should not, does not."""

import json

import pytest

from skillmark.adapters.fetch.own import OwnFetcher
from skillmark.credkit.report import Answer
from skillmark.credkit.verify import STANDARD, verify
from skillmark.demo.leavings import leave_files
from skillmark.demo.settle import SIGN_IN, settle
from skillmark.demo.world.people import Standing
from skillmark.demo.world.read import read_world
from skillmark.domains.achievements.api import catalogue
from skillmark.domains.awarding.api import credential_of
from skillmark.domains.people.api import SYSTEM
from skillmark.domains.record.api import entries_of
from skillmark.kernel.clock import now

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_settled_world(tmp_path) -> None:
    """One test, since settling is the dear part: about ten seconds."""
    heard: list[str] = []
    here = settle(read_world(), heard.append)
    assert heard
    assert set(here.passwords) == set(SIGN_IN)
    assert len(catalogue()) == sum(view.is_published for view in here.defined.values())
    for learner in here.world.learners:
        for held in learner.credentials:
            if held.standing is Standing.FORGED:
                continue
            data = credential_of(SYSTEM, here.awards[learner.key, held.achievement])
            report = verify(data, policy=STANDARD, fetcher=OwnFetcher(), at=now())
            expected = Answer.HOLDS if held.standing is Standing.VALID else Answer.FAILS
            assert report.answer is expected, (learner.key, held.achievement, report.summary)
    assert entries_of(here.actors["alice"], here.uid("alice"))
    _leavings(here, tmp_path)


def _leavings(here, folder) -> None:
    leave_files(here, folder)
    said = {}
    for name in ("revoked", "expired", "forged"):
        report = verify(
            (folder / "badges" / f"{name}.json").read_bytes(), policy=STANDARD, fetcher=OwnFetcher(), at=now()
        )
        assert report.answer is Answer.FAILS
        said[name] = {check.name for check in report.checks if check.state == "failed"}
    assert said["revoked"] == {"not_revoked"}
    assert said["expired"] == {"not_expired"}
    assert "issuer_key" in said["forged"]
    assert len(list((folder / "adverts").glob("*.txt"))) == len(here.world.adverts)
    assert json.loads((folder / "badges" / "forged.json").read_bytes())["issuer"]["id"].startswith("did:web:")
