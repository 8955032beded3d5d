"""What standing refuses."""

from django.utils.translation import gettext_lazy as _

from skillmark.kernel.errors import Malformed


class BadSignal(Malformed):
    code = "standing.bad_signal"
    hint = _("A signal names a person, a skill, a kind that is known here, and when it was observed.")
