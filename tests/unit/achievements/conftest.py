"""Bea issues for Northbank; Mallory belongs nowhere; three skills are held."""

from typing import Any

import pytest

from skillmark.domains.people.api import SYSTEM, Actor, add_member, register_organisation, register_person
from skillmark.domains.skills.api import import_framework

SKILLS = b"""
[framework]
key = "field-skills"
title = "Field skills"
version = "1"
attribution = "Written for these tests."
licence = "Apache-2.0"

[[skill]]
uri = "https://field.example/sql"
label = "Query databases"
alt = ["SQL"]
exact = ["http://data.europa.eu/esco/skill/sql"]

[[skill]]
uri = "https://field.example/statistics"
label = "Statistics"

[[skill]]
uri = "https://field.example/charts"
label = "Draw charts"
"""


@pytest.fixture(autouse=True)
def _skills(db: None) -> None:
    import_framework(actor=SYSTEM, data=SKILLS)


@pytest.fixture
def northbank(db: None) -> str:
    return register_organisation(actor=SYSTEM, name="Northbank College", kind="university", country="IE").uid


@pytest.fixture
def bea(northbank: str) -> Actor:
    uid = register_person(actor=SYSTEM, email="bea@northbank.example", display_name="Bea").uid
    add_member(actor=SYSTEM, organisation_uid=northbank, person_uid=uid, role="issuer")
    return Actor(uid)


@pytest.fixture
def mallory(db: None) -> Actor:
    return Actor(register_person(actor=SYSTEM, email="mallory@nowhere.example", display_name="Mallory").uid)


@pytest.fixture
def complete() -> dict[str, Any]:
    """Everything a definition must state."""
    return {
        "name": "SQL for analysts",
        "description": "You can get the rows you need out of a database somebody else designed.",
        "field": "data",
        "outcomes": ["Writes a query over three tables", "Checks a figure against its source"],
        "skills": [("https://field.example/sql", 2)],
        "criteria": "Pass the quiz and a project marked against a rubric.",
        "workload_hours": 40,
        "typical_weeks": 6,
        "price_minor": 12_000,
        "currency": "EUR",
        "participation": "online",
        "assessment": "project",
        "supervision": "supervised",
        "quality_assurance": "None",
        "eqf_level": 4,
        "image_alt": "Teal shield with a bar chart and the letters NC",
    }
