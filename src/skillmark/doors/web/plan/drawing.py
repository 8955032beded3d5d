"""From a plan to what is drawn: four figures, the climb, the path, the gap. Words and figures only; decides nothing.

How far one is: the sum over asks of weight times min(1, p / need), in hundredths, as a shortlist would score it; a
skill with too little evidence counts nothing. Its interval is the same sum over the ends of the intervals.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skillmark.domains.achievements.api import find_achievements
from skillmark.domains.planning.api import GapLine, PlanView
from skillmark.domains.record.api import entries_of
from skillmark.doors.web.shell.art import picture
from skillmark.doors.web.shell.badges import art_of
from skillmark.doors.web.shell.charts import Chart, Gate, Point, Series, Tick
from skillmark.doors.web.shell.pieces import Figure, Step
from skillmark.doors.web.shell.streak import hundredths, known
from skillmark.doors.web.shell.words import amount, hours, money, weeks
from skillmark.kernel.actor import Actor
from skillmark.skillkit.match import Fit, match
from skillmark.skillkit.route import Move
from skillmark.skillkit.route import Step as Stop
from skillmark.skillkit.values import Belief, Verdict, verdict

LOW = 0.25
"""Below this a label under the point would run into the axis."""


def figures(view: PlanView, lines: Sequence[GapLine]) -> list[Figure]:
    """Study, cost, done by, and what is met at the end, each with its limit."""
    plan, limits = view.plan, view.limits
    budget = (
        _("no budget set")
        if limits.budget_minor is None
        else _("of your %(budget)s") % {"budget": amount(limits.budget_minor, plan.currency)}
    )
    end = _day(plan.ends_on) if plan.ends_on else _("nothing to do")
    gate = (
        _("no deadline set")
        if limits.deadline is None
        else _("your deadline: %(day)s") % {"day": _day(limits.deadline)}
    )
    met = sum(line.verdict is Verdict.MET for line in lines)
    return [
        Figure(_("Study"), hours(plan.total_hours), _("at %(hours)s a week") % {"hours": hours(limits.hours_per_week)}),
        Figure(_("Cost"), amount(plan.total_cost_minor, plan.currency), budget),
        Figure(_("Done by"), end, gate),
        Figure(
            _("Skills met at the end"),
            _("%(met)d of %(all)d") % {"met": len(plan.met_before) + len(plan.closed), "all": len(lines)},
            _("%(met)d met today, if every step is passed") % {"met": met},
        ),
    ]


def climb(view: PlanView) -> Chart:
    """Weeks across, how far one would be up, a station for each step."""
    plan = view.plan
    fits = readiness(view)
    ends = [0, *(_week(view, step.ends_on) for step in plan.steps)]
    names = [_("Today"), *(step.offer.title for step in plan.steps)]
    points = tuple(
        Point(
            x=end, y=100 * fit.score, low=100 * fit.low, high=100 * fit.high, name=name,
            label=_("You, %(score)d") % {"score": round(100 * fit.score)} if not end else "", is_on=not end,
            is_label_below=fit.score > LOW,
        )
        for end, fit, name in zip(ends, fits, names, strict=True)
    )  # fmt: skip
    last, deadline = fits[-1], view.limits.deadline
    gate = (Gate(_week(view, deadline), _("your deadline")),) if deadline else ()
    most = max(ends[-1], gate[0].at if gate else 0) * 1.04
    proof = (
        _("Proven: no other set of offers closes more within your limits.")
        if plan.proven
        else _("The best found; it is not proven that none is better.")
    )
    return Chart(
        title=_("The way there"),
        note=_("How much of the goal your evidence would show, of 100, if each step is passed. The band is 9 in 10."),
        reading=_("From %(first)d of 100 today to %(last)d after %(weeks)s.")
        % {"first": round(100 * fits[0].score), "last": round(100 * last.score), "weeks": weeks(ends[-1])},
        series=(Series(points, kind="stations"),),
        source=proof,
        x_name=_("Week"),
        y_name=_("Of 100"),
        x_ticks=tuple(Tick(at, _("week %(week)d") % {"week": at}, is_wide=at > 0) for at in _weeks(int(most))),
        y_ticks=tuple(Tick(at, str(at)) for at in (0, 50, 100)),
        x_range=(0, most),
        y_range=(0, 100),
        gates=gate,
    )


def readiness(view: PlanView) -> list[Fit]:
    """How far one is today and after each step."""
    beliefs = {belief.skill: belief for belief in view.plan.beliefs_before}
    stages = [dict(beliefs)]
    for step in view.plan.steps:
        beliefs.update({move.ask.skill: move.after for move in step.moves})
        stages.append(dict(beliefs))
    return [match({"": stage}, view.goal.profile)[0] for stage in stages]


def path(view: PlanView) -> list[Step]:
    """Today, each step, and the goal."""
    fits, plan = readiness(view), view.plan
    views = find_achievements([step.offer.uid for step in plan.steps])
    stops = [Step(_("Today"), _of_hundred(fits[0]), "here", said=_today_words(view))]
    for stop in plan.steps:
        achievement = views.get(stop.offer.uid)
        stops.append(
            Step(
                stop.offer.title,
                _when(view, stop, achievement.organisation.name if achievement else ""),
                said=_unknown_before(stop.moves),
                why=" ".join(_why(stop)),
                url=reverse("catalogue:achievement", args=[stop.offer.uid]),
                art=picture(art_of(achievement)) if achievement else None,
                moves=tuple(
                    (move.ask.label, hundredths(move.before.p), hundredths(move.after.p))
                    for move in stop.moves
                    if known(move.before)
                ),
            )
        )
    if plan.steps:
        stops.append(Step(view.goal.profile.title, _of_hundred(fits[-1]), "goal", said=_("Nobody can promise a job.")))
    return stops


def gap_rows(actor: Actor, person_uid: str, lines: Sequence[GapLine]) -> list[dict[str, object]]:
    """One row an ask, those with evidence first; each reason names the entry of the record it rests on."""
    titles = {entry.uid: entry.title for entry in entries_of(actor, person_uid)}
    ordered = sorted(lines, key=lambda line: (not known(line.belief), line.belief is None, not line.ask.must))
    return [{"ask": line.ask, "belief": _named(line.belief, titles), "level": _level_words(line)} for line in ordered]


def open_rows(view: PlanView) -> list[dict[str, object]]:
    """What the plan leaves open; `after` is the belief it would reach, where that is something and not enough."""
    after = {belief.skill: belief for belief in view.plan.beliefs_after if belief.enough}
    return [{"ask": ask, "after": after.get(ask.skill)} for ask in view.plan.still_open]


def _level_words(line: GapLine) -> str:
    word = _(line.ask.level.word)
    return word if line.ask.must else _("%(level)s, nice to have") % {"level": word}


def _named(belief: Belief | None, titles: dict[str, str]) -> Belief | None:
    if belief is None:
        return None
    reasons = tuple(
        replace(one, text=f"{titles[one.source]}: {one.text}") if one.source in titles else one
        for one in belief.reasons
    )
    return replace(belief, reasons=reasons)


def _today_words(view: PlanView) -> str:
    met = [ask.label for ask in view.plan.met_before]
    if not met:
        return _("Nothing you hold meets an ask of this goal yet.")
    words = ngettext("You already meet %(skills)s.", "You already meet %(skills)s.", len(met))
    return words % {"skills": ", ".join(met[:4]) + (_(" and more") if len(met) > 4 else "")}


def _why(stop: Stop) -> list[str]:
    """The reasons for a step, but for figures that start from an unknown: those are said without one."""
    moves, said = iter(stop.moves), []
    for reason in stop.reasons:
        if reason.kind == "moves" and not known(next(moves).before):
            continue
        said.append(reason.text)
    return said


def _unknown_before(moves: Sequence[Move]) -> str:
    """What was unknown has no figure to start from, so it is said in words."""
    return " ".join(
        _("%(skill)s: unknown until now, then about %(p)d in 100, between %(low)d and %(high)d.")
        % {
            "skill": move.ask.label,
            "p": hundredths(move.after.p),
            "low": hundredths(move.after.low),
            "high": hundredths(move.after.high),
        }
        for move in moves
        if not known(move.before) and verdict(move.after, move.ask.need) is not Verdict.UNKNOWN
    )


def _when(view: PlanView, stop: Stop, organisation: str) -> str:
    first, last = _week(view, stop.starts_on) + 1, _week(view, stop.ends_on)
    span = _("Week %(week)d") % {"week": last} if first >= last else _("Weeks %(a)d to %(b)d") % {"a": first, "b": last}
    price = money(stop.offer.cost_minor, stop.offer.currency)
    return " · ".join(part for part in (span, hours(stop.offer.hours), price, organisation) if part)


def _of_hundred(fit: Fit) -> str:
    return _("%(score)d of 100, between %(low)d and %(high)d") % {
        "score": round(100 * fit.score),
        "low": round(100 * fit.low),
        "high": round(100 * fit.high),
    }


def _week(view: PlanView, day: date) -> int:
    """Whole weeks from the start to the end of that day, rounded up for a last day and exact for a first."""
    return -(-(day - view.limits.start).days // 7)


def _weeks(last: int) -> list[int]:
    """At most five marks along the weeks, evenly."""
    return list(range(0, last + 1, max(1, -(-last // 4))))


def _day(day: date) -> str:
    return date_format(day, "j F Y")
