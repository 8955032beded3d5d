"""Does it serve your goal? Answered from the reader's own plan, and only for them.

The plan is planning's: nothing is decided here, only said. What neither shows a skill of the goal nor leads to another
achievement is answered without a plan. Cost: one query without a goal; else as `planning.planned`, which solves only
where something changed.
"""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skillmark.domains.achievements.api import AchievementView, is_needed_by_others
from skillmark.domains.planning import api as planning
from skillmark.domains.planning.api import GoalView, PlanView
from skillmark.doors.web.catalogue.questions import Question, goal_unknown
from skillmark.doors.web.shell import words
from skillmark.doors.web.shell.markup import el
from skillmark.kernel.actor import Actor
from skillmark.skillkit.route import Skipped
from skillmark.skillkit.values import Ask


def serves_goal(actor: Actor, view: AchievementView) -> Question:
    """The third question, for whoever asks. Nobody signed in, and nobody without a goal, gets an answer made up."""
    goal = planning.goal_of(actor, actor.person_uid) if actor.person_uid else None
    if goal is None:
        return goal_unknown(reverse("plan:index"))
    taught = {skill.identity for skill in view.skills}
    asks = [ask for ask in goal.profile.asks if ask.skill in taught]
    if not asks and not is_needed_by_others(view.uid):
        return _teaches_nothing(goal, view)
    return _Answer(planning.planned(actor, goal.uid), view, asks).question()


def _question(goal: GoalView, answer: str, small: str, why: str | list[str], picture: SafeString) -> Question:
    where = reverse("plan:show", args=[goal.uid])
    return Question(_("Does it serve your goal?"), answer, small, why, picture, where, _("See your plan"))


def _tag(text: str, css: str = "") -> SafeString:
    return el("span", text, class_=f"tag {css}".strip())


def _teaches_nothing(goal: GoalView, view: AchievementView) -> Question:
    small = _("Your goal is %(goal)s.") % {"goal": goal.profile.title}
    why = [
        _("It shows: %(skills)s.") % {"skills": _named([skill.label for skill in view.skills])},
        _("Your goal asks for: %(skills)s.") % {"skills": _named([ask.label for ask in goal.profile.asks])},
        _("Compared by what each skill is, across frameworks, not by its name."),
    ]
    return _question(goal, _("It teaches nothing your goal asks for"), small, why, _tag(_("Not for this goal")))


