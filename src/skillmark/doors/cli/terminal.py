"""How commands speak: lines for people, JSON for programs, progress on standard error.

Lines may hold strangers' words. What a terminal would act upon instead of showing it, control characters and marks of
direction, is shown as its code; so nothing in a file can paint over what we say of it.
"""

import argparse
import json
import sys
import unicodedata
from collections.abc import Callable
from typing import Any

_DIRECTIONS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})

Words = Any  # argparse keeps the type of add_subparsers() private


def command(
    words: Words, name: str, help_: str, run: Callable[[argparse.Namespace], int], *, needs_database: bool
) -> argparse.ArgumentParser:
    """Add one command that also speaks JSON."""
    parser: argparse.ArgumentParser = words.add_parser(name, help=help_, description=help_)
    parser.add_argument("--json", action="store_true", help="print JSON for a program to read")
    parser.set_defaults(run=run, needs_database=needs_database)
    return parser


def say(args: argparse.Namespace, value: Any, lines: list[str]) -> None:
    """Print the value as JSON where asked, else the lines."""
    if args.json:
        print(as_json(value))
    else:
        print("\n".join(map(shown, lines)))


def as_json(value: Any) -> str:
    """Indented JSON, in which what a terminal would act upon is escaped."""
    text = json.dumps(value, indent=1, ensure_ascii=False, default=str)
    return "".join(f"\\u{ord(letter):04x}" if _acts(letter) and letter != "\n" else letter for letter in text)


def shown(line: str) -> str:
    """A line in which whatever a terminal would act upon stands as its code, such as `<U+001B>`."""
    return "".join(f"<U+{ord(letter):04X}>" if _acts(letter) else letter for letter in line)


def _acts(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Zl", "Zp") or unicodedata.bidirectional(letter) in _DIRECTIONS


def progress(what: str, done: int, total: int) -> None:
    """Redraw one line on a terminal; print whole steps only where output is kept."""
    if sys.stderr.isatty():
        end = "\n" if total and done >= total else ""
        print(
            f"\r\x1b[K{what}: {done:,} of {total:,}" if total else f"\r\x1b[K{what}: {done:,}", end=end, file=sys.stderr
        )
    elif total and done >= total:
        print(f"{what}: {done:,} of {total:,}", file=sys.stderr)
