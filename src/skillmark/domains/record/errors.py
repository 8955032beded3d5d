"""What the record refuses, and what the reader can do about it."""

from django.utils.translation import gettext_lazy as _

from skillmark.kernel.errors import Malformed, NotFound, Refused


class NoSuchEntry(NotFound):
    """There is none, or it is somebody else's: the reader must not learn which."""

    code = "record.no_such_entry"
    hint = _("There is no such entry in your record. Check the address.")


class NoSuchShare(NotFound):
    code = "record.no_such_share"
    hint = _("No shared page answers to this link. Check that you copied all of it, or ask its sender for a new one.")


class ShareClosed(Refused):
    code = "record.share_closed"
    hint = _(
        "Its holder closed this link, or its last day has passed. That says nothing about the credential itself. "
        "Ask the holder for a new link."
    )


class BadEntry(Malformed):
    """`detail` names what to correct."""

    code = "record.bad_entry"
    hint = _("Correct this and save again.")


class BadShare(Malformed):
    code = "record.bad_share"
    hint = _("Choose a last day for the link that is today or later, or leave it empty.")


class NothingSigned(Refused):
    code = "record.nothing_signed"
    hint = _("This entry is your own statement. Nobody signed it, so there is no file to check.")
