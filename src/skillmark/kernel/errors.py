"""The root of every error the house raises on purpose. Doors alone turn these into pages or problem documents.

A subclass sets `code` (stable, `domain.what`) and `hint` (what the reader can do). Neither holds secrets or raw input;
`detail` may name a field, a line or a uid.
"""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class HouseError(Exception):
    code: ClassVar[str] = "house.error"
    hint: ClassVar[str | Promise] = _("Something went wrong on our side. Try again, or tell whoever runs this site.")

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail or str(self.hint))
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.detail} {self.hint}".strip() if self.detail else str(self.hint)


class Malformed(HouseError):
    """What came in cannot be read. Correct it and send it again."""

    code = "house.malformed"
    hint = _("This could not be read. Correct it and send it again.")


class Refused(HouseError):
    """What came in was understood and is not allowed as things stand."""

    code = "house.refused"
    hint = _("This is not possible as things stand.")


class NotFound(HouseError):
    """It does not exist, or the reader may not know that it does."""

    code = "house.not_found"
    hint = _("There is nothing here under that name. Check the address.")


class Unavailable(HouseError):
    """Something this needs does not answer. Trying later may help."""

    code = "house.unavailable"
    hint = _("Something this needs does not answer just now. Try again later.")
