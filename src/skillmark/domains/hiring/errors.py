"""What hiring refuses, and what the reader can do about it."""

from django.utils.translation import gettext_lazy as _

from skillmark.kernel.errors import Malformed, NotFound, Refused


class NoSuchOpening(NotFound):
    code = "hiring.no_such_opening"
    hint = _("There is no such opening in your organisation.")


class NoSuchCandidate(NotFound):
    """Nobody of that code is on the sealed list, or they no longer agree to be found. Which, is not said."""

    code = "hiring.no_such_candidate"
    hint = _("Nobody is on this list under that code now.")


class BadOpening(Malformed):
    code = "hiring.bad_opening"
    hint = _("An opening needs a title of at most 160 characters and an advert of at most 50,000 characters.")


class NothingAsked(Malformed):
    code = "hiring.nothing_asked"
    hint = _("An opening asks for at least one skill and at most 60. Search for one and add it.")


class Sealed(Refused):
    code = "hiring.sealed"
    hint = _("The shortlist is sealed, so what it asks for stays as it is. Open a new opening instead.")


class NotSealed(Refused):
    code = "hiring.not_sealed"
    hint = _("Seal the shortlist first. Names are shown only after the order is fixed.")


class NobodyToSeal(Refused):
    code = "hiring.nobody_to_seal"
    hint = _("Nobody is on the list yet, so there is nothing to seal. Ask for less, or wait.")


class OpeningClosed(Refused):
    code = "hiring.opening_closed"
    hint = _("This opening is closed. Open a new one to see who fits.")
