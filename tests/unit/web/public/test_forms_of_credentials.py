"""A file may be a token, or carry several credentials: the page says what became of each."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.unit.credkit.college import DAY_ONE, unsigned_award

from skillmark.credkit.codec.images import bake
from skillmark.credkit.issue import issue, issue_jwt, prepare, present
from skillmark.doors.web.public.tampering import change_one_letter
from skillmark.testing.parties import signer_named

pytestmark = pytest.mark.django_db
BEA, ALICE = signer_named("bea"), signer_named("alice")


def award(name: str, **changes: Any) -> Any:
    """An unsigned award by an issuer whose identifier is its key, without a status list."""
    document: Any = unsigned_award(**changes)
    del document["credentialStatus"]
    document["id"] = f"urn:example:{name.replace(' ', '-')}"
    document["issuer"]["id"] = BEA.verification_method.partition("#")[0]
    document["credentialSubject"]["achievement"]["name"] = name
    document["credentialSubject"]["id"] = ALICE.verification_method.partition("#")[0]
    return document


def token(name: str = "Welding") -> str:
    return issue_jwt(prepare(award(name)), signer=BEA, created_at=DAY_ONE)


def upload(client: Client, data: bytes, name: str) -> Any:
    return client.post("/verify/", {"file": SimpleUploadedFile(name, data)})


def test_a_token_is_shown_and_one_changed_letter_fails(client: Client) -> None:
    page = upload(client, token().encode(), "badge.jwt")
    assert b"It holds" in page.content and b"Welding" in page.content
    again = client.post("/verify/", {"carried": page.context["carried"]})
    changed = client.post("/verify/", {"carried": page.context["carried"], "change": "1"})
    assert b"It holds" in again.content
    assert b"Does not hold" in changed.content and b"Weldinh" in changed.content


def test_a_token_baked_into_a_picture(client: Client) -> None:
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>'
    page = upload(client, bake(picture, token().encode()), "badge.svg")
    assert b"It holds" in page.content and b"Welding" in page.content


def test_a_changed_token_keeps_its_signature() -> None:
    changed = change_one_letter(token().encode())
    assert changed is not None and (changed.before, changed.after) == ("Welding", "Weldinh")
    assert changed.data.split(b".")[::2] == token().encode().split(b".")[::2]


def test_a_presentation_says_what_became_of_each(client: Client) -> None:
    good = issue(prepare(award("Welding")), signer=BEA, created_at=DAY_ONE)
    changed = issue(prepare(award("Soldering")), signer=BEA, created_at=DAY_ONE).replace(b"Soldering", b"Plastered")
    both = present([good, changed], signer=ALICE, challenge="q", domain="jobs.example", created_at=DAY_ONE)
    page = upload(client, both, "shown.json").content.decode()
    carried = page.split("What it carries</h2>")[1].split("</section>")[0]
    assert "Does not hold" in page and "What it carries" in page
    assert "Welding" in carried and 'class="holds"' in carried
    assert "Plastered" in carried and 'class="fails"' in carried
