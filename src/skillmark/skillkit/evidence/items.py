"""One piece of evidence about one skill, as plain facts that an issuer must state anyway.

An award that vouches for three skills makes three items with the same `uid`. Names of people, schools and employers are
not here at all: `issuer` and `achievement` are identifiers, compared for equality and nothing else.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.values import Level


class Kind(StrEnum):
    """What sort of thing it is."""

    CREDENTIAL = "credential"
    DEGREE = "degree"
    LICENCE = "licence"
    EXPERIENCE = "experience"
    ENDORSEMENT = "endorsement"
    SELF = "self"


class Assessment(StrEnum):
    """How it was found out. NONE is completion or attendance only."""

    NONE = "none"
    QUIZ = "quiz"
    EXAM = "exam"
    PROJECT = "project"
    PORTFOLIO = "portfolio"
    OBSERVED = "observed"
    UNSTATED = "unstated"


class Supervision(StrEnum):
    """Who watched while it was found out."""

    NONE = "none"
    ONLINE = "online"
    ONSITE = "onsite"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One noisy test of `skill` at `level`, passed at `earned_at` (aware).

    `practical_share` and `pass_mark` lie in 0..1; None means that nobody stated it. `verified` says that the signature
    and status were checked by the caller; an item that is not verified weighs no more than a self-assertion.
    """

    uid: str
    kind: Kind
    skill: str
    level: Level
    issuer: str
    achievement: str
    assessment: Assessment
    supervision: Supervision
    identity_checked: bool
    earned_at: datetime
    practical_share: float | None = None
    pass_mark: float | None = None
    attempts_allowed: int | None = None
    verified: bool = True
    revoked: bool = False
    valid_until: datetime | None = None

    def __post_init__(self) -> None:
        for share in (self.practical_share, self.pass_mark):
            if share is not None and not 0.0 <= share <= 1.0:
                raise Refused("A share or pass mark lies between 0 and 1.", code="skillkit.share_out_of_range")
        if self.attempts_allowed is not None and self.attempts_allowed < 1:
            raise Refused("At least one attempt must be allowed.", code="skillkit.attempts_out_of_range")
        if self.earned_at.tzinfo is None or (self.valid_until is not None and self.valid_until.tzinfo is None):
            raise Refused("Times need a time zone.", code="skillkit.time_naive")
