"""Why each step is there, why other offers are not, and which limit to give way on first. Words, no decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from skillmark.skillkit.evidence import EvidenceItem
from skillmark.skillkit.route.choice import Choice, choose
from skillmark.skillkit.route.closing import Closers
from skillmark.skillkit.route.offers import Limits, Offer
from skillmark.skillkit.route.plans import Move, Relaxation, Skipped
from skillmark.skillkit.route.prerequisites import Requirements
from skillmark.skillkit.values import Ask, Reason, Verdict


def step_reasons(
    offer: Offer,
    moves: Sequence[Move],
    asks: Sequence[Ask],
    closers: Closers,
    reach: Mapping[str, Offer],
    chosen: Mapping[str, Offer],
    requirements: Requirements,
) -> tuple[Reason, ...]:
    """What it moves, how it compares with the others that would do the same, and what it unlocks."""
    reasons = [_moved(move, offer) for move in moves]
    for ask, singles in zip(asks, closers.singles, strict=True):
        if offer.uid in singles:
            reasons.append(_compared(offer, ask, [reach[uid] for uid in singles]))
    for other in chosen.values():
        if any(offer.uid in need for need in requirements[other.uid]):
            reasons.append(Reason(f"Needed before {other.title}.", 0.0, other.uid, "unlocks"))
    return tuple(reasons)


def _moved(move: Move, offer: Offer) -> Reason:
    start = f"about {move.before.p * 100:.0f} in 100" if move.before.enough else "unknown"
    ends = f"between {move.after.low * 100:.0f} and {move.after.high * 100:.0f}"
    met = ", which meets the goal" if move.verdict_after is Verdict.MET else ""
    words = f"{move.ask.label}: from {start} to about {move.after.p * 100:.0f} in 100 sure, {ends}{met}."
    return Reason(words, move.ask.weight, offer.uid, "moves")


def _compared(offer: Offer, ask: Ask, same: Sequence[Offer]) -> Reason:
    cheaper = sum(other.cost_minor < offer.cost_minor for other in same)
    if len(same) == 1:
        words = f"The only one within your limits that proves {ask.label} alone."
    elif cheaper == 0:
        words = f"The cheapest, or as cheap as any, of {len(same)} that prove {ask.label}."
    else:
        words = f"Of {len(same)} that prove {ask.label}, {cheaper} cost less, but the whole plan would be worse."
    return Reason(words, 0.0, offer.uid, "compared")


def out_of_reach(offer: Offer, limits: Limits) -> Skipped | None:
    """Why the offer cannot be in any plan under these limits, looked at by itself; None when it can."""
    issuers = {offer.provider, offer.evidence.issuer}
    if issuers & limits.never_issuers:
        return _skip(offer, "never_issuer", "You asked for nothing from this provider.")
    if offer.cost_minor and offer.currency != limits.currency:
        return _skip(offer, "not_comparable", f"Priced in {offer.currency}; not comparable without a dated rate.")
    if limits.budget_minor is not None and offer.cost_minor > limits.budget_minor:
        return _skip(offer, "over_budget", "Costs more than your whole budget.")
    if limits.weeks is not None and offer.weeks(limits.hours_per_week) > limits.weeks:
        return _skip(offer, "too_long", "Cannot be finished before your deadline at your hours a week.")
    return None


def not_needed(offers: Sequence[Offer], met: Sequence[Ask], open_asks: Sequence[Ask]) -> tuple[Skipped, ...]:
    """Offers that touch the goal only where the person already meets it: "you do not need this one"."""
    done, wanted = {ask.skill: ask.label for ask in met}, {ask.skill for ask in open_asks}
    found = []
    for offer in offers:
        taught = {skill for skill, _ in offer.teaches}
        known = sorted(done[skill] for skill in taught if skill in done)
        if known and not taught & wanted:
            words = f"You do not need this one: what you hold already meets {', '.join(known)}."
            found.append(_skip(offer, "held", words))
    return tuple(found)


def relaxations(
    asks: Sequence[Ask],
    reaches: Mapping[str, tuple[Limits, Sequence[Offer], Closers, Requirements]],
    chosen: Choice,
) -> tuple[Relaxation, ...]:
    """Each limit with what giving way on it alone would bring, best first; only those that bring something."""
    found = []
    for limit, (limits, offers, closers, requirements) in reaches.items():
        other = choose(asks, offers, closers, requirements, limits, weight_only=True)
        if other.weight > chosen.weight:
            more = other.asks - chosen.asks
            words = f"{_RELAX[limit]} would let you meet {max(1, more)} more of what the goal asks for."
            found.append(Relaxation(limit, words, other.weight, other.asks))
    return tuple(sorted(found, key=lambda one: (-one.weight, one.limit)))


_RELAX = {
    "budget": "A larger budget",
    "deadline": "A later deadline",
    "never_issuers": "Allowing the providers you left out",
}


def without(limit: str, limits: Limits) -> Limits | None:
    """The limits with one of them taken away, or None where it was not set."""
    if limit == "budget" and limits.budget_minor is not None:
        return replace(limits, budget_minor=None)
    if limit == "deadline" and limits.deadline is not None:
        return replace(limits, deadline=None)
    if limit == "never_issuers" and limits.never_issuers:
        return replace(limits, never_issuers=frozenset())
    return None


def summary(asks: Sequence[Ask], open_asks: Sequence[Ask], closed: Sequence[Ask], items: Sequence[EvidenceItem]) -> str:
    """One honest sentence above the plan."""
    if not asks:
        return "The goal asks for nothing."
    if not open_asks:
        return "You need nothing more: what you hold meets everything the goal asks for."
    if not closed:
        return "None of these help within your limits."
    start = "" if items else " Nothing you hold counts towards it yet."
    return f"This closes {len(closed)} of {len(open_asks)} gaps.{start}"


def _skip(offer: Offer, code: str, words: str) -> Skipped:
    return Skipped(offer.uid, offer.title, code, words)
