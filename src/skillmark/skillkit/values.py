"""Values that planning, hiring and standing share: levels, beliefs, target profiles, and the one rule of proof.

Rules: everything is frozen; probabilities lie in 0..1; intervals are 90 %; log-odds are natural logarithms.
Why these and not others: docs/decisions/0003-level.md and 0005-belief-and-target-profile.md.
It does not compute a belief (that is `evidence`) and does not read a framework (that is `graph`).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from skillmark.skillkit.errors import Refused

LOW_SLACK = 0.10
"""How far the low end of the interval may lie below the need while the verdict is still Met."""

DEFAULT_NEED = 0.70
"""The probability that an ask wants where nobody said otherwise (7 in 10). Our own choice."""

MUST_WEIGHT = 1.0
NICE_WEIGHT = 0.4
"""A wish weighs two fifths of a demand. Our own choice; the person or employer may edit it."""


class Level(IntEnum):
    """How well someone can do it. Four steps, each two levels of the EQF and of DigComp 2.1."""

    FOUNDATION = 1
    INDEPENDENT = 2
    ADVANCED = 3
    EXPERT = 4

    @property
    def word(self) -> str:
        """The plain English word for pages (`Foundation`)."""
        return self.name.capitalize()

    @property
    def words(self) -> str:
        """What someone at this level can do, in one plain sentence."""
        return _WORDS[self]

    @property
    def eqf(self) -> tuple[int, int]:
        """The lowest and highest EQF level (1 to 8) that this level covers."""
        return (2 * self - 1, 2 * self)

    @classmethod
    def from_eqf(cls, level: int) -> "Level":
        """European Qualifications Framework, 1 to 8."""
        return _lookup(_EQF, level, "EQF", "1 to 8")

    @classmethod
    def from_sfia(cls, level: int) -> "Level":
        """SFIA levels of responsibility, 1 to 7."""
        return _lookup(_SFIA, level, "SFIA", "1 to 7")

    @classmethod
    def from_digcomp(cls, level: int) -> "Level":
        """DigComp 2.1 proficiency levels, 1 to 8."""
        return _lookup(_EQF, level, "DigComp", "1 to 8")

    @classmethod
    def from_onet(cls, level: float) -> "Level | None":
        """O*NET "LV" scale, 0 to 7; None below 0.5, where O*NET itself calls the skill not relevant."""
        if not 0.0 <= level <= 7.0:
            raise Refused("An O*NET level lies between 0 and 7.", code="skillkit.level_out_of_range")
        if level < _ONET_RELEVANT:
            return None
        return next(step for upper, step in _ONET if level < upper)


_WORDS = {
    Level.FOUNDATION: "Does simple, familiar tasks with guidance.",
    Level.INDEPENDENT: "Does the usual work alone and solves well-defined problems.",
    Level.ADVANCED: "Handles unfamiliar problems, chooses methods and guides others.",
    Level.EXPERT: "Solves problems at the edge of the field and shapes how others work.",
}

# EQF: Council Recommendation 2017/C 189/03, annex II, eight levels. DigComp 2.1 (2017) has eight levels in the same
# four pairs (foundation, intermediate, advanced, highly specialised), so one table serves both.
_EQF = {step: Level((step + 1) // 2) for step in range(1, 9)}

# SFIA 8, levels of responsibility: 1 follow, 2 assist | 3 apply, 4 enable | 5 ensure, advise | 6 initiate, 7 set
# strategy. The cut is our own reading of those words.
_SFIA = dict(
    zip(
        range(1, 8),
        (
            Level.FOUNDATION,
            Level.FOUNDATION,
            Level.INDEPENDENT,
            Level.INDEPENDENT,
            Level.ADVANCED,
            Level.EXPERT,
            Level.EXPERT,
        ),
        strict=True,
    )
)

# O*NET publishes anchors at about 2, 4 and 6 of 0..7 per skill. The cuts between are our own guess.
_ONET_RELEVANT = 0.5
_ONET = ((2.0, Level.FOUNDATION), (4.0, Level.INDEPENDENT), (5.5, Level.ADVANCED), (math.inf, Level.EXPERT))


def _lookup(table: dict[int, Level], level: int, scale: str, span: str) -> Level:
    found = table.get(level)
    if found is None:
        raise Refused(f"A level of {scale} lies in {span}.", code="skillkit.level_out_of_range")
    return found


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that moved a belief."""

    text: str
    weight: float
    """Log-odds moved, positive for and negative against."""
    source: str = ""
    """Uid or URI of the evidence; empty where there is none (the starting point)."""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Belief:
    """How sure one may be that someone has `skill` at `level` or above.

    `p` is the best single figure, `low` and `high` the 90 % interval. `enough` is False below the evidence floor:
    then the figures are still there, but no page shows them as an answer and the verdict is Unknown.
    """

    skill: str
    level: Level
    p: float
    low: float
    high: float
    reasons: tuple[Reason, ...] = ()
    enough: bool = True

    def __post_init__(self) -> None:
        if not 0.0 <= self.low <= self.p <= self.high <= 1.0:
            raise Refused("A belief needs 0 <= low <= p <= high <= 1.", code="skillkit.belief_out_of_order")


