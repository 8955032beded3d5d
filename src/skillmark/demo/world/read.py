"""Reads the demo world and checks that every reference in it leads somewhere.

`read_world()` is pure but for reading the files beside it (about 0.1 s). WorldError says which file, entry and field.
It does not judge whether an achievement is complete: the linter of the achievements domain does.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from skillmark.demo.world.people import LearnerEntry, StaffEntry
from skillmark.demo.world.rows import WorldError, entries, parse_tables
from skillmark.demo.world.values import (
    AchievementEntry,
    AdvertEntry,
    DegreeEntry,
    OrganisationEntry,
    Project,
    Quiz,
    World,
)
from skillmark.skillkit.errors import SkillkitError
from skillmark.skillkit.graph import Release, read_framework_toml

T = TypeVar("T")

HERE = Path(__file__).resolve().parent

__all__ = ["HERE", "World", "WorldError", "read_world"]


def read_world(folder: Path = HERE) -> World:
    """The whole world in `folder`, or WorldError for the first thing that is wrong in it."""
    people = parse_tables(folder / "people.toml")
    world = World(
        framework=_framework(folder / "skills.toml"),
        organisations=_read(folder, "organisations", "organisation", OrganisationEntry),
        achievements=_read(folder, "achievements", "achievement", AchievementEntry),
        quizzes=_read(folder, "quizzes", "quiz", Quiz),
        projects=_read(folder, "projects", "project", Project),
        degrees=_read(folder, "degrees", "degree", DegreeEntry),
        adverts=_read(folder, "adverts", "advert", AdvertEntry),
        learners=entries(people, "learner", LearnerEntry, "people.toml"),
        staff=entries(people, "staff", StaffEntry, "people.toml"),
    )
    _check_once(world)
    _check_references(world)
    _check_tasks(world)
    return world


def _read(folder: Path, file: str, name: str, cls: type[T]) -> tuple[T, ...]:
    return entries(parse_tables(folder / f"{file}.toml"), name, cls, f"{file}.toml")


def _framework(path: Path) -> Release:
    try:
        return read_framework_toml(path.read_bytes())
    except OSError as error:
        raise WorldError(path.name, "The file cannot be read. Take it from the installed package.") from error
    except SkillkitError as error:
        raise WorldError(path.name, error.hint) from error


def _check_once(world: World) -> None:
    people: list[LearnerEntry | StaffEntry] = [*world.learners, *world.staff]
    _once("organisations.toml, key", (one.key for one in world.organisations))
    _once("organisations.toml, name", (one.name for one in world.organisations))
    _once("achievements.toml, key", (one.key for one in world.achievements))
    _once("achievements.toml, name", (one.name for one in world.achievements))
    _once("quizzes.toml, achievement", (one.achievement for one in world.quizzes))
    _once("projects.toml, achievement", (one.achievement for one in world.projects))
    _once("degrees.toml, key", (one.key for one in world.degrees))
    _once("adverts.toml, key", (one.key for one in world.adverts))
    _once("people.toml, key", (one.key for one in people))
    _once("people.toml, email", (one.email.casefold() for one in people))


def _check_references(world: World) -> None:
    skills = {skill.uri for skill in world.framework.skills}
    occupations = {one.uri for one in world.framework.occupations}
    houses = {one.key for one in world.organisations}
    earned = {one.key for one in world.achievements}
    adverts = {one.key for one in world.adverts}
    for one in world.achievements:
        where = f"achievements.toml, {one.key}"
        _known(where, [one.organisation], houses)
        _known(where, (skill.uri for skill in one.skills), skills)
        _known(where, one.prerequisites, skills | earned)
    for degree in world.degrees:
        _known(f"degrees.toml, {degree.key}", [degree.organisation], houses)
        _known(f"degrees.toml, {degree.key}", (s.uri for module in degree.modules for s in module.skills), skills)
    for advert in world.adverts:
        _known(f"adverts.toml, {advert.key}", filter(None, [advert.organisation]), houses)
        _known(f"adverts.toml, {advert.key}", filter(None, [advert.occupation]), occupations)
        _known(f"adverts.toml, {advert.key}", [*advert.must, *advert.nice], skills)
    for person in world.staff:
        _known(f"people.toml, {person.key}", filter(None, [person.organisation]), houses)
    for learner in world.learners:
        _check_learner(world, learner, skills, occupations, earned, adverts)


def _check_learner(
    world: World, learner: LearnerEntry, skills: set[str], occupations: set[str], earned: set[str], adverts: set[str]
) -> None:
    where = f"people.toml, {learner.key}"
    _known(where, (claim.skill for claim in learner.claims), skills)
    _known(where, (held.achievement for held in learner.credentials), earned)
    _known(where, (job.occupation for job in learner.jobs if job.occupation), occupations)
    _known(where, (held.degree for held in learner.degrees if held.degree), {one.key for one in world.degrees})
    if learner.goal is None:
        return
    _known(where, filter(None, [learner.goal.occupation]), occupations)
    _known(where, filter(None, [learner.goal.advert]), adverts)
    if bool(learner.goal.occupation) == bool(learner.goal.advert):
        raise WorldError(f"{where}, goal", "Name an occupation or an advert, and not both.")


def _check_tasks(world: World) -> None:
    outcomes = {one.key: len(one.outcomes) for one in world.achievements}
    for quiz in world.quizzes:
        where = f"quizzes.toml, {quiz.achievement}"
        _known(where, [quiz.achievement], set(outcomes))
        for question in quiz.questions:
            _place(f"{where}, correct", question.correct, len(question.options))
            _place(f"{where}, outcome", question.outcome, outcomes[quiz.achievement])
    for project in world.projects:
        where = f"projects.toml, {project.achievement}"
        _known(where, [project.achievement], set(outcomes))
        for criterion in project.criteria:
            _place(f"{where}, outcome", criterion.outcome, outcomes[project.achievement])
            _place(f"{where}, pass_at", criterion.pass_at - 1, len(criterion.descriptors))


def _once(where: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise WorldError(where, f"{name} stands there twice. Rename one.")
        seen.add(name)


def _known(where: str, names: Iterable[str], known: set[str]) -> None:
    for name in names:
        if name not in known:
            raise WorldError(where, f"It names {name}, which does not exist. Correct it or add that.")


def _place(where: str, place: int, count: int) -> None:
    if not 0 <= place < count:
        raise WorldError(where, f"{place} is not a place among {count}, counted from 0.")
