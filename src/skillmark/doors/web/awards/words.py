"""Why an award was made, in sentences, from the rule that was stored with it.

The facts of a completion have a known shape (`assessment.facts`, shape 1); anything else is still shown, name by name,
since a rule that nobody can read any more must not look like no rule.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

LONGEST = 300
MOST = 30


def why_of(rule_met: Mapping[str, Any]) -> list[str]:
    """One line for each thing that was met."""
    if not rule_met:
        return [_("The holder was erased, and the reason with them.")]
    if rule_met.get("kind") == "by_hand":
        return [_("By hand: %(reason)s") % {"reason": str(rule_met.get("reason", ""))[:LONGEST]}]
    facts = rule_met.get("facts")
    known = dict(facts) if isinstance(facts, Mapping) else dict(rule_met)
    try:
        lines = list(_completion(known)) if known.get("shape") == 1 else list(_by_name(known))
    except (KeyError, TypeError, ValueError):
        lines = list(_by_name(known))
    return lines[:MOST] or [_("Every requirement was met.")]


def _completion(facts: Mapping[str, Any]) -> Iterator[str]:
    if quiz := facts.get("quiz"):
        yield _(
            "Quiz: %(right)d of %(asked)d right, %(score)d in 100; %(needed)d in 100 were needed. "
            "Attempt %(attempt)d of %(allowed)d, %(day)s."
        ) % {
            "right": quiz["right"],
            "asked": quiz["asked"],
            "score": round(quiz["score"] * 100),
            "needed": round(quiz["pass_mark"] * 100),
            "attempt": quiz["attempt"],
            "allowed": quiz["attempts_allowed"],
            "day": _day(quiz["answered_at"]),
        }
    if project := facts.get("project"):
        yield _("Project: handed in %(day)s, judged %(judged)s.") % {
            "day": _day(project["handed_in_at"]),
            "judged": _day(project["judged_at"]),
        }
        for level in project["levels"]:
            yield _("%(criterion)s: level %(level)d of %(of)d, %(pass_at)d was needed. %(words)s") % level


def _day(text: str) -> str:
    return date_format(datetime.fromisoformat(text), "j F Y")


def _by_name(facts: Mapping[str, Any], path: str = "") -> Iterator[str]:
    for name, value in facts.items():
        words = f"{path}{str(name).replace('_', ' ')}"
        if isinstance(value, Mapping):
            yield from _by_name(value, f"{words}, ")
        elif isinstance(value, list) and all(isinstance(item, Mapping) for item in value):
            for place, item in enumerate(value, 1):
                yield from _by_name(item, f"{words} {place}, ")
        elif value not in (None, "", [], {}):
            yield f"{words.capitalize()}: {_shown(value)}"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float) and 0 <= value <= 1:
        return _("%(count)d in 100") % {"count": round(value * 100)}
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)[:LONGEST]
    return str(value)[:LONGEST]