@dataclass(frozen=True, slots=True)
class Ask:
    """One skill that a goal or an opening asks for. `need` is the probability wanted (the notch on the bar)."""

    skill: str
    label: str
    level: Level
    must: bool
    weight: float = MUST_WEIGHT
    need: float = DEFAULT_NEED

    def __post_init__(self) -> None:
        if not (0.0 < self.need < 1.0 and 0.0 < self.weight < math.inf):
            raise Refused("An ask needs a need between 0 and 1 and a weight above 0.", code="skillkit.ask_out_of_range")


@dataclass(frozen=True, slots=True)
class TargetProfile:
    """What is asked for, whoever asks: an occupation, an advert, an opening, a profile made by hand."""

    title: str
    asks: tuple[Ask, ...]
    source: str = ""
    """URI or uid of what it was made from; empty for one made by hand."""

    def __post_init__(self) -> None:
        if len({ask.skill for ask in self.asks}) != len(self.asks):
            raise Refused("A profile asks for each skill once.", code="skillkit.ask_twice")


class Verdict(StrEnum):
    """The four answers to "is this ask met?"."""

    MET = "met"
    UNCERTAIN = "uncertain"
    MISSING = "missing"
    UNKNOWN = "unknown"


def verdict(belief: Belief | None, need: float) -> Verdict:
    """The one rule by which the whole house says Met, Uncertain, Missing or Unknown.

    Met: the best figure reaches the need and the low end is within `LOW_SLACK` of it. Missing: even the high end stays
    below the need. Unknown: nobody said anything, or too little. Uncertain: everything else.
    """
    if belief is None or not belief.enough:
        return Verdict.UNKNOWN
    if is_met(belief.p, belief.low, need):
        return Verdict.MET
    return Verdict.MISSING if belief.high < need else Verdict.UNCERTAIN


def is_met(p: float, low: float, need: float) -> bool:
    """The Met half of `verdict` on bare figures; the tolerance of 1e-9 keeps equal figures equal after rounding."""
    return p >= need - 1e-9 and low >= need - LOW_SLACK - 1e-9


def profile_of_occupation(
    title: str,
    source: str,
    essential: Iterable[tuple[str, str]],
    optional: Iterable[tuple[str, str]] = (),
) -> TargetProfile:
    """The profile of an occupation that states no levels, from (skill URI, label) pairs.

    Essential skills become musts at Independent, optional ones wishes at Foundation. A skill that is both is a must.
    Order is kept: essential first, as given.
    """
    asks: dict[str, Ask] = {}
    for skill, label in essential:
        asks.setdefault(skill, Ask(skill, label, Level.INDEPENDENT, True, MUST_WEIGHT))
    for skill, label in optional:
        asks.setdefault(skill, Ask(skill, label, Level.FOUNDATION, False, NICE_WEIGHT))
    return TargetProfile(title, tuple(asks.values()), source)
