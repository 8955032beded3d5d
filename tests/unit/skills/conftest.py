"""Two small frameworks of our own for these tests."""

import pytest

FIRST = b"""
[framework]
key = "field-skills"
title = "Field skills"
version = "1.9"
attribution = "Written for these tests."
licence = "Apache-2.0"

[[skill]]
uri = "https://field.example/sql"
label = "Query databases"
alt = ["SQL", "structured query language"]
description = "Ask a database a question and read its answer."
exact = ["http://data.europa.eu/esco/skill/sql"]

[[skill]]
uri = "https://field.example/statistics"
label = "Statistics"
alt = ["statistical methods"]

[[skill]]
uri = "https://field.example/charts"
label = "Draw charts"

[[occupation]]
uri = "https://field.example/analyst"
label = "Data analyst"
alt = ["data scientist, junior"]
essential = ["https://field.example/sql", "https://field.example/statistics"]
optional = ["https://field.example/charts"]
"""
SECOND = FIRST.replace(b'"1.9"', b'"1.10"').replace(b'"Draw charts"', b'"Draw honest charts"')
OTHER = b"""
[framework]
key = "other"
title = "Other skills"
version = "1"
attribution = "Also written for these tests."
licence = "CC0-1.0"

[[skill]]
uri = "https://other.example/databases"
label = "Database queries"
exact = ["http://data.europa.eu/esco/skill/sql"]
"""


@pytest.fixture
def first() -> bytes:
    return FIRST


@pytest.fixture
def second() -> bytes:
    return SECOND


@pytest.fixture
def other() -> bytes:
    return OTHER
