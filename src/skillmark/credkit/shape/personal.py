"""The places of an award that differ from person to person, and what a value there has to look like.

Only these are holes of awards: what credentials of one achievement vary in, and nothing of which a check of structure
or a rule of lint asks more than `fits` does. Indexes of arrays do not count: several results are several holes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from functools import lru_cache

from skillmark.credkit.shape.holes import is_plain_iri, is_plain_text
from skillmark.credkit.shape.skeleton import Path

_TIME = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\Z")
_INDEX = re.compile(rb"[0-9]{1,9}\Z")
_HASH = re.compile(rb"sha256\$[0-9a-f]{64}\Z")
MIN_SALT_LENGTH = 16


class Kind(Enum):
    """What stands in a hole. The order is of no meaning."""

    IRI = "iri"
    TIME = "time"
    TEXT = "text"
    INDEX = "index"
    HASH = "hash"
    SALT = "salt"

    @property
    def check(self) -> Callable[[bytes], bool]:
        """Whether a value may stand in a hole of this kind."""
        return _CHECKS[self]

    def fits(self, value: bytes) -> bool:
        return self.check(value)


_PLACES: dict[tuple[str, ...], Kind] = {
    ("id",): Kind.IRI,
    ("validFrom",): Kind.TIME,
    ("validUntil",): Kind.TIME,
    ("awardedDate",): Kind.TIME,
    ("credentialSubject", "id"): Kind.IRI,
    ("credentialSubject", "identifier", "identityHash"): Kind.HASH,
    ("credentialSubject", "identifier", "salt"): Kind.SALT,
    ("credentialSubject", "result", "value"): Kind.TEXT,
    ("credentialSubject", "result", "status"): Kind.TEXT,
    ("credentialSubject", "result", "achievedLevel"): Kind.TEXT,
    ("evidence", "id"): Kind.IRI,
    ("evidence", "name"): Kind.TEXT,
    ("evidence", "description"): Kind.TEXT,
    ("evidence", "narrative"): Kind.TEXT,
    ("credentialStatus", "id"): Kind.IRI,
    ("credentialStatus", "statusListIndex"): Kind.INDEX,
    ("credentialStatus", "statusListCredential"): Kind.IRI,
    ("proof", "created"): Kind.TIME,
    ("proof", "proofValue"): Kind.TEXT,
}


def kind_at(path: Path) -> Kind | None:
    """The kind of hole at a place of an award, or None where there is none."""
    return _PLACES.get(tuple(step for step in path if isinstance(step, str)))


@lru_cache(maxsize=4_096)  # credentials awarded together share their times
def read_time(value: bytes) -> datetime | None:
    """The instant of a time written as 2026-05-01T12:00:00Z, else None: other spellings go the full way."""
    if not _TIME.match(value):
        return None
    try:
        return datetime.fromisoformat(value.decode())
    except ValueError:
        return None


_CHECKS: dict[Kind, Callable[[bytes], bool]] = {
    Kind.IRI: is_plain_iri,
    Kind.TIME: lambda value: read_time(value) is not None,
    Kind.TEXT: lambda value: bool(value) and is_plain_text(value),
    Kind.INDEX: lambda value: bool(_INDEX.match(value)),
    Kind.HASH: lambda value: bool(_HASH.match(value)),
    Kind.SALT: lambda value: len(value) >= MIN_SALT_LENGTH and value.isascii() and is_plain_text(value),
}
