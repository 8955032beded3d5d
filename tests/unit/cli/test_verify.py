"""`skillmark verify`: 0 holds, 1 does not hold, 2 could not be checked; an unreadable file is never a verdict."""

import json
from pathlib import Path

import pytest
from tests.issuing_world import make_world

from skillmark.config.main import main
from skillmark.domains.record import api as record

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(tmp_path: Path) -> Path:
    world = make_world()
    world.issue()
    alice = world.cast.alice
    (tmp_path / "badge.json").write_bytes(record.credential_of(alice, world.entry().uid))
    (tmp_path / "badge.pack").write_bytes(record.pack_of(alice, world.entry().uid))
    return tmp_path


def run(folder: Path, *words: str) -> int:
    return main(["verify", *(str(folder / word) if "." in word else word for word in words)])


def test_with_its_pack_it_holds_as_of_a_date(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(files, "badge.json", "--pack", "badge.pack") == 0
    assert capsys.readouterr().out.startswith("Holds as of ")


def test_without_it_could_not_be_checked_and_says_what_is_missing(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(files, "badge.json") == 2
    assert "pack" in capsys.readouterr().out


@pytest.mark.parametrize("place", [200, 900, -60])
def test_one_changed_byte_fails(files: Path, place: int) -> None:
    data = bytearray((files / "badge.json").read_bytes())
    data[place] ^= 1
    (files / "changed.json").write_bytes(data)
    assert run(files, "changed.json", "--pack", "badge.pack") == 1


@pytest.mark.parametrize(
    "words", [("missing.json",), ("badge.json", "--pack", "badge.json"), ("badge.json", "--pack", "no.pack")]
)
def test_a_file_that_cannot_be_read_is_no_verdict(
    files: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(files, *words) == 2
    assert capsys.readouterr().out.startswith("Could not be checked.")


def test_json_for_programs(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(files, "badge.json", "--pack", "badge.pack", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["answer"], told["vouchedBy"]) == ("holds", "pack")
