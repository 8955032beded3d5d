"""`skillmark verify FILE [--pack PACK]`: offline, without a server, long after issuer and platform are gone.

Exit code 0: it holds (with a pack: as of the pack's date). 1: it does not hold. 2: it could not be checked, and
the report says what was missing.
"""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from skillmark.credkit.did import NoFetcher
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.pack import read_pack
from skillmark.credkit.report import Answer, Report, State
from skillmark.credkit.verify import OFFLINE, verify
from skillmark.doors.cli.terminal import Words, command, say

EXIT = {Answer.HOLDS: 0, Answer.FAILS: 1, Answer.UNSURE: 2}
MARK = {State.PASSED: "✓", State.FAILED: "✗", State.NOT_CHECKED: "?"}


def add(words: Words) -> None:
    parser = command(words, "verify", "Check a badge file, offline.", _run, needs_database=False)
    parser.add_argument("file", help="JSON, or an image with a badge inside; - reads standard input")
    parser.add_argument("--pack", type=Path, help="what was saved with it: the issuer's keys and the dated status")
    parser.add_argument("--at", type=_instant, help="check as of this time (ISO 8601; default: now)")
    parser.add_argument("--recipient", help="e-mail address it should have been issued to")


def _run(args: argparse.Namespace) -> int:
    try:
        data = sys.stdin.buffer.read() if args.file == "-" else Path(args.file).read_bytes()
        pack = read_pack(args.pack.read_bytes()) if args.pack else None
    except OSError as error:
        return _unread(args, f"{error.filename}: {error.strerror}.")
    except CredkitError as error:
        return _unread(args, f"The pack cannot be used. {error.hint}")
    report = verify(
        data,
        policy=OFFLINE,
        fetcher=NoFetcher(),
        at=args.at or datetime.now(UTC),
        pack=pack,
        recipient=args.recipient,
    )
    say(args, report.as_json(), _lines(report))
    return EXIT[report.answer]


def _unread(args: argparse.Namespace, words: str) -> int:
    """Not a verdict on any credential: exit as "could not be checked"."""
    say(args, {"answer": Answer.UNSURE.value, "summary": words, "checks": []}, [f"Could not be checked. {words}"])
    return EXIT[Answer.UNSURE]


def _lines(report: Report) -> list[str]:
    lines = [report.summary]
    if report.as_of:
        lines.append(f"As of {report.as_of:%d %B %Y, %H:%M} UTC: what happened later is not known here.")
    for check in report.checks:
        lines.append(f"  {MARK[check.state]} {check.number:>2} {check.name.replace('_', ' ')}: {check.words}")
        if check.todo and check.state is not State.PASSED:
            lines.append(f"       {check.todo}")
    return lines + [f"  ! {warning.words}" for warning in report.warnings]


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("write a time such as 2026-11-22T12:00:00Z") from error
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
