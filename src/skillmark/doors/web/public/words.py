"""The names of the checks and the sentence beside the seal, in the reader's language.

The kit names its steps for programs; a page says them to people. A step this table does not know keeps its own name.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skillmark.credkit.report import Answer, Check, Report, deciding_check

NAMES = {
    "readable": gettext_lazy("Readable"),
    "complete": gettext_lazy("Complete"),
    "understood": gettext_lazy("Nothing unsigned in it"),
    "unchanged": gettext_lazy("Signature"),
    "issuer_key": gettext_lazy("The key is the issuer’s"),
    "key_in_use": gettext_lazy("Key in use then"),
    "started": gettext_lazy("In force"),
    "not_expired": gettext_lazy("Not expired"),
    "not_revoked": gettext_lazy("Not withdrawn"),
    "not_suspended": gettext_lazy("Not suspended"),
    "recipient": gettext_lazy("Recipient"),
    "other_status": gettext_lazy("Other status"),
    "resources": gettext_lazy("Files it names"),
    "schema": gettext_lazy("Its own form"),
    "credentials": gettext_lazy("What it carries"),
    "endorses": gettext_lazy("What it endorses"),
    "holder_key": gettext_lazy("The key is the holder’s"),
    "challenge": gettext_lazy("Made for this question"),
    "domain": gettext_lazy("Made for this place"),
    "holder_is_subject": gettext_lazy("Held by whom it is about"),
}


def named(checks: Sequence[Check]) -> tuple[Check, ...]:
    return tuple(replace(check, name=str(NAMES.get(check.name, check.name.replace("_", " ")))) for check in checks)


def of_the_holder(checks: Sequence[Check]) -> tuple[Check, ...]:
    """On a shared page it was not the reader who named the person: say whom the recipient was compared with."""
    words = _("It was awarded to the address of whoever shares it.")
    return tuple(replace(c, words=words) if c.code == "person.matches" else c for c in checks)


def verdict_of(report: Report) -> str:
    """Why the answer is what it is: the check that decided, else how far the answer reaches."""
    decided = deciding_check(report.checks)
    if report.answer is not Answer.HOLDS and decided is not None:
        return decided.words
    if report.as_of is not None:
        day = date_format(report.as_of, "j F Y")
        return _("Every check that decides passed, as of %(day)s.") % {"day": day}
    return _("Every check that decides was made now and passed.")
