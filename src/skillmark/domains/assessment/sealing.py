"""Text and small facts sealed for a holder. The key and the cipher are the people domain's; this only encodes."""

import json
from collections.abc import Sequence

from skillmark.domains.people.api import open_for, seal_for


def seal_text(holder_uid: str, text: str) -> bytes:
    return seal_for(holder_uid, text.encode())


def open_text(holder_uid: str, sealed: bytes | memoryview) -> str:
    """Errors: `Erased` once the holder's key is destroyed."""
    return open_for(holder_uid, bytes(sealed)).decode()


def seal_answers(holder_uid: str, answers: Sequence[int | None]) -> bytes:
    return seal_text(holder_uid, json.dumps(list(answers)))


def open_answers(holder_uid: str, sealed: bytes | memoryview) -> tuple[int | None, ...]:
    """Errors: `Erased`."""
    return tuple(json.loads(open_text(holder_uid, sealed)))


def seal_label(holder_uid: str, label: dict[str, str | int]) -> bytes:
    return seal_text(holder_uid, json.dumps(label))


def open_label(holder_uid: str, sealed: bytes | memoryview) -> dict[str, str | int]:
    """Errors: `Erased`."""
    return dict(json.loads(open_text(holder_uid, sealed)))
