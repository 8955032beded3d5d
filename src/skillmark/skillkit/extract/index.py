"""Names of concepts as sparse vectors: word stems and the character n-grams of each word, weighted by rarity.

A name's vector is the sum of its words' vectors, so each distinct word is taken apart once. Vectors have length one;
similarity is the cosine. Build: about 3 s for 100,000 names on one core. Immutable after build; to and from bytes by
numpy's own format, without pickle, so that bytes from elsewhere can do no harm.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse  # type: ignore[import-untyped,unused-ignore]

from skillmark.skillkit.errors import Malformed
from skillmark.skillkit.extract.words import STOP, words
from skillmark.skillkit.graph import OccupationConcept, SkillConcept

Matrix = Any  # scipy.sparse has no types
Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

CHARACTER_WEIGHT = 0.6
"""Weight of a word's character n-grams beside its stem; chosen on the TECH and HOUSE validation splits."""
SYNONYM_FACTOR = 0.97
"""A synonym counts a little less than the label itself, so that of two concepts with one name the proper one leads."""

_GRAM = 4
_FORMAT = 1
_SEEN_WORDS = 50_000


@dataclass(frozen=True, slots=True)
class Label:
    """A concept to be found: its URI, the label to show, and every name it goes by (the label among them)."""

    uri: str
    label: str
    names: tuple[str, ...]


def labels_of(concepts: Iterable[SkillConcept | OccupationConcept]) -> list[Label]:
    """Labels for skills or occupations as the readers give them."""
    return [Label(concept.uri, concept.label, concept.names) for concept in concepts]


def grams(word: str) -> list[str]:
    """Character n-grams of a word with its edges marked; a short word has one."""
    edged = f"<{word}>"
    if len(edged) <= _GRAM:
        return [edged]
    return [edged[at : at + _GRAM] for at in range(len(edged) - _GRAM + 1)]


class NameIndex:
    """The vectors of all names, and the vocabulary they are written in."""

    def __init__(self, labels: Sequence[Label], features: dict[str, int], idf: Floats, names: Matrix, owner: Ints):
        self.labels = list(labels)
        self.features, self.idf, self.owner = features, idf, owner
        self.names = names
        self.by_feature = names.T.tocsr()
        first = np.concatenate(([True], owner[1:] != owner[:-1])) if len(owner) else np.zeros(0, bool)
        self.favour = np.where(first, 1.0, SYNONYM_FACTOR).astype(np.float32)
        self._seen: dict[str, tuple[list[int], list[float], float]] = {}

    @classmethod
    def build(cls, labels: Sequence[Label]) -> "NameIndex":
        """The index over every distinct name of every label."""
        features: dict[str, int] = {}
        cache: dict[str, list[tuple[int, float]]] = {}
        columns: list[int] = []
        values: list[float] = []
        starts = [0]
        owner: list[int] = []
        for place, label in enumerate(labels):
            for name in dict.fromkeys(one.lower() for one in label.names):
                for word in words(name):
                    for column, value in _parts_of(word.text, word.stem, features, cache):
                        columns.append(column)
                        values.append(value)
                starts.append(len(columns))
                owner.append(place)
        shape = (len(owner), len(features))
        counts = sparse.csr_matrix((np.array(values, np.float32), columns, starts), shape=shape)
        counts.sum_duplicates()
        frequency = np.bincount(counts.indices, minlength=shape[1])
        idf = np.log((1 + shape[0]) / (1 + frequency)).astype(np.float32) + 1.0
        return cls(labels, features, idf, _unit(counts.multiply(idf[None, :]).tocsr()), np.array(owner, np.int32))

    def vectors(self, phrases: Sequence[Sequence[tuple[str, str]]]) -> Matrix:
        """One row of length one for each phrase of (word, stem) pairs; unknown parts still count in the length."""
        columns: list[int] = []
        values: list[float] = []
        starts = [0]
        unknown: list[float] = []
        for phrase in phrases:
            lost = 0.0
            for word, stem in phrase:
                known, weights, missing = self._word(word, stem)
                columns.extend(known)
                values.extend(weights)
                lost += missing
            unknown.append(lost)
            starts.append(len(columns))
        rows = sparse.csr_matrix((np.array(values, np.float32), columns, starts), shape=(len(phrases), len(self.idf)))
        rows.sum_duplicates()
        rows = rows.multiply(self.idf[None, :]).tocsr()
        return _unit(rows, np.array(unknown, np.float32))

    def _word(self, word: str, stem: str) -> tuple[list[int], list[float], float]:
        key = f"{word} {stem}"
        if key in self._seen:
            return self._seen[key]
        if len(self._seen) > _SEEN_WORDS:
            self._seen.clear()
        self._seen[key] = found = self._word_afresh(word, stem)
        return found

    def _word_afresh(self, word: str, stem: str) -> tuple[list[int], list[float], float]:
        rare = float(self.idf.max()) if len(self.idf) else 1.0
        known: list[int] = []
        weights: list[float] = []
        missing = 0.0
        for name, weight in _parts(word.lower(), stem):
            column = self.features.get(name)
            if column is None:
                missing += (weight * rare) ** 2
            else:
                known.append(column)
                weights.append(weight)
        return known, weights, missing

    def to_bytes(self) -> bytes:
        """The whole index; `from_bytes` gives it back equal."""
        head = {
            "format": _FORMAT,
            "labels": [[label.uri, label.label] for label in self.labels],
            "features": list(self.features),
        }
        out = io.BytesIO()
        np.savez_compressed(
            out,
            head=np.frombuffer(json.dumps(head).encode(), np.uint8),
            idf=self.idf,
            owner=self.owner,
            data=self.names.data,
            indices=self.names.indices,
            indptr=self.names.indptr,
        )
        return out.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> "NameIndex":
        """The index that `to_bytes` wrote, or Malformed. Names other than the label are not kept."""
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as kept:
                head = json.loads(kept["head"].tobytes())
                labels = [Label(uri, label, (label,)) for uri, label in head["labels"]]
                features = {name: column for column, name in enumerate(head["features"])}
                shape = (len(kept["owner"]), len(features))
                names = sparse.csr_matrix((kept["data"], kept["indices"], kept["indptr"]), shape=shape)
                return cls(labels, features, kept["idf"], names, kept["owner"])
        except (ValueError, KeyError, OSError, TypeError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            raise Malformed("The index is broken. Build it again.", code="skillkit.index_broken") from error


def _parts(word: str, stem: str) -> list[tuple[str, float]]:
    weight = 0.1 if word in STOP else 1.0
    pieces = grams(word)
    share = weight * CHARACTER_WEIGHT / len(pieces) ** 0.5
    return [(f"={stem}", weight), *((piece, share) for piece in pieces)]


def _parts_of(
    word: str, stem: str, features: dict[str, int], cache: dict[str, list[tuple[int, float]]]
) -> list[tuple[int, float]]:
    if word not in cache:
        cache[word] = [(features.setdefault(name, len(features)), value) for name, value in _parts(word, stem)]
    return cache[word]


def _unit(rows: Matrix, extra: Floats | None = None) -> Matrix:
    squares = np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
    if extra is not None:
        squares = squares + extra
    lengths = np.sqrt(np.maximum(squares, 1e-12)).astype(np.float32)
    return sparse.diags((1.0 / lengths).astype(np.float32)) @ rows
