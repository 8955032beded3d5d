"""What the study pages say about a requirement: its state, what to do next, and where."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skillmark.domains.assessment.api import EnrolmentView, RequirementView


@dataclass(frozen=True, slots=True)
class Step:
    """One requirement in words. `css` colours the tag; `do` is the verb on the button, "" where there is none.

    `past` leads to the last attempt while another can still be made.
    """

    title: str
    tag: str
    css: str
    said: str
    url: str
    do: str
    is_open: bool
    past: str = ""


def steps_of(enrolment: EnrolmentView) -> list[Step]:
    return [_quiz(enrolment, one) if one.kind == "quiz" else _project(enrolment, one) for one in enrolment.requirements]


def state_words(enrolment: EnrolmentView) -> str:
    """Where the whole of it stands, in one sentence."""
    if enrolment.state == "complete":
        return _("Everything is done and passed.")
    if enrolment.state == "withdrawn":
        return _("You withdrew. What you did is kept; enrol again to go on.")
    return _("%(done)d of %(all)d done. Nothing runs out: leave and come back when you like.") % {
        "done": enrolment.done,
        "all": len(enrolment.requirements),
    }


def percent(share: float) -> str:
    """A share as a whole number in a hundred."""
    return _("%(count)d in 100") % {"count": round(share * 100)}


def _quiz(enrolment: EnrolmentView, one: RequirementView) -> Step:
    left = one.attempts_allowed - one.attempts_used
    if one.state == "passed":
        said = _("You had %(score)s right; %(mark)s passes.")
    elif one.state == "failed":
        said = _("Your best was %(score)s; %(mark)s passes. No attempt is left. Ask the issuer what to do next.")
    elif one.attempts_used:
        said = _("Your best was %(score)s; %(mark)s passes.") + " " + _left(left)
    else:
        said = _("%(mark)s right passes.") + " " + _left(left)
    words = said % {"score": percent(one.score or 0), "mark": percent(one.pass_mark or 0)}
    is_open = one.state == "todo" and enrolment.state == "open"
    url, do = reverse("study:quiz", args=[enrolment.uid]), _("Take the quiz")
    if not is_open and one.attempts_used:
        url, do = reverse("study:result", args=[enrolment.uid, one.attempts_used]), _("See your answers")
    past = reverse("study:result", args=[enrolment.uid, one.attempts_used]) if is_open and one.attempts_used else ""
    return Step(_("Quiz"), *_tag(one.state), words, url, do if is_open or one.attempts_used else "", is_open, past)


def _left(count: int) -> str:
    return ngettext("%(count)d attempt left.", "%(count)d attempts left.", count) % {"count": count}


def _project(enrolment: EnrolmentView, one: RequirementView) -> Step:
    said, do = {
        "todo": (_("Read the brief and the rubric, then hand in what you made."), _("Open the project")),
        "waiting": (_("An assessor has it. You need not do anything."), _("See what you handed in")),
        "resubmit": (_("The assessor says what to change. Hand it in again when it is ready."), _("Read the comment")),
        "passed": (_("An assessor marked it against the rubric."), _("See the marks")),
        "failed": (_("It did not pass, and this was final. The assessor says why."), _("Read the comment")),
    }[one.state]
    is_open = one.state in {"todo", "resubmit"} and enrolment.state == "open"
    return Step(_("Project"), *_tag(one.state), said, reverse("study:project", args=[enrolment.uid]), do, is_open)


def _tag(state: str) -> tuple[str, str]:
    return {
        "todo": (_("To do"), ""),
        "waiting": (_("Waiting"), "unsure"),
        "resubmit": (_("Do it again"), "warn"),
        "passed": (_("Passed"), "holds"),
        "failed": (_("Not passed"), "fails"),
    }[state]
