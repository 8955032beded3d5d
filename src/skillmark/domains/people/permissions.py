"""One question, `may(actor, action, on)`, answered from memberships. Every view and API asks it through an action.

Each domain declares its own actions when its `permissions` module is imported; an action nobody declared is an error,
never a yes. The house itself (`SYSTEM`) may do what is declared.
"""

from dataclasses import dataclass

from skillmark.domains.people.errors import NotAllowed
from skillmark.domains.people.models import Membership, Role
from skillmark.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Scope:
    """What an action is on: something of an organisation, something of a person, both, or neither (the house's)."""

    organisation_uid: str | None = None
    holder_uid: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may: members with one of `roles` in the object's organisation, its holder, anybody signed in, or anyone.

    The house itself always may; `house` says that nobody else does.
    """

    roles: frozenset[Role] = frozenset()
    holder: bool = False
    signed_in: bool = False
    anyone: bool = False
    house: bool = False


_rules: dict[str, Rule] = {}


def declare(
    action: str,
    *,
    roles: set[Role] | frozenset[Role] = frozenset(),
    holder: bool = False,
    signed_in: bool = False,
    anyone: bool = False,
    house: bool = False,
) -> str:
    """Declare who may do `action` (`domain.verb`) and return its name. Declaring it twice differently is an error."""
    rule = Rule(frozenset(roles), holder, signed_in, anyone, house)
    if _rules.setdefault(action, rule) != rule:
        raise ValueError(f"{action} is declared twice with different rules")
    return action


def declared_actions() -> dict[str, Rule]:
    """Return every action and its rule: printed into the reference and walked by tests."""
    return dict(sorted(_rules.items()))


def may(actor: Actor, action: str, on: Scope) -> bool:
    """Answer whether `actor` may do `action` on that scope. Cost: at most one query. Errors: KeyError if undeclared."""
    rule = _rules[action]
    if actor.is_system or rule.anyone:
        return True
    if actor.person_uid is None:
        return False
    if rule.signed_in or (rule.holder and on.holder_uid == actor.person_uid):
        return True
    if not rule.roles or on.organisation_uid is None:
        return False
    return Membership.objects.filter(
        person__uid=actor.person_uid,
        person__is_active=True,
        organisation__uid=on.organisation_uid,
        role__in=rule.roles,
    ).exists()


def require(actor: Actor, action: str, on: Scope) -> None:
    """Raise `NotAllowed` unless `may`."""
    if not may(actor, action, on):
        raise NotAllowed()


FOUND = declare("people.found", signed_in=True)
ADMINISTER = declare("people.administer", roles={Role.ADMIN})
SEE_OWN = declare("people.see_own", holder=True)
CONSENT = declare("people.consent", holder=True)
ERASE = declare("people.erase", holder=True)
