"""Bad input at each step of the journey: what is said is clear, what was typed stays, nothing in the database moves.

`unchanged` compares every table of ours before and after, row for row, so that "nothing lost" is not taken on trust.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from skillmark.domains.achievements import api as achievements
from skillmark.domains.assessment import api as assessment
from skillmark.domains.people.api import SYSTEM, Actor
from skillmark.domains.record import api as record
from skillmark.domains.skills import api as skills
from skillmark.testing.world import ADVERT, World, make_world, uid_of

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"
TRAP = f'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">{SCRIPT}</svg>'.encode()
STORY = "Three queries. I counted rows before and after each join."
HOUSE = "/desk/northbank-college/define/"


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def enrolment(world: World) -> str:
    return assessment.enrol(actor=world.cast.alice, achievement_uid=world.achievement().uid).uid


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(uid=uid_of(actor)))
    return client


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of ours."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("skillmark.")]
    return {model._meta.db_table: sorted(model._default_manager.values_list(), key=repr) for model in ours}


@contextmanager
def unchanged() -> Iterator[None]:
    before = everything()
    assert len(before) > 30 and sum(map(len, before.values())) > 30, "there is nothing that could have been lost"
    yield
    after = everything()
    assert [table for table in before if before[table] != after[table]] == []


def broken_zips(folder: Path) -> dict[str, Path]:
    """A ZIP cut in half, one that is none, one without the members, and one with a line that is not whole."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("skills_en.csv", "conceptUri,preferredLabel\n" + "x" * 2000)
    data = whole.getvalue()
    made = {"cut": data[: len(data) // 2], "none": b"not an archive at all", "other": data}
    paths = {name: folder / f"{name}.zip" for name in made}
    for name, content in made.items():
        paths[name].write_bytes(content)
    return paths


@pytest.mark.parametrize("name", ["cut", "none", "other"])
def test_a_broken_framework_changes_nothing_and_says_what_is_wrong(world: World, tmp_path: Path, name: str) -> None:
    path = broken_zips(tmp_path)[name]
    with unchanged(), pytest.raises(skills.BrokenFramework) as caught:
        skills.import_esco(actor=SYSTEM, classification=path, relations=path)
    assert "classification ZIP" in str(caught.value) or ".csv" in str(caught.value)
    assert "Nothing was changed" in str(caught.value)


def test_a_definition_that_lacks_something_is_not_published_and_keeps_what_it_has(world: World) -> None:
    bea, view = client_of(world.cast.bea), world.draft(criteria="", outcomes=[], workload_hours=None)
    with unchanged():
        page = bea.post(f"{HOUSE}{view.uid}/publish/", follow=True)
    said = page.content.decode()
    for words in ("Write at least one outcome", "Say what somebody must do", "Enter the hours"):
        assert words in said
    assert view.description in said
    assert Client().get(f"/achievements/{view.uid}/").status_code == 404


@pytest.mark.parametrize(
    ("field", "typed"), [("price", "-4"), ("workload_hours", "forty"), ("pass_mark", "400"), ("name", "")]
)
def test_a_definition_with_a_wrong_figure_keeps_all_that_was_typed(world: World, field: str, typed: str) -> None:
    bea, view = client_of(world.cast.bea), world.draft()
    given = {"name": "Renamed", "description": STORY, "outcomes": "One\nTwo", "field": "data", "delivery": "course"}
    with unchanged():
        answer = bea.post(f"{HOUSE}{view.uid}/", {**given, "currency": "EUR", field: typed, "save": "1"})
    said = answer.content.decode()
    assert answer.status_code == 422 and STORY in said and "One\nTwo" in said
    assert "Correct 1 thing below." in said


def test_a_script_in_a_name_stays_words_from_definition_to_shortlist(world: World) -> None:
    view = world.achievement(name=f"SQL {SCRIPT}", description=f"Rows {SCRIPT}")
    world.award(view)
    alice, carol = client_of(world.cast.alice), client_of(world.cast.carol)
    alice.post("/record/found/", {"be_found": "yes"})
    entry = record.entries_of(world.cast.alice, uid_of(world.cast.alice))[0]
    token = record.share(actor=world.cast.alice, entry_uid=entry.uid).token
    opening = world.opening(title=f"Analyst {SCRIPT}", advert=f"{ADVERT} {SCRIPT}")
    pages = [
        (Client(), f"/achievements/{view.uid}/"),
        (Client(), "/achievements/"),
        (Client(), f"/s/{token}"),
        (client_of(world.cast.bea), "/desk/northbank-college/"),
        (client_of(world.cast.bea), "/desk/northbank-college/awards/"),
        (alice, "/record/"),
        (alice, f"/record/{entry.uid}/"),
        (carol, "/hire/brightwater-retail/"),
        (carol, f"/hire/brightwater-retail/{opening.uid}/"),
    ]
    for client, path in pages:
        page = client.get(path)
        assert page.status_code == 200, path
        assert SCRIPT not in page.content.decode(), path
        assert "&lt;script&gt;" in page.content.decode(), path
        assert "'unsafe-inline'" not in page["Content-Security-Policy"]


def test_a_picture_with_a_script_is_taken_as_evidence_and_never_run(world: World, enrolment: str) -> None:
    alice = client_of(world.cast.alice)
    files = [SimpleUploadedFile(f"{SCRIPT}.svg", TRAP, "image/svg+xml")]
    page = alice.post(f"/study/{enrolment}/project/", {"text": STORY, "attachments": files}, follow=True)
    assert page.status_code == 200 and SCRIPT not in page.content.decode()
    [handed_in] = assessment.project_of(world.cast.alice, enrolment).submissions
    for reader in (world.cast.alice, world.cast.sam):
        answer = client_of(reader).get(f"/study/evidence/{handed_in.files[0].uid}/")
        assert answer.content == TRAP and answer["Content-Disposition"].startswith("attachment")
        assert answer["Content-Type"] == "application/octet-stream" and "sandbox" in answer["Content-Security-Policy"]


def test_a_picture_with_a_script_and_no_badge_is_a_report_and_no_entry(world: World) -> None:
    with unchanged():
        report = Client().post("/verify/", {"file": SimpleUploadedFile("trap.svg", TRAP)}).content.decode()
        assert "no badge inside this picture" in report and SCRIPT not in report
    alice = client_of(world.cast.alice)
    with unchanged():
        answer = alice.post("/record/bring/", {"file": SimpleUploadedFile("trap.svg", TRAP)})
    assert answer.status_code == 422 and SCRIPT not in answer.content.decode()


def test_ten_megabytes_over_the_limit_are_refused_and_the_text_is_kept(
    world: World, enrolment: str, settings: Any
) -> None:
    settings.MAX_UPLOAD_BYTES = 5 * 1024 * 1024
    big = SimpleUploadedFile("film.mp4", b"\0" * (10 * 1024 * 1024), "video/mp4")
    blobs = Path(settings.DATA_DIR) / "blobs"
    held, alice = sorted(blobs.rglob("*")), client_of(world.cast.alice)
    with unchanged():
        answer = alice.post(f"/study/{enrolment}/project/", {"text": STORY, "attachments": [big]})
    said = answer.content.decode()
    assert answer.status_code == 422 and "This file is 10 MB. Choose one of at most 5 MB." in said and STORY in said
    assert sorted(blobs.rglob("*")) == held
    whole = alice.post(f"/study/{enrolment}/project/", {"text": STORY}, follow=True)
    assert "Your work is with an assessor." in whole.content.decode()


def test_an_advert_that_names_nothing_and_one_too_long(world: World) -> None:
    carol, alice = client_of(world.cast.carol), client_of(world.cast.alice)
    with unchanged():
        said = carol.post(
            "/hire/brightwater-retail/new/", {"title": "Poet", "advert": "Rhyme, please.", "do": "read"}
        ).content.decode()
        assert "The advert names no skill that is known here." in said and "Rhyme, please." in said
        long = "word " * 10_001
        answer = carol.post("/hire/brightwater-retail/new/", {"title": "Poet", "advert": long, "do": "read"})
        assert answer.status_code == 422 and "at most 50,000 characters" in answer.content.decode()
        answer = alice.post("/plan/goal/", {"advert": "", "do": "read"})
        assert answer.status_code == 422 and "Paste the text of an advert." in answer.content.decode()


def test_somebody_elses_record_is_not_there(world: World, enrolment: str) -> None:
    """Not seen, not shared, not removed, not exported, not judged: and it does not say that it exists."""
    world.award(achievements.find_achievement(assessment.enrolment(SYSTEM, enrolment).achievement.uid))
    entry = record.entries_of(world.cast.alice, uid_of(world.cast.alice))[0]
    nothing = client_of(world.cast.mallory).get("/record/no-such-entry-at-all-000/")
    for who in (world.cast.mallory, world.cast.bea, world.cast.carol):
        client = client_of(who)
        with unchanged():
            for name in ("", "credential.json", "badge.svg", "pack.json"):
                assert client.get(f"/record/{entry.uid}/{name}").status_code == nothing.status_code == 404
            for name in ("share/", "remove/"):
                assert client.post(f"/record/{entry.uid}/{name}", {"shows_name": "on"}).status_code == 404
            assert client.get(f"/study/{enrolment}/").status_code == 404
            export = json.loads(client.get("/record/export/").content)
            assert entry.uid not in json.dumps(export) and "Alice" not in json.dumps(export)
