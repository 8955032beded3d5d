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
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse  # type: ignore[import-untyped,unused-ignore]

from skillmark.skillkit.errors import Refused
from skillmark.skillkit.extract.index import CHARACTER_WEIGHT, grams
from skillmark.skillkit.extract.words import STOP, words
from skillmark.skillkit.values import Level

Matrix = Any  # scipy.sparse has no types

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


def similarities(offers: Sequence[Taught]) -> Matrix:
    """Sparse symmetric similarities, 0..1, of every pair that shares a skill or some words; shape (n, n), ones on the
    diagonal. Cost: about 1 s for 2,000 offers; grows with the pairs that share something."""
    skills, texts = _jaccard(offers), _cosine(offers)
    mixed = SKILLS_WEIGHT * skills + WORDS_WEIGHT * texts
    silent = np.array([not _words_of(one) for one in offers], bool)
    bare = np.array([not one.skills for one in offers], bool)
    mixed = _where(mixed, skills, silent)
    mixed = _where(mixed, texts, bare)
    verbatim = texts.multiply(texts >= VERBATIM)
    return mixed.maximum(verbatim).maximum(sparse.identity(len(offers), format="csr")).tocsr()


def similarity(one: Taught, other: Taught) -> float:
    """How alike two are, 0..1, symmetric; 1 for the same skills and the same words."""
    return float(similarities((one, other))[0, 1])


def _where(mixed: Matrix, alone: Matrix, missing: npt.NDArray[np.bool_]) -> Matrix:
    """Where either of a pair says nothing of one sort, the other sort speaks alone."""
    if not missing.any():
        return mixed
    pairs = mixed.tocoo()
    either = missing[pairs.row] | missing[pairs.col]
    kept = sparse.csr_matrix((pairs.data * ~either, (pairs.row, pairs.col)), shape=mixed.shape)
    other = alone.tocoo()
    either = missing[other.row] | missing[other.col]
    return kept + sparse.csr_matrix((other.data * either, (other.row, other.col)), shape=mixed.shape)


def _jaccard(offers: Sequence[Taught]) -> Matrix:
    """|both| / |either| of the steps (skill, 1..level)."""
    steps = _indicator(
        [{(skill, step): 1.0 for skill, level in one.skills for step in range(1, level + 1)} for one in offers]
    )
    both = (steps @ steps.T).tocoo()
    sizes = np.asarray(steps.sum(axis=1)).ravel()
    either = sizes[both.row] + sizes[both.col] - both.data
    return sparse.csr_matrix((both.data / either, (both.row, both.col)), shape=both.shape)


def _cosine(offers: Sequence[Taught]) -> Matrix:
    rows = _indicator([_words_of(one) for one in offers])
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    rows = sparse.diags(1.0 / np.where(length > 0, length, 1.0)) @ rows
    product = (rows @ rows.T).tocsr()
    product.data = np.minimum(product.data, 1.0)
    return product


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
        pieces = grams(stem)
        found["stem", stem] = found.get(("stem", stem), 0.0) + count**0.5
        for piece in pieces:
            found["gram", piece] = found.get(("gram", piece), 0.0) + CHARACTER_WEIGHT * (count / len(pieces)) ** 0.5
    return found


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
