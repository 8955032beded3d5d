"""Founds the demo world through the doors of the domains: nothing is written that a person could not have done.

What people already hold is awarded with the clock turned to the day it happened. `settle` is called once, on an empty
database, and takes some seconds.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from skillmark.demo.world.people import HeldCredential, LearnerEntry, StaffEntry, Standing
from skillmark.demo.world.read import HERE, World
from skillmark.demo.world.values import AchievementEntry, SkillAt, Status
from skillmark.domains.achievements import api as achievements
from skillmark.domains.assessment import api as assessment
from skillmark.domains.assurance import api as assurance
from skillmark.domains.authority import api as authority
from skillmark.domains.awarding import api as awarding
from skillmark.domains.people import api as people
from skillmark.domains.record import api as record
from skillmark.domains.skills import api as skills
from skillmark.kernel.actor import SYSTEM, Actor
from skillmark.kernel.clock import turned_to
from skillmark.kernel.outbox import deliver_pending

BEFORE_ALL = datetime(2021, 1, 4, 9, tzinfo=UTC)
"""When the issuers of the demo began: earlier than anything anybody holds."""

SIGN_IN = {
    "alice@learner.example": "learner",
    "bea@northbank.example": "issuer",
    "sam@northbank.example": "assessor",
    "carol@brightwater.example": "employer",
    "quinn@assay-board.example": "assurance body",
}
"""Whose password is printed. The others have none: hashing one costs half a second, and nobody signs in as them."""


@dataclass(slots=True)
class Settled:
    """Where everything in the world is now. `passwords` by e-mail address; uids by the world's own keys."""

    world: World
    organisations: dict[str, str] = field(default_factory=dict)
    defined: dict[str, achievements.AchievementView] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)
    awards: dict[tuple[str, str], str] = field(default_factory=dict)

    def uid(self, key: str) -> str:
        return self.actors[key].person_uid or ""


Say = Callable[[str], None]


def settle(world: World, say: Say) -> Settled:
    """Found the whole world and return where everything is. `say` hears what was done, a line at a time."""
    here = Settled(world)
    view = skills.import_framework(actor=SYSTEM, data=(HERE / "skills.toml").read_bytes())
    say(f"{view.skill_count} skills and {view.occupation_count} occupations of {view.title}")
    _organisations(here)
    _people_of(here)
    _definitions(here)
    say(f"{len(here.organisations)} organisations, {len(here.actors)} people, {len(here.defined)} achievements")
    _degrees(here)
    _accreditations(here)
    _held(here)
    deliver_pending()
    say(f"{len(here.awards)} credentials signed for what people already hold")
    return here


def _organisations(here: Settled) -> None:
    for entry in here.world.organisations:
        view = people.register_organisation(
            actor=SYSTEM,
            key=entry.key,
            name=entry.name,
            legal_name=entry.legal_name,
            kind=entry.kind.value,
            country=entry.country,
            region=entry.region,
            website=entry.website,
        )
        here.organisations[entry.key] = view.uid
        if entry.issues:
            with turned_to(BEFORE_ALL):  # what they hold was signed with keys that were in use then
                authority.open_issuing(actor=SYSTEM, organisation_uid=view.uid)


def _people_of(here: Settled) -> None:
    everybody: list[LearnerEntry | StaffEntry] = [*here.world.learners, *here.world.staff]
    for entry in everybody:
        password = secrets.token_urlsafe(9) if entry.email in SIGN_IN else None
        if password:
            here.passwords[entry.email] = password
        view = people.register_person(actor=SYSTEM, email=entry.email, display_name=entry.name, password=password)
        here.actors[entry.key] = Actor(view.uid)
    for staff in here.world.staff:
        for role in staff.roles:
            people.add_member(
                actor=SYSTEM,
                organisation_uid=here.organisations[staff.organisation],
                person_uid=here.uid(staff.key),
                role=role,
            )
    for learner in here.world.learners:
        if learner.can_be_found:
            actor = here.actors[learner.key]
            people.give_consent(actor=actor, person_uid=here.uid(learner.key), purpose=people.BE_FOUND)


def _definitions(here: Settled) -> None:
    """Define in an order in which what comes first is already published."""
    waiting = list(here.world.achievements)
    with turned_to(BEFORE_ALL):
        while waiting:
            ready = [entry for entry in waiting if set(entry.required_achievements) <= here.defined.keys()]
            for entry in ready or waiting[:1]:
                _define(here, entry)
                waiting.remove(entry)


