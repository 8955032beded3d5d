"""Public identifiers. A `uid` is random, never time-ordered: an ordered one would leak when an award was made."""

import secrets
from typing import Any

from django.db import models

UID_BYTES = 16
UID_LENGTH = 22


def new_uid() -> str:
    """Return 128 random bits as 22 characters of base64url that never begin with a dash."""
    while True:
        uid = secrets.token_urlsafe(UID_BYTES)
        if not uid.startswith("-"):
            return uid


class UidField(models.CharField):  # type: ignore[type-arg]
    """A row's public identifier: set once in the application, unique, never changed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs |= {"max_length": UID_LENGTH, "default": new_uid, "unique": True, "editable": False}
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "default", "unique", "editable"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs
