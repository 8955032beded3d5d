"""Who belongs to an organisation is for its administrators; Mallory learns nothing and changes nothing."""

import pytest
from django.test import Client

from skillmark.domains.people.api import organisations_of
from skillmark.testing.cast import PASSWORD, Cast, make_cast

pytestmark = pytest.mark.django_db
HERE = "/join/organisation/northbank-college/"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def as_(client: Client, name: str) -> Client:
    assert client.login(username=f"{name}@cast.example", password=PASSWORD)
    return client


def roles(cast: Cast, name: str) -> set[str]:
    return {role for view, role in organisations_of(cast.everyone[name].person_uid or "") if view == cast.northbank}


def test_bea_brings_alice_in_and_takes_it_back(client: Client, cast: Cast) -> None:
    as_(client, "bea").post(HERE, {"email": "Alice@cast.example", "role": "assessor"})
    assert roles(cast, "alice") == {"assessor"}
    assert "Alice" in client.get(HERE).content.decode()
    client.post(f"{HERE}remove/", {"person": cast.alice.person_uid, "role": "assessor"})
    assert roles(cast, "alice") == set()


def test_an_unknown_address_is_said_and_kept(client: Client, cast: Cast) -> None:
    answer = as_(client, "bea").post(HERE, {"email": "nobody@cast.example", "role": "assessor"})
    assert answer.status_code == 422
    assert "nobody@cast.example" in answer.content.decode()


def test_the_last_administrator_stays(client: Client, cast: Cast) -> None:
    answer = as_(client, "bea").post(f"{HERE}remove/", {"person": cast.bea.person_uid, "role": "admin"})
    assert answer.status_code == 409
    assert "admin" in roles(cast, "bea")


@pytest.mark.parametrize("name", ["mallory", "sam", "carol", "alice"])
def test_nobody_else_sees_or_changes_it(client: Client, cast: Cast, name: str) -> None:
    as_(client, name)
    seen = client.get(HERE)
    assert seen.status_code != 200
    assert b"bea@cast.example" not in seen.content
    client.post(HERE, {"email": f"{name}@cast.example", "role": "admin"})
    client.post(f"{HERE}remove/", {"person": cast.bea.person_uid, "role": "issuer"})
    assert "admin" not in roles(cast, name)
    assert "issuer" in roles(cast, "bea")
