"""The record's pages: for who is signed in, of their own record, and nothing else exists."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.issuing_world import IssuingWorld, uid_of

from skillmark.credkit.codec.images import unbake
from skillmark.domains.awarding import api as awarding
from skillmark.domains.people import api as people
from skillmark.domains.people.api import SYSTEM, Actor
from skillmark.domains.people.models import Person
from skillmark.domains.record import api as record
from skillmark.doors.web.public.specimen import specimen
from skillmark.kernel.outbox import deliver_pending

pytestmark = pytest.mark.django_db


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(uid=actor.person_uid))
    return client


@pytest.fixture
def entry(world: IssuingWorld) -> record.EntryView:
    world.issue()
    return world.entry()


def addresses(uid: str) -> list[str]:
    return [reverse(f"record:{name}", args=[uid]) for name in ("entry", "credential", "badge_svg", "pack")]


def posts(uid: str) -> list[str]:
    return [reverse(f"record:{name}", args=[uid]) for name in ("share", "remove")]


def test_mallory_finds_nothing_of_alice(world: IssuingWorld, entry: record.EntryView) -> None:
    share = record.share(actor=world.cast.alice, entry_uid=entry.uid)
    for actor in (world.cast.mallory, world.cast.bea, world.cast.carol):
        client = signed_in(actor)
        assert [client.get(url).status_code for url in addresses(entry.uid)] == [404] * 4
        assert [client.post(url).status_code for url in posts(entry.uid)] == [404] * 2
        assert client.post(reverse("record:close_share", args=[share.uid])).status_code == 404
        assert b"SQL for Analysts" not in client.get("/record/").content
        assert b"SQL for Analysts" not in client.get("/record/export/").content
    assert record.open_share(share.token)


def test_who_is_not_signed_in_is_sent_to_sign_in(world: IssuingWorld, entry: record.EntryView) -> None:
    plain = ["/record/", "/record/add/", "/record/bring/", "/record/links/", "/record/export/", "/record/erase/"]
    for url in [*plain, *addresses(entry.uid)]:
        assert Client().get(url).status_code == 302
    for url in [*posts(entry.uid), "/record/found/"]:
        assert Client().post(url).status_code == 302


def test_the_line_of_time_labels_where_things_come_from(world: IssuingWorld, entry: record.EntryView) -> None:
    alice = world.cast.alice
    record.add_entry(actor=alice, person_uid=uid_of(alice), kind="degree", title="Bachelor of Arts, Geography")
    page = signed_in(alice).get("/record/").content.decode()
    assert "SQL for Analysts" in page and "Verified" in page
    assert "Bachelor of Arts" in page and "Self-stated" in page and "2 entries." in page


def test_an_own_entry_is_added_with_known_skills(world: IssuingWorld) -> None:
    client = signed_in(world.cast.alice)
    given = {"kind": "job", "title": "Analyst", "started_on": "2024-01-08", "skills": "query DATABASES\n", "level": "2"}
    assert client.post("/record/add/", given).status_code == 302
    assert [skill.label for skill in world.entry().skills] == ["Query databases"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "Give it a title."),
        ({"skills": "juggling chainsaws"}, "juggling chainsaws"),
        ({"started_on": "2025-02-30"}, "Write the day as"),
        ({"started_on": "2025-03-01", "ended_on": "2025-02-01"}, "It ends before it starts."),
        ({"kind": "credential"}, "Select a valid choice"),
    ],
)
def test_a_bad_entry_says_what_to_correct(world: IssuingWorld, wrong: dict[str, str], words: str) -> None:
    given = {"kind": "job", "title": "Analyst", "level": "2"} | wrong
    page = signed_in(world.cast.alice).post("/record/add/", given)
    assert page.status_code == 422 and words in page.content.decode()
    assert record.entries_of(world.cast.alice, uid_of(world.cast.alice)) == ()


def test_a_link_is_made_shown_once_and_closed(world: IssuingWorld, entry: record.EntryView) -> None:
    client = signed_in(world.cast.alice)
    page = client.post(reverse("record:share", args=[entry.uid]), {"closes_on": "2099-11-30", "shows_name": "on"})
    link = page.context["link"]
    assert page.status_code == 200 and link.encode() in page.content
    assert b"It holds" in Client().get(link.removeprefix("http://localhost:8000")).content
    again = client.get(reverse("record:entry", args=[entry.uid])).content.decode()
    assert link not in again and "Link closes after" in again and "Opened once" in again
    share = record.shares_of(world.cast.alice, uid_of(world.cast.alice))[0]
    client.post(reverse("record:close_share", args=[share.uid]))
    assert Client().get(link.removeprefix("http://localhost:8000")).status_code == 410
    assert "Link closed" in client.get("/record/links/").content.decode()


def test_a_last_day_in_the_past_is_an_error(world: IssuingWorld, entry: record.EntryView) -> None:
    page = signed_in(world.cast.alice).post(reverse("record:share", args=[entry.uid]), {"closes_on": "2020-01-01"})
    assert page.status_code == 422 and b"Choose today or a later day." in page.content


def test_files_are_sandboxed_attachments(world: IssuingWorld, entry: record.EntryView) -> None:
    client = signed_in(world.cast.alice)
    for url in addresses(entry.uid)[1:]:
        answer = client.get(url)
        assert answer.status_code == 200 and answer["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer["Content-Security-Policy"]
    assert json.loads(unbake(client.get(addresses(entry.uid)[2]).content))["id"].startswith("urn:uuid:")


def test_consent_to_be_found_is_given_and_taken_back(world: IssuingWorld) -> None:
    client = signed_in(world.cast.alice)
    person = uid_of(world.cast.alice)
    client.post("/record/found/", {"be_found": "yes"})
    assert people.has_consent(person, people.BE_FOUND)
    client.post("/record/found/", {"be_found": "no"})
    assert not people.has_consent(person, people.BE_FOUND)
    assert client.get("/record/found/").status_code == 405


def test_the_export_is_a_file_with_everything(world: IssuingWorld, entry: record.EntryView) -> None:
    answer = signed_in(world.cast.alice).get("/record/export/")
    assert answer["Content-Disposition"] == 'attachment; filename="my-record.json"'
    assert json.loads(answer.content)["entries"][0]["title"] == "SQL for Analysts"


def test_erasing_asks_once_more_and_then_does_it(world: IssuingWorld, entry: record.EntryView) -> None:
    client = signed_in(world.cast.alice)
    assert client.post("/record/erase/", {}).status_code == 422
    assert not people.find_person(uid=uid_of(world.cast.alice)).is_erased
    assert client.post("/record/erase/", {"sure": "on"}).status_code == 302
    assert people.find_person(uid=uid_of(world.cast.alice)).is_erased
    assert client.get("/record/").status_code == 302


def test_a_file_from_elsewhere_is_checked_and_kept(world: IssuingWorld) -> None:
    client = signed_in(world.cast.alice)
    page = client.post("/record/bring/", {"file": SimpleUploadedFile("b.json", specimen())}, follow=True)
    assert b"What we found when you brought it" in page.content
    assert world.entry().provenance == "stated"  # a specimen was awarded to nobody


@pytest.mark.parametrize(
    ("name", "data"),
    [("b.png", b"\x89PNG\r\n\x1a\nbroken"), ("b.json", b"{"), ("b.svg", b"<svg><script/></svg>"), ("b.exe", b"MZ"),
     ("b.json", b"x" * (10 * 1024 * 1024))],
)  # fmt: skip
def test_a_file_that_is_no_badge_is_refused_in_words(world: IssuingWorld, name: str, data: bytes) -> None:
    page = signed_in(world.cast.alice).post("/record/bring/", {"file": SimpleUploadedFile(name, data)})
    assert page.status_code == 422 and b'class="err"' in page.content
    assert record.entries_of(world.cast.alice, uid_of(world.cast.alice)) == ()


def test_a_withdrawn_award_shows_its_reason(world: IssuingWorld, entry: record.EntryView) -> None:
    awarding.revoke(actor=SYSTEM, award_uid=entry.award_uid, reason="<i>Mistake</i>")
    deliver_pending()
    page = signed_in(world.cast.alice).get(reverse("record:entry", args=[entry.uid])).content.decode()
    assert "Withdrawn by its issuer" in page and "&lt;i&gt;Mistake" in page


def test_what_was_awarded_cannot_be_taken_out(world: IssuingWorld, entry: record.EntryView) -> None:
    page = signed_in(world.cast.alice).post(reverse("record:remove", args=[entry.uid]))
    assert page.status_code == 400 and world.entry().uid == entry.uid
