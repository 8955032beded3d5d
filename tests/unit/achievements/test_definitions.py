"""Drafting, publishing and revising; what is published never changes; nobody else may."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from skillmark.domains.achievements.api import (
    BadDefinition,
    Incomplete,
    KeyTaken,
    NoSuchAchievement,
    NothingToPublish,
    Retired,
    achievements_of,
    catalogue,
    discard_draft,
    draft_achievement,
    editions_of,
    find_achievement,
    find_version,
    missing_elements,
    newest_version,
    publish,
    retire,
    revise,
)
from skillmark.domains.achievements.models import AchievementVersion, SkillTaught
from skillmark.domains.people.api import ANYONE, Actor, NotAllowed
from skillmark.kernel.outbox import OutboxEntry
from skillmark.skillkit.values import Level

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(bea: Actor, northbank: str, complete: dict[str, Any]) -> str:
    uid = draft_achievement(actor=bea, organisation_uid=northbank, **complete).uid
    publish(actor=bea, achievement_uid=uid)
    return uid


def test_a_draft_is_nobody_elses_business(bea: Actor, mallory: Actor, northbank: str) -> None:
    draft = draft_achievement(actor=bea, organisation_uid=northbank, name="SQL for analysts")
    assert [view.uid for view in achievements_of(bea, northbank)] == [draft.uid]
    assert catalogue() == ()
    with pytest.raises(NoSuchAchievement):
        find_achievement(draft.uid)
    for actor in (mallory, ANYONE):
        with pytest.raises(NotAllowed):
            achievements_of(actor, northbank)
        with pytest.raises(NotAllowed):
            newest_version(actor, draft.uid)
        with pytest.raises(NotAllowed):
            revise(actor=actor, achievement_uid=draft.uid, name="Mine now")
        with pytest.raises(NotAllowed):
            publish(actor=actor, achievement_uid=draft.uid)
        with pytest.raises(NotAllowed):
            retire(actor=actor, achievement_uid=draft.uid)
        with pytest.raises(NotAllowed):
            discard_draft(actor=actor, achievement_uid=draft.uid)
        with pytest.raises(NotAllowed):
            draft_achievement(actor=actor, organisation_uid=northbank, name="Free money")


def test_each_missing_element_is_named_and_it_stays_a_draft(bea: Actor, northbank: str) -> None:
    draft = draft_achievement(actor=bea, organisation_uid=northbank, name="SQL for analysts")
    with pytest.raises(Incomplete) as caught:
        publish(actor=bea, achievement_uid=draft.uid)
    assert [finding.field for finding in caught.value.findings] == [
        "description", "outcomes", "skills", "criteria", "workload_hours", "eqf_level", "participation", "assessment",
        "quality_assurance", "image_alt",
    ]  # fmt: skip
    assert "Enter the hours a typical learner needs" in str(caught.value)
    assert catalogue() == ()


@pytest.mark.parametrize(
    "field",
    ["description", "outcomes", "skills", "criteria", "workload_hours", "eqf_level", "participation", "assessment",
     "quality_assurance", "language", "country", "image_alt"],
)  # fmt: skip
def test_one_missing_element_is_enough_to_refuse(
    field: str, bea: Actor, northbank: str, complete: dict[str, Any]
) -> None:
    empty = None if field in {"workload_hours", "eqf_level"} else [] if field in {"outcomes", "skills"} else ""
    draft = draft_achievement(actor=bea, organisation_uid=northbank, **{**complete, field: empty})
    with pytest.raises(Incomplete) as caught:
        publish(actor=bea, achievement_uid=draft.uid)
    assert [finding.field for finding in caught.value.findings] == [field]


@pytest.mark.parametrize(
    "title",
    ["Certificate of Completion", "certificate of attendance", "Course completion", "Badge", "Award for participation",
     "SQL: Certificate of Completion"],
)  # fmt: skip
def test_titles_that_name_no_skill_are_refused(
    title: str, bea: Actor, northbank: str, complete: dict[str, Any]
) -> None:
    draft = draft_achievement(actor=bea, organisation_uid=northbank, **{**complete, "name": title})
    assert [finding.field for finding in missing_elements(draft)] == ["name"]


@pytest.mark.parametrize("title", ["Certificate course in SQL", "Completion of tax forms", "Award design", "SQL"])
def test_titles_that_name_a_skill_pass(title: str, bea: Actor, northbank: str, complete: dict[str, Any]) -> None:
    draft = draft_achievement(actor=bea, organisation_uid=northbank, **{**complete, "name": title})
    assert missing_elements(draft) == ()


def test_published_it_is_there_for_everyone(published: str) -> None:
    view = find_achievement(published)
    assert view.is_published and view.version == 1
    assert view.organisation.name == "Northbank College"
    [skill] = view.skills
    assert (skill.identity, skill.level) == ("http://data.europa.eu/esco/skill/sql", Level.INDEPENDENT)
    assert find_version(view.version_uid) == view
    assert OutboxEntry.objects.get(name="achievements.achievement_published").payload["version_uid"] == view.version_uid


def test_holders_keep_their_version(bea: Actor, published: str) -> None:
    first = find_achievement(published)
    charts = [("https://field.example/charts", 1)]
    draft = revise(actor=bea, achievement_uid=published, workload_hours=50, skills=charts)
    assert (draft.version, draft.is_published, draft.outcomes) == (2, False, first.outcomes)
    assert find_achievement(published) == first
    second = publish(actor=bea, achievement_uid=published)
    assert find_achievement(published) == second
    assert (second.workload_hours, second.skills[0].label) == (50.0, "Draw charts")
    assert find_version(first.version_uid) == first
    assert [edition.version for edition in editions_of(published)] == [2, 1]


def test_a_second_revision_goes_on_with_the_same_draft(bea: Actor, published: str) -> None:
    revise(actor=bea, achievement_uid=published, workload_hours=50)
    assert revise(actor=bea, achievement_uid=published, typical_weeks=8).version == 2
    assert newest_version(bea, published).workload_hours == 50.0


def test_without_a_draft_there_is_nothing_to_publish(bea: Actor, published: str) -> None:
    with pytest.raises(NothingToPublish):
        publish(actor=bea, achievement_uid=published)


def test_a_discarded_draft_leaves_what_was_published(bea: Actor, northbank: str, published: str) -> None:
    revise(actor=bea, achievement_uid=published, name="Other")
    discard_draft(actor=bea, achievement_uid=published)
    assert newest_version(bea, published).name == "SQL for analysts"
    draft = draft_achievement(actor=bea, organisation_uid=northbank, name="Never published")
    discard_draft(actor=bea, achievement_uid=draft.uid)
    assert [view.uid for view in achievements_of(bea, northbank)] == [published]


def test_retired_it_leaves_the_catalogue_and_is_still_there(bea: Actor, published: str) -> None:
    retire(actor=bea, achievement_uid=published)
    assert catalogue() == ()
    assert find_achievement(published).retired_at is not None
    with pytest.raises(Retired):
        revise(actor=bea, achievement_uid=published, name="Again")


def test_two_under_one_key_are_refused(bea: Actor, northbank: str) -> None:
    draft_achievement(actor=bea, organisation_uid=northbank, name="SQL for analysts")
    with pytest.raises(KeyTaken):
        draft_achievement(actor=bea, organisation_uid=northbank, name="SQL for Analysts")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 161),
        ("description", "x" * 4_001),
        ("outcomes", ["one"] * 21),
        ("outcomes", ["x" * 301]),
        ("skills", [("https://field.example/unknown", 2)]),
        ("skills", [("https://field.example/sql", 5)]),
        ("skills", [("https://field.example/sql", 1), ("https://field.example/sql", 2)]),
        ("workload_hours", 0),
        ("workload_hours", -3),
        ("workload_hours", "many"),
        ("workload_hours", float("nan")),
        ("typical_weeks", 0),
        ("price_minor", -1),
        ("currency", "EURO"),
        ("price_url", "javascript:alert(1)"),
        ("further_information", "https://nowhere"),
        ("participation", "telepathy"),
        ("pass_mark", 1.2),
        ("practical_share", float("nan")),
        ("attempts_allowed", 0),
        ("eqf_level", 9),
        ("language", "English"),
        ("country", "IRL"),
        ("prerequisites", ["nobody-knows-this"]),
        ("expires_after_months", 0),
    ],
)
def test_what_cannot_be_taken_is_named_and_nothing_changes(
    field: str, value: object, bea: Actor, northbank: str, complete: dict[str, Any]
) -> None:
    draft = draft_achievement(actor=bea, organisation_uid=northbank, **complete)
    bad: Any = {field: value}
    with pytest.raises(BadDefinition) as caught:
        revise(actor=bea, achievement_uid=draft.uid, **bad)
    assert [problem.field for problem in caught.value.problems] == [field]
    assert str(value) not in str(caught.value) or not value
    assert newest_version(bea, draft.uid) == draft


def test_a_price_needs_a_currency(bea: Actor, northbank: str) -> None:
    with pytest.raises(BadDefinition) as caught:
        draft_achievement(actor=bea, organisation_uid=northbank, name="SQL", price_minor=100)
    assert [problem.field for problem in caught.value.problems] == ["currency"]


def test_no_achievement_needs_itself_however_far_round(
    bea: Actor, northbank: str, published: str, complete: dict[str, Any]
) -> None:
    fields = {**complete, "name": "SQL in depth", "prerequisites": [published]}
    deeper = draft_achievement(actor=bea, organisation_uid=northbank, **fields).uid
    assert publish(actor=bea, achievement_uid=deeper).prerequisites == (published,)
    for needed in (published, deeper):
        with pytest.raises(BadDefinition) as caught:
            revise(actor=bea, achievement_uid=published, prerequisites=[needed])
        assert caught.value.problems[0].field == "prerequisites"


def test_the_database_keeps_published_versions(published: str) -> None:
    version = AchievementVersion.objects.get(achievement__uid=published)
    skill = SkillTaught.objects.get(version=version)
    for change in (
        lambda: AchievementVersion.objects.update(name="Other"),
        version.delete,
        lambda: AchievementVersion.objects.update(published_at=None),
        lambda: SkillTaught.objects.update(level=4),
        skill.delete,
        lambda: SkillTaught.objects.create(version=version, skill_uri="x", label="x", level=1, position=9),
    ):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"price_minor": -1, "currency": "EUR"}, "version_price_with_currency"),
        ({"price_minor": 5, "currency": ""}, "version_price_with_currency"),
        ({"workload_hours": 0}, "version_hours_positive"),
        ({"eqf_level": 9}, "version_eqf_level"),
        ({"eqf_level": 4, "is_outside_eqf": True}, "version_eqf_level"),
        ({"pass_mark": 1.5}, "version_shares_in_range"),
        ({"attempts_allowed": 0}, "version_counts_from_one"),
        ({"supervision": "supervised_identity_checked"}, "version_identity_as_supervised"),
    ],
)
def test_the_database_holds_to_what_a_draft_may_say(
    columns: dict[str, Any], constraint: str, bea: Actor, northbank: str
) -> None:
    draft_achievement(actor=bea, organisation_uid=northbank, name="SQL")
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        AchievementVersion.objects.update(**columns)


def test_the_database_lets_no_incomplete_version_be_published(
    bea: Actor, northbank: str, complete: dict[str, Any]
) -> None:
    from skillmark.kernel.clock import now

    draft_achievement(actor=bea, organisation_uid=northbank, **{**complete, "quality_assurance": ""})
    with pytest.raises(IntegrityError, match="version_complete"), transaction.atomic():
        AchievementVersion.objects.update(published_at=now())
    SkillTaught.objects.all().delete()
    with pytest.raises(IntegrityError, match="vouches for a skill"), transaction.atomic():
        AchievementVersion.objects.update(published_at=now(), quality_assurance="None")


def test_one_draft_at_a_time(bea: Actor, northbank: str) -> None:
    draft_achievement(actor=bea, organisation_uid=northbank, name="SQL")
    row = AchievementVersion.objects.get()
    with pytest.raises(IntegrityError, match="version_one_draft"), transaction.atomic():
        AchievementVersion.objects.create(achievement=row.achievement, number=2, name="SQL")
