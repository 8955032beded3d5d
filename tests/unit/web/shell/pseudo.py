"""A language nobody speaks, made at test time: what goes through gettext comes back in brackets and accents.

What is then still plain on a page never went through gettext. Placeholders, tags and entities are left alone.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import override, trans_real

CODE = "en-xa"
LETTERS = str.maketrans("aeiouycnsAEIOUYCNS", "àéîöüýçñšÀÉÎÖÜÝÇÑŠ")
KEEP = re.compile(r"(%\(\w+\)[-#0 +.\d]*[a-z%]|%[sd%]|<[^>]*>|&\w+;|\{\w+\})")


def strange(text: str) -> str:
    """Put accents on a message and brackets around it, so that cut ends show too."""
    if not text.strip():
        return text
    parts = KEEP.split(text)
    return "[" + "".join(p if i % 2 else p.translate(LETTERS) for i, p in enumerate(parts)) + "]"


class Pseudo(trans_real.DjangoTranslation):
    """Answers every message itself; needs no catalogue."""

    def __init__(self) -> None:
        self._DjangoTranslation__language, self._DjangoTranslation__to_language = CODE, CODE
        self.domain, self._catalog, self._fallback = "django", trans_real.TranslationCatalog(), None
        self.plural = lambda n: int(n != 1)

    def gettext(self, message: str) -> str:
        return strange(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return strange(msgid1 if n == 1 else msgid2)

    def to_language(self) -> str:
        return CODE

    def language(self) -> str:
        return CODE


@contextmanager
def pseudo_locale(settings: Any) -> Iterator[None]:
    """Make the language known and speak it, here and for requests that carry its cookie."""
    settings.LANGUAGES = [("en", "English"), (CODE, "Pseudo")]
    trans_real._translations[CODE] = Pseudo()
    try:
        with override(CODE):
            yield
    finally:
        trans_real._translations.pop(CODE)
