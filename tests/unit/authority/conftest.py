"""An organisation that may issue, and a stranger."""

import pytest

from skillmark.domains.authority import api as authority
from skillmark.domains.people import api as people
from skillmark.domains.people.api import SYSTEM, Actor, OrganisationView


@pytest.fixture
def college(db: None) -> OrganisationView:
    return people.register_organisation(
        actor=SYSTEM, name="Northbank College", kind="university", country="AT", website="https://northbank.example"
    )


@pytest.fixture
def issuing_college(college: OrganisationView) -> OrganisationView:
    authority.open_issuing(actor=SYSTEM, organisation_uid=college.uid)
    return college


@pytest.fixture
def mallory(db: None) -> Actor:
    person = people.register_person(actor=SYSTEM, email="mallory@example.org", display_name="Mallory")
    return Actor(person.uid)
