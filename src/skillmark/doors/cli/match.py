"""`skillmark match`: who fits an opening or an advert, under codes, among people who agreed to be found."""

import argparse
import sys
from pathlib import Path
from typing import Any

from skillmark.doors.cli.terminal import Words, command, say


def add(words: Words) -> None:
    parser = command(words, "match", "Who fits an opening, blind, with reasons.", _run, needs_database=True)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--opening", metavar="UID", help="an opening that is kept")
    what.add_argument("--organisation", metavar="KEY", help="try out an advert for this organisation; nothing is kept")
    parser.add_argument("--advert", metavar="FILE", help="with --organisation: the advert; - reads standard input")


def _run(args: argparse.Namespace) -> int:
    from skillmark.domains.hiring.api import shortlist
    from skillmark.kernel.actor import SYSTEM

    if args.organisation and not args.advert:
        print("skillmark: --organisation needs --advert FILE", file=sys.stderr)
        return 2
    view = shortlist(SYSTEM, args.opening) if args.opening else _tried(args)
    if view is None:
        say(args, {"rows": []}, ["This advert names no skill that is known here. Try: skillmark skills search"])
        return 1
    say(args, _value(view), _lines(view))
    return 0


def _tried(args: argparse.Namespace) -> Any:
    from skillmark.domains.hiring.api import preview
    from skillmark.domains.people.api import find_organisation
    from skillmark.domains.skills.api import profile_of_text
    from skillmark.kernel.actor import SYSTEM

    organisation = find_organisation(key=args.organisation)
    text = sys.stdin.read() if args.advert == "-" else Path(args.advert).read_text(encoding="utf-8")
    profile = profile_of_text(text).profile
    return preview(SYSTEM, organisation_uid=organisation.uid, profile=profile) if profile.asks else None


def _value(view: Any) -> dict[str, Any]:
    return {
        "opening": view.opening_uid,
        "made_at": view.made_at,
        "sealed": view.seal.digest if view.seal else None,
        "floor": view.floor,
        "rows": [
            {
                "code": row.code,
                "score": row.fit.score,
                "between": [row.fit.low, row.fit.high],
                "met": row.met,
                "musts_met": row.musts_met,
                "musts": row.musts,
                "asks": [_part(part) for part in row.fit.parts],
            }
            for row in view.rows
        ],
    }


def _part(part: Any) -> dict[str, Any]:
    known = part.belief is not None and part.belief.enough
    return {
        "label": part.ask.label,
        "must": part.ask.must,
        "verdict": part.verdict.value,
        "p": part.belief.p if known else None,
        "between": [part.belief.low, part.belief.high] if known else None,
        "reasons": [reason.text for reason in part.belief.reasons] if part.belief else [],
    }


def _lines(view: Any) -> list[str]:
    if not view.rows:
        return [f"Nobody who agreed to be found meets {view.floor} of these skills by verified evidence."]
    lines = []
    for row in view.rows:
        low, high = round(row.fit.low * 100), round(row.fit.high * 100)
        lines.append(
            f"{row.code}  fit {round(row.fit.score * 100)}, between {low} and {high}; "
            f"meets {row.musts_met} of {row.musts} musts"
        )
        for part in row.fit.parts:
            lines.append(f"   {part.verdict.value:<9} {part.ask.label}")
            if part.belief:
                lines += [f"             {one.text}" for one in part.belief.reasons if one.kind != "start"]
    return lines
