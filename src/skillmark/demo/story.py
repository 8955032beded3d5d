"""The story of the demo: one skill travels from gap to shortlist, told in the terminal as it happens.

Each step is a function of its own and says what happened in a line or two; the figures it prints are the ones the
domains returned. Everything goes through the doors a person's page would use, as that person.
"""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from skillmark.demo import telling
from skillmark.demo.leavings import leave_files
from skillmark.demo.settle import SIGN_IN, Settled, settle
from skillmark.demo.under_way import leave_under_way
from skillmark.demo.world.read import read_world
from skillmark.domains.achievements import api as achievements
from skillmark.domains.assessment import api as assessment
from skillmark.domains.awarding import api as awarding
from skillmark.domains.hiring import api as hiring
from skillmark.domains.people import api as people
from skillmark.domains.planning import api as planning
from skillmark.domains.record import api as record
from skillmark.domains.skills import api as skills
from skillmark.doors.web.awards.words import why_of
from skillmark.kernel.actor import SYSTEM
from skillmark.kernel.clock import today
from skillmark.kernel.outbox import deliver_pending

STEP, ADVERT = "sql-for-analysts", "brightwater-data-analyst"


@dataclass(frozen=True, slots=True)
class Told:
    """What the story leaves: the badge, its pack, and who may sign in."""

    badge: Path
    pack: Path
    logins: tuple[tuple[str, str, str], ...]
    share_path: str

    def farewell(self, address: str) -> str:
        """Where to click and how to sign in."""
        wide = max(len(role) for role, _email, _password in self.logins)
        logins = "\n".join(f"   {role:<{wide}}  {email}  {password}" for role, email, password in self.logins)
        return (
            f"\nOpen {address}/ and drop a badge file on the front page: {self.badge}\n"
            f"Alice's shared badge: {address}{self.share_path}\n"
            f"Sign in at {address}/sign-in/ as\n{logins}\n"
        )


def tell(*, out: TextIO, folder: Path, esco: Path | None) -> Told:
    """Found the world, walk the journey, and leave badge and pack in `folder`. Some ten seconds; ESCO adds its own."""
    said = telling.Telling(out)
    world = read_world()
    with said.step("1", "Frameworks come in as published"):
        here = settle(world, said.line)
        _esco(said, esco)
    with said.step("2", "Bea of Northbank College defines an achievement"):
        _define(said, here)
    with said.step("3", "Alice has a goal, and gets the best plan within her limits"):
        goal_uid = _plan(said, here)
    opening_uid = _opening(here)
    before = _fits(here, opening_uid)
    with said.step("4", "Alice earns: a quiz and a project, judged by Sam"):
        enrolment = _earn(said, here)
    with said.step("5", "The award is decided by its rule, linted and signed"):
        award_uid = _award(said, here, enrolment)
    with said.step("6", "Alice holds it, private until she shares it"):
        badge, pack, share_path = _hold(said, here, award_uid, folder)
    with said.step("7", "Carol looks for a data analyst"):
        _shortlist(said, here, opening_uid, before, goal_uid)
    leave_files(here, folder)
    leave_under_way(here, told_advert=ADVERT)
    logins = tuple((role, email, here.passwords[email]) for email, role in SIGN_IN.items())
    return Told(badge, pack, logins, share_path)


def _esco(said: telling.Telling, folder: Path | None) -> None:
    zips = telling.esco_zips(folder) if folder else None
    if zips is None:
        said.line("ESCO itself is not here. Give its two ZIPs with ESCO=folder and it comes in as well.")
        return
    began = time.monotonic()
    view = skills.import_esco(
        actor=SYSTEM, classification=zips[0], relations=zips[1], progress=telling.quiet_progress(said)
    )
    said.line(
        f"ESCO {view.version}: {view.skill_count:,} skills, {view.occupation_count:,} occupations, "
        f"{view.relation_count:,} relations in {time.monotonic() - began:.0f} s"
    )
    said.line(view.attribution)


def _define(said: telling.Telling, here: Settled) -> None:
    draft = next(view for view in here.defined.values() if not view.is_published)
    bea = here.actors["bea"]
    try:
        achievements.publish(actor=bea, achievement_uid=draft.uid)
    except (achievements.Incomplete, people.NotAllowed) as error:
        said.line(f"“{draft.name}” is not published yet. {error}")
    whole = here.defined[STEP]
    said.line(
        f"“{whole.name}” is: {', '.join(f'{one.label} at level {int(one.level)}' for one in whole.skills)}; "
        f"{whole.workload_hours:g} hours, {telling.money(whole.price_minor, whole.currency)}"
    )


def _plan(said: telling.Telling, here: Settled) -> str:
    alice, uid = here.actors["alice"], here.uid("alice")
    wanted = here.world.learner("alice").goal
    if wanted is None:
        raise LookupError("Alice has no goal in people.toml")
    profile = skills.profile_of_occupation(wanted.occupation)
    goal = planning.set_goal(
        actor=alice,
        person_uid=uid,
        profile=profile,
        hours_per_week=wanted.hours_per_week,
        budget_minor=wanted.budget_minor,
        currency=wanted.currency,
        deadline=wanted.deadline_on,
        start_on=today(),
    )
    lines = planning.gap(alice, goal.uid)
    counts = {word: sum(line.verdict == word for line in lines) for word in ("met", "uncertain", "missing", "unknown")}
    said.line(
        f"{profile.title} asks for {len(lines)} skills: " + ", ".join(f"{n} {word}" for word, n in counts.items())
    )
    plan = planning.plan(alice, goal.uid)
    proof = "proven best" if plan.proven else f"best found; at most {plan.bound:g} is possible"
    said.line(
        f"The plan ({proof}): {len(plan.steps)} steps, {plan.total_hours:g} hours, {plan.total_weeks} weeks, "
        f"{telling.money(plan.total_cost_minor, plan.currency)}; it closes {len(plan.closed)} of "
        f"{len(plan.closed) + len(plan.still_open)} open skills"
    )
    for number, step in enumerate(plan.steps, start=1):
        why = step.reasons[0].text if step.reasons else ""
        said.line(f"  {number}. {step.offer.title}, {step.offer.hours:g} h, until {step.ends_on:%d %B}. {why}")
    return goal.uid


