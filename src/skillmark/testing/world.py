"""One builder for test data: a cast, a framework, and whatever a test needs of achievements, awards and openings.

Everything is made through the doors of the domains, as a person would; nothing is written behind their backs. Texts
are ours. A test that needs something else passes `**changes` rather than writing a definition of its own.
"""

from dataclasses import dataclass
from typing import Any

from skillmark.domains.achievements import api as achievements
from skillmark.domains.assessment import api as assessment
from skillmark.domains.authority import api as authority
from skillmark.domains.awarding import api as awarding
from skillmark.domains.hiring import api as hiring
from skillmark.domains.people.api import SYSTEM, Actor
from skillmark.domains.skills import api as skills
from skillmark.kernel.outbox import deliver_pending
from skillmark.testing.cast import Cast, make_cast

SQL, CHARTS, STATISTICS = (f"https://field.example/{name}" for name in ("sql", "charts", "statistics"))
ANALYST = "https://field.example/analyst"
FRAMEWORK = f"""
[framework]
key = "field-skills"
title = "Field skills"
version = "1"
attribution = "Written for tests by nobody in particular."
licence = "Apache-2.0"

[[skill]]
uri = "{SQL}"
label = "Query databases"
alt = ["SQL"]
description = "Ask a database a question and read its answer."

[[skill]]
uri = "{CHARTS}"
label = "Draw charts"

[[skill]]
uri = "{STATISTICS}"
label = "Statistics"

[[occupation]]
uri = "{ANALYST}"
label = "Data analyst"
essential = ["{SQL}"]
optional = ["{CHARTS}"]
""".encode()
DEFINITION: dict[str, Any] = {
    "name": "SQL for analysts",
    "description": "You can get the rows you need out of a database somebody else designed.",
    "field": "data",
    "outcomes": ["Writes a query over three tables", "Checks a figure against its source"],
    "skills": [(SQL, 3)],
    "criteria": "Pass the quiz and a project marked against a rubric.",
    "workload_hours": 40,
    "typical_weeks": 6,
    "price_minor": 12_000,
    "currency": "EUR",
    "price_url": "https://northbank-college.example/sql",
    "participation": "online",
    "delivery": "course",
    "assessment": "project",
    "supervision": "supervised_identity_checked",
    "identity_checked": True,
    "practical_share": 0.5,
    "quality_assurance": "An external examiner reads the reports each year.",
    "eqf_level": 5,
    "language": "en",
    "country": "IE",
    "image_alt": "Teal shield with a bar chart and the letters NC",
}
QUESTIONS = (
    assessment.QuizQuestion(
        "Which finds rows without a value?", ("= NULL", "IS NULL", "= ''"), 1, "Nothing equals NULL.", ""
    ),
    assessment.QuizQuestion("Which clause sorts?", ("ORDER BY", "GROUP BY"), 0, "Order is asked for.", ""),
    assessment.QuizQuestion("Which join keeps every customer?", ("INNER", "LEFT"), 1, "The left side stays whole.", ""),
)
BRIEF = "What sells at the harbour shop? Answer with three queries and show how you checked each figure."
RUBRIC = (
    assessment.RubricCriterion("Queries answer the question", ("They do not.", "All three do."), 2),
    assessment.RubricCriterion("Figures are checked", ("No check is shown.", "Each figure has its check."), 2),
)
ADVERT = "We look for a data analyst. You query databases every day and draw charts that people read."


@dataclass(frozen=True, slots=True)
class World:
    """The cast, and what can be made for them. Northbank College may issue; Bea acts for it."""

    cast: Cast

    def draft(self, **changes: Any) -> achievements.AchievementView:
        """An achievement of Northbank that lacks nothing and is not published."""
        fields = DEFINITION | changes
        house = self.cast.northbank.uid
        return achievements.draft_achievement(actor=self.cast.bea, organisation_uid=house, **fields)

    def achievement(self, *, tasks: bool = True, **changes: Any) -> achievements.AchievementView:
        """A published one, with a quiz and a project unless `tasks` is false."""
        view = self.draft(**changes)
        if tasks:
            self.set_tasks(view.uid)
        return achievements.publish(actor=self.cast.bea, achievement_uid=view.uid)

    def set_tasks(self, achievement_uid: str) -> None:
        bea = self.cast.bea
        assessment.set_quiz(actor=bea, achievement_uid=achievement_uid, questions=list(QUESTIONS), pass_mark=0.6)
        assessment.set_project(actor=bea, achievement_uid=achievement_uid, brief=BRIEF, rubric=list(RUBRIC))

    def award(self, achievement: achievements.AchievementView, holder: Actor | None = None) -> awarding.AwardView:
        """Decided, signed and in the holder's record: Alice's, unless said otherwise."""
        decided = awarding.decide_award(
            actor=SYSTEM,
            holder_uid=uid_of(holder or self.cast.alice),
            achievement_version_uid=achievement.version_uid,
            source_uid=f"made-for-{uid_of(holder or self.cast.alice)}",
            rule_met={"kind": "requirements_met", "facts": {"quiz": {"score": 1.0, "pass_mark": 0.6}}},
        )
        issued = awarding.issue_award(decided.uid)
        deliver_pending()
        return issued

    def opening(self, title: str = "Data analyst", advert: str = ADVERT) -> hiring.OpeningView:
        """Brightwater's, asking for what the advert names."""
        return hiring.open_opening(
            actor=self.cast.carol,
            organisation_uid=self.cast.brightwater.uid,
            title=title,
            advert=advert,
            profile=skills.profile_of_text(advert, title).profile,
        )


def uid_of(actor: Actor) -> str:
    """The uid of an actor who is a person."""
    if actor.person_uid is None:
        raise LookupError("this actor is nobody")
    return actor.person_uid


def make_world() -> World:
    """Register the cast, bring the framework in, open issuing for Northbank. Cost: some fifty inserts."""
    world = World(make_cast())
    skills.import_framework(actor=SYSTEM, data=FRAMEWORK)
    authority.open_issuing(actor=SYSTEM, organisation_uid=world.cast.northbank.uid)
    return world
