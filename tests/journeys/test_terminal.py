"""The journey at the terminal: the demo tells it once, then its badge, its data and its server are put to use.

The demo runs once for the whole file. Everything is the real command in a process of its own.
"""

import json
import re
import shutil
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.journeys.house import House, Visitor

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]
STEPS = (
    "1. Frameworks come in as published",
    "2. Bea of Northbank College defines an achievement",
    "3. Alice has a goal",
    "4. Alice earns",
    "5. The award is decided by its rule",
    "6. Alice holds it, private",
    "7. Carol looks for a data analyst",
    "8. Server stopped, database gone",
)
PEOPLE = 6
ESCO_SKILLS, ESCO_OCCUPATIONS, ESCO_RELATIONS = 13_896, 3_007, 123_855
PASSWORD = "a passphrase for this journey only"


@dataclass(frozen=True)
class Demo:
    house: House
    said: str
    exit_code: int

    @property
    def badge(self) -> Path:
        return self.house.folder / "alice-sql.json"

    @property
    def pack(self) -> Path:
        return self.house.folder / "alice-sql.pack"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo world, made once by `skillmark demo --no-serve`."""
    house = House(tmp_path_factory.mktemp("d") / "demo")
    done = house.run("demo", "--no-serve")
    yield Demo(house, done.stdout + done.stderr, done.returncode)
    shutil.rmtree(house.folder, ignore_errors=True)


@pytest.fixture(scope="module")
def esco(shared_data: Path) -> tuple[Path, Path]:
    """The Commission's two ZIPs as published, where they lie beside the checkout."""
    return shared_data / "esco" / "esco111_en.zip", shared_data / "esco" / "esco111_rel.zip"


