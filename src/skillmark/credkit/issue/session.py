"""Issue document after document, with what was compiled for those before: for issuers who do not sort them first.

`IssueSession.prepare` and `IssueSession.issue` are `prepare` and `issue`, with the same bytes and the same refusals. An
achievement is compiled when a document of its shape is met for the second time. Bounded; may be shared by threads.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import orjson

from skillmark.credkit.codec.strict_json import read_object
from skillmark.credkit.errors import CredkitError, Refused
from skillmark.credkit.issue.compiled import CompiledAward, compile_award
from skillmark.credkit.issue.signing import Prepared, issue, prepare
from skillmark.credkit.keys import Signer
from skillmark.credkit.shape import HoleCheck, ShapeCache, read_skeleton
from skillmark.credkit.shape.cache import SeenOnce
from skillmark.credkit.shape.lines import Values
from skillmark.credkit.shape.personal import kind_at

_FULL = HoleCheck()


class Filled:
    """A linted document that may be signed once. Made by `IssueSession.prepare` only."""

    __slots__ = ("_held",)

    def __init__(self, data: bytes, award: CompiledAward, values: Values) -> None:
        self._held = [(data, award, values)]

    def sign(self, signer: Signer, created_at: datetime) -> bytes:
        """The signed bytes; uses this up. Raises as `issue` does, and then leaves it as it was."""
        try:
            held = self._held.pop()
        except IndexError:
            raise Refused("issue.token_unknown", "This was not prepared here, or has been signed already.") from None
        data, award, values = held
        try:
            signed = award.fill(values, signer, created_at)
            if signed is not None:
                return signed
            prepared = prepare(read_object(data), require_annex=award.require_annex)
            return issue(prepared, signer=signer, created_at=created_at)
        except CredkitError:
            self._held.append(held)
            raise


class IssueSession:
    """Remembers achievements. Keeps neither people nor keys: only what all credentials of one achievement share."""

    def __init__(self, *, max_shapes: int = 1_024, max_bytes: int = 128_000_000) -> None:
        self._shapes: ShapeCache[CompiledAward] = ShapeCache(max_shapes=max_shapes, max_bytes=max_bytes)
        self._seen = SeenOnce()

    def prepare(self, document: Mapping[str, object], *, require_annex: bool = True) -> Prepared | Filled:
        """Lint a document and return the token that lets it be signed. Raises what `prepare` raises."""
        try:
            data = orjson.dumps(dict(document))
        except TypeError:
            return prepare(document, require_annex=require_annex)  # which says what is wrong
        found = self._shapes.find(data)
        if found:
            award, values = found
            if award.require_annex == require_annex and award.may_be_filled(values):
                return Filled(data, award, values)
        prepared = prepare(document, require_annex=require_annex)
        if not found and not self._shapes.is_known(data):
            self._learn(data, require_annex=require_annex)
        return prepared

    def issue(self, prepared: Prepared | Filled, *, signer: Signer, created_at: datetime) -> bytes:
        """Sign what was prepared and use the token up. Raises what `issue` raises."""
        if isinstance(prepared, Filled):
            return prepared.sign(signer, created_at)
        return issue(prepared, signer=signer, created_at=created_at)

    def _learn(self, data: bytes, *, require_annex: bool) -> None:
        """Compile an achievement once its like was met before; remember those that cannot be."""
        document = read_object(data)
        skeleton = read_skeleton(data, document, lambda path: kind_at(path) is not None)
        if skeleton is None:
            return
        places = {path: place for place, path in skeleton.holes}
        around = tuple(piece for place, piece in enumerate(skeleton.pieces) if place not in places.values())
        if not self._seen.again((around, require_annex)):
            return
        award = compile_award(document, require_annex=require_annex)
        holes = tuple(places[path] for path in award.holes)
        if award.program is None:
            self._shapes.put(skeleton.pieces, tuple(places.values()), None, _FULL, 0)
        else:
            self._shapes.put(skeleton.pieces, holes, award, award.check, 2 * len(data) + award.program.program.weight)
