"""What the demo world consists of, as frozen values, field for field as the TOML files write it.

Rules: money in minor units with its ISO 4217 code; shares and marks in 0 to 1; workload in hours; dates are local.
A draft achievement leaves its missing elements empty, None or ().
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from skillmark.demo.world.people import LearnerEntry, StaffEntry
from skillmark.skillkit.graph import Release
from skillmark.skillkit.values import Level


class Status(StrEnum):
    """Whether an achievement is to be published or left as a draft."""

    PUBLISHED = "published"
    DRAFT = "draft"


class Kind(StrEnum):
    """What an organisation is."""

    UNIVERSITY = "university"
    COMPANY = "company"
    PROFESSIONAL_BODY = "professional_body"
    PLATFORM = "platform"
    TRAINING_PROVIDER = "training_provider"
    ASSURANCE_BODY = "assurance_body"
    EMPLOYER = "employer"


@dataclass(frozen=True, slots=True)
class OrganisationEntry:
    """An organisation and the facts that tell how strict it is."""

    key: str
    name: str
    legal_name: str
    kind: Kind
    country: str
    region: str
    website: str
    issues: bool
    hires: bool
    assures: bool
    initials: str
    about: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SkillAt:
    """A skill at a level."""

    uri: str
    level: Level


@dataclass(frozen=True, slots=True)
class Question:
    """A question with four options; `correct` and `outcome` are places among options and outcomes, from 0."""

    text: str
    options: tuple[str, ...]
    correct: int
    explanation: str
    outcome: int


@dataclass(frozen=True, slots=True)
class Quiz:
    """A scored quiz of one achievement."""

    achievement: str
    title: str
    pass_mark: float
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric. `descriptors` describe level 1, 2, 3 in order; `pass_at` is the lowest that is enough."""

    name: str
    outcome: int
    descriptors: tuple[str, ...]
    pass_at: int


@dataclass(frozen=True, slots=True)
class Project:
    """A project brief with its rubric."""

    achievement: str
    title: str
    brief: str
    hand_in: tuple[str, ...]
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class AchievementEntry:
    """What can be earned. `prerequisites` are achievement keys or skill URIs; no `attempts_allowed` means no limit."""

    key: str
    organisation: str
    status: Status
    field: str
    name: str
    description: str
    skills: tuple[SkillAt, ...]
    delivery: str
    participation: str
    price_minor: int
    currency: str
    price_url: str
    supervision: str
    identity_checked: bool
    practical_share: float
    language: str
    country: str
    prerequisites: tuple[str, ...]
    image_alt: str
    outcomes: tuple[str, ...] = ()
    criteria: str = ""
    workload_hours: int | None = None
    typical_weeks: int | None = None
    ects: float | None = None
    assessment: str = ""
    pass_mark: float | None = None
    attempts_allowed: int | None = None
    quality_assurance: str = ""
    eqf_level: int | None = None
    expires_after_months: int | None = None

    @property
    def required_achievements(self) -> tuple[str, ...]:
        """The prerequisites that are achievement keys."""
        return tuple(one for one in self.prerequisites if "://" not in one)

    @property
    def required_skills(self) -> tuple[str, ...]:
        """The prerequisites that are skill URIs."""
        return tuple(one for one in self.prerequisites if "://" in one)


@dataclass(frozen=True, slots=True)
class DegreeModule:
    """One module of a degree."""

    code: str
    name: str
    workload_hours: int
    ects: float
    price_minor: int
    skills: tuple[SkillAt, ...]


@dataclass(frozen=True, slots=True)
class DegreeEntry:
    """A degree as a set of modules."""

    key: str
    organisation: str
    name: str
    award: str
    field: str
    description: str
    eqf_level: int
    typical_years: int
    currency: str
    modules: tuple[DegreeModule, ...]


@dataclass(frozen=True, slots=True)
class AdvertEntry:
    """A job advert in prose. `must` and `nice` are what a careful reader takes from it: skill URIs."""

    key: str
    employer: str
    title: str
    field: str
    place: str
    country: str
    posted_on: date
    text: str
    must: tuple[str, ...]
    nice: tuple[str, ...]
    organisation: str = ""
    occupation: str = ""


@dataclass(frozen=True, slots=True)
class World:
    """Everything, checked: every reference in it leads somewhere."""

    framework: Release
    organisations: tuple[OrganisationEntry, ...]
    achievements: tuple[AchievementEntry, ...]
    quizzes: tuple[Quiz, ...]
    projects: tuple[Project, ...]
    degrees: tuple[DegreeEntry, ...]
    adverts: tuple[AdvertEntry, ...]
    learners: tuple[LearnerEntry, ...]
    staff: tuple[StaffEntry, ...]

    def organisation(self, key: str) -> OrganisationEntry:
        """The organisation with this key; KeyError if there is none."""
        return _only(self.organisations, key)

    def achievement(self, key: str) -> AchievementEntry:
        """The achievement with this key; KeyError if there is none."""
        return _only(self.achievements, key)

    def quiz_of(self, achievement: str) -> Quiz | None:
        """The quiz of an achievement, if it has one."""
        return next((one for one in self.quizzes if one.achievement == achievement), None)

    def project_of(self, achievement: str) -> Project | None:
        """The project of an achievement, if it has one."""
        return next((one for one in self.projects if one.achievement == achievement), None)

    def learner(self, key: str) -> LearnerEntry:
        """The learner with this key; KeyError if there is none."""
        return _only(self.learners, key)


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


_KeyedT = TypeVar("_KeyedT", bound=_Keyed)


def _only(entries: tuple[_KeyedT, ...], key: str) -> _KeyedT:
    for entry in entries:
        if entry.key == key:
            return entry
    raise KeyError(key)
