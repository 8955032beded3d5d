"""Anybody checks any file: good, changed, hostile; nothing is kept."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.issuing_world import IssuingWorld

from skillmark.domains.awarding import api as awarding
from skillmark.domains.people.api import SYSTEM
from skillmark.domains.record import api as record
from skillmark.doors.web.public.forms import MAX_FILE_BYTES
from skillmark.doors.web.public.specimen import specimen
from skillmark.doors.web.public.tampering import change_one_letter
from skillmark.kernel.outbox import deliver_pending

pytestmark = pytest.mark.django_db
URL = "/verify/"


def upload(client: Client, data: bytes, name: str = "badge.json", **more: str):
    return client.post(URL, {"file": SimpleUploadedFile(name, data)} | more)


def test_the_front_page_needs_no_login(client: Client) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert b"What does a badge prove?" in page.content and b'type="file"' in page.content


def test_the_front_counts_what_there_is(client: Client, world: IssuingWorld) -> None:
    award = world.issue()
    awarding.revoke(actor=SYSTEM, award_uid=award.uid, reason="Mistake")
    page = client.get("/").content.decode()
    assert "of 1 ever signed" in page and "from 1 issuer" in page


def test_a_good_file_holds(client: Client, world: IssuingWorld) -> None:
    data = awarding.credential_of(SYSTEM, world.issue().uid)
    page = upload(client, data)
    assert page.status_code == 200
    assert b"It holds" in page.content and b"SQL for Analysts" in page.content
    asked = upload(client, data, recipient="alice@cast.example").content
    other = upload(client, data, recipient="mallory@cast.example").content
    assert b"It holds" in asked and b"Does not hold" in other


def test_pasted_text_and_a_pack_are_checked_too(client: Client, world: IssuingWorld) -> None:
    world.issue()
    pack = record.pack_of(world.cast.alice, world.entry().uid)
    assert b"It holds" in upload(client, pack, "pack.json").content
    data = awarding.credential_of(SYSTEM, world.entry().award_uid)
    assert b"It holds" in client.post(URL, {"text": data.decode()}).content


def test_one_changed_byte_fails_for_the_specimen_and_for_an_own_file(client: Client, world: IssuingWorld) -> None:
    assert b"It holds" in client.post(URL, {"specimen": "1"}).content
    assert b"Does not hold" in client.post(URL, {"specimen": "1", "change": "1"}).content
    page = upload(client, awarding.credential_of(SYSTEM, world.issue().uid))
    carried = page.context["carried"]
    changed = client.post(URL, {"carried": carried, "change": "1"})
    assert b"Does not hold" in changed.content and b"SQL for Analystt" in changed.content
    assert b"It holds" in client.post(URL, {"carried": changed.context["carried"]}).content


def test_exactly_one_letter_changes() -> None:
    from skillmark.credkit.codec.strict_json import read_object, write_json

    changed = change_one_letter(specimen())
    assert changed is not None
    before, after = write_json(read_object(specimen())), changed.data
    assert len(before) == len(after) and sum(a != b for a, b in zip(before, after, strict=True)) == 1


def test_a_withdrawn_one_says_why(client: Client, world: IssuingWorld) -> None:
    award = world.issue()
    data = awarding.credential_of(SYSTEM, award.uid)
    awarding.revoke(actor=SYSTEM, award_uid=award.uid, reason="The exam was sat by somebody else.")
    deliver_pending()
    page = upload(client, data).content
    assert b"Does not hold" in page and b"The exam was sat by somebody else." in page


def test_checking_writes_nothing(client: Client, world: IssuingWorld) -> None:
    data = awarding.credential_of(SYSTEM, world.issue().uid)
    upload(client, data)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        upload(client, data)
    written = [q["sql"] for q in queries if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert written == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("broken.json", b'{"@context": ['),
        ("empty.json", b"{}"),
        ("list.json", b"[]"),
        ("broken.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40),
        ("plain.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("entity.svg", b'<!DOCTYPE svg [<!ENTITY x "y">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>'),
        ("archive.zip", b"PK\x03\x04" + b"\x00" * 30),
        ("noise.json", bytes(range(256)) * 4),
        ("deep.json", b"[" * 100_000),
        ("jwt.txt", b"eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJ4In0.c2ln"),
        ("nan.json", b'{"a": NaN}'),
        ("pack.json", b'{"format": "skillmark-pack/1"}'),
    ],
)
def test_hostile_files_get_a_report_in_words(client: Client, name: str, data: bytes) -> None:
    page = upload(client, data, name)
    assert page.status_code == 200
    assert b"It holds" not in page.content.split(b"How other answers look")[0]
    assert b"<script>alert" not in page.content


def test_a_script_in_a_name_is_only_words(client: Client) -> None:
    data = (
        specimen()
        .replace(b'"SQL for Analysts"', b'"<script>alert(1)</script>"')
        .replace(b'"Specimen House"', b'"\\"><img src=x onerror=alert(1)>"')
    )
    page = upload(client, data).content
    assert b"<script>alert" not in page and b"<img src=x" not in page
    assert b"&lt;script&gt;" in page


def test_a_file_that_is_too_large_is_refused_with_its_limit(client: Client) -> None:
    page = upload(client, b"x" * (10 * 1024 * 1024))
    assert page.status_code == 422 and MAX_FILE_BYTES < 10 * 1024 * 1024
    assert b"10 MB. Choose one of at most 4 MB" in page.content


def test_nothing_handed_in_is_asked_for(client: Client) -> None:
    page = client.post(URL, {})
    assert page.status_code == 422 and b"Choose a file or paste its text." in page.content


@pytest.mark.parametrize("carried", ["", "!!!", "QUJD" * 10, "x" * 6_000_000])
def test_a_forged_hidden_field_is_just_an_unreadable_file(client: Client, carried: str) -> None:
    page = client.post(URL, {"carried": carried, "change": "1"})
    assert page.status_code in {200, 400} and b"Traceback" not in page.content


def test_a_pasted_link_of_ours_leads_to_its_page_and_nowhere_else(client: Client, settings) -> None:
    ours = client.post(URL, {"text": f"{settings.PUBLIC_URL}/s/abcDEF_1-2"})
    assert ours.status_code == 302 and ours["Location"] == reverse("public:shared", args=["abcDEF_1-2"])
    for text in (
        "https://evil.example/s/abc",
        f"{settings.PUBLIC_URL}/s//evil.example",
        f"{settings.PUBLIC_URL}/s/a.b",
    ):
        assert client.post(URL, {"text": text}).status_code == 200


def test_an_image_with_a_badge_inside_is_read(client: Client) -> None:
    import segno

    from skillmark.credkit.codec.images import bake

    picture = BytesIO()
    segno.make("x").save(picture, kind="png")
    assert b"It holds" in upload(client, bake(picture.getvalue(), specimen()), "badge.png").content
