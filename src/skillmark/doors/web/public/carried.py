"""What a file carries beside itself: the credentials of a presentation or a learner record, and endorsements.

Titles are strangers' words, read from the document; what became of each is read from the report alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.model import read_summary
from skillmark.credkit.report import Report
from skillmark.credkit.verify import open_part
from skillmark.doors.web.shell.marks import ANSWER

MOST_SHOWN = 50
LONGEST_TITLE = 200
_PLACES = ("verifiableCredential", "endorsement", "endorsementJwt")


@dataclass(frozen=True, slots=True)
class Part:
    """One credential inside: "holds", "fails" or "unsure", its name, and why."""

    kind: str
    title: str
    words: str


def parts_of(report: Report, document: JsonObject) -> tuple[Part, ...]:
    """What the page says of each part, in the order of the report; at most `MOST_SHOWN` of them."""
    titles = dict(_titles(document))
    return tuple(
        Part(ANSWER[part.answer], titles.get(part.document_uri) or _nameless(part.role), part.summary)
        for part in report.parts[:MOST_SHOWN]
    )


def _nameless(role: str) -> str:
    return _("An endorsement") if role == "endorsement" else _("A credential without a name")


def _titles(value: Json, depth: int = 0) -> Iterator[tuple[str, str]]:
    """The id and the name of every credential inside, a few levels deep."""
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value:
            yield from _titles(item, depth + 1)
        return
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        if key in _PLACES:
            for entry in item if isinstance(item, list) else [item]:
                yield from _title(entry, is_endorsement=key != "verifiableCredential")
        elif key in ("credentialSubject", "achievement", "issuer"):
            yield from _titles(item, depth + 1)


def _title(entry: Json, *, is_endorsement: bool) -> Iterator[tuple[str, str]]:
    try:
        document = open_part(entry).document
    except CredkitError:
        return
    summary = read_summary(document)
    name = " ".join(summary.title.split())[:LONGEST_TITLE]
    if is_endorsement:
        name = _("Endorsement by %(name)s") % {"name": summary.issuer_name or _("somebody without a name")}
    if summary.uri and name:
        yield summary.uri, name
    yield from _titles(document, 1)
