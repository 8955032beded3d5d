"""Commands that need the whole house: serve, worker, demo, shell, db. The rest live in `doors.cli`."""

import argparse
import sys
from pathlib import Path
from typing import Any

from skillmark.config.opening import upgrade

Words = Any  # argparse keeps the type of add_subparsers() private


def _add(words: Words, name: str, help_: str, run: Any, *, needs_database: bool = True) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = words.add_parser(name, help=help_, description=help_)
    parser.set_defaults(run=run, needs_database=needs_database, json=False)
    return parser


def _serve(words: Words) -> None:
    parser = _add(words, "serve", "Serve the pages, with a worker for jobs inside.", _run_serve)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-worker", action="store_true", help="leave jobs to `skillmark worker`")


def _run_serve(args: argparse.Namespace) -> int:
    from skillmark.config import serving

    upgrade()
    serving.serve(host=args.host, port=args.port, with_worker=not args.no_worker)
    return 0


def _worker(words: Words) -> None:
    parser = _add(words, "worker", "Work on jobs until stopped.", _run_worker)
    parser.add_argument("--concurrency", type=int, default=2)
    parser.add_argument("--until-empty", action="store_true", help="stop when no job is left")


def _run_worker(args: argparse.Namespace) -> int:
    from skillmark.config import serving

    serving.work(concurrency=args.concurrency, wait=not args.until_empty)
    return 0


def _shell(words: Words) -> None:
    _add(words, "shell", "A Python shell with every domain's door and the cast in scope.", _run_shell)


def _run_shell(args: argparse.Namespace) -> int:
    import code

    from skillmark.testing.scope import in_scope

    names = in_scope()
    code.interact(banner="In scope: " + ", ".join(sorted(names)), local=names, exitmsg="")
    return 0


def _db(words: Words) -> None:
    parser = _add(words, "db", "Upgrade, back up and restore the database, files and wrapped keys.", _run_upgrade)
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    _add(verbs, "upgrade", "Bring the database up to this program's version.", _run_upgrade)
    backup = _add(verbs, "backup", "Write database, files and wrapped keys into one file.", _run_backup)
    backup.add_argument("file", type=Path)
    restore = _add(verbs, "restore", "Read a backup into an empty database.", _run_restore)
    restore.add_argument("file", type=Path)
    restore.add_argument("--replace", action="store_true", help="drop what is there first")


def _run_upgrade(args: argparse.Namespace) -> int:
    upgrade()
    print("The database is up to date.")
    return 0


def _run_backup(args: argparse.Namespace) -> int:
    from skillmark.config.backup import backup

    print(backup(args.file))
    return 0


def _run_restore(args: argparse.Namespace) -> int:
    from skillmark.config.backup import restore

    print(restore(args.file, replace=args.replace))
    return 0


def _demo(words: Words) -> None:
    parser = _add(words, "demo", "Walk the demo world's story, then serve it.", _run_demo, needs_database=False)
    parser.add_argument("--port", type=int, help="port to serve on (default: PORT, or 8000)")
    parser.add_argument("--no-serve", action="store_true", help="end after the story (also: SERVE=0)")
    parser.add_argument("--esco", type=Path, help="folder with the Commission's own ZIPs (also: ESCO=..., none)")


def _run_demo(args: argparse.Namespace) -> int:
    from skillmark.config import demonstration

    return demonstration.run(port=args.port, serve=not args.no_serve, esco=args.esco, out=sys.stdout)


COMMANDS = (_serve, _worker, _demo, _shell, _db)
