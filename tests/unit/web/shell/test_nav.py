"""The bar: words for the hat worn, only addresses that exist, and a switch where there are several hats."""

import re

import pytest

from skillmark.domains.people.api import (
    SYSTEM,
    OrganisationKind,
    Role,
    add_member,
    register_organisation,
    register_person,
)
from skillmark.domains.people.models import Person
from skillmark.doors.web.shell import nav

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.unit.web.shell.addresses")]


@pytest.fixture
def alice():
    return register_person(actor=SYSTEM, email="alice@learner.example", display_name="Alice <b>")


def member(person, name, kind, role):
    house = register_organisation(actor=SYSTEM, name=name, kind=kind, country="NL")
    add_member(actor=SYSTEM, organisation_uid=house.uid, person_uid=person.uid, role=role)


def test_everybody_may_learn(alice):
    assert nav.hats_of(alice.uid) == {"learner": ""}


@pytest.mark.parametrize(
    ("kind", "role", "hats"),
    [
        (OrganisationKind.UNIVERSITY, Role.ISSUER, {"issuer"}),
        (OrganisationKind.UNIVERSITY, Role.ASSESSOR, {"assessor"}),
        (OrganisationKind.EMPLOYER, Role.HIRER, {"employer"}),
        (OrganisationKind.ASSURANCE_BODY, Role.ADMIN, {"assurer"}),
        (OrganisationKind.EMPLOYER, Role.ADMIN, {"employer"}),
        (OrganisationKind.COMPANY, Role.ADMIN, {"issuer", "employer"}),
    ],
)
def test_hats_come_from_memberships(alice, kind, role, hats):
    member(alice, "House", kind, role)
    assert set(nav.hats_of(alice.uid)) == {"learner", *hats}


@pytest.mark.parametrize("hat", nav.NAV)
def test_no_hat_has_more_than_five_words(hat, monkeypatch):
    monkeypatch.setattr(nav, "first_address", lambda names: f"/{names[0]}/")
    assert 0 < len(nav.links_for(hat, "/")) <= 5
    assert set(nav.HAT_OF_PAGES.values()) == set(nav.HAT_WORDS) == set(nav.NAV) - {"public"}


def test_only_addresses_that_exist_are_shown():
    assert [link.label for link in nav.links_for("learner", "/")] == ["Plan", "Record"]
    assert nav.links_for("assurer", "/") == []


def test_the_current_page_is_marked_and_its_section_too():
    assert [link.current for link in nav.links_for("learner", "/me/record/")] == ["", "page"]
    assert [link.current for link in nav.links_for("learner", "/me/record/7/")] == ["", "true"]


def test_a_package_under_anothers_address_marks_its_own_word(monkeypatch):
    addresses = {"issuer:index": "/desk/", "awards:index": "/desk/all/awards/", "public:verify": "/verify/"}
    monkeypatch.setattr(nav, "first_address", lambda names: addresses.get(names[0]))
    assert [link.current for link in nav.links_for("issuer", "/desk/college/awards/", "awards")] == ["", "true"]
    assert [link.current for link in nav.links_for("issuer", "/desk/college/", "issuer")] == ["true", ""]
    assert [link.current for link in nav.links_for("public", "/", "public")] == [""]


def test_the_name_of_who_is_signed_in_stays_words(client, alice):
    client.force_login(Person.objects.get(uid=alice.uid))
    page = client.get("/password/").content.decode()
    assert "Alice &lt;b&gt;" in page
    assert "Sign out" in page
    assert re.findall(r'<nav aria-label="Learner">.*?</nav>', page)


def test_several_hats_can_be_switched(client, alice):
    member(alice, "Northbank College", OrganisationKind.UNIVERSITY, Role.ASSESSOR)
    client.force_login(Person.objects.get(uid=alice.uid))
    page = client.get("/me/plan/").content.decode()
    assert "You act as" in page
    assert '<a href="/me/plan/" aria-current="true">learner</a>' in page
    assert '<a href="/assess/">assessor, Northbank College</a>' in page


def test_a_hat_stays_on_over_pages_that_are_everybodys(client, alice):
    member(alice, "Northbank College", OrganisationKind.UNIVERSITY, Role.ASSESSOR)
    client.force_login(Person.objects.get(uid=alice.uid))
    for address, label in (
        ("/bare/", "Assessor"),
        ("/me/plan/", "Learner"),
        ("/bare/", "Learner"),
        ("/assess/", "Assessor"),
    ):
        assert f'<nav aria-label="{label}">' in client.get(address).content.decode()


def test_a_hat_nobody_has_is_not_worn(client, alice):
    client.force_login(Person.objects.get(uid=alice.uid))
    assert '<nav aria-label="Learner">' in client.get("/assess/").content.decode()


def test_nobody_sees_nothing_but_the_way_in(client):
    page = client.get("/password/", follow=True).content.decode()
    assert "Sign out" not in page
    assert '<a href="/sign-in/?next=' in page