@pytest.fixture(scope="module")
def outsider(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Somebody with the program and no house: their data folder is not there and must not come to be."""
    return House(tmp_path_factory.mktemp("o") / "nothing")


def test_the_demo_tells_all_eight_steps_and_ends_well(demo: Demo) -> None:
    assert demo.exit_code == 0, demo.said
    places = [demo.said.find(step) for step in STEPS]
    assert -1 not in places and places == sorted(places), demo.said
    assert "is not published yet" in demo.said and "(resubmit)" in demo.said and "(pass)" in demo.said
    assert "is not among the" in demo.said and re.search(r"candidate \S+ is number \d+ of \d+", demo.said)
    assert "exit code 0" in demo.said and "exit code 1" in demo.said
    assert "ESCO itself is not here" in demo.said
    assert demo.badge.is_file() and demo.pack.is_file()


def test_the_badge_verifies_without_a_house(demo: Demo, outsider: House, tmp_path: Path) -> None:
    with_pack = outsider.run("verify", demo.badge, "--pack", demo.pack)
    assert with_pack.returncode == 0 and "As of" in with_pack.stdout
    without = outsider.run("verify", demo.badge)
    assert without.returncode == 2 and "Bring a pack" in without.stdout
    data = demo.badge.read_bytes()
    at = data.index(b"SQL for Analysts")
    changed = tmp_path / "changed.json"
    changed.write_bytes(data[:at] + b"s" + data[at + 1 :])
    broken = outsider.run("verify", changed, "--pack", demo.pack)
    assert broken.returncode == 1 and "not the one that was signed" in broken.stdout
    assert not outsider.folder.exists()


def test_verify_speaks_json(demo: Demo, outsider: House) -> None:
    done = outsider.run("verify", demo.badge, "--pack", demo.pack, "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 0 and report["answer"] == "holds"
    assert {check["state"] for check in report["checks"]} <= {"passed", "not_checked"}
    other = json.loads(
        outsider.run("verify", demo.badge, "--pack", demo.pack, "--recipient", "m@x.example", "--json").stdout
    )
    assert other["answer"] == "fails"


@pytest.mark.parametrize(("name", "exit_code"), [("expired.json", 1), ("forged.json", 2), ("trap.svg", 1)])
def test_badges_that_do_not_hold(demo: Demo, outsider: House, name: str, exit_code: int) -> None:
    done = outsider.run("verify", demo.house.folder / "badges" / name)
    assert done.returncode == exit_code, done.stdout
    assert "Traceback" not in done.stderr


def test_verify_refuses_what_is_no_badge(outsider: House, tmp_path: Path) -> None:
    rubbish = tmp_path / "rubbish.json"
    rubbish.write_bytes(b"\x00\xff not a badge")
    assert outsider.run("verify", rubbish).returncode == 1
    gone = outsider.run("verify", tmp_path / "nowhere.json")
    assert gone.returncode == 2 and "nowhere.json" in gone.stdout and "Traceback" not in gone.stderr
    assert outsider.run("verify").returncode == 2


def test_commands_on_the_same_folder(demo: Demo, tmp_path: Path) -> None:
    """One server for all of them, as in life: it also shows that commands work beside it."""
    house = demo.house
    with house.serving("--no-worker"):
        assert "up to date" in house.does("db", "upgrade")
        found = json.loads(house.does("skills", "search", "sql", "--json"))
        assert found[0]["label"] == "SQL"
        advert = house.folder / "adverts" / "brightwater-data-analyst.txt"
        read = json.loads(house.does("skills", "read", advert, "--json"))
        assert "SQL" in {ask["label"] for ask in read}
        _import_toml(house, tmp_path)
        _award(house, tmp_path)
        _plan_and_match(house, advert)


def _import_toml(house: House, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[framework]\nkey="knots"\ntitle="Knots"\nversion="1"\nattribution="Ours."\nlicence="Apache-2.0"\n'
        '[[skill]]\nuri="https://knots.example/bowline"\nlabel="Tie a bowline"\n'
    )
    assert "Knots 1 (knots): 1 skills" in house.does("skills", "import", "toml", own)
    assert "bowline" in house.does("skills", "search", "bowline")
    own.write_text(own.read_text() + '[[skill]]\nlabel = "No address"\n')
    refused = house.run("skills", "import", "toml", own)
    assert refused.returncode == 1 and "Traceback" not in refused.stderr
    assert [one["skills"] for one in json.loads(house.does("skills", "list", "--json")) if one["key"] == "knots"] == [1]


def _award(house: House, tmp_path: Path) -> None:
    uid = house.shell("print('UID', next(v.uid for v in achievements.catalogue() if v.key == 'sql-for-analysts'))")
    achievement = re.search(r"UID (\S+)", uid)
    assert achievement, uid
    out = tmp_path / "by-hand.json"
    house.does("award", achievement[1], "--to", "mallory@nowhere.example", "--reason", "Shown at work.", "--out", out)
    assert json.loads(out.read_bytes())["proof"][0]["cryptosuite"] == "eddsa-rdfc-2022"
    unknown = house.run("award", achievement[1], "--to", "nobody@nowhere.example", "--reason", "None.")
    assert unknown.returncode == 1 and "Traceback" not in unknown.stderr


def _plan_and_match(house: House, advert: Path) -> None:
    words = ("--person", "alice@learner.example", "--occupation", "data analyst", "--hours-per-week", "6", "--json")
    plan = json.loads(house.does("plan", *words, "--budget", "500"))
    assert plan["proven"] and plan["steps"] and plan["total"]["cost_minor"] <= 50_000
    assert all(step["reasons"] for step in plan["steps"])
    none = house.run("plan", "--person", "alice@learner.example", "--occupation", "xyzzy", "--hours-per-week", "6")
    assert none.returncode == 1
    rows = json.loads(house.does("match", "--organisation", "brightwater-retail", "--advert", advert, "--json"))["rows"]
    assert rows and all(any(ask["reasons"] for ask in row["asks"]) for row in rows)
    assert "Alice" not in json.dumps(rows)


def test_backup_and_restore(demo: Demo, tmp_path: Path) -> None:
    house, kept = demo.house, tmp_path / "kept.backup"
    house.does("db", "backup", kept)
    refused = house.run("db", "restore", kept)
    assert refused.returncode == 1 and "--replace" in refused.stderr
    house.does("skills", "search", "sql")
    house.does("db", "restore", kept, "--replace")
    assert "Skillmark demo skills" in house.does("skills", "list")
    broken = tmp_path / "broken.backup"
    broken.write_bytes(kept.read_bytes()[:-4000])
    refused = house.run("db", "restore", broken, "--replace")
    assert refused.returncode == 1 and "Traceback" not in refused.stderr
    assert "Skillmark demo skills" in house.does("skills", "list")


FOUND = f"""
ivy = people.register_person(
    actor=SYSTEM, email="ivy@northbank.example", display_name="Ivy", password="{PASSWORD}")
for n in range({PEOPLE}):
    _ = people.register_person(actor=SYSTEM, email=f"p{{n}}@work.example", display_name="Pat")

north = people.find_organisation(key="northbank-college")
_ = people.add_member(actor=SYSTEM, organisation_uid=north.uid, person_uid=ivy.uid, role=people.Role.ISSUER)
"""


@pytest.fixture(scope="module")
def issuer(demo: Demo) -> str:
    """Ivy, who may award at Northbank College and has a password."""
    demo.house.shell(FOUND)
    return "ivy@northbank.example"


def test_served_for_real(demo: Demo, issuer: str) -> None:
    with demo.house.serving() as served:
        visitor = Visitor(served.url)
        front = visitor.get("/")
        assert front.status == 200 and "What does a badge prove?" in front.text
        assert "default-src" in front.headers["content-security-policy"]
        document = json.loads(visitor.get("/o/northbank-college/did.json").body)
        assert document["id"].endswith(":o:northbank-college") and document["verificationMethod"]
        badge = json.loads(demo.badge.read_bytes())
        status = json.loads(visitor.get(_path(badge["credentialStatus"]["statusListCredential"])).body)
        assert status["proof"] and status["credentialSubject"]["encodedList"]
        token = demo.house.shell(
            "one = record.entries_of(alice, alice.person_uid)[0]\n"
            "print('TOKEN', record.share(actor=alice, entry_uid=one.uid).token)"
        )
        share = re.search(r"TOKEN (\S+)", token)
        assert share, token
        shared = visitor.get(f"/s/{share[1]}")
        assert shared.status == 200 and "Alice Moran" in shared.text
        assert visitor.get("/record/").url.startswith(served.url + "/sign-in/")


def test_a_killed_server_signs_exactly_once(demo: Demo, issuer: str) -> None:
    """Award by hand over HTTP, cut the power while the job may be at work, start again: one credential each."""
    house, asked = demo.house, PEOPLE
    served = house.start()
    ivy = Visitor(served.url)
    ivy.sign_in(issuer, PASSWORD)
    path = "/desk/northbank-college/awards/by-hand/"
    version = re.search(r'<option value="(\S+)">SQL for Analysts', ivy.get(path).text)
    assert version, "SQL for Analysts cannot be awarded"
    for number in range(asked):
        answer = ivy.post(path, email=f"p{number}@work.example", achievement=version[1], reason="Shown at work.")
        assert answer.status == 200, answer.text
    served.kill()
    with house.serving():
        counted = _until_signed(house, asked)
    assert counted == {"awards": asked, "signed": asked, "ids": asked, "entries": asked}


COUNT = f"""
import json
north = people.find_organisation(key="northbank-college")
all_of = [people.find_person(email=f"p{{n}}@work.example").uid for n in range({PEOPLE})]
mine = [one for one in awarding.awards_of(SYSTEM, north.uid) if one.holder_uid in all_of]
signed = [json.loads(awarding.credential_of(SYSTEM, one.uid))["id"] for one in mine if one.state == "issued"]
held = [entry for uid in all_of for entry in record.entries_of(SYSTEM, uid)]
print("COUNT", json.dumps(dict(awards=len(mine), signed=len(signed), ids=len(set(signed)), entries=len(held))))
"""


def _until_signed(house: House, asked: int) -> dict[str, int]:
    until = time.monotonic() + 120
    while True:
        said = re.search(r"COUNT (\{.*\})", house.shell(COUNT))
        assert said
        counted: dict[str, int] = json.loads(said[1])
        if counted["entries"] >= asked or time.monotonic() > until:
            return counted
        time.sleep(2)


def _path(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def test_esco_comes_in_whole_or_not_at_all(demo: Demo, esco: tuple[Path, Path], tmp_path: Path) -> None:
    """A ZIP that is cut and one whose line is broken change nothing; then the whole of it, told on standard error."""
    house, (classification, relations) = demo.house, esco
    held = house.does("skills", "list", "--json")
    cut = tmp_path / "cut.zip"
    cut.write_bytes(classification.read_bytes()[: classification.stat().st_size // 2])
    refused = house.run("skills", "import", "esco", cut, relations)
    assert refused.returncode == 1 and "not a whole ZIP" in refused.stderr and "Nothing was changed" in refused.stderr
    name, line = _break_a_line(relations, tmp_path / "broken.zip")
    refused = house.run("skills", "import", "esco", classification, tmp_path / "broken.zip")
    assert refused.returncode == 1 and f"Line {line} of {name}" in refused.stderr, refused.stderr
    assert house.does("skills", "list", "--json") == held
    began = time.monotonic()
    done = house.run("skills", "import", "esco", classification, relations)
    assert done.returncode == 0 and time.monotonic() - began < 60, done.stderr
    assert "skills of occupations" in done.stderr and "European Commission" in done.stdout
    [view] = [one for one in json.loads(house.does("skills", "list", "--json")) if one["key"].startswith("esco")]
    assert (view["skills"], view["occupations"]) == (ESCO_SKILLS, ESCO_OCCUPATIONS)
    assert view["relations"] + view["left_out"] == ESCO_RELATIONS


def _break_a_line(source: Path, target: Path) -> tuple[str, int]:
    """Copy a ZIP with one line of its largest member cut to half a field. Returns the member's name and the line."""
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as broken:
        name = next(one for one in whole.namelist() if one.endswith("occupationSkillRelations.csv"))
        for member in whole.namelist():
            lines = whole.read(member).split(b"\n")
            if member == name:
                lines[4999] = lines[4999][:20]
            broken.writestr(member, b"\n".join(lines))
    return name, 5000
