"""What the awarding domain refuses, and what the reader can do about it."""

from django.utils.translation import gettext_lazy as _

from skillmark.kernel.errors import Malformed, NotFound, Refused


class NoSuchAward(NotFound):
    code = "awarding.no_such_award"
    hint = _("There is no such award, or it is not yours to see.")


class NotIssued(Refused):
    code = "awarding.not_issued"
    hint = _("This award has not been signed yet. That usually takes a few seconds. Try again.")


class AlreadyRevoked(Refused):
    code = "awarding.already_revoked"
    hint = _("This award was withdrawn before. The first reason stays.")


class ReasonMissing(Malformed):
    code = "awarding.reason_missing"
    hint = _("Write the reason in one or two sentences. The holder and whoever checks the credential will read it.")


class NotPublished(Refused):
    code = "awarding.not_published"
    hint = _("This achievement is not published, so it cannot be awarded. Publish it first.")


class LintRefused(Refused):
    """The document would not have been a good credential. `detail` names every finding."""

    code = "awarding.lint_refused"
    hint = _("Correct the achievement and award it again.")
