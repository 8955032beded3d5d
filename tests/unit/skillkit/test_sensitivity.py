"""The sensitivity table stays true to the code: its guesses exist, moving one moves belief, and nothing leaks."""

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from skillmark.skillkit import evidence

PROGRAM = Path(__file__).resolve().parents[3] / "benchmarks" / "sensitivity.py"


@pytest.fixture(scope="module")
def program() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sensitivity", PROGRAM)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_guess_names_a_constant_that_is_there(program: ModuleType) -> None:
    for guess in program.GUESSES:
        assert guess.lower.keys() == guess.higher.keys()
        for constant in guess.lower:
            module, _, name = constant.partition(".")
            assert hasattr(importlib.import_module(f"{program.PACKAGE}.{module}"), name), constant


def test_a_misspelt_constant_is_refused(program: ModuleType) -> None:
    with pytest.raises(SystemExit, match="NO_SUCH"), program.changed({"rates.NO_SUCH": program.times(2)}):
        pass
    assert sys.modules[program.PACKAGE] is evidence


def test_higher_floors_lower_belief_and_leave_the_package_alone(program: ModuleType) -> None:
    base, unkind = program.look({}), program.look({"rates.FALSE_PASS": program.odds(2.0)})
    assert unkind["quiz, nobody watched"].p < base["quiz, nobody watched"].p - 0.01
    assert unkind["own word only"] == base["own word only"]
    assert sys.modules[program.PACKAGE] is evidence and sys.modules["skillmark.skillkit"].evidence is evidence


def test_a_habit_weakens_many_and_leaves_one_alone(program: ModuleType) -> None:
    rows = program.one_habit()
    assert rows[0]["as built"] == rows[0]["one habit"]
    assert all(row["one habit"] <= row["as built"] for row in rows)
