"""Prints the reference pages that cannot rot: error codes, actions and who may, command line. `python -m` writes them.

A test holds each page to what the code says now.
"""

import argparse
import os
import re
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TypeVar

T = TypeVar("T")

HEAD = "<!-- Printed from the code by `python -m skillmark.config.reference`. Do not edit. -->\n"


def errors_page() -> str:
    """Every error that leaves the house, by code, with its hint."""
    from skillmark.kernel.errors import HouseError

    _load_errors()
    rows = sorted(
        (str(error.code), (error.__doc__ or "").strip().split("\n")[0], str(error.hint))
        for error in _descendants(HouseError)
        if error.__module__.startswith("skillmark.")
    )
    body = "\n".join(f"| `{code}` | {hint} |" for code, _, hint in rows)
    return (
        f"{HEAD}\n# Errors\n\nEach has a stable code and says what you can do.\n\n"
        f"| code | what it says |\n|---|---|\n{body}\n"
    )


def _load_errors() -> None:
    """Import every module that may define one, so that the page does not depend on what was imported before."""
    for room in ("kernel", "domains", "adapters", "config", "doors"):
        package = import_module(f"skillmark.{room}")
        for found in walk_packages(package.__path__, f"{package.__name__}."):
            if not _RUNS.search(found.name):
                import_module(found.name)


_RUNS = re.compile(r"\.(__main__|wsgi|migrations)\b")
"""Modules that do something when imported."""


def actions_page() -> str:
    """Every declared action and who may do it."""
    from skillmark.domains.people.api import declared_actions

    rows = []
    for action, rule in declared_actions().items():
        if action.startswith("test."):
            continue
        who = [*sorted(rule.roles), *(["its holder"] if rule.holder else [])]
        who += ["anybody signed in"] if rule.signed_in else []
        who += ["anyone"] if rule.anyone else []
        who += ["only the house itself"] if rule.house else []
        rows.append(f"| `{action}` | {', '.join(who)} |")
    body = "\n".join(rows)
    return (
        f"{HEAD}\n# Actions and who may\n\nRoles count in the organisation the thing belongs to.\n\n"
        f"| action | who |\n|---|---|\n{body}\n"
    )


def commands_page() -> str:
    """Help of every command, as the terminal prints it at 100 columns."""
    from skillmark.config.main import parser

    parts = [f"{HEAD}\n# The command line\n\n{(sys.modules['skillmark.config.main'].__doc__ or '').strip()}\n"]
    for name, command in _subcommands(parser()):
        parts.append(f"\n## skillmark {name}\n\n```text\n{command.format_help().strip()}\n```\n")
    return "".join(parts)


def _subcommands(parser: argparse.ArgumentParser, prefix: str = "") -> list[tuple[str, argparse.ArgumentParser]]:
    found: list[tuple[str, argparse.ArgumentParser]] = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                command.formatter_class = lambda prog: argparse.HelpFormatter(prog, width=100)
                found += [(f"{prefix}{name}", command), *_subcommands(command, f"{prefix}{name} ")]
    return found


def _descendants(root: type[T]) -> set[type[T]]:
    children: list[type[T]] = root.__subclasses__()
    return {root, *(found for child in children for found in _descendants(child))}


PAGES = {"errors.md": errors_page, "actions.md": actions_page, "commands.md": commands_page}


def write(folder: Path) -> None:
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skillmark.config.django")
    django.setup()
    write(Path("docs/reference"))
