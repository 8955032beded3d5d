"""What may stand in a hole, so that nothing but the hole's own place in the statements depends on it.

A text hole ends up as the text of a literal: JSON-LD never looks into it. What JSON or N-Quads would write with an
escape stays out: quotes, backslashes and control characters. An IRI hole must be read as itself by JSON-LD, whatever
context is active: a scheme of a short list that no context in the document uses as a name, and letters every reader
takes as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NOT_PLAIN = bytes(range(0x20)) + b'"\\\x7f'
_IRI = rb"(?:https?://[0-9A-Za-z]|urn:[a-z0-9][a-z0-9-]*:[0-9A-Za-z]|did:[a-z0-9]+:[0-9A-Za-z])[!#-;=?-\[\]_a-z~]*"
_ONE_IRI = re.compile(_IRI + rb"\Z")
MAX_VALUES_BYTES = 16_000  # of all values of one document together
SCHEMES = frozenset({"http", "https", "urn", "did"})


def is_plain_iri(value: bytes) -> bool:
    """Whether JSON-LD takes this value as it stands, given contexts without a name in `SCHEMES`."""
    return bool(_ONE_IRI.match(value))


def is_plain_text(value: bytes) -> bool:
    """Whether JSON and N-Quads both write this UTF-8 text as it stands."""
    if len(value.translate(None, _NOT_PLAIN)) != len(value):
        return False
    if value.isascii():
        return True
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True


class HoleCheck:
    """The check of all values of one shape at once.

    `iris` are the places of IRI holes among the values, `names` of those that are an `id`, `constants` the texts that
    are part of the shape. An `id` must differ from every other and from every reference, and both from whatever else is
    said: what becomes of two things that are one is for the full path to judge.
    """

    __slots__ = ("_constants", "_iris", "_names", "_pattern", "_references")

    def __init__(
        self, iris: Sequence[int] = (), names: Sequence[int] = (), constants: frozenset[bytes] = frozenset()
    ) -> None:
        self._iris, self._names, self._constants = tuple(iris), tuple(names), constants
        self._references = [place for place in iris if place not in names]
        self._pattern = re.compile(rb"\n".join([_IRI] * len(self._iris)) + rb"\Z")

    def fits(self, values: tuple[bytes, ...]) -> bool:
        """Whether every value may stand in its hole. Cost: a few microseconds."""
        joined = b" ".join(values)  # a space ends any half of a character, so halves cannot make a whole
        if len(joined) > MAX_VALUES_BYTES or not is_plain_text(joined):
            return False
        names = {values[place] for place in self._names}
        references = {values[place] for place in self._references}
        if len(names) != len(self._names) or not names.isdisjoint(references):
            return False
        if not (names.isdisjoint(self._constants) and references.isdisjoint(self._constants)):
            return False
        return self._pattern.match(b"\n".join([values[place] for place in self._iris])) is not None
