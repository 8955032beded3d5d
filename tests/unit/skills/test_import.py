"""A framework comes in whole or not at all; versions stand side by side; the same bytes again change nothing."""

import pytest
from django.db import IntegrityError, transaction

from skillmark.domains.people.api import ANYONE, SYSTEM, Actor, NotAllowed, register_person
from skillmark.domains.skills.api import (
    BrokenFramework,
    NoSuchSkill,
    VersionTaken,
    find_skill,
    frameworks,
    identities,
    import_framework,
    labels,
    profile_of_occupation,
    same_skills,
)
from skillmark.domains.skills.models import Framework, OccupationSkill, Skill
from skillmark.kernel.outbox import OutboxEntry
from skillmark.skillkit.values import Level

pytestmark = pytest.mark.django_db
SQL = "https://field.example/sql"
ESCO_SQL = "http://data.europa.eu/esco/skill/sql"


def test_what_came_in_can_be_read(first: bytes) -> None:
    view = import_framework(actor=SYSTEM, data=first)
    assert (view.key, view.version, view.skill_count, view.occupation_count) == ("field-skills", "1.9", 3, 1)
    assert view.attribution == "Written for these tests."
    skill = find_skill(SQL)
    assert skill.label == "Query databases"
    assert skill.alt_labels == ("SQL", "structured query language")
    assert skill.identity == ESCO_SQL


def test_the_same_bytes_again_do_nothing(first: bytes) -> None:
    once = import_framework(actor=SYSTEM, data=first)
    assert import_framework(actor=SYSTEM, data=first) == once
    assert Skill.objects.count() == 3
    assert OutboxEntry.objects.filter(name="skills.framework_imported").count() == 1


def test_a_version_never_changes(first: bytes) -> None:
    import_framework(actor=SYSTEM, data=first)
    with pytest.raises(VersionTaken):
        import_framework(actor=SYSTEM, data=first.replace(b"Draw charts", b"Paint charts"))
    assert find_skill("https://field.example/charts").label == "Draw charts"


def test_versions_stand_side_by_side_and_the_later_is_current(first: bytes, second: bytes) -> None:
    import_framework(actor=SYSTEM, data=second)
    import_framework(actor=SYSTEM, data=first)
    assert [(view.version, view.is_current) for view in frameworks()] == [("1.10", True), ("1.9", False)]
    assert find_skill("https://field.example/charts").label == "Draw honest charts"


def test_stated_matches_make_one_identity_across_frameworks(first: bytes, other: bytes) -> None:
    import_framework(actor=SYSTEM, data=first)
    import_framework(actor=SYSTEM, data=other)
    found = identities([SQL, "https://other.example/databases", "https://nowhere.example/x"])
    assert found[SQL] == found["https://other.example/databases"] == ESCO_SQL
    assert found["https://nowhere.example/x"] == "https://nowhere.example/x"
    assert {skill.framework_key for skill in same_skills(ESCO_SQL)} == {"field-skills", "other"}
    assert labels([ESCO_SQL])[ESCO_SQL] in {"Query databases", "Database queries"}


def test_an_occupation_becomes_a_profile_of_identities(first: bytes) -> None:
    import_framework(actor=SYSTEM, data=first)
    profile = profile_of_occupation("https://field.example/analyst")
    assert [(ask.skill, ask.must, ask.level) for ask in profile.asks] == [
        (ESCO_SQL, True, Level.INDEPENDENT),
        ("https://field.example/statistics", True, Level.INDEPENDENT),
        ("https://field.example/charts", False, Level.FOUNDATION),
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"[framework\n", "line 1"),
        (b"\xff\xfe", "TOML"),
        (b"[[skill]]\nuri = 'x'\nlabel = 'y'\n", "framework"),
    ],
)
def test_a_broken_file_changes_nothing_and_says_where(data: bytes, said: str, first: bytes) -> None:
    import_framework(actor=SYSTEM, data=first)
    with pytest.raises(BrokenFramework) as caught:
        import_framework(actor=SYSTEM, data=data)
    assert said in str(caught.value)
    assert Framework.objects.count() == 1


def test_a_write_that_fails_half_way_leaves_nothing(first: bytes) -> None:
    def stop(what: str, done: int, total: int) -> None:
        if what == "occupation names":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        import_framework(actor=SYSTEM, data=first, progress=stop)
    assert not Framework.objects.exists()
    with pytest.raises(NoSuchSkill):
        find_skill(SQL)


def test_nobody_but_the_house_imports(first: bytes) -> None:
    mallory = Actor(register_person(actor=SYSTEM, email="mallory@nowhere.example", display_name="Mallory").uid)
    for actor in (mallory, ANYONE):
        with pytest.raises(NotAllowed):
            import_framework(actor=actor, data=first)


def test_one_current_version_of_a_family(first: bytes, second: bytes) -> None:
    import_framework(actor=SYSTEM, data=first)
    import_framework(actor=SYSTEM, data=second)
    with pytest.raises(IntegrityError, match="framework_current_once"), transaction.atomic():
        Framework.objects.update(is_current=True)


def test_a_framework_keeps_its_attribution(first: bytes) -> None:
    import_framework(actor=SYSTEM, data=first)
    with pytest.raises(IntegrityError, match="framework_attributed"), transaction.atomic():
        Framework.objects.update(attribution="")


def test_a_relation_stands_once(first: bytes) -> None:
    import_framework(actor=SYSTEM, data=first)
    ask = OccupationSkill.objects.first()
    assert ask is not None
    ask.pk = None
    with pytest.raises(IntegrityError, match="occupation_skill_once"), transaction.atomic():
        ask.save(force_insert=True)
