"""Evidence in, byte for byte and sealed; judged by somebody else, once; nothing changed afterwards."""

from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.unit.assessment.stage import GOOD, POOR, WRONG, hand_in

from skillmark.domains.assessment import api
from skillmark.domains.assessment.models import EvidenceFile, Judgement, QuizAttempt, Submission
from skillmark.domains.people.api import ANYONE, SYSTEM, Erased, NotAllowed, Role, add_member, erase_person
from skillmark.kernel.outbox import deliver_pending
from skillmark.testing.cast import Cast

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def upload(name: str = "queries.sql", data: bytes = b"SELECT 1;") -> api.UploadedEvidence:
    return api.UploadedEvidence(name, "text/plain; charset=utf-8", data)


@pytest.fixture
def waiting(cast: Cast, enrolled: api.EnrolmentView) -> str:
    return hand_in(cast, enrolled.uid)


def test_files_come_back_byte_for_byte_and_lie_sealed(cast: Cast, enrolled: api.EnrolmentView, settings: Any) -> None:
    data = bytes(range(256)) * 10
    made = api.submit_evidence(
        actor=cast.alice,
        enrolment_uid=enrolled.uid,
        text="",
        files=[upload("a.bin", data), upload("picture.svg", SVG)],
        link=" https://example.org/work ",
    )
    assert made.link == "https://example.org/work"
    assert [(one.name, one.size) for one in made.files] == [("a.bin", 2560), ("picture.svg", len(SVG))]
    for reader in (cast.alice, cast.sam):
        assert api.evidence_file(reader, made.files[0].uid).data == data
        assert api.evidence_file(reader, made.files[1].uid).data == SVG
    stored = [path.read_bytes() for path in Path(settings.DATA_DIR).rglob("*") if path.is_file()]
    assert stored and not any(data in one or SVG in one for one in stored)


def test_strangers_find_neither_work_nor_file(cast: Cast, enrolled: api.EnrolmentView) -> None:
    made = api.submit_evidence(actor=cast.alice, enrolment_uid=enrolled.uid, files=[upload()])
    for stranger in (cast.mallory, cast.carol, cast.quinn, ANYONE):
        with pytest.raises(api.NoSuchSubmission):
            api.submission(stranger, made.uid)
        with pytest.raises(api.NoSuchFile):
            api.evidence_file(stranger, made.files[0].uid)
        with pytest.raises(NotAllowed):
            api.queue(stranger, cast.northbank.uid)
        with pytest.raises(api.NoSuchSubmission):
            api.judge(actor=stranger, submission_uid=made.uid, scores=GOOD, decision="pass")


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({}, api.BadEvidence),
        ({"text": "  \n "}, api.BadEvidence),
        ({"link": "javascript:alert(1)"}, api.BadEvidence),
        ({"link": "https://[broken"}, api.BadEvidence),
        ({"files": [upload(data=b"")]}, api.BadEvidence),
        ({"files": [upload(data=b"x" * 1025)]}, api.TooLarge),
        ({"files": [upload()] * (api.MAX_FILES + 1)}, api.TooLarge),
        ({"text": "x" * 20_001}, api.TooLarge),
    ],
)
def test_what_cannot_be_taken_leaves_nothing(
    cast: Cast, enrolled: api.EnrolmentView, settings: Any, given: dict[str, Any], error: type[Exception]
) -> None:
    settings.MAX_UPLOAD_BYTES = 1024
    with pytest.raises(error):
        api.submit_evidence(actor=cast.alice, enrolment_uid=enrolled.uid, **given)
    assert Submission.objects.count() == 0


def test_a_failure_half_way_leaves_no_blob(
    cast: Cast, enrolled: api.EnrolmentView, waiting: str, settings: Any
) -> None:
    with pytest.raises(api.NothingToHandIn):
        api.submit_evidence(actor=cast.alice, enrolment_uid=enrolled.uid, files=[upload()])
    assert not [path for path in (Path(settings.DATA_DIR) / "blobs").rglob("*") if path.is_file()]


def test_the_queue_shows_the_longest_waiting_first(cast: Cast, achievement_uid: str, waiting: str) -> None:
    second = api.enrol(actor=cast.carol, achievement_uid=achievement_uid)
    later = api.submit_evidence(actor=cast.carol, enrolment_uid=second.uid, text="Mine.").uid
    assert [one.submission_uid for one in api.queue(cast.sam, cast.northbank.uid)] == [waiting, later]
    api.withdraw(actor=cast.carol, enrolment_uid=second.uid)
    assert [one.holder_name for one in api.queue(cast.sam, cast.northbank.uid)] == ["Alice"]