def _opening(here: Settled) -> str:
    advert = next(one for one in here.world.adverts if one.key == ADVERT)
    read = skills.profile_of_text(advert.text, title=advert.title)
    wanted = telling.profile_of_advert(here, advert, read.profile)
    return hiring.open_opening(
        actor=here.actors["carol"],
        organisation_uid=here.organisations["brightwater-retail"],
        title=advert.title,
        advert=advert.text,
        profile=wanted,
    ).uid


def _fits(here: Settled, opening_uid: str) -> hiring.ShortlistView:
    return hiring.shortlist(here.actors["carol"], opening_uid)


def _earn(said: telling.Telling, here: Settled) -> str:
    alice, sam = here.actors["alice"], here.actors["sam"]
    enrolment = assessment.enrol(actor=alice, achievement_uid=here.defined[STEP].uid)
    quiz = here.world.quiz_of(STEP)
    if quiz:
        for answers in (telling.half_right(quiz), telling.all_right(quiz)):
            result = assessment.submit_quiz(actor=alice, enrolment_uid=enrolment.uid, answers=answers)
            word = "passed" if result.is_passed else "not passed, so she tries again"
            said.line(f"Quiz, attempt {result.attempt}: {result.right} of {result.asked} right, {word}")
    for attempt, (decision, comment) in enumerate(telling.JUDGEMENTS, start=1):
        handed_in = assessment.submit_evidence(
            actor=alice,
            enrolment_uid=enrolment.uid,
            text=telling.PROJECT_TEXT,
            files=[assessment.UploadedEvidence("queries.sql", "application/sql", telling.PROJECT_SQL.encode())],
        )
        levels = telling.levels(handed_in, passing=decision == "pass")
        assessment.judge(actor=sam, submission_uid=handed_in.uid, scores=levels, decision=decision, comment=comment)
        said.line(f"Project, hand-in {attempt}: Sam says “{comment}” ({decision})")
    return enrolment.uid


def _award(said: telling.Telling, here: Settled, enrolment_uid: str) -> str:
    deliver_pending()
    holder = here.uid("alice")
    mine = [
        view
        for view in awarding.awards_of(SYSTEM, here.organisations["northbank-college"])
        if view.holder_uid == holder and view.achievement_version_uid == here.defined[STEP].version_uid
    ]
    award = awarding.issue_award(mine[0].uid)
    again = awarding.issue_award(mine[0].uid)
    deliver_pending()
    said.line("Awarded because:")
    for words in why_of(award.rule_met):
        said.line(f"  {words}")
    said.line(f"Signed once: asked again, the same credential {again.uid[:8]}… comes back")
    return award.uid


def _hold(said: telling.Telling, here: Settled, award_uid: str, folder: Path) -> tuple[Path, Path, str]:
    alice = here.actors["alice"]
    entry = next(one for one in record.entries_of(alice, here.uid("alice")) if one.award_uid == award_uid)
    try:
        record.entry(here.actors["mallory"], entry.uid)
    except record.NoSuchEntry:
        said.line("Mallory asks for it and learns nothing, not even that it exists")
    badge, pack = folder / "alice-sql.json", folder / "alice-sql.pack"
    badge.write_bytes(record.credential_of(alice, entry.uid))
    pack.write_bytes(record.pack_of(alice, entry.uid))
    share = record.share(actor=alice, entry_uid=entry.uid)
    said.line(f"Downloaded: {badge.name} ({badge.stat().st_size:,} bytes) and {pack.name}, to check it later")
    return badge, pack, f"/s/{share.token}"


def _shortlist(
    said: telling.Telling, here: Settled, opening_uid: str, before: hiring.ShortlistView, goal_uid: str
) -> None:
    carol, code = here.actors["carol"], hiring.code_of(opening_uid, here.uid("alice"))
    after = _fits(here, opening_uid)
    said.line(f"Before the award, {telling.place(before, code)}")
    said.line(f"After it, {telling.place(after, code)}")
    for reason in telling.reasons(after, code, here.defined[STEP].name):
        said.line(f"  because: {reason}")
    seal = hiring.seal_shortlist(actor=carol, opening_uid=opening_uid)
    shown = hiring.reveal(actor=carol, opening_uid=opening_uid, code=code)
    said.line(f"Carol seals the order ({seal.digest[:12]}…), and only then sees a name: {code} is {shown.display_name}")
    plan = planning.plan(here.actors["alice"], goal_uid)
    said.line(
        f"Alice's plan now closes {len(plan.closed)} of {len(plan.closed) + len(plan.still_open)} skills still open, "
        f"in {plan.total_hours:g} hours for {telling.money(plan.total_cost_minor, plan.currency)}"
    )
