"""The issuing world with a second offer and an occupation that asks for both skills, for page tests."""

import pytest
from tests.issuing_world import DEFINITION, IssuingWorld, make_world

from skillmark.domains.achievements import api as achievements
from skillmark.domains.people.api import SYSTEM
from skillmark.domains.skills import api as skills

ANALYST = "https://jobs.example/analyst"
STATISTICS = "https://field.example/statistics"
JOBS = f"""
[framework]
key = "jobs"
title = "Jobs"
version = "1"
attribution = "Written for these tests."
licence = "Apache-2.0"

[[skill]]
uri = "https://jobs.example/sql"
label = "Query databases"
exact = ["http://data.europa.eu/esco/skill/sql"]

[[skill]]
uri = "https://jobs.example/statistics"
label = "Statistics"
exact = ["{STATISTICS}"]

[[occupation]]
uri = "{ANALYST}"
label = "Data analyst"
essential = ["https://jobs.example/sql", "https://jobs.example/statistics"]
""".encode()


@pytest.fixture
def world(db: None) -> IssuingWorld:
    made = make_world()
    skills.import_framework(actor=SYSTEM, data=JOBS)
    draft = achievements.draft_achievement(
        actor=SYSTEM,
        organisation_uid=made.cast.northbank.uid,
        **(DEFINITION | {"name": "Statistics at Work", "skills": [(STATISTICS, 2)], "assessment": "project"}),
    )
    achievements.publish(actor=SYSTEM, achievement_uid=draft.uid)
    return made
