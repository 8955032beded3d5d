"""`skillmark plan` and `skillmark match`: the same answers as the pages, for people and for programs."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.issuing_world import IssuingWorld, uid_of

from skillmark.config.main import parser
from skillmark.domains.people import api as people
from skillmark.domains.people.api import BE_FOUND
from skillmark.domains.planning import api as planning


def run(capsys: Any, *words: str) -> tuple[int, str]:
    args = parser().parse_args(words)
    assert args.needs_database
    code = args.run(args)
    return code, capsys.readouterr().out


@pytest.fixture
def advert(tmp_path: Path) -> str:
    path = tmp_path / "advert.txt"
    path.write_text("Analyst\n\nYou must be able to query databases.", encoding="utf-8")
    return str(path)


LIMITS = ("--hours-per-week", "8", "--budget", "499.50", "--currency", "eur", "--deadline", "2099-06-01")


def test_a_plan_from_an_advert_sets_the_goal(world: IssuingWorld, capsys: Any, advert: str) -> None:
    code, out = run(capsys, "plan", "--person", "alice@cast.example", "--advert", advert, *LIMITS, "--json")
    told = json.loads(out)
    assert code == 0
    assert [step["title"] for step in told["steps"]] == ["SQL for Analysts"]
    assert told["total"] == told["total"] | {"hours": 40.0, "cost_minor": 12000, "currency": "EUR"}
    goal = planning.goal_of(world.cast.alice, uid_of(world.cast.alice))
    assert goal is not None and goal.budget_minor == 49950
    assert (
        "1. SQL for Analysts, 40 h, 120.00 EUR"
        in run(capsys, "plan", "--person", "alice@cast.example", "--advert", advert, *LIMITS)[1]
    )


def test_an_occupation_that_is_not_known(world: IssuingWorld, capsys: Any) -> None:
    code, out = run(capsys, "plan", "--person", "alice@cast.example", "--occupation", "astronaut", *LIMITS)
    assert code == 1
    assert "Nothing is called that here" in out


@pytest.mark.parametrize("wrong", [("--budget", "-1"), ("--budget", "x"), ("--deadline", "soon")])
def test_limits_that_cannot_be_are_a_usage_error(capsys: Any, wrong: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(["plan", "--person", "a@b.example", "--occupation", "x", "--hours-per-week", "8", *wrong])
    assert ended.value.code == 2


def test_who_fits_an_advert_before_and_after_the_award(world: IssuingWorld, capsys: Any, advert: str) -> None:
    people.give_consent(actor=world.cast.alice, person_uid=uid_of(world.cast.alice), purpose=BE_FOUND)
    words = ("match", "--organisation", "brightwater-retail", "--advert", advert)
    assert "Nobody who agreed to be found" in run(capsys, *words)[1]
    world.issue()
    assert "SQL for Analysts, earned" in run(capsys, *words)[1]
    (row,) = json.loads(run(capsys, *words, "--json")[1])["rows"]
    assert row["asks"][0]["verdict"] == "met"
    assert uid_of(world.cast.alice) not in json.dumps(row)


def test_an_organisation_needs_an_advert(world: IssuingWorld, capsys: Any) -> None:
    assert run(capsys, "match", "--organisation", "brightwater-retail")[0] == 2