class _Answer:
    """One achievement looked up in one plan. `asks` are those of the goal that it teaches."""

    def __init__(self, found: PlanView, view: AchievementView, asks: Sequence[Ask]) -> None:
        self.goal, self.limits, self.plan = found.goal, found.limits, found.plan
        self.view, self.asks = view, asks

    def question(self) -> Question:
        """The first that holds: a step, not needed, left out by a limit, done without, nothing."""
        for number, step in enumerate(self.plan.steps, start=1):
            if step.offer.uid == self.view.uid:
                return self._a_step(number)
        skipped = {one.offer_uid: one for one in (*self.plan.not_needed, *self.plan.excluded)}.get(self.view.uid)
        if skipped in self.plan.not_needed and skipped is not None:
            return self._not_needed()
        if skipped is not None:
            return self._left_out(skipped)
        return self._done_without() if self.asks else _teaches_nothing(self.goal, self.view)

    def _a_step(self, number: int) -> Question:
        step = self.plan.steps[number - 1]
        counts = {"number": number, "all": len(self.plan.steps)}
        answer = _("It is step %(number)d of %(all)d in your plan") % counts
        moved = [move.ask.label for move in step.moves]
        small = _("It moves %(skills)s.") % {"skills": _named(moved)} if moved else _("A later step needs it.")
        why = [reason.text for reason in step.reasons] or [_("Your plan towards %(goal)s holds it.") % self._goal()]
        return _question(self.goal, answer, small, why, _tag(_("In your plan"), "holds"))

    def _not_needed(self) -> Question:
        met = {ask.skill for ask in self.plan.met_before}
        known = [ask for ask in self.asks if ask.skill in met]
        small = _("What you hold already meets %(skills)s.") % {"skills": _named([ask.label for ask in known])}
        sure = {belief.skill: belief.p for belief in self.plan.beliefs_before}
        why = [
            _("%(skill)s: you are at %(sure)s, and your goal asks for %(need)s.")
            % {"skill": ask.label, "sure": words.in_hundred(sure[ask.skill]), "need": words.in_hundred(ask.need)}
            for ask in known
            if ask.skill in sure
        ]
        return _question(self.goal, _("You do not need this one"), small, why or small, _tag(_("Not needed")))

    def _left_out(self, skipped: Skipped) -> Question:
        small = _("Your limits leave it out because %(reason)s.") % {"reason": self._reason(skipped)}
        why = [self._limits_said(), *(one.words for one in self.plan.relax)]
        return _question(self.goal, _("Not within your limits"), small, why, _tag(_("Left out"), "unsure"))

    def _reason(self, skipped: Skipped) -> str:
        said = {"price": words.money(self.view.price_minor, self.view.currency), "currency": self.limits.currency}
        return {
            "over_budget": _("it costs %(price)s, more than your whole budget") % said,
            "not_comparable": _("it is priced in another currency than your budget, %(currency)s") % said,
            "too_long": _("it cannot be finished before your deadline at your hours a week"),
            "never_issuer": _("you asked for nothing from this provider"),
        }.get(skipped.code, skipped.words)

    def _limits_said(self) -> str:
        hours = words.hours(self.limits.hours_per_week)
        budget, deadline = _("no budget"), _("no deadline")
        if self.limits.budget_minor is not None:
            budget = words.amount(self.limits.budget_minor, self.limits.currency)
        if self.limits.deadline is not None:
            deadline = words.day(self.limits.deadline)
        said = _("Your limits: %(hours)s a week, %(budget)s, %(deadline)s.")
        return said % {"hours": hours, "budget": budget, "deadline": deadline}

    def _done_without(self) -> Question:
        small = self._why_not_offered()
        if small:
            return _question(self.goal, _("Your plan leaves it out"), small, small, _tag(_("Not in your plan")))
        asked = _named([ask.label for ask in self.asks])
        small = _("It teaches %(skills)s, which your goal asks for.") % {"skills": asked}
        why = [self._how_met(ask) for ask in self.asks]
        return _question(self.goal, _("Your plan does without it"), small, why, _tag(_("Not in your plan")))

    def _why_not_offered(self) -> str:
        """Words where the planner was never offered it, else ""."""
        if self.view.retired_at is not None:
            return _("It was retired, so nobody can begin it now.")
        if not self.view.workload_hours or self.view.price_minor is None:
            return _("It states no hours or no price, and a plan does not guess either.")
        return ""

    def _how_met(self, ask: Ask) -> str:
        taught = next(skill.level for skill in self.view.skills if skill.identity == ask.skill)
        if taught < ask.level:
            return _("%(skill)s: taught here at %(level)s; your goal asks for %(wanted)s.") % {
                "skill": ask.label, "level": _(taught.word), "wanted": _(ask.level.word),
            }  # fmt: skip
        if any(ask.skill == met.skill for met in self.plan.met_before):
            return _("%(skill)s: what you hold already meets it.") % {"skill": ask.label}
        steps = [step.offer.title for step in self.plan.steps if any(m.ask.skill == ask.skill for m in step.moves)]
        if steps and any(ask.skill == closed.skill for closed in self.plan.closed):
            return _("%(skill)s: your plan meets it by %(steps)s.") % {"skill": ask.label, "steps": _named(steps)}
        return _("%(skill)s: this would not be proof enough within your limits.") % {"skill": ask.label}

    def _goal(self) -> dict[str, str]:
        return {"goal": self.goal.profile.title}


def _named(labels: Sequence[str], most: int = 4) -> str:
    """The first few by name, and how many more."""
    shown, left = ", ".join(labels[:most]), len(labels) - most
    if left <= 0:
        return shown
    more = ngettext("%(names)s and %(count)d more", "%(names)s and %(count)d more", left)
    return more % {"names": shown, "count": left}
