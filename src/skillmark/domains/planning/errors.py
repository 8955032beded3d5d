"""What planning refuses, and what the reader can do about it."""

from django.utils.translation import gettext_lazy as _

from skillmark.kernel.errors import Malformed, NotFound


class NoSuchGoal(NotFound):
    code = "planning.no_such_goal"
    hint = _("There is no such goal. Choose one first.")


class NothingAsked(Malformed):
    code = "planning.nothing_asked"
    hint = _("A goal asks for at least one skill. Search for one and add it.")


class TooMuchAsked(Malformed):
    code = "planning.too_much_asked"
    hint = _("A goal asks for at most 200 skills, and its name has at most 200 characters. Leave some out.")


class BadHours(Malformed):
    code = "planning.bad_hours"
    hint = _("Enter how many hours a week you have: more than 0 and at most 100.")


class BadBudget(Malformed):
    code = "planning.bad_budget"
    hint = _("Enter a budget of 0 or more, and a currency by its three letters, such as EUR.")


class BadDeadline(Malformed):
    code = "planning.bad_deadline"
    hint = _("Choose a deadline after the day you start, and not in the past.")
