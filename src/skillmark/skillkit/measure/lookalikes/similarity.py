"""How alike two achievements are in what they teach: skills with levels, and the words of their outcomes.

Titles, issuers, prices and pictures are not looked at, and the title and the issuer's name are cut out of the outcomes
before these are read: renaming either changes nothing. How alike two are depends on these two alone, not on what else
there is (so no weighting by rarity in the catalogue). Skills: Jaccard on (skill, level) steps, where a level holds
those below it, so that one level apart still counts in part. Words: cosine of stems and character four-grams, with the
words that every course uses left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from scipy import sparse  # type: ignore[import-untyped,unused-ignore]

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.extract.index import CHARACTER_WEIGHT, grams
from skillmark.skillkit.extract.words import STOP, words
from skillmark.skillkit.measure.shares import Floats
from skillmark.skillkit.values import Level

Matrix = Any  # scipy.sparse has no types

_BLOCK = 256

SKILLS_WEIGHT = 0.6
WORDS_WEIGHT = 0.4
"""Skills count more than words, since they come from one framework and words from everyone. Own guesses."""

VERBATIM = 0.85
"""Outcomes this alike are the same text with small changes: then they count alone, whatever skills are claimed. Own
guess; it keeps a copy a copy when its maker only changes the skill tags."""

_TEACHING_WORDS = """
able achieve application apply attend badge badges certificate class completing completion course courses credential
define demonstrate describe develop end explain gain identify introduction know knowledge learn learner learners
learning lesson master module outcome outcomes participant participants program programme recognise recognize student
students successful successfully topic topics training understand unit
"""
TEACHING_WORDS = frozenset(_TEACHING_WORDS.split())
"""Words that say that something is taught and not what. Own list."""


@dataclass(frozen=True, slots=True)
class Taught:
    """One achievement on offer, as far as look-alikes need it. Money in minor units; `awarded` counts awards so far."""

    uid: str
    title: str
    issuer_name: str
    skills: tuple[tuple[str, Level], ...]
    outcomes: tuple[str, ...] = ()
    assessed: bool = False
    supervised: bool = False
    cost_minor: int = 0
    currency: str = ""
    awarded: int = field(default=0)

    def __post_init__(self) -> None:
        if self.cost_minor < 0 or self.awarded < 0:
            raise Refused("Costs and counts are 0 or more.", code="skillkit.counts_out_of_range")


def similarities(offers: Sequence[Taught]) -> Floats:
    """Similarity of every pair, 0..1, symmetric, ones on the diagonal; shape (n, n). For some hundreds of offers."""
    rows = _Rows(offers)
    return np.concatenate([rows.block(start) for start in rows.starts]) if offers else np.zeros((0, 0))


def similar_pairs(offers: Sequence[Taught], at_least: float) -> Matrix:
    """The same, sparse, of those that reach `at_least` (above 0): for a whole catalogue, in blocks of rows."""
    rows = _Rows(offers)
    blocks = (rows.block(start) for start in rows.starts)
    return sparse.vstack([sparse.csr_matrix(np.where(block >= at_least, block, 0.0)) for block in blocks]).tocsr()


def similarity(one: Taught, other: Taught) -> float:
    """How alike two are, 0..1, symmetric; 1 for the same skills and the same words."""
    return float(similarities((one, other))[0, 1])


class _Rows:
    """Every offer as a row of skill steps and a row of weighted words."""

    def __init__(self, offers: Sequence[Taught]) -> None:
        self.size = len(offers)
        self.starts = range(0, self.size, _BLOCK)
        steps = [{(skill, step): 1.0 for skill, level in one.skills for step in range(1, level + 1)} for one in offers]
        self.steps = _indicator(steps)
        self.counts: Floats = np.array([len(one) for one in steps], np.float64)
        texts = [_words_of(one) for one in offers]
        lengths = np.sqrt([sum(weight * weight for weight in one.values()) or 1.0 for one in texts])
        self.texts = sparse.diags(1.0 / lengths) @ _indicator(texts)
        self.silent = np.array([not one for one in texts], bool)
        self.bare = self.counts == 0

    def block(self, start: int) -> Floats:
        """Similarities of some rows to all. Where either of a pair says nothing of one sort, the other sort speaks."""
        here = slice(start, start + _BLOCK)
        both = (self.steps[here] @ self.steps.T).toarray()
        either = self.counts[here, None] + self.counts[None, :] - both
        skills = both / np.where(either > 0, either, 1.0)
        texts = np.minimum(1.0, (self.texts[here] @ self.texts.T).toarray())
        silent = self.silent[here, None] | self.silent[None, :]
        bare = self.bare[here, None] | self.bare[None, :]
        mixed = np.where(silent, skills, np.where(bare, texts, SKILLS_WEIGHT * skills + WORDS_WEIGHT * texts))
        mixed = np.where(texts >= VERBATIM, np.maximum(mixed, texts), mixed)
        mixed[np.arange(mixed.shape[0]), np.arange(start, start + mixed.shape[0])] = 1.0
        return np.asarray(mixed, np.float64)


def _words_of(offer: Taught) -> dict[object, float]:
    """Weights of stems and four-grams of the outcomes; each word's weight grows with the root of its count."""
    counts: dict[str, int] = {}
    for outcome in offer.outcomes:
        for word in words(_without_names(outcome, offer)):
            plain = word.text.lower()
            if plain not in STOP and plain not in TEACHING_WORDS:
                counts[word.stem] = counts.get(word.stem, 0) + 1
    found: dict[object, float] = {}
    for stem, count in counts.items():
        for piece, weight in _pieces(stem):
            found[piece] = found.get(piece, 0.0) + weight * count**0.5
    return found


@lru_cache(maxsize=50_000)
def _pieces(stem: str) -> tuple[tuple[object, float], ...]:
    """The stem itself and its four-grams, with the weight of one occurrence."""
    pieces = grams(stem)
    return (("stem", stem), 1.0), *((("gram", piece), CHARACTER_WEIGHT / len(pieces) ** 0.5) for piece in pieces)


def _without_names(outcome: str, offer: Taught) -> str:
    for name in (offer.title, offer.issuer_name):
        if name.strip():
            outcome = re.sub(rf"(?<!\w){re.escape(name.strip())}(?!\w)", " ", outcome, flags=re.IGNORECASE)
    return outcome


def _indicator(rows: Sequence[dict[Any, float]]) -> Matrix:
    features: dict[object, int] = {}
    columns = [[features.setdefault(name, len(features)) for name in row] for row in rows]
    starts = np.concatenate(([0], np.cumsum([len(row) for row in rows], dtype=np.int64)))
    values = np.array([value for row in rows for value in row.values()], np.float64)
    flat = np.array([column for row in columns for column in row], np.int64)
    return sparse.csr_matrix((values, flat, starts), shape=(len(rows), max(1, len(features))))
