"""`skillmark credential`: each verb, what it refuses, and what it says then. Pipes are in tests/journeys."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from skillmark.config.main import main
from skillmark.doors.cli.credential.keys import name_in

PASSPHRASE = "a long enough passphrase"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>'
AWARD = [
    "--issuer-name=Northbank College", "--country=NL", "--name=Reading charts", "--description=Reads charts.",
    "--criteria=Pass the quiz.", "--skill=http://data.europa.eu/esco/skill/1=interpret charts", "--result=Quiz=83",
    "--evidence=https://bea.example/e?a=1=A chart", "--from=2026-05-01", "--until=2027-05-01T00:00:00+02:00",
]  # fmt: skip
AT = "--at=2026-06-01"


class Terminal:
    """Runs commands as a terminal would, in a folder of its own."""

    def __init__(self, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
        self.capture, self.patch = capsysbinary, monkeypatch
        self.code, self.out, self.said = 0, b"", ""

    def __call__(self, verb: str, *words: str, given: bytes = b"") -> bytes:
        self.patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        self.code = main(["credential", verb, *words])
        found = self.capture.readouterr()
        self.out, self.said = found.out, found.err.decode()
        return self.out

    def text(self) -> str:
        return self.out.decode()


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Terminal:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CREDENTIAL_PASSPHRASE", PASSPHRASE)
    _cheap_keys(monkeypatch)
    return Terminal(capsysbinary, monkeypatch)


def _cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase is made dear on purpose; that it is so is tested with the keys."""
    from skillmark.credkit.keys.files import QUICK, write_key_file
    from skillmark.doors.cli.credential import keys

    monkeypatch.setattr(keys, "write_key_file", lambda *given, **named: write_key_file(*given, **named, cost=QUICK))


_MADE: dict[str, bytes] = {}
"""Files made once by the command itself and put down again for each test."""


def kept(name: str, make: Callable[[], object]) -> bytes:
    """The file of that name here: made by `make`, which writes it, or as it was made before."""
    if name in _MADE:
        Path(name).write_bytes(_MADE[name])
    else:
        make()
        _MADE[name] = Path(name).read_bytes()
    return _MADE[name]


@pytest.fixture
def keys(run: Terminal) -> dict[str, str]:
    """Bea's key (Ed25519), her other one (P-256), Alice's; name to DID."""
    for name, kind in (("bea", "Ed25519"), ("bea256", "P-256"), ("alice", "Ed25519")):
        kept(f"{name}.key", lambda name=name, kind=kind: run("key", "--kind", kind, "--out", f"{name}.key"))  # type: ignore[misc]
    return {name: name_in(f"{name}.key") for name in ("bea", "bea256", "alice")}


@pytest.fixture
def badge(run: Terminal, keys: dict[str, str]) -> bytes:
    """Alice's badge, signed by Bea: `badge.json`, and before that `unsigned.json`."""
    who = ["--key=bea.key", f"--subject={keys['alice']}", "--recipient=Alice@example.org"]
    kept("unsigned.json", lambda: run("make", *who, *AWARD, "--out=unsigned.json"))
    return kept("badge.json", lambda: run("sign", "--key=bea.key", AT, "unsigned.json", "--out=badge.json"))


def test_made_signed_and_checked(run: Terminal, badge: bytes, keys: dict[str, str]) -> None:
    assert json.loads(badge)["issuer"]["id"] == keys["bea"]
    assert b"Alice" not in badge, "an address stands inside as a hash only"
    run("verify", "badge.json", AT, "--recipient=alice@example.org")
    assert run.code == 0
    assert run.text().startswith("Holds.")
    run("verify", AT, "--recipient=mallory@example.org", given=badge)
    assert run.code == 1
    run("verify", "--at=2028-01-01", given=badge)
    assert run.code == 1
    assert "Does not hold" in run.text()


