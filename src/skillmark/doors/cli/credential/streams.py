"""Bytes in and out: a file, or `-` for standard input and output. Words for a person go to standard error."""

import os
import sys
from pathlib import Path

from skillmark.credkit.errors import Malformed, Refused

MAX_BYTES = 20_000_000  # more than any form that is read


def read(name: str) -> bytes:
    """All of a file, or of standard input. Raises `Malformed` when nothing comes in, `Refused` beyond MAX_BYTES."""
    if name == "-":
        if sys.stdin.isatty():
            print("Reading standard input; end with Ctrl-D.", file=sys.stderr)
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        with Path(name).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Refused("file.too_large", f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    if not data:
        place = "on standard input. Look at what the command before it said" if name == "-" else "in the file"
        raise Malformed("file.empty", f"There is nothing {place}.")
    return data


def write(name: str, data: bytes, *, is_text: bool) -> None:
    """Bytes as they are; a text gets its end of line. Raises `Refused` for a picture on a terminal."""
    data = data + b"\n" if is_text and not data.endswith(b"\n") else data
    if name != "-":
        Path(name).write_bytes(data)
        return
    if not is_text and sys.stdout.isatty():
        raise Refused("file.terminal", "A picture is not for a terminal. Name a file with --out, or use a pipe.")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_secret(name: str, data: bytes) -> None:
    """A new file that its owner alone may read. Raises `Refused` where one is already, or for standard output."""
    if name == "-":
        raise Refused("file.no_name", "A key needs a file of its own. Name one with --out.")
    try:
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Refused("file.exists", "There is a file of that name already. A key is never written over.") from None
    with os.fdopen(handle, "wb") as file:
        file.write(data)
