"""The road of a translation: extract, translate, compile, serve. Uses GNU gettext, which only translators need."""

import gettext
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command
from tests.unit.web.shell.pseudo import strange

import skillmark

ENTRY = re.compile(r'^(msgid(?:_plural)?) ((?:"(?:[^"\\]|\\.)*"\n)+)', re.M)


@pytest.fixture
def extracted(tmp_path, monkeypatch) -> Path:
    """The messages of the shell as `makemessages` finds them, in a copy of its folder."""
    if shutil.which("xgettext") is None or shutil.which("msgfmt") is None:
        pytest.skip("GNU gettext is not installed (apt install gettext)")
    source = Path(skillmark.__file__).parent / "doors" / "web" / "shell"
    copy = tmp_path / "shell"
    shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "locale").mkdir()
    monkeypatch.chdir(copy)
    call_command("makemessages", locale=["en_XA"], verbosity=0)
    return copy / "locale" / "en_XA" / "LC_MESSAGES" / "django.po"


def test_words_of_templates_and_of_code_are_found(extracted):
    found = extracted.read_text(encoding="utf-8")
    for words in (
        "Skip to the content",
        "Not enough evidence to give a number.",
        "You act as",
        "Correct %(count)d thing below.",
    ):
        assert f'"{words}"' in found


def test_a_made_up_translation_compiles_with_every_placeholder_and_is_served(extracted):
    filled = _translated(extracted.read_text(encoding="utf-8"))
    extracted.write_text(filled, encoding="utf-8")
    compiled = extracted.with_suffix(".mo")
    subprocess.run(["msgfmt", "--check-format", "-o", str(compiled), str(extracted)], check=True, capture_output=True)
    with compiled.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert catalogue.gettext("Sign in") == strange("Sign in") != "Sign in"
    said = catalogue.ngettext("Correct %(count)d thing below.", "Correct %(count)d things below.", 3)
    assert said % {"count": 3} == "[Çörréçt 3 thîñgš bélöw.]"


def _translated(po: str) -> str:
    """Each message answered by its accented self; the header names the plural rule."""
    head, _, body = po.partition("\n\n")
    head = re.sub(r'\n"Plural-Forms:[^"]*"', "", head) + '\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"'
    body = re.sub(r"^#, fuzzy\n", "", body, flags=re.M)
    blocks = [_answered(block) for block in body.split("\n\n")]
    return re.sub(r"^#, fuzzy\n", "", head, flags=re.M) + "\n\n" + "\n\n".join(blocks)


def _answered(block: str) -> str:
    texts = {kind: "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', lines)) for kind, lines in ENTRY.findall(block + "\n")}
    for target, kind in (("msgstr", "msgid"), ("msgstr[0]", "msgid"), ("msgstr[1]", "msgid_plural")):
        if f'\n{target} ""' in block and kind in texts:
            block = block.replace(f'\n{target} ""', f'\n{target} "{strange(texts[kind])}"', 1)
    return block
