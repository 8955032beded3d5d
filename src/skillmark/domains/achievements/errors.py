"""What the achievements domain refuses, and what the reader can do about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from skillmark.kernel.errors import Malformed, NotFound, Refused


@dataclass(frozen=True, slots=True)
class Problem:
    """One field that cannot be taken as it is, and what to do about it."""

    field: str
    words: str


class BadDefinition(Malformed):
    """Fields that cannot be stored as they are. `problems` names each; nothing was changed."""

    code = "achievements.bad_definition"
    hint = _("Correct what is named and save again. Nothing was changed.")

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(problem.words for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Missing:
    """One element to state before publishing. `annex` is its number in EU Annex I, 0 where the house asks for it."""

    field: str
    words: str
    name: str = ""
    annex: int = 0


class Incomplete(Refused):
    """Something that must be stated is not. `findings` names each."""

    code = "achievements.incomplete"
    hint = _("It is not published until these are stated.")

    def __init__(self, findings: Sequence[Missing]) -> None:
        super().__init__(" ".join(finding.words for finding in findings))
        self.findings = tuple(findings)


class NoSuchAchievement(NotFound):
    code = "achievements.no_such_achievement"
    hint = _("No achievement is known here under that address.")


class NothingToPublish(Refused):
    code = "achievements.nothing_to_publish"
    hint = _("There is no draft. Change the definition first.")


class Retired(Refused):
    code = "achievements.retired"
    hint = _("This achievement was retired. Holders keep theirs; define another one.")


class KeyTaken(Refused):
    code = "achievements.key_taken"
    hint = _("This organisation already has something under that name. Choose another title.")