@pytest.mark.parametrize(
    ("key", "form"), [("bea", "jwt"), ("bea256", "jwt"), ("bea256", "vc-jose"), ("bea256", "proof")]
)
def test_every_form_holds_as_it_is_and_in_pictures(run: Terminal, keys: dict[str, str], key: str, form: str) -> None:
    unsigned = run("make", f"--key={key}.key", f"--subject={keys['alice']}", *AWARD)
    signed = run("sign", f"--key={key}.key", f"--form={form}", AT, given=unsigned)
    Path("drawing.svg").write_bytes(SVG)
    baked = run("bake", "drawing.svg", given=signed)
    assert run("unbake", given=baked).strip() == signed.strip()
    for data in (signed, baked):
        run("verify", AT, given=data)
        assert run.code == 0, run.text()


def test_the_report_as_json(run: Terminal, badge: bytes) -> None:
    told = json.loads(run("verify", AT, "--json", given=badge))
    assert (told["answer"], told["policy"], run.code) == ("holds", "offline", 0)
    told = json.loads(run("verify", AT, "--json", given=badge.replace(b"Quiz", b"Quit")))
    assert (told["answer"], run.code) == ("fails", 1)


def test_inspect_says_that_it_checks_nothing(run: Terminal, badge: bytes, keys: dict[str, str]) -> None:
    forged = badge.replace(b"Reading charts", b"Everything")
    assert run("inspect", given=forged).decode().startswith("Nothing of this is checked.")
    told = json.loads(run("inspect", "--json", given=forged))
    assert (told["isChecked"], told["title"], told["form"]) == (False, "Everything", "json")
    assert told["issuer"]["id"] == keys["bea"]
    assert told["signedBy"][0].startswith("eddsa-rdfc-2022")
    assert json.loads(run("inspect", "--document", given=forged))["type"]


def test_a_part_is_shown_and_presented(run: Terminal, keys: dict[str, str]) -> None:
    unsigned = run("make", "--key=bea256.key", f"--subject={keys['alice']}", *AWARD)
    whole = run("sign", "--key=bea256.key", "--form=sd", "--always-show=/name", AT, given=unsigned)
    choices = {
        one["pointer"]: one["isAlwaysShown"] for one in json.loads(run("derive", "--list", "--json", given=whole))
    }
    assert {"/issuer/name", "/validUntil", "/name"} <= {pointer for pointer, always in choices.items() if always}
    assert choices["/credentialSubject/achievement/name"] is False
    part = run("derive", "--show=/credentialSubject/achievement", given=whole)
    assert b"interpret charts" in part
    assert b"A chart" not in part
    run("verify", "--at=2028-01-01", given=part)
    assert run.code == 1, "no copy hides its end"
    asked = ["--challenge=c1", "--domain=jobs.example"]
    shown = run("present", "--key=alice.key", *asked, AT, given=part)
    run("verify", *asked, AT, given=shown)
    assert run.code == 0, run.text()
    run("verify", "--challenge=c2", "--domain=jobs.example", AT, given=shown)
    assert run.code == 1
    run("verify", AT, "--challenge=c1", given=run("present", "--key=bea.key", "--challenge=c1", AT, given=part))
    assert run.code == 1, "Mallory presents what is about Alice"


def test_two_credentials_in_one_presentation(run: Terminal, badge: bytes, keys: dict[str, str]) -> None:
    unsigned = run("make", "--key=bea.key", f"--subject={keys['alice']}", *AWARD)
    Path("other.jwt").write_bytes(run("sign", "--key=bea.key", "--form=jwt", AT, given=unsigned))
    asked = ["--challenge=c", "--domain=jobs.example"]
    shown = run("present", "badge.json", "other.jwt", "--key=alice.key", "--form=vc-jose", *asked, AT)
    told = json.loads(run("verify", *asked, AT, "--json", given=shown))
    assert (run.code, len(told["parts"])) == (0, 2)


