"""What the authority domain refuses, and what the reader can do about it."""

from django.utils.translation import gettext_lazy as _

from skillmark.kernel.errors import NotFound, Refused


class CannotIssue(Refused):
    """The organisation has no key in use."""

    code = "authority.cannot_issue"
    hint = _("This organisation has no signing key yet. Its administrator opens one on the desk.")


class AlreadyOpen(Refused):
    code = "authority.already_open"
    hint = _("This organisation already has a signing key. Replace it instead.")


class DemoKeyRefused(Refused):
    """A key made for the demo, in a copy that is not one."""

    code = "authority.demo_key_refused"
    hint = _("This key was made for the demo and does not sign here. Replace it with a new key.")


class NoSuchList(NotFound):
    code = "authority.no_such_list"
    hint = _("No status list is published under this address.")


class NoSuchSlot(NotFound):
    code = "authority.no_such_slot"
    hint = _("Nothing was ever signed for this award, so there is no status to change.")
