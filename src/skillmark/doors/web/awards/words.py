"""Why an award was made, in sentences, from the rule that was stored with it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

LONGEST = 200
MOST = 20


def why_of(rule_met: Mapping[str, Any]) -> list[str]:
    """One line for each thing that was met. A form nobody knows any more is still shown, name by name."""
    kind = rule_met.get("kind")
    if not rule_met:
        return [_("The holder was erased, and the reason with them.")]
    if kind == "by_hand":
        return [_("By hand: %(reason)s") % {"reason": str(rule_met.get("reason", ""))[:LONGEST]}]
    facts = rule_met.get("facts")
    lines = list(_lines(facts if isinstance(facts, Mapping) else rule_met))
    return lines[:MOST] or [_("Every requirement was met.")]


def _lines(facts: Mapping[str, Any], path: str = "") -> list[str]:
    lines: list[str] = []
    for name, value in facts.items():
        words = f"{path}{str(name).replace('_', ' ')}"
        if isinstance(value, Mapping):
            lines += _lines(value, f"{words}, ")
        elif isinstance(value, list) and all(isinstance(item, Mapping) for item in value):
            for place, item in enumerate(value, 1):
                lines += _lines(item, f"{words} {place}, ")
        elif value not in (None, "", [], {}):
            lines.append(f"{words.capitalize()}: {_shown(value)}")
    return lines


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float) and 0 <= value <= 1:
        return _("%(count)d in 100") % {"count": round(value * 100)}
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)[:LONGEST]
    return str(value)[:LONGEST]
