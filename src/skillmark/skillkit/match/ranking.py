"""Who fits a profile, in what order, and because of what.

Score = sum over asks of weight x credit, divided by the sum of weights, so 0..1. Credit is the probability held against
the probability wanted, `min(1, p / need)`, and nothing where there is not enough evidence; `low` and `high` are the
same sum over the ends of the intervals. What is unknown earns nothing and rules nothing out: its upper end is that of
somebody of whom nothing is known (`evidence.believe` of no evidence), so that a thin record shows as a wide interval.

People who meet every must stand before those who do not; then by score. Ties are broken by a salted hash of the uid, so
that neither names nor the order of registration decide. Exact: everyone is scored. Related skills do not count yet:
only the asked skill itself does. The caller passes beliefs made from verified evidence only (`evidence.verified_only`).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.evidence import believe
from skillmark.skillkit.values import Ask, Belief, Level, TargetProfile, Verdict, is_met, verdict

Floats = npt.NDArray[np.float64]
Beliefs = Mapping[str, Belief]
"""Beliefs of one person by skill identity, each at the level that the profile asks for."""


@dataclass(frozen=True, slots=True)
class Part:
    """One ask of the profile and what this person brings to it; `contribution` sums to the score over the parts."""

    ask: Ask
    belief: Belief | None
    verdict: Verdict
    contribution: float


@dataclass(frozen=True, slots=True)
class Fit:
    """One person against the profile. `must_met`: every must has the verdict Met."""

    person_uid: str
    score: float
    low: float
    high: float
    must_met: bool
    parts: tuple[Part, ...]


def match(
    beliefs_by_person: Mapping[str, Beliefs], profile: TargetProfile, *, salt: str = "", top: int | None = None
) -> list[Fit]:
    """Everyone, or the best `top`, best first. A belief at another level than the ask's raises Refused.

    Give each opening its own `salt`, such as its uid, so that ties do not favour the same people everywhere.
    Cost: about 10 µs a person and ask.
    """
    people = list(beliefs_by_person)
    if not people or not profile.asks:
        return [Fit(uid, 0.0, 0.0, 0.0, True, ()) for uid in sorted(people, key=lambda uid: _tie(uid, salt))][:top]
    figures = _figures(people, beliefs_by_person, profile.asks)
    weights = np.array([ask.weight for ask in profile.asks])
    needs = np.array([ask.need for ask in profile.asks])
    credits = np.minimum(1.0, figures / needs) * (weights / weights.sum())
    scores = credits.sum(axis=2)
    met = _musts_met(figures, profile.asks)
    ranks = sorted(
        range(len(people)), key=lambda row: (not met[row], -round(scores[0, row], 9), _tie(people[row], salt))
    )
    return [
        Fit(
            people[row],
            float(scores[0, row]),
            float(scores[1, row]),
            float(scores[2, row]),
            bool(met[row]),
            _parts(beliefs_by_person[people[row]], profile.asks, credits[0, row]),
        )
        for row in ranks[:top]
    ]


def _figures(people: list[str], beliefs: Mapping[str, Beliefs], asks: tuple[Ask, ...]) -> Floats:
    """(best, low, high) x people x asks; (0, 0, what cannot be ruled out) where there is not enough evidence."""
    flat = [
        (belief.p, belief.low, belief.high)
        if (belief := _belief(beliefs[uid], ask)) and belief.enough
        else _UNKNOWN[ask.level]
        for uid in people
        for ask in asks
    ]
    return np.array(flat).reshape(len(people), len(asks), 3).transpose(2, 0, 1)


_UNKNOWN = {level: (0.0, 0.0, believe((), "", level, datetime.max.replace(tzinfo=UTC)).high) for level in Level}


def _belief(beliefs: Beliefs, ask: Ask) -> Belief | None:
    belief = beliefs.get(ask.skill)
    if belief is not None and belief.level != ask.level:
        raise Refused("A belief must be about the level that is asked for.", code="skillkit.level_differs")
    return belief


def _musts_met(figures: Floats, asks: tuple[Ask, ...]) -> npt.NDArray[np.bool_]:
    met = np.ones(figures.shape[1], dtype=np.bool_)
    for column, ask in enumerate(asks):
        if ask.must:
            pairs = zip(figures[0, :, column], figures[1, :, column], strict=True)
            met &= np.fromiter((is_met(p, low, ask.need) for p, low in pairs), dtype=np.bool_)
    return met


def _parts(beliefs: Beliefs, asks: tuple[Ask, ...], credits: Floats) -> tuple[Part, ...]:
    return tuple(
        Part(ask, belief := beliefs.get(ask.skill), verdict(belief, ask.need), float(credit))
        for ask, credit in zip(asks, credits, strict=True)
    )


def _tie(uid: str, salt: str) -> bytes:
    return hashlib.sha256(f"{salt}\x00{uid}".encode()).digest()
