"""What tests of awards, records and their pages start from: the cast, a college that may issue, one achievement."""

from dataclasses import dataclass
from typing import Any

from skillmark.domains.achievements import api as achievements
from skillmark.domains.authority import api as authority
from skillmark.domains.awarding import api as awarding
from skillmark.domains.people.api import SYSTEM, Actor
from skillmark.domains.record import api as record
from skillmark.domains.skills import api as skills
from skillmark.kernel.outbox import deliver_pending
from skillmark.testing.cast import Cast, make_cast

SQL = "https://field.example/sql"
FRAMEWORK = b"""
[framework]
key = "field-skills"
title = "Field skills"
version = "1"
attribution = "Written for these tests."
licence = "Apache-2.0"

[[skill]]
uri = "https://field.example/sql"
label = "Query databases"
exact = ["http://data.europa.eu/esco/skill/sql"]

[[skill]]
uri = "https://field.example/statistics"
label = "Statistics"
"""
DEFINITION: dict[str, Any] = {
    "name": "SQL for Analysts",
    "description": "Gets the rows she needs out of a database somebody else designed.",
    "field": "data",
    "outcomes": ["Joins and groups tables", "Says why a result is right"],
    "skills": [(SQL, 3)],
    "criteria": "Pass a supervised exam and hand in a project.",
    "workload_hours": 40,
    "typical_weeks": 6,
    "price_minor": 12000,
    "currency": "EUR",
    "price_url": "https://northbank.example/sql",
    "participation": "online",
    "delivery": "course",
    "assessment": "written_exam",
    "supervision": "supervised_identity_checked",
    "identity_checked": True,
    "pass_mark": 0.7,
    "attempts_allowed": 2,
    "practical_share": 0.5,
    "quality_assurance": "Reviewed each year by the Assay Board.",
    "eqf_level": 4,
    "language": "en",
    "country": "IE",
    "image_alt": "Teal octagon with a bar chart",
}


@dataclass(frozen=True, slots=True)
class IssuingWorld:
    """The cast and what Northbank College has published."""

    cast: Cast
    achievement: achievements.AchievementView

    def decide(self, holder: Actor | None = None, **more: Any) -> awarding.AwardView:
        """Decide one award: for Alice, unless said otherwise."""
        return awarding.decide_award(
            **{
                "actor": SYSTEM,
                "holder_uid": uid_of(holder or self.cast.alice),
                "achievement_version_uid": self.achievement.version_uid,
                "source_uid": "enrolment-1",
                "rule_met": {"kind": "requirements_met", "facts": {"quiz": {"score": 0.85, "pass_mark": 0.7}}},
                **more,
            }
        )

    def issue(self, holder: Actor | None = None, **more: Any) -> awarding.AwardView:
        """Decide, sign and deliver one award, so that it lands in the record."""
        view = awarding.issue_award(self.decide(holder, **more).uid)
        deliver_pending()
        return view

    def entry(self, holder: Actor | None = None) -> record.EntryView:
        """The newest entry of a person's record."""
        who = holder or self.cast.alice
        return record.entries_of(who, uid_of(who))[0]


def uid_of(actor: Actor) -> str:
    assert actor.person_uid
    return actor.person_uid


def make_world(**changes: Any) -> IssuingWorld:
    """Register the cast, import two skills, open issuing, publish one achievement."""
    cast = make_cast()
    skills.import_framework(actor=SYSTEM, data=FRAMEWORK)
    authority.open_issuing(actor=SYSTEM, organisation_uid=cast.northbank.uid)
    draft = achievements.draft_achievement(actor=SYSTEM, organisation_uid=cast.northbank.uid, **(DEFINITION | changes))
    return IssuingWorld(cast, achievements.publish(actor=SYSTEM, achievement_uid=draft.uid))
