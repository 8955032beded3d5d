"""What the command line's words mean before anything heavy is loaded."""

import argparse
from datetime import UTC, datetime


def instant(text: str) -> datetime:
    """A time as ISO 8601 writes it; without a zone it is UTC."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("write a time such as 2026-11-22T12:00:00Z") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def now() -> datetime:
    """This moment, in whole seconds, as credentials state it."""
    return datetime.now(UTC).replace(microsecond=0)
