"""Rows out of the CSV members of a published ZIP, one at a time, with the line where anything goes wrong.

Nothing is extracted to disk; a member is read once to count its rows and once to hand them out. Only `Malformed`
leaves this file on hostile bytes. Limits: 512 MiB a member, 128 KiB a field (the `csv` module's own limit).
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import IO, BinaryIO

from skillmark.skillkit.errors import Malformed

Progress = Callable[[str, int, int], None]
"""Called with the member's name, rows done and rows in all: at the start, about every 5,000 rows and at the end."""

MEMBER_LIMIT_BYTES = 512 * 1024 * 1024
_EVERY_ROWS = 5_000
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, csv.Error)


def open_archive(file: BinaryIO, name: str) -> zipfile.ZipFile:
    """The archive, or Malformed with its `name` when the bytes are no ZIP or the end is missing."""
    try:
        return zipfile.ZipFile(file)
    except _BROKEN as error:
        raise Malformed(
            f"The {name} is not a whole ZIP file. Fetch it again and compare its size.",
            code="skillkit.zip_broken",
            member=name,
        ) from error


def find_member(archive: zipfile.ZipFile, pattern: str) -> str | None:
    """The first member whose file name, folders left out, matches the whole pattern."""
    for name in archive.namelist():
        if re.fullmatch(pattern, name.rsplit("/", 1)[-1]):
            return name
    return None


def need_member(archive: zipfile.ZipFile, pattern: str, words: str) -> str:
    """As `find_member`, but Malformed when it is missing; `words` names it for a human."""
    found = find_member(archive, pattern)
    if found is None:
        raise Malformed(
            f"The file {words} is not in the archive. Choose CSV as the format when downloading.",
            code="skillkit.member_missing",
            member=words,
        )
    return found


def rows(
    archive: zipfile.ZipFile, member: str, columns: Sequence[str], progress: Progress | None
) -> Iterator[tuple[int, list[str]]]:
    """(line, values in the order of `columns`) for each row; a column name ending in `?` may be absent (then "").

    Raises Malformed naming member and line on a broken stream, wrong text encoding, missing column, or a row whose
    number of fields differs from the heading's.
    """
    line = 0
    try:
        total = _count(archive, member)
        with archive.open(member) as stream:
            reader = csv.reader(io.TextIOWrapper(stream, "utf-8-sig", newline=""), strict=True)
            heading = next(reader, [])
            picks = _picks(heading, columns, member)
            done = 0
            _tell(progress, member, done, total)
            for row in reader:
                line = reader.line_num
                if len(row) != len(heading):
                    raise _at(member, line, f"has {len(row)} fields where the heading has {len(heading)}")
                yield line, [row[pick] if pick >= 0 else "" for pick in picks]
                done += 1
                if done % _EVERY_ROWS == 0:
                    _tell(progress, member, done, total)
            _tell(progress, member, done, total)
    except _BROKEN as error:
        raise _at(member, line + 1, "cannot be read: the file is broken or cut short") from error


def broken_row(member: str, line: int, words: str) -> Malformed:
    """The error for a row that can be read but makes no sense; `words` follow "Line N of member"."""
    return _at(member, line, words)


def _at(member: str, line: int, words: str) -> Malformed:
    return Malformed(
        f"Line {line} of {member} {words}. Fetch the file again.",
        code="skillkit.row_broken",
        member=member,
        line=line,
    )


def _tell(progress: Progress | None, member: str, done: int, total: int) -> None:
    if progress is not None:
        progress(member, done, total)


def _picks(heading: list[str], columns: Sequence[str], member: str) -> list[int]:
    places = {name: place for place, name in enumerate(heading)}
    missing = [name for name in columns if not name.endswith("?") and name not in places]
    if missing:
        raise Malformed(
            f"{member} has no column {missing[0]}. Check that it is the published file.",
            code="skillkit.column_missing",
            member=member,
            line=1,
        )
    return [places.get(name.removesuffix("?"), -1) for name in columns]


def _count(archive: zipfile.ZipFile, member: str) -> int:
    """Rows without the heading: line ends outside quotes. Also checks the size limit and the member's CRC."""
    if archive.getinfo(member).file_size > MEMBER_LIMIT_BYTES:
        raise Malformed(f"{member} is larger than 512 MiB.", code="skillkit.member_too_large", member=member)
    with archive.open(member) as stream:
        return max(0, _ends(stream) - 1)


def _ends(stream: IO[bytes]) -> int:
    ends, quoted, last = 0, False, b"\n"
    while chunk := stream.read(1 << 20):
        for place, piece in enumerate(chunk.split(b'"')):
            quoted = quoted != (place > 0)
            ends += 0 if quoted else piece.count(b"\n")
        last = chunk[-1:]
    return ends + (last != b"\n")
