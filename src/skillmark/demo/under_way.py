"""What is still going on when the story ends, so that every role finds something to do after signing in."""

from skillmark.demo import telling
from skillmark.demo.settle import Settled
from skillmark.demo.world.people import Goal
from skillmark.domains.assessment import api as assessment
from skillmark.domains.hiring import api as hiring
from skillmark.domains.planning import api as planning
from skillmark.domains.skills import api as skills
from skillmark.kernel.actor import SYSTEM
from skillmark.kernel.clock import today
from skillmark.skillkit.values import TargetProfile

TOLD = "alice"
"""Whose goal the story itself sets."""


def leave_under_way(here: Settled, *, told_advert: str) -> None:
    """Goals of the other learners, openings not yet sealed, work waiting for Sam, a course Alice has begun."""
    for learner in here.world.learners:
        if learner.goal and learner.key != TOLD:
            _set_goal(here, learner.key, learner.goal)
    for advert in here.world.adverts:
        if advert.organisation and advert.key != told_advert:
            hiring.open_opening(
                actor=SYSTEM,
                organisation_uid=here.organisations[advert.organisation],
                title=advert.title,
                advert=advert.text,
                profile=telling.profile_of_advert(here, advert, TargetProfile(advert.title, ())),
            )
    _hand_in(here)
    assessment.enrol(actor=here.actors[TOLD], achievement_uid=here.defined["statistics-for-decisions"].uid)


def _set_goal(here: Settled, key: str, goal: Goal) -> None:
    if goal.occupation:
        profile = skills.profile_of_occupation(goal.occupation)
    else:
        advert = next(one for one in here.world.adverts if one.key == goal.advert)
        profile = telling.profile_of_advert(here, advert, TargetProfile(advert.title, ()))
    planning.set_goal(
        actor=here.actors[key],
        person_uid=here.uid(key),
        profile=profile,
        hours_per_week=goal.hours_per_week,
        budget_minor=goal.budget_minor,
        currency=goal.currency,
        deadline=goal.deadline_on,
        start_on=today(),
    )


def _hand_in(here: Settled) -> None:
    """Liam is where Alice was: his project waits for an assessor."""
    liam = here.actors["liam"]
    enrolment = assessment.enrol(actor=liam, achievement_uid=here.defined["sql-for-analysts"].uid)
    assessment.submit_evidence(
        actor=liam,
        enrolment_uid=enrolment.uid,
        text="Three queries on the shop's tables. The last one finds fewer repeat orders than I counted by hand.",
        files=[assessment.UploadedEvidence("shop.sql", "application/sql", telling.PROJECT_SQL.encode())],
    )
