"""The entry point `skillmark`: reads the command line, opens what the command needs, and turns errors into exit codes.

Exit codes: 0 done (or: it holds) · 1 refused (or: it does not hold) · 2 could not be checked, or the command line was
not understood · 69 something needed does not answer · 78 a setting is wrong · 130 interrupted.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence

from skillmark import __version__
from skillmark.config import commands
from skillmark.config.opening import database
from skillmark.doors import cli, vc_api

EXIT_REFUSED, EXIT_UNAVAILABLE, EXIT_SETTINGS, EXIT_INTERRUPTED = 1, 69, 78, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    args = parser().parse_args(arguments)
    try:
        if not args.needs_database:
            return int(args.run(args))
        with database():
            return int(args.run(args))
    except KeyboardInterrupt:
        return _say(args, "interrupted", "Stopped. What was finished is kept.", EXIT_INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _known(args, error)


def parser() -> argparse.ArgumentParser:
    """Every command's parser: also read by the reference."""
    root = argparse.ArgumentParser(prog="skillmark", description="Micro-credentials that prove a skill.")
    root.add_argument("--version", action="version", version=f"skillmark {__version__}")
    words = root.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in (*cli.COMMANDS, *commands.COMMANDS, *vc_api.COMMANDS):
        add(words)
    return root


def _known(args: argparse.Namespace, error: Exception) -> int:
    """Answer our own errors and the database's absence in one sentence; anything else is a fault and shows itself."""
    from skillmark.adapters.postgres import PostgresError
    from skillmark.config.settings_model import SettingsError
    from skillmark.credkit.errors import CredkitError
    from skillmark.skillkit.errors import SkillkitError

    if isinstance(error, SettingsError):
        return _say(args, "settings", str(error), EXIT_SETTINGS)
    if isinstance(error, PostgresError):
        return _say(args, "database", f"{error} {getattr(error, 'hint', '')}".strip(), EXIT_UNAVAILABLE)
    if isinstance(error, CredkitError | SkillkitError):
        return _say(args, error.code, f"{error}", EXIT_REFUSED)
    if "django" in sys.modules:
        from django.db import OperationalError, ProgrammingError

        from skillmark.kernel.errors import HouseError, Unavailable

        if isinstance(error, HouseError):
            return _say(
                args, error.code, str(error), EXIT_UNAVAILABLE if isinstance(error, Unavailable) else EXIT_REFUSED
            )
        if isinstance(error, ProgrammingError) and "does not exist" in str(error):
            words = "The database is older than this program. Run: skillmark db upgrade"
            return _say(args, "database", words, EXIT_UNAVAILABLE)
        if isinstance(error, OperationalError):
            return _say(args, "database", "The database does not answer. Check DATABASE_URL.", EXIT_UNAVAILABLE)
    if isinstance(error, OSError):
        return _say(args, "file", f"{error.strerror or error}: {error.filename or ''}".rstrip(": "), EXIT_REFUSED)
    raise error


def _say(args: argparse.Namespace, code: str, words: str, exit_code: int) -> int:
    if getattr(args, "json", False):
        print(json.dumps({"error": {"code": code, "words": words}}))
    else:
        print(f"skillmark: {words}", file=sys.stderr)
    return exit_code


if __name__ == "__main__":
    sys.exit(main())
