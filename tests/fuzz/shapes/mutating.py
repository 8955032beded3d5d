"""Small changes to the text of a document, from harmless to broken."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random

from tests.fuzz.shapes.making import IRIS, TEXTS
from tests.fuzz.shapes.vocabularies import URLS

_ODD_INSIDES = (
    rb"\n",
    rb"\u0041",
    rb"\"",
    rb"\\",
    rb"\ud800",
    rb"\ud83d\ude00",
    b"\x00",
    b"\x01",
    b"\x1f",
    b"\x7f",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\xc2\x85",
    b"\xe2\x80\xa8",
    b"relative",
    b"../up",
    b"urn",
    b"urn:",
    b"did:x",
    b"https:/one",
    b"https://",
    b"HTTPS://a.example/",
    b"https://a.example/a b",
    b"https://a.example/%zz",
    b"https://a.example/\xc3\xa9",
    b"https://a.example/../a/./b",
    b"_:a",
    b"@type",
    b"@none",
    b"title",
    b"t:x",
    b"x:y",
    b"mailto:a@b.example",
    b"1",
    b"true",
)
Mutation = Callable[[list[bytes], list[int], Random], None]


def mutate(text: bytes, insides: list[int], random: Random) -> bytes:
    """Another text. `insides` are the places, among the pieces between quotes, that are values rather than names."""
    if not insides or random.random() < 0.1:
        return _break(text, random)
    pieces = text.split(b'"')
    for _ in range(random.choice([1, 1, 1, 2, 2, 3, 6])):
        random.choices(_CHANGES, _WEIGHTS)[0](pieces, insides, random)
    return b'"'.join(pieces)


def _set_text(pieces: list[bytes], insides: list[int], random: Random) -> None:
    pieces[random.choice(insides)] = _plain(random.choice(TEXTS))


def _set_iri(pieces: list[bytes], insides: list[int], random: Random) -> None:
    place = random.choice([place for place in insides if b":" in pieces[place]] or insides)
    pieces[place] = random.choice(IRIS).encode() + random.choice([b"", b"", b"a", b"0", b"~x"])


def _extend(pieces: list[bytes], insides: list[int], random: Random) -> None:
    pieces[random.choice(insides)] += random.choice([b"a", b"0", b" ", b"%", b"z" * 70, "é".encode()])


def _copy(pieces: list[bytes], insides: list[int], random: Random) -> None:
    pieces[random.choice(insides)] = pieces[random.choice(insides)]


def _swap(pieces: list[bytes], insides: list[int], random: Random) -> None:
    one, other = random.choice(insides), random.choice(insides)
    pieces[one], pieces[other] = pieces[other], pieces[one]


def _set_odd(pieces: list[bytes], insides: list[int], random: Random) -> None:
    place, odd = random.choice(insides), random.choice(_ODD_INSIDES)
    pieces[place] = random.choice([odd, pieces[place] + odd, odd + pieces[place]])


def _set_any(pieces: list[bytes], _: list[int], random: Random) -> None:
    """A name, a type, a context, a value: whatever stands between quotes somewhere."""
    place = random.randrange(1, len(pieces), 2) if len(pieces) > 2 else 0
    pieces[place] = random.choice([*pieces[1::2], *(url.encode() for url in URLS), b"", b"@context", b"Person"])


def _set_between(pieces: list[bytes], _: list[int], random: Random) -> None:
    place = random.randrange(0, len(pieces), 2)
    pieces[place] = random.choice([*pieces[::2], pieces[place] + b" ", b"\n" + pieces[place], b":1,", b", ", b"]"])


_CHANGES: tuple[Mutation, ...] = (_set_text, _set_iri, _extend, _copy, _swap, _set_odd, _set_any, _set_between)
_WEIGHTS = (6, 5, 5, 4, 4, 3, 1, 1)


def _plain(text: str) -> bytes:
    return json.dumps(text, ensure_ascii=False)[1:-1].encode()


def _break(text: bytes, random: Random) -> bytes:
    """Without a thought for what it is: a byte, a slice, a repetition, or the same values written another way."""
    place, kind = random.randrange(len(text)), random.randrange(6)
    if kind == 0:
        return text[:place] + bytes([random.randrange(256)]) + text[place + 1 :]
    if kind == 1:
        return text[:place] + text[place + random.randrange(1, 9) :]
    if kind == 2:
        return text[:place] + text[max(0, place - random.randrange(1, 40)) :]
    if kind == 3:
        return text.replace(random.choice([b"1", b"2.5", b"true"]), random.choice([b"1.0", b"1e0", b"2.50", b"false"]))
    try:
        value = json.loads(text)
    except ValueError:
        return text + b" "
    if isinstance(value, dict):
        items = list(value.items())
        random.shuffle(items)
        value = dict(items)
    ascii_only, spaces = random.random() < 0.5, random.choice([(",", ":"), (", ", ": "), (" ,\n", "\t: ")])
    return json.dumps(value, ensure_ascii=ascii_only, separators=spaces).encode("utf-8", "replace")
