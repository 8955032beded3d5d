"""Keys: one in use, a history kept, demo keys refused outside the demo."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from skillmark.credkit.keys import is_signed_by
from skillmark.domains.authority import api as authority
from skillmark.domains.authority.models import IssuingKey
from skillmark.domains.people.api import ANYONE, SYSTEM, Actor, NoSuchOrganisation, NotAllowed, OrganisationView
from skillmark.kernel.clock import turned_to

pytestmark = pytest.mark.django_db


def test_the_did_names_our_address_and_the_organisation(college: OrganisationView, settings: Any) -> None:
    settings.PUBLIC_URL = "http://localhost:8000"
    assert authority.did_of(college.uid) == "did:web:localhost%3A8000:o:northbank-college"
    settings.PUBLIC_URL = "https://badges.example.org/house"
    assert authority.did_of(college.uid) == "did:web:badges.example.org:house:o:northbank-college"


def test_a_signature_verifies_under_the_published_key(issuing_college: OrganisationView) -> None:
    signer = authority.signer_for(issuing_college.uid)
    document = json.loads(authority.did_document(issuing_college.key))
    (method,) = document["verificationMethod"]
    assert method["id"] == signer.verification_method in document["assertionMethod"]
    assert is_signed_by(method["publicKeyMultibase"], b"words", signer.sign(b"words"))


def test_rotation_keeps_the_old_key_with_its_time(college: OrganisationView) -> None:
    with turned_to(datetime(2025, 1, 1, tzinfo=UTC)):
        first = authority.open_issuing(actor=SYSTEM, organisation_uid=college.uid)
    with turned_to(datetime(2026, 6, 30, tzinfo=UTC)):
        second = authority.rotate_key(actor=SYSTEM, organisation_uid=college.uid)
    assert [key.public_multikey for key in authority.keys_of(college.uid)] == [
        second.public_multikey,
        first.public_multikey,
    ]
    old, new = json.loads(authority.did_document(college.key))["verificationMethod"]
    assert (old["inUseFrom"], old["expires"]) == ("2025-01-01T00:00:00Z", "2026-06-30T00:00:00Z")
    assert "expires" not in new and "revoked" not in old
    assert authority.signer_for(college.uid).public_multikey == second.public_multikey


def test_a_leaked_key_is_marked_as_not_to_be_trusted_from_then_on(issuing_college: OrganisationView) -> None:
    authority.rotate_key(actor=SYSTEM, organisation_uid=issuing_college.uid, distrust_old=True)
    assert "revoked" in json.loads(authority.did_document(issuing_college.key))["verificationMethod"][0]


def test_the_database_refuses_a_second_key_in_use(issuing_college: OrganisationView) -> None:
    row = IssuingKey.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        IssuingKey.objects.create(
            organisation_id=issuing_college.uid, public_multikey="z6MkOther", wrapped=bytes(row.wrapped), is_demo=True
        )


def test_opening_twice_is_refused(issuing_college: OrganisationView) -> None:
    with pytest.raises(authority.AlreadyOpen):
        authority.open_issuing(actor=SYSTEM, organisation_uid=issuing_college.uid)


def test_a_demo_key_does_not_sign_outside_the_demo(college: OrganisationView, settings: Any) -> None:
    settings.IS_DEMO = True
    assert authority.open_issuing(actor=SYSTEM, organisation_uid=college.uid).is_demo
    settings.IS_DEMO = False
    with pytest.raises(authority.DemoKeyRefused):
        authority.signer_for(college.uid)
    assert not authority.rotate_key(actor=SYSTEM, organisation_uid=college.uid).is_demo
    authority.signer_for(college.uid)


def test_the_secret_is_not_in_the_database(issuing_college: OrganisationView) -> None:
    row = IssuingKey.objects.get()
    assert len(bytes(row.wrapped)) == 12 + 32 + 16
    with pytest.raises(Exception, match=r"Ed25519|master key|restore"):
        from skillmark.kernel.seams import resolve

        resolve("keystore").unwrap(bytes(row.wrapped), purpose="person")


def test_an_organisation_without_keys_has_no_did_document(college: OrganisationView) -> None:
    with pytest.raises(NoSuchOrganisation):
        authority.did_document(college.key)
    with pytest.raises(authority.CannotIssue):
        authority.signer_for(college.uid)


@pytest.mark.parametrize("action", [authority.open_issuing, authority.rotate_key])
def test_mallory_and_strangers_get_no_key(action: Any, college: OrganisationView, mallory: Actor) -> None:
    for actor in (mallory, ANYONE):
        with pytest.raises(NotAllowed):
            action(actor=actor, organisation_uid=college.uid)
