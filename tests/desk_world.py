"""A college with one published achievement and one draft, three skills and an occupation, for page tests."""

from dataclasses import dataclass
from typing import Any

from skillmark.domains.achievements.api import draft_achievement, publish
from skillmark.domains.people.api import SYSTEM
from skillmark.domains.skills.api import import_framework
from skillmark.testing.cast import Cast, make_cast

SQL, CHARTS = "https://field.example/sql", "https://field.example/charts"
FRAMEWORK = b"""
[framework]
key = "field-skills"
title = "Field skills"
version = "1"
attribution = "Written for these tests by nobody in particular."
licence = "Apache-2.0"

[[skill]]
uri = "https://field.example/sql"
label = "Query databases"
alt = ["SQL"]
description = "Ask a database a question and read its answer."

[[skill]]
uri = "https://field.example/charts"
label = "Draw charts"

[[skill]]
uri = "https://field.example/statistics"
label = "Statistics"

[[occupation]]
uri = "https://field.example/analyst"
label = "Data analyst"
essential = ["https://field.example/sql"]
optional = ["https://field.example/charts"]
"""
COMPLETE: dict[str, Any] = {
    "name": "SQL for analysts",
    "description": "You can get the rows you need out of a database somebody else designed.",
    "field": "data",
    "outcomes": ["Writes a query over three tables", "Checks a figure against its source"],
    "skills": [(SQL, 2)],
    "criteria": "Pass the quiz and a project marked against a rubric.",
    "workload_hours": 40,
    "typical_weeks": 6,
    "price_minor": 12_000,
    "currency": "EUR",
    "participation": "online",
    "assessment": "project",
    "quality_assurance": "An external examiner reads the reports each year.",
    "eqf_level": 4,
    "image_alt": "Teal shield with a bar chart and the letters NC",
}


@dataclass(frozen=True, slots=True)
class DeskWorld:
    cast: Cast
    published: str
    draft: str


def make_desk_world() -> DeskWorld:
    cast = make_cast()
    import_framework(actor=SYSTEM, data=FRAMEWORK)
    house = cast.northbank.uid
    published = draft_achievement(actor=cast.bea, organisation_uid=house, **COMPLETE).uid
    publish(actor=cast.bea, achievement_uid=published)
    draft = draft_achievement(actor=cast.bea, organisation_uid=house, name="Unready statistics").uid
    return DeskWorld(cast, published, draft)
