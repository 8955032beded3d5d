"""A shared credential: the page, its files, machines, closed and wrong links."""

import json
from datetime import date

import pytest
from django.test import Client
from tests.issuing_world import IssuingWorld, make_world, uid_of

from skillmark.credkit.codec.images import unbake
from skillmark.domains.achievements import api as achievements
from skillmark.domains.authority import api as authority
from skillmark.domains.awarding import api as awarding
from skillmark.domains.people import api as people
from skillmark.domains.people.api import SYSTEM
from skillmark.domains.record import api as record
from skillmark.kernel.outbox import deliver_pending

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(world: IssuingWorld) -> str:
    world.issue()
    share = record.share(actor=world.cast.alice, entry_uid=world.entry().uid, closes_on=date(2099, 11, 30))
    return f"/s/{share.token}"


def test_the_page_gives_the_answer_and_keeps_two_dates_apart(client: Client, link: str) -> None:
    page = client.get(link).content.decode()
    assert "It holds" in page and "<b>Alice</b>" in page and "Northbank College" in page
    assert "Has no end date" in page and "Closes after" in page and "30 November 2099" in page
    assert 'class="qr"' in page
    assert client.get(link)["X-Robots-Tag"] == "noindex"


def test_the_same_address_answers_machines(client: Client, link: str) -> None:
    for accept in ("application/vc+ld+json", "application/json", "application/vc"):
        answer = client.get(link, headers={"accept": accept})
        assert answer["Content-Type"] == "application/vc+ld+json" and "Accept" in answer["Vary"]
        assert "proof" in json.loads(answer.content)
    assert client.get(link, headers={"accept": "text/html,*/*;q=0.8"})["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("name", ["credential.json", "badge.svg", "badge.png", "pack.json"])
def test_files_are_sandboxed_attachments(client: Client, link: str, name: str) -> None:
    answer = client.get(f"{link}/{name}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "sandbox" in answer["Content-Security-Policy"] and answer["X-Content-Type-Options"] == "nosniff"
    if name.startswith("badge"):
        assert json.loads(unbake(answer.content))["type"] == ["VerifiableCredential", "OpenBadgeCredential"]


def test_a_closed_link_is_gone_in_plain_words(client: Client, link: str, world: IssuingWorld) -> None:
    share = record.shares_of(world.cast.alice, uid_of(world.cast.alice))[0]
    record.close_share(actor=world.cast.alice, share_uid=share.uid)
    page = client.get(link)
    assert page.status_code == 410 and b"This link is closed" in page.content
    assert b"nothing about the credential" in page.content
    for name in ("credential.json", "badge.svg", "badge.png", "pack.json"):
        assert client.get(f"{link}/{name}").status_code in {409, 410}


def test_a_wrong_link_is_404(client: Client) -> None:
    for token in ("wrong", "A" * 22, "A" * 3000, "%00"):
        assert client.get(f"/s/{token}").status_code == 404
        assert client.get(f"/s/{token}/pack.json").status_code == 404


def test_an_erased_holder_leaves_nothing_behind_the_link(client: Client, link: str, world: IssuingWorld) -> None:
    people.erase_person(actor=world.cast.alice, person_uid=uid_of(world.cast.alice))
    assert client.get(link).status_code == 410
    deliver_pending()
    assert client.get(link).status_code == 404


def test_a_withdrawn_credential_says_so_with_the_reason(client: Client, link: str, world: IssuingWorld) -> None:
    awarding.revoke(actor=world.cast.bea, award_uid=world.entry().award_uid, reason="Sat by somebody else.")
    deliver_pending()
    page = client.get(link).content
    assert b"Does not hold" in page and b"Sat by somebody else." in page


def test_a_statement_is_shown_as_one(client: Client, world: IssuingWorld) -> None:
    alice = world.cast.alice
    entry = record.add_entry(actor=alice, person_uid=uid_of(alice), kind="job", title="<b>Baker</b>")
    token = record.share(actor=alice, entry_uid=entry.uid).token
    page = client.get(f"/s/{token}").content.decode()
    assert "&lt;b&gt;Baker" in page and "nothing to check" in page and "It holds" not in page
    assert client.get(f"/s/{token}/credential.json").status_code == 409


def test_a_script_in_the_holders_name_is_only_words(client: Client, world: IssuingWorld) -> None:
    person = people.register_person(actor=SYSTEM, email="eve@cast.example", display_name="<script>alert(1)</script>")
    eve = people.Actor(person.uid)
    world.issue(eve)
    token = record.share(actor=eve, entry_uid=world.entry(eve).uid).token
    page = client.get(f"/s/{token}").content
    assert b"<script>alert" not in page and b"&lt;script&gt;alert" in page


def test_documents_of_an_issuer_are_open_to_any_site(client: Client, world: IssuingWorld) -> None:
    answer = client.get("/o/northbank-college/did.json")
    assert answer["Access-Control-Allow-Origin"] == "*" and answer["Content-Type"] == "application/did+json"
    assert json.loads(answer.content)["id"] == authority.did_of(world.cast.northbank.uid)
    credential = json.loads(awarding.credential_of(SYSTEM, world.issue().uid))
    for entry in [credential["credentialStatus"]]:
        url = entry["statusListCredential"]
        served = client.get(url.removeprefix("http://localhost:8000"))
        assert served.status_code == 200 and json.loads(served.content)["id"] == url
    assert client.get("/o/brightwater-retail/did.json").status_code == 404
    assert client.get("/status/nothing").status_code == 404


def test_the_issuer_page_says_who_and_which_keys(client: Client, world: IssuingWorld) -> None:
    authority.rotate_key(actor=SYSTEM, organisation_uid=world.cast.northbank.uid)
    page = client.get("/o/northbank-college/").content.decode()
    assert "Northbank College" in page and "in use now" in page and page.count("z6Mk") == 2
    assert "SQL for Analysts" in page
    assert client.get("/o/brightwater-retail/").status_code == 404
    assert "Northbank College" in client.get("/register/").content.decode()


def test_an_expired_one_fails_and_the_link_still_opens(client: Client, db: None) -> None:
    from datetime import timedelta

    from skillmark.kernel.clock import now, turned_to

    world = make_world(expires_after_months=1)
    world.issue()
    token = record.share(actor=world.cast.alice, entry_uid=world.entry().uid).token
    with turned_to(now() + timedelta(days=45)):
        page = client.get(f"/s/{token}").content.decode()
    assert "Does not hold" in page and "Ended" in page and "Stays open" in page
    assert achievements.find_version(world.achievement.version_uid)
