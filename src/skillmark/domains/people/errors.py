"""What the people domain refuses, and what the reader can do about it."""

from django.utils.translation import gettext_lazy as _

from skillmark.kernel.errors import HouseError, Malformed, NotFound, Refused


class NotAllowed(Refused):
    """The actor may not do this. Doors answer 403, or 404 where existence must not leak."""

    code = "people.not_allowed"
    hint = _("You may not do this with the account you are signed in with. Ask the organisation's administrator.")


class NoSuchPerson(NotFound):
    code = "people.no_such_person"
    hint = _("Nobody is known here under that address. Check the spelling.")


class NoSuchOrganisation(NotFound):
    code = "people.no_such_organisation"
    hint = _("No organisation is known here under that name.")


class AddressTaken(Refused):
    code = "people.address_taken"
    hint = _("Somebody already uses this e-mail address. Sign in with it, or choose another.")


class BadAddress(Malformed):
    code = "people.bad_address"
    hint = _("Write an e-mail address such as name@example.org.")


class BadOrganisation(Malformed):
    code = "people.bad_organisation"
    hint = _("An organisation needs a name, a kind, and a two-letter country code.")


class LastAdministrator(Refused):
    code = "people.last_administrator"
    hint = _("An organisation keeps one administrator. Make somebody else one first.")


class Erased(HouseError):
    """The person's key was destroyed; nothing can open this again."""

    code = "people.erased"
    hint = _("This person asked to be erased. What was kept for them can no longer be read.")
