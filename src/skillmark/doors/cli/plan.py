"""`skillmark plan`: the best plan for a person, from an occupation or an advert. It sets their goal."""

import argparse
import sys
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from skillmark.doors.cli.terminal import Words, command, say


def add(words: Words) -> None:
    parser = command(words, "plan", "The best plan from what a person holds to a goal.", _run, needs_database=True)
    parser.add_argument("--person", required=True, metavar="EMAIL", help="account of the person the plan is for")
    goal = parser.add_mutually_exclusive_group(required=True)
    goal.add_argument("--occupation", metavar="TEXT-OR-URI", help="the occupation aimed for; of several, the best fit")
    goal.add_argument("--advert", metavar="FILE", help="a job advert as text; - reads standard input")
    parser.add_argument("--hours-per-week", type=float, required=True, metavar="N")
    parser.add_argument("--budget", type=_amount, metavar="AMOUNT", help="such as 500 or 499.50; left out: no limit")
    parser.add_argument("--currency", default="EUR", help="three letters; prices in others are not comparable")
    parser.add_argument("--deadline", type=_day, metavar="YYYY-MM-DD", help="left out: no limit")


def _run(args: argparse.Namespace) -> int:
    from skillmark.domains.people.api import find_person
    from skillmark.domains.planning.api import planned, set_goal
    from skillmark.kernel.actor import SYSTEM
    from skillmark.kernel.clock import today
    from skillmark.kernel.money import Money

    person, currency = find_person(email=args.person), args.currency.upper()
    profile = _profile(args)
    if profile is None:
        say(
            args, {"error": "nothing found"}, ["Nothing is called that here. Try another word: skillmark skills search"]
        )
        return 1
    goal = set_goal(
        actor=SYSTEM,
        person_uid=person.uid,
        profile=profile,
        hours_per_week=args.hours_per_week,
        budget_minor=None if args.budget is None else int(args.budget.scaleb(Money(0, currency).digits)),
        currency=currency,
        deadline=args.deadline,
        start_on=today(person.time_zone),
    )
    view = planned(SYSTEM, goal.uid)
    say(args, _value(view), _lines(view))
    return 0


def _profile(args: argparse.Namespace) -> Any:
    """The target profile, or None where the words name nothing that is known here."""
    from skillmark.domains.skills.api import profile_of_occupation, profile_of_text, search_occupations

    if args.occupation is None:
        text = sys.stdin.read() if args.advert == "-" else Path(args.advert).read_text(encoding="utf-8")
        profile = profile_of_text(text, title=_first_line(text)).profile
        return profile if profile.asks else None
    if "://" in args.occupation:
        return profile_of_occupation(args.occupation)
    found = search_occupations(args.occupation, limit=1)
    return profile_of_occupation(found[0].uri) if found else None


def _value(view: Any) -> dict[str, Any]:
    from skillmark.skillkit.route import Plan

    plan: Plan = view.plan
    return {
        "goal": {"uid": view.goal.uid, "title": view.goal.profile.title, "asks": len(view.goal.profile.asks)},
        "summary": plan.summary,
        "proven": plan.proven,
        "steps": [
            {
                "achievement": step.offer.uid,
                "title": step.offer.title,
                "starts_on": step.starts_on,
                "ends_on": step.ends_on,
                "hours": step.offer.hours,
                "cost_minor": step.offer.cost_minor,
                "reasons": [reason.text for reason in step.reasons],
            }
            for step in plan.steps
        ],
        "total": {
            "hours": plan.total_hours,
            "weeks": plan.total_weeks,
            "cost_minor": plan.total_cost_minor,
            "currency": plan.currency,
            "ends_on": plan.ends_on,
        },
        "met_before": [ask.label for ask in plan.met_before],
        "closed": [ask.label for ask in plan.closed],
        "still_open": [ask.label for ask in plan.still_open],
        "not_needed": [{"title": one.title, "why": one.words} for one in plan.not_needed],
        "left_out": [{"title": one.title, "why": one.words} for one in plan.excluded],
        "give_way_first": [one.words for one in plan.relax],
        "inputs_digest": view.inputs_digest,
    }


def _lines(view: Any) -> list[str]:
    from skillmark.kernel.money import Money

    plan = view.plan
    digits = Money(0, plan.currency).digits
    lines = [f"{view.goal.profile.title}: {plan.summary}"]
    for number, step in enumerate(plan.steps, start=1):
        price = (
            f"{step.offer.cost_minor / 10**digits:.{digits}f} {step.offer.currency}"
            if step.offer.cost_minor
            else "free"
        )
        lines.append(f"{number}. {step.offer.title}, {step.offer.hours:g} h, {price}, until {step.ends_on}")
        lines += [f"     {reason.text}" for reason in step.reasons]
    if plan.steps:
        cost = f"{plan.total_cost_minor / 10**digits:.{digits}f} {plan.currency}"
        proof = "No other set does better within these limits." if plan.proven else "The best found; not proven best."
        lines.append(f"In all {plan.total_hours:g} h, {plan.total_weeks} weeks, {cost}. {proof}")
    lines += [f"{one.title}: {one.words}" for one in plan.not_needed]
    lines += [f"To reach more: {one.words}" for one in plan.relax]
    return lines


def _first_line(text: str) -> str:
    return next((line.strip()[:120] for line in text.splitlines() if line.strip()), "")


def _amount(text: str) -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise argparse.ArgumentTypeError("write an amount such as 500 or 499.50") from None
    if not amount.is_finite() or amount < 0 or amount > 10**10:
        raise argparse.ArgumentTypeError("a budget is 0 or more")
    return amount


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write a date such as 2027-06-01") from None
