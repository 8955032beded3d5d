"""`skillmark skills`: bring frameworks in, search them, and read the skills out of a text."""

import argparse
import sys
from pathlib import Path

from skillmark.doors.cli.terminal import Words, command, progress, say


def add(words: Words) -> None:
    parser = words.add_parser("skills", help="Frameworks of skills: import, list, search, read a text.")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    bring = verbs.add_parser("import", help="Bring a framework in, whole or not at all.")
    kinds = bring.add_subparsers(metavar="KIND", required=True)
    esco = command(kinds, "esco", "ESCO, from the Commission's two ZIPs as published.", _esco, needs_database=True)
    esco.add_argument("classification", type=Path, help="the ZIP with skills_en.csv and its like")
    esco.add_argument("relations", type=Path, help="the ZIP with occupationSkillRelations.csv and its like")
    esco.add_argument("--release", help="version, only where the files do not tell (such as 1.1.1)")
    own = command(kinds, "toml", "A framework of your own, in our TOML form.", _own, needs_database=True)
    own.add_argument("file", type=Path)
    command(verbs, "list", "Frameworks held, with version and attribution.", _list, needs_database=True)
    search = command(verbs, "search", "Find skills by name or synonym.", _search, needs_database=True)
    search.add_argument("text")
    search.add_argument("--limit", type=int, default=10)
    read = command(verbs, "read", "The skills that a text (an advert, say) asks for.", _read, needs_database=True)
    read.add_argument("file", help="a text file; - reads standard input")


def _esco(args: argparse.Namespace) -> int:
    from skillmark.domains.skills.api import import_esco
    from skillmark.kernel.actor import SYSTEM

    view = import_esco(
        actor=SYSTEM,
        classification=args.classification,
        relations=args.relations,
        version=args.release,
        progress=progress,
    )
    _told(args, view)
    return 0


def _own(args: argparse.Namespace) -> int:
    from skillmark.domains.skills.api import import_framework
    from skillmark.kernel.actor import SYSTEM

    _told(args, import_framework(actor=SYSTEM, data=args.file.read_bytes(), progress=progress))
    return 0


def _list(args: argparse.Namespace) -> int:
    from skillmark.domains.skills.api import frameworks

    held = frameworks()
    lines = [line for view in held for line in _lines(view)] or [
        "No framework is held yet. See: skillmark skills import"
    ]
    say(args, [_value(view) for view in held], lines)
    return 0


def _search(args: argparse.Namespace) -> int:
    from skillmark.domains.skills.api import search_skills

    found = search_skills(args.text, limit=args.limit)
    value = [{"uri": view.uri, "identity": view.identity, "label": view.label} for view in found]
    say(args, value, [f"{view.label}  {view.uri}" for view in found] or ["Nothing is called that. Try another word."])
    return 0


def _read(args: argparse.Namespace) -> int:
    from skillmark.domains.skills.api import profile_of_text

    text = sys.stdin.read() if args.file == "-" else Path(args.file).read_text(encoding="utf-8")
    asks = profile_of_text(text).profile.asks
    value = [
        {"skill": ask.skill, "label": ask.label, "level": int(ask.level), "must": ask.must, "need": ask.need}
        for ask in asks
    ]
    lines = [f"{'must' if ask.must else 'nice'}  level {int(ask.level)}  {ask.label}" for ask in asks]
    say(args, value, lines or ["This text names no skill that is known here."])
    return 0


def _told(args: argparse.Namespace, view: object) -> None:
    say(args, _value(view), _lines(view))


def _lines(view: object) -> list[str]:
    told = _value(view)
    counts = f"{told['skills']:,} skills, {told['occupations']:,} occupations, {told['relations']:,} relations"
    left_out = (
        [f"  {told['left_out']} relations are left out: they name what it does not hold."] if told["left_out"] else []
    )
    return [f"{told['title']} {told['version']} ({told['key']}): {counts}", *left_out, f"  {told['attribution']}"]


def _value(view: object) -> dict[str, object]:
    names = {
        "skills": "skill_count",
        "occupations": "occupation_count",
        "relations": "relation_count",
        "left_out": "left_out_count",
    }
    plain = ("key", "title", "version", "attribution", "licence", "imported_at")
    return {name: getattr(view, name) for name in plain} | {to: getattr(view, name) for to, name in names.items()}
