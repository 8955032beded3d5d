"""Skills in a text by nearest names: the first extractor, behind the protocol that a trained model will also keep.

How: a text falls into sentences; the names nearest to each whole sentence are looked at closely against every window
of one to six words in it; the best window of each is its place. The window's cosine and its length give a probability
by a logistic curve, fitted once: see `calibration.py`. Mentions that overlap a surer one go.
Cost over ESCO (benchmarks/frameworks.py): some 7 s and 320 MB to build, then 0.4 s for an advert of 2,000 words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from skillmark.skillkit.extract.calibration import probability
from skillmark.skillkit.extract.cues import heading_of, level_near, must_of
from skillmark.skillkit.extract.index import Label, Matrix, NameIndex
from skillmark.skillkit.extract.words import Word, is_stop, sentences, words
from skillmark.skillkit.values import Level

Floats = npt.NDArray[np.float32]

LONGEST_WINDOW_WORDS = 6
_BATCH_SENTENCES = 64
CLOSE_NAMES = 200
"""Names looked at closely per sentence."""

SURE_ENOUGH = 0.30
"""Default least probability of a mention: chosen on validation so that few sentences without a skill yield one."""

TEXT_LIMIT_CHARACTERS = 200_000
SENTENCE_WEIGHT = 2.0
"""Weight of the sentence's cosine beside the best window's when ranking; chosen on TECH and HOUSE validation."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A skill that the text names; `words` is `text[start:end]`. Level and must are None where the text is silent."""

    skill_uri: str
    label: str
    p: float
    start: int
    end: int
    words: str
    level: Level | None
    must: bool | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A concept with its score against a whole text; scores only order, they are no probabilities."""

    uri: str
    label: str
    score: float


class Extractor(Protocol):
    """Text to mentions, each skill at most once, in the order of the text. Local, deterministic, takes any text."""

    def extract(self, text: str) -> list[Mention]: ...


@dataclass(frozen=True, slots=True)
class _Found:
    place: int
    p: float
    first: Word
    last: Word
    sentence: tuple[int, int]
    must: bool | None


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    must: bool | None
    words: list[Word]
    windows: "list[Sequence[Word]]"


class NgramExtractor:
    """Nearest names by word stems and character n-grams."""

    def __init__(self, index: NameIndex, *, at_least: float = SURE_ENOUGH) -> None:
        self.index, self.at_least = index, at_least

    @classmethod
    def build(cls, labels: Iterable[Label], *, at_least: float = SURE_ENOUGH) -> "NgramExtractor":
        """An extractor over these labels (`labels_of` makes them from concepts)."""
        return cls(NameIndex.build(list(labels)), at_least=at_least)

    def to_bytes(self) -> bytes:
        """The built index, to keep."""
        return self.index.to_bytes()

    @classmethod
    def from_bytes(cls, data: bytes, *, at_least: float = SURE_ENOUGH) -> "NgramExtractor":
        """What `to_bytes` kept, or Malformed."""
        return cls(NameIndex.from_bytes(data), at_least=at_least)

    def extract(self, text: str) -> list[Mention]:
        """The skills named in the first `TEXT_LIMIT_CHARACTERS` of the text."""
        text = text[:TEXT_LIMIT_CHARACTERS]
        best: dict[int, _Found] = {}
        for found in self._all(text):
            other = best.get(found.place)
            if other is None or (found.p, found.must is not None) > (other.p, other.must is not None):
                best[found.place] = found
        kept = sorted(best.values(), key=lambda one: (one.first.start, one.place))
        return [self._mention(text, one) for one in kept]

    def rank(self, text: str, top: int = 100) -> list[Ranked]:
        """The nearest concepts to a short text as a whole, best first; ties by URI. About 20 ms a sentence."""
        scores = self.scores(text[:TEXT_LIMIT_CHARACTERS])
        labels = self.index.labels
        places = sorted(np.flatnonzero(scores > 0), key=lambda at: (-scores[at], labels[at].uri))[:top]
        return [Ranked(labels[at].uri, labels[at].label, float(scores[at])) for at in places]

    def scores(self, text: str) -> Floats:
        """One score for each label, in the order of the labels."""
        found = words(text)
        windows = [_pairs(window) for window in _windows(found)]
        near = _row(self.index.vectors([_pairs(found)]) @ self.index.by_feature)
        if windows:
            near = SENTENCE_WEIGHT * near
            peaks = (self.index.vectors(windows) @ self.index.by_feature).max(axis=0)
            return self._by_label(near) + self._by_label(_row(peaks))
        return self._by_label(near)

    def _by_label(self, by_name: Floats) -> Floats:
        scores = np.zeros(len(self.index.labels), np.float32)
        np.maximum.at(scores, self.index.owner, by_name * self.index.favour)
        return scores

    def _all(self, text: str) -> Iterator[_Found]:
        """The surest mentions of each sentence, none overlapping another."""
        for part in self._candidates(text):
            taken: list[tuple[int, int]] = []
            for one in sorted(part, key=lambda one: (-one.p, one.place)):
                span = (one.first.start, one.last.end)
                if all(span[1] <= other[0] or other[1] <= span[0] for other in taken):
                    taken.append(span)
                    yield one

    def _candidates(self, text: str) -> Iterator[list[_Found]]:
        """Per sentence every name that some window resembles enough; sentences go through in batches."""
        heading: bool | None = None
        batch: list[_Sentence] = []
        for start, end in sentences(text):
            heading = heading_of(text[start:end], heading)
            found = words(text, start, end)
            windows = list(_windows(found))
            if windows:
                batch.append(_Sentence(start, end, must_of(text[start:end], heading), found, windows))
            if len(batch) == _BATCH_SENTENCES:
                yield from self._of_batch(batch)
                batch = []
        yield from self._of_batch(batch)

    def _of_batch(self, batch: "list[_Sentence]") -> Iterator[list[_Found]]:
        if not batch or not self.index.labels:
            return
        near = (self.index.vectors([_pairs(one.words) for one in batch]) @ self.index.by_feature).toarray()
        rows = self.index.vectors([_pairs(window) for one in batch for window in one.windows])
        begin = 0
        for sentence, cosines in zip(batch, near, strict=True):
            end = begin + len(sentence.windows)
            yield list(self._closely(sentence, cosines, rows[begin:end]))
            begin = end

    def _closely(self, sentence: "_Sentence", near: Floats, rows: Matrix) -> "Iterator[_Found]":
        close = np.argpartition(-near, min(CLOSE_NAMES, len(near) - 1))[:CLOSE_NAMES]
        cosines = (rows @ self.index.names[close].T).toarray() * self.index.favour[close]
        windows = cosines.argmax(axis=0)
        sizes = np.array([len(window) for window in sentence.windows], np.float64)[windows]
        sure = probability(cosines.max(axis=0).astype(np.float64), sizes)
        for column in np.flatnonzero(sure >= self.at_least):
            place, inside = int(self.index.owner[close[column]]), sentence.windows[windows[column]]
            where = (sentence.start, sentence.end)
            yield _Found(place, float(sure[column]), inside[0], inside[-1], where, sentence.must)

    def _mention(self, text: str, one: _Found) -> Mention:
        label = self.index.labels[one.place]
        start, end = one.first.start, one.last.end
        before, after = _clause(text[one.sentence[0] : start], text[end : one.sentence[1]])
        level = level_near(before, text[start:end], after)
        return Mention(label.uri, label.label, one.p, start, end, text[start:end], level, one.must)


def find_occupations(index: NgramExtractor, title: str, limit: int = 10) -> list[Ranked]:
    """The occupations nearest to a job title, from an extractor built over occupations."""
    return index.rank(title, limit)


def _pairs(found: Sequence[Word]) -> list[tuple[str, str]]:
    return [(word.text, word.stem) for word in found]


def _windows(found: Sequence[Word]) -> Iterator[Sequence[Word]]:
    for first in range(len(found)):
        if is_stop(found[first]):
            continue
        for last in range(first, min(len(found), first + LONGEST_WINDOW_WORDS)):
            if not is_stop(found[last]):
                yield found[first : last + 1]


def _clause(before: str, after: str) -> tuple[str, str]:
    """The rest of the clause on either side: up to the nearest comma or bracket."""
    begin = max(before.rfind(mark) for mark in ",;()")
    ends = [at for at in (after.find(mark) for mark in ",;()") if at >= 0]
    return before[begin + 1 :], after[: min(ends)] if ends else after


def _row(product: object) -> Floats:
    return np.asarray(product.todense(), np.float32).ravel()  # type: ignore[attr-defined]
