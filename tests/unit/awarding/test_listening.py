"""From a passed quiz to a credential in the record, by events and jobs alone."""

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.issuing_world import DEFINITION, FRAMEWORK, uid_of

from skillmark.domains.achievements import api as achievements
from skillmark.domains.assessment import api as assessment
from skillmark.domains.authority import api as authority
from skillmark.domains.awarding import api as awarding
from skillmark.domains.people.api import SYSTEM
from skillmark.domains.record import api as record
from skillmark.domains.skills import api as skills
from skillmark.doors.jobs.tasks import issue_award
from skillmark.kernel.outbox import deliver_pending
from skillmark.testing.cast import Cast, make_cast

pytestmark = pytest.mark.django_db


def quiz_only() -> tuple[Cast, achievements.AchievementView]:
    """An achievement that asks for one quiz."""
    cast = make_cast()
    skills.import_framework(actor=SYSTEM, data=FRAMEWORK)
    authority.open_issuing(actor=SYSTEM, organisation_uid=cast.northbank.uid)
    draft = achievements.draft_achievement(actor=SYSTEM, organisation_uid=cast.northbank.uid, **DEFINITION)
    question = assessment.QuizQuestion("Which clause groups rows?", ("GROUP BY", "ORDER BY"), 0)
    assessment.set_quiz(actor=SYSTEM, achievement_uid=draft.uid, questions=[question], pass_mark=0.7)
    return cast, achievements.publish(actor=SYSTEM, achievement_uid=draft.uid)


def test_meeting_every_requirement_leads_to_a_credential_in_the_record() -> None:
    cast, achievement = quiz_only()
    enrolment = assessment.enrol(actor=cast.alice, achievement_uid=achievement.uid)
    assessment.submit_quiz(actor=cast.alice, enrolment_uid=enrolment.uid, answers=[0])
    deliver_pending()
    (award,) = awarding.awards_of(cast.bea, cast.northbank.uid)
    assert (award.state, award.source_uid, award.holder_uid) == ("decided", enrolment.uid, uid_of(cast.alice))
    assert award.rule_met["kind"] == "requirements_met" and award.rule_met["facts"]
    job = ProcrastinateJob.objects.get(task_name=awarding.ISSUE_JOB)
    issue_award(**job.args)
    deliver_pending()
    (entry,) = record.entries_of(cast.alice, uid_of(cast.alice))
    assert (entry.award_uid, entry.provenance) == (award.uid, "verified")


def test_a_failed_quiz_awards_nothing() -> None:
    cast, achievement = quiz_only()
    enrolment = assessment.enrol(actor=cast.alice, achievement_uid=achievement.uid)
    assessment.submit_quiz(actor=cast.alice, enrolment_uid=enrolment.uid, answers=[1])
    deliver_pending()
    assert awarding.awards_of(cast.bea, cast.northbank.uid) == []


def test_the_job_of_a_decision_has_a_task() -> None:
    assert awarding.ISSUE_JOB in app.tasks