def _define(here: Settled, entry: AchievementEntry) -> None:
    draft = achievements.draft_achievement(
        actor=SYSTEM,
        organisation_uid=here.organisations[entry.organisation],
        key=entry.key,
        **definition_of(here, entry),
    )
    if quiz := here.world.quiz_of(entry.key):
        assessment.set_quiz(
            actor=SYSTEM,
            achievement_uid=draft.uid,
            questions=[
                assessment.QuizQuestion(
                    one.text, one.options, one.correct, one.explanation, entry.outcomes[one.outcome]
                )
                for one in quiz.questions
            ],
            pass_mark=quiz.pass_mark,
            attempts_allowed=entry.attempts_allowed,
        )
    if project := here.world.project_of(entry.key):
        assessment.set_project(
            actor=SYSTEM,
            achievement_uid=draft.uid,
            brief="\n\n".join([project.brief, *(f"- {item}" for item in project.hand_in)]),
            rubric=[assessment.RubricCriterion(one.name, one.descriptors, one.pass_at) for one in project.criteria],
        )
    if entry.status is Status.PUBLISHED:
        draft = achievements.publish(actor=SYSTEM, achievement_uid=draft.uid)
    here.defined[entry.key] = draft


def definition_of(here: Settled, entry: AchievementEntry) -> Any:
    """The fields an issuer states, from the world's entry."""
    return {
        "name": entry.name,
        "description": entry.description,
        "field": entry.field,
        "outcomes": entry.outcomes,
        "skills": [(one.uri, int(one.level)) for one in entry.skills],
        "criteria": entry.criteria,
        "workload_hours": entry.workload_hours,
        "typical_weeks": entry.typical_weeks,
        "price_minor": entry.price_minor,
        "currency": entry.currency,
        "price_url": entry.price_url,
        "participation": entry.participation,
        "delivery": entry.delivery,
        "assessment": entry.assessment,
        "supervision": entry.supervision,
        "identity_checked": entry.identity_checked,
        "pass_mark": entry.pass_mark,
        "attempts_allowed": entry.attempts_allowed,
        "practical_share": entry.practical_share,
        "quality_assurance": entry.quality_assurance,
        "eqf_level": entry.eqf_level,
        "language": entry.language,
        "country": entry.country,
        "prerequisites": [here.defined[key].uid for key in entry.required_achievements],
        "image_alt": entry.image_alt,
        "expires_after_months": entry.expires_after_months,
    }


def _degrees(here: Settled) -> None:
    for degree in here.world.degrees:
        achievements.define_stack(
            actor=SYSTEM,
            organisation_uid=here.organisations[degree.organisation],
            key=degree.key,
            name=degree.name,
            description=degree.description,
            is_degree=True,
            modules=[
                achievements.NewModule(
                    title=module.name,
                    workload_hours=module.workload_hours,
                    skills=[(one.uri, int(one.level)) for one in module.skills],
                )
                for module in degree.modules
            ],
        )


def _accreditations(here: Settled) -> None:
    """The assurance body vouches for every issuer that tells how it examines; the lax one has not asked."""
    body = next(entry for entry in here.world.organisations if entry.assures)
    for entry in here.world.organisations:
        strict = [
            one
            for one in here.world.achievements
            if one.organisation == entry.key and one.supervision.startswith("supervised")
        ]
        if entry.issues and strict:
            assurance.accredit(
                actor=SYSTEM,
                body_uid=here.organisations[body.key],
                organisation_uid=here.organisations[entry.key],
                scope=f"Achievements in {', '.join(sorted({one.field for one in strict}))}",
                valid_from=date(2025, 7, 1),
                valid_until=date(2028, 6, 30),
            )


def _held(here: Settled) -> None:
    for learner in here.world.learners:
        for credential in learner.credentials:
            if credential.standing is not Standing.FORGED:
                _award(here, learner, credential)
        _stated(here, learner)


def _award(here: Settled, learner: LearnerEntry, held: HeldCredential) -> None:
    with turned_to(_noon(held.awarded_on)):
        decided = awarding.award_by_hand(
            actor=SYSTEM,
            holder_uid=here.uid(learner.key),
            achievement_version_uid=here.defined[held.achievement].version_uid,
            reason="Earned before this copy of Skillmark was set up; taken over from the issuer's own register.",
        )
        awarding.issue_award(decided.uid)
    here.awards[learner.key, held.achievement] = decided.uid
    if held.standing is Standing.REVOKED:
        with turned_to(_noon(held.ended_on or held.awarded_on)):
            awarding.revoke(actor=SYSTEM, award_uid=decided.uid, reason=held.note)


def _stated(here: Settled, learner: LearnerEntry) -> None:
    actor, uid = here.actors[learner.key], here.uid(learner.key)
    for job in learner.jobs:
        record.add_entry(
            actor=actor,
            person_uid=uid,
            kind="job",
            title=job.title,
            organisation_name=job.employer,
            started_on=job.since_on,
            ended_on=job.until_on,
        )
    for degree in learner.degrees:
        record.add_entry(
            actor=actor,
            person_uid=uid,
            kind="degree",
            title=degree.title,
            organisation_name=degree.institution,
            ended_on=degree.awarded_on,
        )
    for claim in learner.claims:
        taught = _taught(SkillAt(claim.skill, claim.level))
        record.add_entry(
            actor=actor, person_uid=uid, kind="skill", title=taught.label, started_on=claim.since_on, skills=[taught]
        )


def _taught(skill: SkillAt) -> achievements.TaughtSkill:
    view = skills.find_skill(skill.uri)
    return achievements.TaughtSkill(view.uri, view.identity, view.label, skill.level)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
