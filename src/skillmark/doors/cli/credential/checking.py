"""`verify`, here and as `skillmark verify`: one file in, one report out, nothing asked of the network.

Exit code 0: it holds (with a pack: as of the pack's date). 1: it does not hold. 2: it could not be checked, and the
report says what was missing. A file that cannot be had is never a verdict on any credential.
"""

import argparse
from collections.abc import Iterator
from dataclasses import replace

from skillmark.credkit.did import NoFetcher
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.pack import read_anchors, read_pack
from skillmark.credkit.report import Answer, Report, State
from skillmark.credkit.verify import OFFLINE
from skillmark.credkit.verify import verify as judge
from skillmark.doors.cli.credential import streams
from skillmark.doors.cli.credential.words import now
from skillmark.doors.cli.terminal import say

EXIT = {Answer.HOLDS: 0, Answer.FAILS: 1, Answer.UNSURE: 2}
MARK = {State.PASSED: "✓", State.FAILED: "✗", State.NOT_CHECKED: "?"}


def verify(args: argparse.Namespace) -> int:
    """Check what is in a file and say why."""
    try:
        data = streams.read(args.file)
        pack = read_pack(streams.read(args.pack)) if args.pack else None
        anchors = read_anchors(streams.read(args.anchors)) if args.anchors else None
    except OSError as error:
        return _unread(args, f"{error.filename}: {error.strerror}.")
    except CredkitError as error:
        return _unread(args, error.hint)
    report = judge(
        data,
        policy=replace(OFFLINE, anchors=anchors, require_challenge=bool(args.challenge)),
        fetcher=NoFetcher(),
        at=args.at or now(),
        pack=pack,
        recipient=args.recipient,
        challenge=args.challenge,
        domain=args.domain,
    )
    say(args, report.as_json(), list(_lines(report)))
    return EXIT[report.answer]


def _unread(args: argparse.Namespace, words: str) -> int:
    """Not a verdict on any credential: exit as "could not be checked"."""
    say(args, {"answer": Answer.UNSURE.value, "summary": words, "checks": []}, [f"Could not be checked. {words}"])
    return EXIT[Answer.UNSURE]


def _lines(report: Report, indent: str = "") -> Iterator[str]:
    yield indent + report.summary
    if report.as_of:
        yield f"{indent}As of {report.as_of:%d %B %Y, %H:%M} UTC: what happened later is not known here."
    for check in report.checks:
        yield f"{indent}  {MARK[check.state]} {check.number:>2} {check.name.replace('_', ' ')}: {check.words}"
        if check.todo and check.state is not State.PASSED:
            yield f"{indent}       {check.todo}"
    for warning in report.warnings:
        yield f"{indent}  ! {warning.words}"
    for part in report.parts:
        yield f"{indent}  {part.role or part.kind}: {part.document_uri}".rstrip(": ")
        yield from _lines(part, indent + "    ")
