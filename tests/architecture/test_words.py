"""What is promised in words: error codes and hints, declared permissions, job names, docs of each room."""

import inspect
import re
from pathlib import Path

import pytest
from procrastinate.contrib.django import app as queue

import skillmark
from skillmark.config.reference import PAGES
from skillmark.domains.people.api import declared_actions
from skillmark.kernel.errors import HouseError

SOURCE = Path(skillmark.__file__).parent
ROOT = SOURCE.parents[1]


def _errors(root: type[HouseError]) -> set[type[HouseError]]:
    return {root, *(found for child in root.__subclasses__() for found in _errors(child))}


def test_every_error_has_its_own_code_and_a_hint() -> None:
    errors = [error for error in _errors(HouseError) if error.__module__.startswith("skillmark.")]
    codes = [error.__dict__.get("code") for error in errors]
    without = [error.__qualname__ for error, code in zip(errors, codes, strict=True) if not code]
    assert without == []
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+", str(code)) for code in codes)
    assert all(str(error.hint).strip() for error in errors)


@pytest.mark.parametrize("page", sorted(PAGES))
def test_the_reference_is_current(page: str) -> None:
    said = (ROOT / "docs/reference" / page).read_text()
    assert said == PAGES[page](), "run `python -m skillmark.config.reference`"


def test_every_deferred_name_is_a_task() -> None:
    tasks = set(queue.tasks)
    named = {
        name
        for path in SOURCE.rglob("*.py")
        for name in re.findall(r"(?:defer|nudge)\(\s*\"([a-z_.]+)\"", path.read_text())
    }
    assert named <= tasks


def test_actions_are_declared_by_domain_and_verb() -> None:
    domains = {folder.name for folder in (SOURCE / "domains").iterdir() if (folder / "api.py").exists()}
    for action, rule in declared_actions().items():
        if action.startswith("test."):
            continue
        assert action.split(".")[0] in domains, action
        assert rule.roles or rule.holder or rule.signed_in or rule.anyone or rule.house, f"nobody may ever {action}"


def test_every_domain_says_what_it_is() -> None:
    for folder in (SOURCE / "domains").iterdir():
        if (folder / "api.py").exists():
            assert (folder / "README.md").exists(), folder.name


def test_modules_say_what_lives_there() -> None:
    silent = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts
        and path.name != "__init__.py"
        and not path.read_text().lstrip().startswith(('"""', "#!"))
    ]
    assert silent == []


def test_public_functions_of_doors_have_docstrings() -> None:
    silent = []
    for folder in sorted((SOURCE / "domains").iterdir()):
        if not (folder / "api.py").exists():
            continue
        module = __import__(f"skillmark.domains.{folder.name}.api", fromlist=["__all__"])
        for name in module.__all__:
            thing = getattr(module, name)
            is_write = inspect.isfunction(thing) and thing.__module__.endswith(".actions")
            if is_write and not thing.__doc__:
                silent.append(f"{folder.name}.{name}")
    assert silent == []
