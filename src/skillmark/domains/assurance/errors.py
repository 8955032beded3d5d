"""What the assurance domain refuses, and what the reader can do about it."""

from django.utils.translation import gettext_lazy as _

from skillmark.kernel.errors import Malformed, NotFound, Refused


class NotABody(Refused):
    code = "assurance.not_a_body"
    hint = _("Only an assurance body or a professional body vouches for others.")


class OwnHouse(Refused):
    code = "assurance.own_house"
    hint = _("A body cannot vouch for itself. Ask another one.")


class BadAccreditation(Malformed):
    code = "assurance.bad_accreditation"
    hint = _("Say what is accredited, from which day, and until a later day or without an end.")


class NoSuchAccreditation(NotFound):
    code = "assurance.no_such_accreditation"
    hint = _("There is no such accreditation.")


class NoSuchReview(NotFound):
    code = "assurance.no_such_review"
    hint = _("There is no such review.")


class NoSuchEndorsement(NotFound):
    code = "assurance.no_such_endorsement"
    hint = _("There is no such endorsement.")


class AlreadyWithdrawn(Refused):
    code = "assurance.already_withdrawn"
    hint = _("This was already withdrawn. The first reason and date stay.")


class AlreadyEndorsed(Refused):
    code = "assurance.already_endorsed"
    hint = _("Your body already endorses this version.")


class ReasonMissing(Malformed):
    code = "assurance.reason_missing"
    hint = _("Say why it is withdrawn; the reason is public.")


class BadReview(Malformed):
    code = "assurance.bad_review"
    hint = _("Decide each element: holds, does not hold, or could not be judged. What does not hold needs a note.")


class NotSupported(Refused):
    """No review by this body, or its latest one found something that does not hold."""

    code = "assurance.not_supported"
    hint = _("Review this version first; every element must hold before your body can endorse it.")
