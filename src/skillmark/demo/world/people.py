"""The people of the demo world, as frozen values: learners with what they hold and want, and staff.

Rules: dates are local; money in minor units with its ISO 4217 code. What an achievement or a degree is, `values` says.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from skillmark.skillkit.values import Level


class Standing(StrEnum):
    """How it stands with a credential that somebody holds."""

    VALID = "valid"
    REVOKED = "revoked"
    EXPIRED = "expired"
    FORGED = "forged"


@dataclass(frozen=True, slots=True)
class HeldJob:
    """A job held or once held; `until_on` is None while it lasts."""

    title: str
    employer: str
    since_on: date
    until_on: date | None = None
    occupation: str = ""


@dataclass(frozen=True, slots=True)
class HeldDegree:
    """A degree: one of ours by `degree`, or another told in words."""

    title: str
    institution: str
    awarded_on: date
    degree: str = ""


@dataclass(frozen=True, slots=True)
class HeldCredential:
    """A credential of one of the achievements. `note` says why it was revoked, or how it was forged."""

    achievement: str
    awarded_on: date
    standing: Standing = Standing.VALID
    ended_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class HeldClaim:
    """A skill that a person says they have."""

    skill: str
    level: Level
    since_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a learner wants to get, and within what limits. Exactly one of `occupation` (URI) and `advert` (key)."""

    hours_per_week: int
    budget_minor: int
    currency: str
    deadline_on: date
    occupation: str = ""
    advert: str = ""


@dataclass(frozen=True, slots=True)
class LearnerEntry:
    """A learner with what they hold and what they want."""

    key: str
    name: str
    email: str
    country: str
    region: str
    story: str
    can_be_found: bool
    goal: Goal | None = None
    jobs: tuple[HeldJob, ...] = ()
    degrees: tuple[HeldDegree, ...] = ()
    credentials: tuple[HeldCredential, ...] = ()
    claims: tuple[HeldClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffEntry:
    """Somebody who acts for an organisation (or, with none, for nobody). Roles by the values of `people.Role`."""

    key: str
    name: str
    email: str
    story: str
    organisation: str = ""
    roles: tuple[str, ...] = ()
