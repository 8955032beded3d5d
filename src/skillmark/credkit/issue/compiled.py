"""Issue many credentials of one achievement: lint and canonicalise once, then fill in each person.

The bytes are those of `issue(prepare(document))` for the same document, key and time. A program is made by that very
path, with placeholders where credentials of one achievement differ (`credkit.shape.personal`) and a signature that is
none; each value filled in has to meet what lint and structure ask of it there. Whatever does not fit goes the full way,
where it is signed or refused with every reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import orjson

from skillmark.credkit.codec.multibase import encode_base58btc
from skillmark.credkit.codec.strict_json import JsonObject, read_object
from skillmark.credkit.contexts import issuing
from skillmark.credkit.errors import CredkitError, Malformed
from skillmark.credkit.issue.signing import issue, prepare
from skillmark.credkit.keys import KeyKind, Signer, kind_of
from skillmark.credkit.model.json_values import as_list, as_object
from skillmark.credkit.model.structure import BADGE_TYPES, types_of
from skillmark.credkit.model.times import format_time
from skillmark.credkit.shape import (
    Compiled,
    HoleCheck,
    Path,
    Statements,
    compile_statements,
    read_skeleton,
    with_values,
)
from skillmark.credkit.shape.lines import Values
from skillmark.credkit.shape.personal import Kind, kind_at, read_time
from skillmark.credkit.shape.skeleton import value_at

MAX_SIGNERS = 16  # of one achievement, kept ready
_CHECKED = (Kind.HASH, Kind.SALT, Kind.INDEX, Kind.TIME)  # the others are checked all at once
_NO_SIGNATURE = bytes(64)


@dataclass(frozen=True, slots=True)
class _Stencil:
    """The JSON of a signed credential, and its proof options, for one key."""

    pattern: bytes  # `%b` for each hole in turn, then the time, then the proof's value
    options: Statements


@dataclass(frozen=True, slots=True)
class _DryRun:
    """A signer that signs nothing: for the look of what a real one will sign. What it was given is in `given`."""

    verification_method: str
    public_multikey: str
    given: list[bytes] = field(default_factory=list)

    def sign(self, data: bytes) -> bytes:
        self.given.append(data)
        return _NO_SIGNATURE


@dataclass(frozen=True, slots=True)
class CompiledAward:
    """An achievement ready to be awarded to many. `holes` are the places that differ, in the order of `values`.

    Without a program (`program` is None) every credential goes the full way.
    """

    document: JsonObject
    require_annex: bool
    holes: tuple[Path, ...]
    program: Compiled | None
    check: HoleCheck
    _checks: tuple[tuple[int, Callable[[bytes], bool]], ...]
    _begins: int | None
    _ends: int | None
    _stencils: dict[tuple[str, str], _Stencil | None] = field(default_factory=dict)

    def issue(self, values: Sequence[str], *, signer: Signer, created_at: datetime) -> bytes:
        """The signed credential with these values in its holes: the bytes, or the refusals, of the full path.

        Raises `Refused` with every finding; `Malformed` for another number of values than there are holes.
        """
        if len(values) != len(self.holes):
            raise Malformed("issue.other_holes", "There are more or fewer values than places to fill.")
        try:
            encoded = tuple([value.encode() for value in values])
        except UnicodeEncodeError:  # half of a character, which the full path refuses
            encoded = ()
        if encoded and self.may_be_filled(encoded):
            signed = self.fill(encoded, signer, created_at)
            if signed is not None:
                return signed
        document = with_values(self.document, dict(zip(self.holes, values, strict=True)))
        return issue(prepare(document, require_annex=self.require_annex), signer=signer, created_at=created_at)

    def values_of(self, document: JsonObject) -> tuple[str, ...] | None:
        """The values of a document that differs from this one in the holes only, else None."""
        values = [value for path in self.holes if isinstance(value := value_at(document, path), str)]
        if len(values) != len(self.holes):
            return None
        same = with_values(self.document, dict(zip(self.holes, values, strict=True)))
        return tuple(values) if same == document else None

    def may_be_filled(self, values: Values) -> bool:
        """Whether lint and structure let these values pass."""
        if self.program is None or not self.check.fits(values) or b"" in values:
            return False
        for place, fits in self._checks:
            if not fits(values[place]):
                return False
        if self._begins is None or self._ends is None:
            return True
        begun, over = read_time(values[self._begins]), read_time(values[self._ends])
        return begun is not None and over is not None and begun <= over

    def fill(self, values: Values, signer: Signer, created_at: datetime) -> bytes | None:
        """The signed bytes for values that `may_be_filled`, or None for the full way."""
        if self.program is None or created_at.tzinfo is None:
            return None
        over = None if self._ends is None else read_time(values[self._ends])
        if over is not None and created_at > over:
            return None
        stencil = self._stencil(signer, created_at)
        text = self.program.program.canonical(values)
        created = _written(created_at)
        options = stencil.options.canonical((created,)) if stencil else None
        if stencil is None or text is None or options is None:
            return None
        signature = signer.sign(hashlib.sha256(options).digest() + hashlib.sha256(text).digest())
        return stencil.pattern % (*values, created, encode_base58btc(signature).encode())

    def _stencil(self, signer: Signer, created_at: datetime) -> _Stencil | None:
        named = signer.verification_method, signer.public_multikey
        if named not in self._stencils:
            if len(self._stencils) >= MAX_SIGNERS:
                self._stencils.clear()
            made = _make_stencil(self, _DryRun(*named), created_at)
            self._stencils[named] = made
            return made
        return self._stencils.get(named)


def compile_award(document: Mapping[str, object], *, require_annex: bool = True) -> CompiledAward:
    """Lint one person's unsigned award and make ready for others like it. `require_annex` as for `prepare`.

    Raises what `prepare` raises. Cost: ten times that of issuing one in full.
    """
    prepare(document, require_annex=require_annex)
    linted = read_object(orjson.dumps(dict(document)))
    skeleton = read_skeleton(orjson.dumps(linted), linted, lambda path: kind_at(path) is not None)
    wanted = [
        path
        for place, path in (skeleton.holes if skeleton else ())
        if (kind := kind_at(path)) is not None and kind.fits(skeleton.pieces[place] if skeleton else b"")
    ]
    plain = bool(types_of(linted) & BADGE_TYPES) and isinstance(linted.get("credentialSubject"), dict)
    program = compile_statements(linted, wanted, issuing()) if plain else None
    holes = program.holes if program else tuple(wanted)
    number = {path: place for place, path in enumerate(holes)}
    if ("validUntil",) in number and ("validFrom",) not in number:
        program = None
    if "validUntil" in linted and ("validUntil",) not in number:
        program = None  # written in a way that is read in full only
    kinds = [(place, kind) for path, place in number.items() if (kind := kind_at(path)) is not None]
    return CompiledAward(
        document=linted,
        require_annex=require_annex,
        holes=holes,
        program=program,
        check=program.check(holes) if program else HoleCheck(),
        _checks=tuple(
            (place, kind.check) for place, kind in kinds if kind in (Kind.HASH, Kind.SALT, Kind.INDEX, Kind.TIME)
        ),
        _begins=number.get(("validFrom",)),
        _ends=number.get(("validUntil",)),
    )


def _make_stencil(award: CompiledAward, signer: _DryRun, created_at: datetime) -> _Stencil | None:
    """By way of the full path, with a signature that is none; compared with what the programs say of the same."""
    try:
        if award.program is None or kind_of(signer.public_multikey) is not KeyKind.ED25519:
            return None
        prepared = prepare(award.document, require_annex=award.require_annex)
        made_at = min(created_at, _end_of(award) or created_at)
        data = issue(prepared, signer=signer, created_at=made_at)
        signed = read_object(data)
    except CredkitError:
        return None
    proof = as_object(as_list(signed.get("proof"))[0])
    asked = {name: value for name, value in proof.items() if name != "proofValue"}
    options = compile_statements({"@context": signed["@context"]} | asked, [("created",)], issuing())
    skeleton = read_skeleton(data, signed, lambda _: True)
    if options is None or options.holes != (("created",),) or skeleton is None:
        return None
    places = {path: place for place, path in skeleton.holes}
    holes = [places.get(path, -1) for path in (*award.holes, ("proof", 0, "created"), ("proof", 0, "proofValue"))]
    if -1 in holes or holes != sorted(holes):
        return None
    pieces = [piece.replace(b"%", b"%%") for piece in skeleton.pieces]
    values = [skeleton.pieces[place] for place in holes]
    for place in holes:
        pieces[place] = b"%b"
    pattern = b'"'.join(pieces).replace(b"\x01\x01", b'\\"')
    text, said = award.program.program.canonical(tuple(values[:-2])), options.program.canonical((values[-2],))
    if text is None or said is None or pattern % tuple(values) != data:
        return None
    if signer.given != [hashlib.sha256(said).digest() + hashlib.sha256(text).digest()]:
        return None
    return _Stencil(pattern, options.program)


def _written(created_at: datetime) -> bytes:
    """As `format_time` writes it, at a quarter of the cost for years of four digits."""
    instant = created_at.astimezone(UTC)
    if instant.year < 1_000:
        return format_time(created_at).encode()
    return instant.isoformat(timespec="seconds")[:19].encode() + b"Z"


def _end_of(award: CompiledAward) -> datetime | None:
    value = award.document.get("validUntil")
    return read_time(value.encode()) if isinstance(value, str) else None
