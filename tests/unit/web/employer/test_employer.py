"""The employer's pages: paste, correct, open, see who fits, seal, ask for a name; strangers get nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.gap_world import ANALYST, STATISTICS
from tests.issuing_world import IssuingWorld, uid_of

from skillmark.domains.hiring import api as hiring
from skillmark.domains.people import api as people
from skillmark.domains.people.api import BE_FOUND, Actor
from skillmark.domains.skills.api import profile_of_occupation

SignIn = Callable[[Actor], Client]
HOUSE = "/hire/brightwater-retail/"
SQL = "http://data.europa.eu/esco/skill/sql"


@pytest.fixture
def opening(world: IssuingWorld) -> hiring.OpeningView:
    return hiring.open_opening(
        actor=world.cast.carol,
        organisation_uid=world.cast.brightwater.uid,
        title="Data analyst",
        advert="You query databases.",
        profile=profile_of_occupation(ANALYST),
    )


@pytest.fixture
def listed(world: IssuingWorld) -> IssuingWorld:
    """Alice agreed to be found and holds the award."""
    people.give_consent(actor=world.cast.alice, person_uid=uid_of(world.cast.alice), purpose=BE_FOUND)
    world.issue()
    return world


def address(opening: hiring.OpeningView, name: str = "shortlist") -> str:
    return reverse(f"employer:{name}", args=["brightwater-retail", opening.uid])


def said(response: Any) -> str:
    text: str = response.content.decode()
    return text


def the_form(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Data analyst, returns team",
        "advert": "You query databases and know statistics.",
        "rows": "1",
        "row-0-skill": SQL,
        "row-0-level": "2",
        "row-0-must": "must",
        "row-0-need": "70",
        "do": "save",
    } | changes


def test_an_advert_is_pasted_corrected_and_opened(listed: IssuingWorld, as_: SignIn) -> None:
    client = as_(listed.cast.carol)
    assert client.get("/hire/")["Location"] == HOUSE
    assert "No openings yet" in said(client.get(HOUSE))
    read = said(client.post(f"{HOUSE}new/", the_form(do="read")))
    assert f'value="{SQL}"' in read and f'value="{STATISTICS}"' in read
    opened = client.post(f"{HOUSE}new/", the_form())
    assert opened.status_code == 302
    page = said(client.get(opened["Location"]))
    assert "SQL for Analysts, earned" in page
    assert "Data analyst, returns team" in said(client.get(HOUSE))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "Enter a title."),
        ({"title": "x" * 161}, "Use at most 160 characters."),
        ({"advert": "databases " * 20_000}, "at most 50,000 characters"),
        ({"row-0-need": "0"}, "Enter a whole number from 1 to 99."),
        ({"rows": "0"}, "An opening asks for at least one skill"),
    ],
)
def test_bad_input_is_answered_with_what_was_typed(
    world: IssuingWorld, as_: SignIn, changes: dict[str, str], words: str
) -> None:
    page = as_(world.cast.carol).post(f"{HOUSE}new/", the_form(**changes))
    assert page.status_code == 422
    assert words in said(page)
    kept = "databases databases" if "advert" in changes else "You query databases and know statistics."
    assert kept in said(page)
    assert hiring.openings_of(world.cast.carol, world.cast.brightwater.uid) == ()


def test_an_advert_without_skills_says_so_and_offers_a_search(world: IssuingWorld, as_: SignIn) -> None:
    page = as_(world.cast.carol).post(f"{HOUSE}new/", the_form(do="read", advert="Lorem ipsum dolor."))
    assert "names no skill that is known here" in said(page)
    assert "Find skills" in said(page)


def test_script_in_a_title_is_only_words(world: IssuingWorld, as_: SignIn) -> None:
    client = as_(world.cast.carol)
    opened = client.post(f"{HOUSE}new/", the_form(title="<script>alert(1)</script>"))
    for url in (HOUSE, opened["Location"]):
        assert "<script>alert" not in said(client.get(url))


def test_the_list_is_empty_before_the_award_and_says_what_it_takes(
    world: IssuingWorld, as_: SignIn, opening: hiring.OpeningView
) -> None:
    people.give_consent(actor=world.cast.alice, person_uid=uid_of(world.cast.alice), purpose=BE_FOUND)
    client = as_(world.cast.carol)
    assert "Nobody is on the list yet" in said(client.get(address(opening)))
    world.issue()
    page = said(client.get(address(opening)))
    assert hiring.code_of(opening.uid, uid_of(world.cast.alice)) in page
    assert "Meets 1 of 2 musts." in page
    assert world.achievement.name in page
    assert f"/achievements/{world.achievement.uid}/" not in page  # its page says which school
    hiring.seal_shortlist(actor=world.cast.carol, opening_uid=opening.uid)
    assert f"/achievements/{world.achievement.uid}/" in said(client.get(address(opening)))
    assert "Nothing verified speaks about it. Not a no." in page


def test_the_page_says_neither_who_nor_where(listed: IssuingWorld, as_: SignIn, opening: hiring.OpeningView) -> None:
    page = said(as_(listed.cast.carol).get(address(opening)))
    for secret in (uid_of(listed.cast.alice), "alice@", "Alice", "Northbank", listed.entry().uid):
        assert secret not in page


def test_seal_then_a_name_then_gone_with_the_consent(
    listed: IssuingWorld, as_: SignIn, opening: hiring.OpeningView
) -> None:
    client = as_(listed.cast.carol)
    code = hiring.code_of(opening.uid, uid_of(listed.cast.alice))
    client.post(address(opening, "reveal"), {"code": code})
    assert "alice@cast.example" not in said(client.get(address(opening)))
    assert client.get(address(opening, "sealed")).status_code == 409
    assert "Seal a list of 1?" in said(client.get(address(opening, "seal")))
    client.post(address(opening, "seal"))
    page = said(client.get(address(opening)))
    assert "In the sealed order" in page and "alice@cast.example" not in page
    assert code in said(client.get(address(opening, "sealed")))
    client.post(address(opening, "reveal"), {"code": code})
    assert "alice@cast.example" in said(client.get(address(opening)))
    assert "Brightwater Retail" in said(as_(listed.cast.alice).get("/plan/"))
    assert "Brightwater" not in said(as_(listed.cast.mallory).get("/plan/"))
    people.withdraw_consent(actor=listed.cast.alice, person_uid=uid_of(listed.cast.alice), purpose=BE_FOUND)
    gone = said(client.get(address(opening)))
    assert "alice@cast.example" not in gone and code not in gone


def test_what_is_asked_is_edited_until_the_seal(listed: IssuingWorld, as_: SignIn, opening: hiring.OpeningView) -> None:
    client = as_(listed.cast.carol)
    edit = address(opening, "skills")
    assert f'value="{STATISTICS}"' in said(client.get(edit))
    assert client.post(edit, the_form(rows="0")).status_code == 422
    assert client.post(edit, the_form()).status_code == 302
    assert [ask.skill for ask in hiring.opening(listed.cast.carol, opening.uid).profile.asks] == [SQL]
    client.post(address(opening, "seal"))
    refused = client.post(edit, the_form())
    assert refused.status_code == 422 and "sealed" in said(refused)


def test_an_empty_list_is_not_sealed(world: IssuingWorld, as_: SignIn, opening: hiring.OpeningView) -> None:
    client = as_(world.cast.carol)
    client.post(address(opening, "seal"))
    assert "nothing to seal" in said(client.get(address(opening)))


def test_a_closed_opening_shows_nobody(listed: IssuingWorld, as_: SignIn, opening: hiring.OpeningView) -> None:
    client = as_(listed.cast.carol)
    client.post(address(opening, "close"))
    page = said(client.get(address(opening)))
    assert "This opening is closed" in page
    assert hiring.code_of(opening.uid, uid_of(listed.cast.alice)) not in page


@pytest.mark.parametrize("stranger", ["mallory", "alice", "bea"])
def test_a_stranger_finds_nothing(
    listed: IssuingWorld, as_: SignIn, opening: hiring.OpeningView, stranger: str
) -> None:
    client = as_(listed.cast.everyone[stranger])
    for name in ("shortlist", "skills", "seal", "sealed"):
        assert client.get(address(opening, name)).status_code == 404, name
    for name in ("skills", "seal", "reveal", "close"):
        assert client.post(address(opening, name), {"code": "x", "do": "save"}).status_code == 404, name
    assert client.get(HOUSE).status_code in {403, 404}
    assert client.get(f"{HOUSE}new/").status_code in {403, 404}
    assert client.post(f"{HOUSE}new/", the_form()).status_code in {403, 404}
    own = client.get("/hire/")
    assert "rightwater" not in said(own) + own.get("Location", "")
    assert hiring.opening(listed.cast.carol, opening.uid).is_open


def test_an_opening_is_not_found_under_another_house(
    listed: IssuingWorld, as_: SignIn, opening: hiring.OpeningView
) -> None:
    url = reverse("employer:shortlist", args=["northbank-college", opening.uid])
    assert as_(listed.cast.carol).get(url).status_code == 404


def test_nobody_signed_in_sees_anything(listed: IssuingWorld, opening: hiring.OpeningView) -> None:
    for url in ("/hire/", HOUSE, f"{HOUSE}new/", address(opening)):
        assert Client().get(url).status_code in {302, 404}
