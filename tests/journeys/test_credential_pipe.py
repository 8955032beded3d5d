"""From nothing to a checked badge in a picture, through real processes and real pipes. No database, no server."""

import json
import shlex
import subprocess
import zlib
from pathlib import Path

import pytest
from tests.journeys.house import COMMAND, clean_environment

AWARD = (
    "--issuer-name 'Northbank College' --country NL --name 'Reading charts' --description 'Reads charts.'"
    " --criteria 'Pass the quiz.' --result Quiz=83 --recipient alice@example.org"
)


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def one_pixel() -> bytes:
    head = chunk(b"IHDR", bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "picture.png").write_bytes(one_pixel())
    (tmp_path / "passphrase").write_text("correct horse battery staple\n")
    return tmp_path


def shell(folder: Path, line: str) -> "subprocess.CompletedProcess[bytes]":
    """A line for the shell; `skillmark` stands for the command under test, and any broken part breaks the line."""
    script = f'set -o pipefail\nskillmark() {{ {shlex.join(COMMAND)} "$@"; }}\n{line}\n'
    environment = clean_environment() | {"SKILLMARK_DATA_DIR": str(folder / "no-such-place")}
    return subprocess.run(
        ["bash", "-c", script], cwd=folder, env=environment, capture_output=True, timeout=240, check=False
    )


def test_from_make_to_verify_of_a_baked_picture(folder: Path) -> None:
    made = shell(folder, "skillmark credential key --out bea.key --passphrase-file passphrase")
    assert made.stdout.startswith(b"did:key:z6Mk"), made.stderr
    line = (
        f"skillmark credential make --key bea.key {AWARD}"
        " | skillmark credential sign --key bea.key --passphrase-file passphrase"
        " | skillmark credential bake picture.png > baked.png"
    )
    assert shell(folder, line).returncode == 0
    told = shell(folder, "skillmark credential verify --recipient alice@example.org --json < baked.png")
    assert (told.returncode, json.loads(told.stdout)["answer"]) == (0, "holds")
    changed = shell(folder, "skillmark credential unbake < baked.png | sed s/83/99/ | skillmark credential verify")
    assert changed.returncode == 1
    stopped = shell(folder, "skillmark credential unbake < baked.png | head -c 5")
    assert (stopped.stdout, b"Traceback" in stopped.stderr) == (b'{"@co', False)
    assert not (folder / "no-such-place").exists(), "none of this needs the house"