@pytest.mark.parametrize(
    ("words", "given", "expected"),
    [
        (["make", "--key=bea.key", *AWARD], b"", "Say who earned it"),
        (["make", "--key=bea.key", "--subject=did:x:y", "--tag=x", *AWARD, "--skill=x"], b"", "two parts with ="),
        (["make", "--key=badge.json", "--subject=did:x:y", *AWARD], b"", "no key file"),
        (["sign", "--key=bea.key"], b"{}", "things must be put right first"),
        (["sign", "--key=bea.key"], b"", "nothing on standard input"),
        (["sign", "--key=bea.key"], b"[", "not JSON"),
        (["sign", "--key=bea.key", "badge.json"], b"", "signed already"),
        (["sign", "--key=alice.key", "unsigned.json", AT], b"", "someone other than the issuer"),
        (["sign", "--key=badge.json", "unsigned.json"], b"", "no key file"),
        (["sign", "--key=bea.key", "--passphrase-file=unsigned.json", "unsigned.json"], b"", "passphrase is wrong"),
        (["sign", "--key=bea.key", "--annex", "unsigned.json", AT], b"", "micro-credential must"),
        (["sign", "--key=bea.key", "--form=sd", "unsigned.json", AT], b"", "P-256"),
        (["bake", "unsigned.json", "badge.json"], b"", "PNG or an SVG"),
        (["bake", "drawing.svg", "unsigned.json"], b"", "not signed"),
        (["bake", "-"], b"x", "cannot both come"),
        (["unbake"], SVG, "no badge"),
        (["derive", "badge.json", "--show=/name"], b"", "only a part of it"),
        (["derive", "badge.json"], b"", "Say what to show"),
        (["present", "-", "-", "--key=bea.key"], b"x", "Only one"),
        (["key", "--out=bea.key"], b"", "never written over"),
        (["key", "--out=-"], b"", "file of its own"),
        (["key", "--out=new.key", "--seed-file=unsigned.json"], b"", "64 hexadecimal digits"),
        (["inspect"], b"\xff", "not UTF-8"),
        (["inspect", "missing.json"], b"", "missing.json"),
    ],
)  # fmt: skip
def test_what_is_refused_and_how(run: Terminal, badge: bytes, words: list[str], given: bytes, expected: str) -> None:
    Path("drawing.svg").write_bytes(SVG)
    run(*words, given=given)
    assert run.code == 1
    assert expected in run.said
    assert run.out == b"", "what goes into the pipe is never half a thing"


def test_every_finding_is_told(run: Terminal, keys: dict[str, str]) -> None:
    run("sign", "--key=bea.key", given=b'{"type": "VerifiableCredential"}')
    assert "@context:" in run.said
    assert "issuer:" in run.said


@pytest.mark.parametrize(
    "words", [["missing.json"], ["badge.json", "--pack=badge.json"], ["--anchors=missing", "badge.json"]]
)
def test_what_cannot_be_had_is_no_verdict(run: Terminal, badge: bytes, words: list[str]) -> None:
    assert run("verify", *words).startswith(b"Could not be checked.")
    assert run.code == 2


def test_anchors_tell_whose_key_it_is(run: Terminal, keys: dict[str, str]) -> None:
    from datetime import UTC, datetime

    from skillmark.credkit.did import KeyRecord, build_did_document
    from skillmark.credkit.pack import make_anchors

    college = "did:web:college.example"
    told = json.loads(run("key", "--out=college.key", f"--controller={college}", "--json"))
    assert told["did"] == college
    day = datetime(2026, 1, 1, tzinfo=UTC)
    known = build_did_document(college, [KeyRecord(told["publicMultikey"], day)])
    Path("anchors.json").write_bytes(make_anchors([known], saved_at=day))
    unsigned = run("make", "--key=college.key", f"--subject={keys['alice']}", *AWARD)
    signed = run("sign", "--key=college.key", AT, given=unsigned)
    run("verify", AT, given=signed)
    assert run.code == 2, "offline nobody can say whose key it is"
    run("verify", AT, "--anchors=anchors.json", given=signed)
    assert run.code == 0, run.text()