def test_resubmit_then_pass_keeps_both(cast: Cast, enrolled: api.EnrolmentView, waiting: str) -> None:
    api.judge(actor=cast.sam, submission_uid=waiting, scores=POOR, decision="resubmit", comment="Show a check.")
    view = api.enrolment(cast.alice, enrolled.uid).requirement("project")
    assert view is not None and view.state == "resubmit"
    again = hand_in(cast, enrolled.uid, "With checks.")
    assert [one.uid for one in api.earlier_tries(cast.sam, again)] == [waiting]
    with pytest.raises(api.NoSuchSubmission):
        api.earlier_tries(cast.mallory, again)
    api.judge(actor=cast.sam, submission_uid=again, scores=GOOD, decision="pass")
    kept = api.project_of(cast.alice, enrolled.uid).submissions
    assert [(one.number, one.judgement.decision) for one in kept if one.judgement] == [(1, "resubmit"), (2, "pass")]
    assert kept[0].judgement is not None and kept[0].judgement.comment == "Show a check."


def test_a_failed_project_is_final(cast: Cast, enrolled: api.EnrolmentView, waiting: str) -> None:
    api.judge(actor=cast.sam, submission_uid=waiting, scores=POOR, decision="fail", comment="Copied.")
    with pytest.raises(api.NothingToHandIn):
        hand_in(cast, enrolled.uid)


def test_nobody_judges_their_own_work(cast: Cast, enrolled: api.EnrolmentView, waiting: str) -> None:
    add_member(
        actor=SYSTEM, organisation_uid=cast.northbank.uid, person_uid=cast.alice.person_uid or "", role=Role.ASSESSOR
    )
    with pytest.raises(api.OwnWork):
        api.judge(actor=cast.alice, submission_uid=waiting, scores=GOOD, decision="pass")
    assert [one.is_own for one in api.queue(cast.alice, cast.northbank.uid)] == [True]


def test_a_second_decision_is_refused(cast: Cast, waiting: str) -> None:
    api.judge(actor=cast.sam, submission_uid=waiting, scores=GOOD, decision="pass")
    with pytest.raises(api.AlreadyJudged):
        api.judge(actor=cast.sam, submission_uid=waiting, scores=POOR, decision="fail", comment="No.")


@pytest.mark.parametrize(
    ("scores", "decision", "comment", "error"),
    [
        (POOR, "pass", "", api.RubricNotMet),
        (POOR, "fail", "  ", api.CommentMissing),
        (GOOD, "resubmit", "", api.CommentMissing),
        ({}, "pass", "", api.BadJudgement),
        ({**GOOD, "Invented": 1}, "pass", "", api.BadJudgement),
        ({**GOOD, "Figures are checked": 9}, "pass", "", api.BadJudgement),
        ({**GOOD, "Figures are checked": 0}, "fail", "No.", api.BadJudgement),
        (GOOD, "brilliant", "", api.BadJudgement),
    ],
)
def test_a_judgement_must_fit_the_rubric(
    cast: Cast, waiting: str, scores: dict[str, int], decision: Any, comment: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        api.judge(actor=cast.sam, submission_uid=waiting, scores=scores, decision=decision, comment=comment)
    assert Judgement.objects.count() == 0


def test_what_was_done_cannot_be_changed_or_deleted(cast: Cast, enrolled: api.EnrolmentView, waiting: str) -> None:
    api.submit_quiz(actor=cast.alice, enrolment_uid=enrolled.uid, answers=WRONG)
    api.judge(actor=cast.sam, submission_uid=waiting, scores=POOR, decision="fail", comment="No.")
    with pytest.raises(DatabaseError), transaction.atomic():
        QuizAttempt.objects.update(is_passed=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        Judgement.objects.update(decision="pass")
    with pytest.raises(DatabaseError), transaction.atomic():
        Judgement.objects.all()._raw_delete("default")  # type: ignore[attr-defined]


def test_erasure_leaves_figures_and_takes_words_and_files(
    cast: Cast, enrolled: api.EnrolmentView, settings: Any
) -> None:
    made = api.submit_evidence(
        actor=cast.alice, enrolment_uid=enrolled.uid, text="About my mother.", files=[upload("alice.txt")]
    )
    api.judge(actor=cast.sam, submission_uid=made.uid, scores=POOR, decision="resubmit", comment="Dear Alice, no.")
    erase_person(actor=cast.alice, person_uid=cast.alice.person_uid or "")
    deliver_pending()
    left = api.submission(cast.sam, made.uid)
    assert (left.is_erased, left.text, left.files, left.judgement and left.judgement.comment) == (True, "", (), "")
    assert left.judgement is not None and left.judgement.scores == POOR
    with pytest.raises(Erased):
        api.evidence_file(cast.sam, made.files[0].uid)
    assert not [path for path in (Path(settings.DATA_DIR) / "blobs").rglob("*") if path.is_file()]
    assert EvidenceFile.objects.count() == 1
