"""Opening an account and setting up an organisation, and what Mallory gets from either."""

import pytest
from django.test import Client

from skillmark.domains.people.api import find_organisation, find_person, organisations_of
from skillmark.testing.cast import PASSWORD, Cast, make_cast

pytestmark = pytest.mark.django_db
NEW = {"display_name": "Ines Duarte", "email": "ines@learner.example", "password": "brass streak on dark stone"}
COLLEGE = {"name": "Harbour College", "kind": "university", "country": "ie", "website": "https://harbour.example"}


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def signed_in(client: Client, name: str) -> Client:
    assert client.login(username=f"{name}@cast.example", password=PASSWORD)
    return client


def test_joining_signs_in_and_goes_to_a_goal(client: Client) -> None:
    answer = client.post("/join/", NEW)
    assert (answer.status_code, answer["Location"]) == (302, "/plan/goal/")
    assert client.session["_auth_user_id"]
    assert organisations_of(find_person(email=NEW["email"]).uid) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "ines"}, "name@example.org"),
        ({"password": "short"}, "12"),
        ({"display_name": ""}, "name you go by"),
        ({"email": "ALICE@cast.example"}, "already uses"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    client: Client, cast: Cast, wrong: dict[str, str], said: str
) -> None:
    answer = client.post("/join/", NEW | wrong)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert NEW["password"] not in page
    assert "ines" in page.lower()


def test_a_script_in_a_name_stays_words(client: Client) -> None:
    client.post("/join/", NEW | {"display_name": "<script>alert(1)</script>"})
    assert b"<script>alert(1)" not in client.get("/password/").content


def test_whoever_sets_it_up_administers_it_and_it_can_sign(client: Client, cast: Cast) -> None:
    answer = signed_in(client, "alice").post("/join/organisation/", COLLEGE)
    assert answer["Location"] == "/desk/harbour-college/"
    roles = {role for view, role in organisations_of(cast.alice.person_uid or "") if view.key == "harbour-college"}
    assert {"admin", "creator", "issuer", "assessor"} == roles
    assert client.get("/o/harbour-college/did.json").status_code == 200


def test_an_organisation_needs_somebody_signed_in(client: Client) -> None:
    assert "/sign-in/" in client.post("/join/organisation/", COLLEGE)["Location"]


def test_mallory_cannot_take_a_name_that_is_taken(client: Client, cast: Cast) -> None:
    answer = signed_in(client, "mallory").post("/join/organisation/", COLLEGE | {"name": "Northbank College"})
    assert answer.status_code == 422
    assert organisations_of(cast.mallory.person_uid or "") == []
    assert find_organisation(key="northbank-college").uid == cast.northbank.uid
