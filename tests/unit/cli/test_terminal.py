"""Strangers' words on a terminal are shown, never obeyed."""

import argparse
import json
from pathlib import Path

import pytest

from skillmark.doors.cli.credential.inspecting import inspect
from skillmark.doors.cli.terminal import as_json, shown

EVIL = "\x1b[2J\x1b[1;1HHolds.\x07\r\x9b31m\u202egnp.egdab\u2028\n"


def test_nothing_that_a_terminal_acts_upon_is_left() -> None:
    line = shown(EVIL)
    assert line.isprintable() and "\u202e" not in line
    assert line.startswith("<U+001B>[2J<U+001B>[1;1HHolds.<U+0007><U+000D><U+009B>31m<U+202E>gnp.egdab")


@pytest.mark.parametrize("text", ["Zoë Ångström", "قراءة", "图表 — “quoted”", "a\u200db"])
def test_words_of_any_script_stay(text: str) -> None:
    assert shown(text) == text


def test_json_says_the_same_and_paints_nothing() -> None:
    text = as_json({"name": EVIL, "more": ["é"]})
    assert json.loads(text) == {"name": EVIL, "more": ["é"]}
    assert all(line.isprintable() for line in text.splitlines()) and "\u202e" not in text


@pytest.mark.parametrize("document", [False, True])
def test_a_file_cannot_paint_over_what_we_say_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], document: bool
) -> None:
    path = tmp_path / "evil.json"
    path.write_text(json.dumps({"name": EVIL, "type": "VerifiableCredential", "issuer": "did:key:x\u202ez"}))
    assert inspect(argparse.Namespace(file=str(path), document=document, json=False)) == 0
    said = capsys.readouterr().out
    assert all(line.isprintable() for line in said.split("\n")) and "\u202e" not in said
