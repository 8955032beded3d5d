"""The catalogue returns what matches and nothing else; stacks hold achievements and parts."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from skillmark.domains.achievements.api import (
    BadDefinition,
    NewModule,
    catalogue,
    catalogue_page,
    define_stack,
    draft_achievement,
    publish,
    revise,
    stacks,
    stacks_with,
)
from skillmark.domains.achievements.models import Module, Stack
from skillmark.domains.people.api import Actor, NotAllowed

pytestmark = pytest.mark.django_db
CHEAP = {"name": "Honest charts", "workload_hours": 8, "typical_weeks": 1, "price_minor": 0, "participation": "blended",
         "skills": [("https://field.example/charts", 1)], "outcomes": ["Draws a chart"], "language": "de",
         "description": "Charts that do not mislead.", "criteria": "Hand in three charts."}  # fmt: skip


@pytest.fixture
def two(bea: Actor, northbank: str, complete: dict[str, Any]) -> tuple[str, str]:
    uids = []
    for fields in (complete, {**complete, **CHEAP}):
        uids.append(draft_achievement(actor=bea, organisation_uid=northbank, **fields).uid)
        publish(actor=bea, achievement_uid=uids[-1])
    return uids[0], uids[1]


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({}, ["Honest charts", "SQL for analysts"]),
        ({"text": "analyst"}, ["SQL for analysts"]),
        ({"text": "querying databases"}, ["SQL for analysts"]),
        ({"text": "charting"}, ["Honest charts"]),
        ({"text": "nothing of the sort"}, []),
        ({"skill": "http://data.europa.eu/esco/skill/sql"}, ["SQL for analysts"]),
        ({"skill": "https://field.example/sql", "level": 3}, []),
        ({"skill": "https://field.example/statistics"}, []),
        ({"level": 2}, ["SQL for analysts"]),
        ({"participation": "blended"}, ["Honest charts"]),
        ({"language": "de"}, ["Honest charts"]),
        ({"max_hours": 10}, ["Honest charts"]),
        ({"max_weeks": 1}, ["Honest charts"]),
        ({"max_price_minor": 0}, ["Honest charts"]),
        ({"max_price_minor": 12_000}, ["Honest charts", "SQL for analysts"]),
        ({"max_price_minor": 50_000, "currency": "GBP"}, ["Honest charts"]),
        ({"provider_kind": "university"}, ["Honest charts", "SQL for analysts"]),
        ({"provider_kind": "platform"}, []),
        ({"field": "data", "max_hours": 60, "max_price_minor": 20_000, "level": 2}, ["SQL for analysts"]),
    ],
)
def test_only_what_matches(filters: Any, names: list[str], two: tuple[str, str]) -> None:
    assert [view.name for view in catalogue(**filters)] == names


def test_some_words_are_better_than_none_and_it_is_said(two: tuple[str, str]) -> None:
    page = catalogue_page(text="charts zeppelin")
    assert page.is_partial and [view.name for view in page.items] == ["Honest charts"]
    assert not catalogue_page(text="charts").is_partial


def test_a_title_counts_more_than_a_mention(bea: Actor, northbank: str, two: tuple[str, str]) -> None:
    revise(actor=bea, achievement_uid=two[0], description="Not about charts. Charts are elsewhere; charts come later.")
    publish(actor=bea, achievement_uid=two[0])
    assert [view.name for view in catalogue(text="charts")] == ["Honest charts", "SQL for analysts"]


def test_pages_are_counted(two: tuple[str, str]) -> None:
    page = catalogue_page(limit=1, offset=1)
    assert (page.total, [view.name for view in page.items]) == (2, ["SQL for analysts"])


@pytest.mark.parametrize("text", ["'", "a & b | !", ":*", "\\", "%", "x" * 9_000, "\x00"])
def test_odd_text_breaks_nothing(text: str, two: tuple[str, str]) -> None:
    catalogue(text=text)


def test_a_degree_is_a_set_of_modules(bea: Actor, northbank: str, two: tuple[str, str]) -> None:
    own = NewModule(title="Thesis", workload_hours=200, skills=[("https://field.example/statistics", 3)])
    degree = define_stack(
        actor=bea, organisation_uid=northbank, name="BSc Data", is_degree=True,
        modules=[NewModule(achievement_uid=two[0]), own],
    )  # fmt: skip
    assert [(module.title, module.workload_hours) for module in degree.modules] == [
        ("SQL for analysts", 40.0),
        ("Thesis", 200.0),
    ]
    assert degree.modules[1].skills[0].label == "Statistics"
    assert stacks(is_degree=True) == (degree,)
    assert stacks_with(two[0]) == (degree,)
    assert stacks_with(two[1]) == ()


def test_a_stack_refuses_what_is_not_there_and_who_may_not(bea: Actor, mallory: Actor, northbank: str) -> None:
    for modules in ([], [NewModule(achievement_uid="nobody")], [NewModule()]):
        with pytest.raises(BadDefinition):
            define_stack(actor=bea, organisation_uid=northbank, name="Nothing", modules=modules)
    with pytest.raises(NotAllowed):
        define_stack(actor=mallory, organisation_uid=northbank, name="Mine", modules=[NewModule(title="x")])
    assert stacks() == ()


def test_a_module_is_an_achievement_or_has_a_title(northbank: str) -> None:
    stack = Stack.objects.create(organisation_id=northbank, key="s", name="S")
    with pytest.raises(IntegrityError, match="module_achievement_or_title"), transaction.atomic():
        Module.objects.create(stack=stack, position=0)
