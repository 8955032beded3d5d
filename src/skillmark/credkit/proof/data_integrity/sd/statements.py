"""A document's statements under HMAC labels, and which of them JSON pointers choose (vc-di-ecdsa section 3.4).

The specification names blank nodes (skolemises) in the expanded form, then compacts and applies the pointers to that.
Compaction may change the shape that the pointers were written for (a list of one becomes its item), so here the names
are put into the document as it is, as the `id` of each object that has none. That this says the same is not assumed:
the canonical form of the marked document must be that of the document, else it is refused.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from skillmark.credkit.codec.jsonld import Contexts, canonical_nquads, to_quads
from skillmark.credkit.codec.multibase import encode_base64url
from skillmark.credkit.codec.rdfc import Quad, canonicalize_dataset
from skillmark.credkit.codec.strict_json import Json, JsonObject, write_json
from skillmark.credkit.errors import Refused
from skillmark.credkit.proof.data_integrity.sd.pointers import select
from skillmark.credkit.proof.data_integrity.sd.value import MAX_STATEMENTS


@dataclass(frozen=True, slots=True)
class Selection:
    """What pointers choose: indexes into the document's lines, ascending, and the same statements as they are."""

    indexes: tuple[int, ...]
    quads: tuple[Quad, ...]


@dataclass(frozen=True, slots=True)
class Statements:
    """All statements of a document: `lines` under the labels and sorted; `labels` by the blank node's name in quads."""

    lines: tuple[str, ...]
    labels: dict[str, str]
    _marking: _Marking
    _contexts: Contexts

    @property
    def marked(self) -> JsonObject:
        """The document with an `id` in every object that statements are about. To be read only."""
        return self._marking.document

    def select(self, pointers: Sequence[str]) -> Selection:
        """Section 3.4.15; nothing for no pointers. Raises `CredkitError`.

        `Refused` also where a pointer chooses half of what is signed as one, such as one item of a list in order.
        """
        if not pointers:
            return Selection((), ())
        part = select(self._marking.document, pointers, with_blank_ids=True)
        quads = self._marking.unmark(to_quads(part, self._contexts))
        place = {line: index for index, line in enumerate(self.lines)}
        try:
            indexes = {place[relabel(quad, self.labels)] for quad in quads}
        except KeyError:
            raise Refused("sd.not_divisible", "A JSON pointer names a part of what is signed as one.") from None
        return Selection(tuple(sorted(indexes)), tuple(quads))


def read_statements(document: JsonObject, contexts: Contexts, hmac_key: bytes) -> Statements:
    """Sections 3.4.4 and 3.4.16 for a document without its proof. Raises `CredkitError`.

    Cost: two expansions (three where a marker was no id) and two canonicalisations.
    """
    marking, marked_quads = _mark(document, contexts)
    quads = marking.unmark(marked_quads)
    canonical = canonicalize_dataset(quads)
    if canonical.text != canonical_nquads(document, contexts):
        raise Refused("sd.not_markable", "The document is built so that no part of it can be shown alone.")
    if len(set(quads)) > MAX_STATEMENTS:
        raise Refused("sd.too_large", "The document makes too many statements to choose from.")
    labels = {name: "_:" + encode_base64url(hmac_label(label, hmac_key)) for name, label in canonical.names.items()}
    return Statements(tuple(sorted({relabel(quad, labels) for quad in quads})), labels, marking, contexts)


def hmac_label(canonical_name: str, hmac_key: bytes) -> bytes:
    """The 32 bytes that stand for `_:c14nN` in what is signed (section 3.4.4)."""
    return hmac.digest(hmac_key, canonical_name.removeprefix("_:").encode(), hashlib.sha256)


def relabel(quad: Quad, labels: dict[str, str]) -> str:
    """The line with each blank node under its label (section 3.4.14). Raises `KeyError` for one that has none."""

    def named(term: str) -> str:
        return labels[term] if term.startswith("_:") else term

    return Quad(named(quad.subject), quad.predicate, named(quad.object), named(quad.graph)).line()


@dataclass(frozen=True, slots=True)
class _Marking:
    """A document in which every object has an `id`, those that are ours beginning with `prefix`."""

    document: JsonObject
    prefix: str

    def unmark(self, quads: Iterable[Quad]) -> list[Quad]:
        """The statements of a part of the marked document, our ids turned back into blank nodes (section 3.4.9)."""
        start = f"<{self.prefix}"

        def unmarked(term: str) -> str:
            return f"_:m{term[len(start) : -1]}" if term.startswith(start) else term

        return _name_the_nameless(Quad(*map(unmarked, quad)) for quad in quads)


def _mark(document: JsonObject, contexts: Contexts) -> tuple[_Marking, list[Quad]]:
    digest = hashlib.sha256(write_json(document)).hexdigest()
    prefix = f"urn:x-mark-{digest}:"  # no document can hold its own hash
    marked, markers = _with_ids(document, prefix, lambda _: True)
    quads = to_quads(marked, contexts)
    used = {term[1:-1] for quad in quads for term in (quad.subject, quad.object, quad.graph)}
    if not markers <= used:  # those inside JSON literals and maps of languages became text
        marked, _ = _with_ids(document, prefix, used.__contains__)
        quads = to_quads(marked, contexts)
    return _Marking(marked, prefix), quads


def _with_ids(document: JsonObject, prefix: str, is_wanted: Callable[[str], bool]) -> tuple[JsonObject, set[str]]:
    markers: set[str] = set()
    count = 0

    def visit(value: Json) -> Json:
        nonlocal count
        if isinstance(value, list):
            return [visit(item) for item in value]
        if not isinstance(value, dict) or "@value" in value:
            return value
        members = {name: member if name == "@context" else visit(member) for name, member in value.items()}
        if "id" in value:
            return members
        count += 1
        marker = f"{prefix}{count}"
        if not is_wanted(marker):
            return members
        markers.add(marker)
        return {"id": marker} | members

    marked = visit(document)
    return (marked if isinstance(marked, dict) else {}), markers


def _name_the_nameless(quads: Iterable[Quad]) -> list[Quad]:
    """Cells of lists and nameless graphs, which can have no id, named by the way to them: the same in every part."""
    names: dict[str, str] = {}
    seen: dict[tuple[str, str], int] = {}
    named: list[Quad] = []
    for quad in quads:
        subject, graph = names.get(quad.subject, quad.subject), names.get(quad.graph, quad.graph)
        if quad.object.startswith("_:f") and quad.object not in names:
            way = (subject, quad.predicate)
            seen[way] = seen.get(way, 0) + 1
            names[quad.object] = f"_:n{hashlib.sha256(repr((*way, seen[way])).encode()).hexdigest()}"
        named.append(Quad(subject, quad.predicate, names.get(quad.object, quad.object), graph))
    return named
