"""What would tell most next: each possible assessment with what passing and failing it would do to the belief.

Its worth is the information, in bits, that its result is expected to give on whether the person has the level: the
mutual information of result and level under what is believed now. The chance of a pass is the one that makes the two
outcomes average to the present belief. It knows no prices; planning does.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from skillmark.skillkit.evidence.ability import Floats, shares
from skillmark.skillkit.evidence.decay import SkillKind
from skillmark.skillkit.evidence.items import Assessment, EvidenceItem, Kind, Supervision
from skillmark.skillkit.evidence.rates import error_rates
from skillmark.skillkit.evidence.table import RatesOf, Table, counts, facts_of, read, source_of
from skillmark.skillkit.evidence.weighing import STEPS, Weighed, as_guessed, fact_rises, posterior_masses, weigh_rows
from skillmark.skillkit.values import Level

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class NextStep:
    """One assessment that could come next, and what its result would do to the belief at `level`."""

    item: EvidenceItem
    level: Level
    bits: float
    """Expected information about "has the level", 0..1."""
    pass_share: float
    """How likely a pass is, from what is believed now."""
    p_if_passed: float
    p_if_failed: float


def _template(uid: str, assessment: Assessment, supervision: Supervision, checked: bool) -> EvidenceItem:
    return EvidenceItem(uid, Kind.CREDENTIAL, "", Level.FOUNDATION, "", "", assessment, supervision, checked, _NEVER)


STANDARD = (
    _template("next:exam", Assessment.EXAM, Supervision.ONSITE, True),
    _template("next:exam-online", Assessment.EXAM, Supervision.ONLINE, True),
    _template("next:observed", Assessment.OBSERVED, Supervision.ONSITE, True),
    _template("next:project", Assessment.PROJECT, Supervision.ONLINE, True),
    _template("next:project-alone", Assessment.PROJECT, Supervision.NONE, False),
    _template("next:quiz", Assessment.QUIZ, Supervision.NONE, False),
)
"""What anybody could take anywhere, by an issuer that vouches for nothing else the person holds."""


def next_steps(
    table: Table,
    weighed: Weighed,
    skill: str,
    level: Level,
    at: datetime,
    candidates: Sequence[EvidenceItem],
    *,
    kind: SkillKind = SkillKind.UNSTATED,
    rates: RatesOf = error_rates,
) -> tuple[NextStep, ...]:
    """The candidates taken at `level`, most telling first; each beside what is held, so that a copy tells nothing."""
    made = [replace(one, skill=skill, level=level, earned_at=at, valid_until=None) for one in candidates]
    if not made:
        return ()
    now = shares(posterior_masses(as_guessed(weighed)))[0]
    passed, failed = _with_each(table, weighed, made, skill, at, kind, rates)
    column = level - 1
    found = [
        _step(item, level, float(now[column]), float(passed[place, column]), float(failed[place, column]))
        for place, item in enumerate(made)
    ]
    return tuple(sorted(found, key=lambda step: (-round(step.bits, 9), step.item.uid)))


def _with_each(
    table: Table,
    weighed: Weighed,
    made: Sequence[EvidenceItem],
    skill: str,
    at: datetime,
    kind: SkillKind,
    rates: RatesOf,
) -> tuple[Floats, Floats]:
    """P(each level) with each candidate passed, and failed: (candidates x 4) twice.

    Only what the candidate depends on (the same source) is weighed again; the rest of the total stays.
    """
    sources = [source_of(item) for item in made]
    if {row.source for row in table.rows}.isdisjoint(sources) and all(
        counts(item, at) and item.verified and not item.artefact for item in made
    ):
        return _apart(as_guessed(weighed), made, kind, rates)
    related = {row.item.skill: row.share for row in table.rows if row.share < 1.0}
    beside = [[row.item for row in table.rows if row.source == source] for source in sources]
    people = [
        *([*held, replace(item, passed=True)] for held, item in zip(beside, made, strict=True)),
        *([*held, replace(item, passed=False)] for held, item in zip(beside, made, strict=True)),
        *beside,
    ]
    there = weigh_rows(read(people, skill, at, related=related, rates=rates), kind)
    total = as_guessed(there)
    size = len(made)
    rest = as_guessed(weighed) - total[2 * size :]
    passed, failed = total[:size] + rest, total[size : 2 * size] + rest
    return shares(posterior_masses(passed)), shares(posterior_masses(failed))


def _apart(now: Floats, made: Sequence[EvidenceItem], kind: SkillKind, rates: RatesOf) -> tuple[Floats, Floats]:
    """The same where nothing held hangs together with any candidate: each simply adds what it says."""
    found = [facts_of(item, 0, rates(item)) for item in made]
    falls = [(facts[0], facts[1], False, *facts[3:]) for facts in found]
    rises = [(facts[0], facts[1], True, *facts[3:]) for facts in found]
    moved = fact_rises([*rises, *falls], kind)[:, :STEPS]
    passed, failed = now + moved[: len(made)], now - moved[len(made) :]
    return shares(posterior_masses(passed)), shares(posterior_masses(failed))


def _bits(p: float) -> float:
    """Entropy of a yes or no with that probability."""
    if not 0.0 < p < 1.0:
        return 0.0
    return -p * math.log2(p) - (1.0 - p) * math.log2(1.0 - p)


def _step(item: EvidenceItem, level: Level, now: float, passed: float, failed: float) -> NextStep:
    apart = passed - failed
    chance = min(1.0, max(0.0, (now - failed) / apart)) if apart > 1e-12 else 1.0
    bits = _bits(now) - chance * _bits(passed) - (1.0 - chance) * _bits(failed)
    return NextStep(item, level, max(0.0, bits), chance, passed, failed)