def test_a_key_from_a_seed_is_the_same_key_and_its_file_is_private(run: Terminal, tmp_path: Path) -> None:
    Path("seed").write_text("ab" * 32)
    first = run("key", "--seed-file=seed", "--out=one.key")
    assert run("key", "--seed-file=seed", "--out=two.key") == first
    assert first.startswith(b"did:key:z6Mk")
    if os.name == "posix":
        assert (tmp_path / "one.key").stat().st_mode & 0o777 == 0o600


def test_a_passphrase_is_asked_for_twice_when_new(run: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CREDENTIAL_PASSPHRASE")
    run("key", "--out=a.key")
    assert "--passphrase-file" in run.said
    monkeypatch.setattr("skillmark.doors.cli.credential.keys._may_ask", lambda: True)
    answers = iter(["one passphrase", "another passphrase"])
    monkeypatch.setattr("getpass.getpass", lambda _: next(answers))
    run("key", "--out=a.key")
    assert "different passphrases" in run.said
    assert not Path("a.key").exists()


def test_a_picture_does_not_go_to_a_terminal(run: Terminal, badge: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("drawing.svg").write_bytes(SVG)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    run("bake", "drawing.svg", "badge.json")
    assert "--out" in run.said
    run("bake", "drawing.svg", "badge.json", "--out=baked.svg")
    assert run.code == 0


@pytest.mark.parametrize("words", [["credential", "verify", "-"], ["credential", "--help"], ["verify", "-"]])
def test_no_server_wakes_up(words: list[str]) -> None:
    """Counted in modules, not in seconds: no Django, no pydantic, and for help no kit either."""
    code = (
        "import sys; from skillmark.config.main import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit: pass\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules} | set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], input=b"{}", capture_output=True, check=True)
    loaded = set(done.stderr.decode().split())
    assert not loaded & {"django", "pydantic", "numpy", "procrastinate", "psycopg"}
    assert ("pyld" in loaded) is ("--help" not in words)


def test_both_names_of_verify_are_one(run: Terminal, badge: bytes, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    long = run("verify", "badge.json", AT)
    assert main(["verify", "badge.json", AT]) == 0
    assert capsysbinary.readouterr().out == long


@pytest.mark.parametrize("verb", ["key", "make", "sign", "verify", "inspect", "bake", "unbake", "derive", "present"])
def test_every_verb_says_what_it_does(verb: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["credential", verb, "--help"])
    assert ended.value.code == 0


def test_an_sd_jwt_is_shown_in_part_and_presented(run: Terminal, keys: dict[str, str]) -> None:
    """Bea's token says three things of Alice; the reader gets one, from Alice, for itself."""
    from datetime import UTC, datetime
    from random import Random

    from skillmark.credkit.keys import read_key_file
    from skillmark.credkit.proof.sdjwt import issue_sd_jwt_vc

    bea = read_key_file(Path("bea256.key").read_bytes(), PASSPHRASE)
    alice = read_key_file(Path("alice.key").read_bytes(), PASSPHRASE)
    claims = {"vct": "https://bea.example/badge", "iss": keys["bea256"], "skill": "charts", "score": 83}
    token = issue_sd_jwt_vc(
        claims,  # type: ignore[arg-type]
        signer=bea,
        disclosable=["/skill", "/score"],
        random=Random(1).randbytes,
        issued_at=datetime(2026, 5, 1, tzinfo=UTC),
        holder_multikey=alice.public_multikey,
    ).encode()
    assert {one["pointer"] for one in json.loads(run("derive", "--list", "--json", given=token))} == {
        "/skill",
        "/score",
    }
    part = run("derive", "--show=/skill", given=token)
    asked = ["--challenge=c1", "--domain=jobs.example"]
    shown = run("present", "--key=alice.key", *asked, AT, given=part)
    run("verify", *asked, AT, given=shown)
    assert run.code == 0, run.text()
    told = json.loads(run("inspect", "--document", given=shown))
    assert (told["skill"], "score" in told) == ("charts", False)
    run("present", "--key=bea.key", *asked, AT, given=part)
    assert "not bound to this key" in run.said
