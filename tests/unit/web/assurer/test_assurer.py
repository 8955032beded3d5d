"""Quinn accredits, reviews, endorses and withdraws; everybody reads; Mallory and nobody change nothing."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from skillmark.domains.achievements.api import find_achievement
from skillmark.domains.assurance import api
from skillmark.domains.people.api import Actor
from skillmark.testing.cast import Cast

pytestmark = pytest.mark.django_db
As = Callable[[Actor], Client]


def accreditation(cast: Cast, **changes: str) -> dict[str, str]:
    return {
        "body": cast.assay.uid,
        "scope": "Data <b>skills</b>",
        "valid_from": "2026-01-01",
        "valid_until": "",
        **changes,
    }


def findings(cast: Cast, achievement_uid: str, **changes: str) -> dict[str, str]:
    lines = api.checklist_of(find_achievement(achievement_uid))
    return {"body": cast.assay.uid, **{f"found_{line.element}": "holds" for line in lines}, **changes}


def test_everybody_reads_the_register(cast: Cast, as_: As, client: Client, achievement_uid: str) -> None:
    for reader in (client, as_(cast.mallory)):
        assert "Northbank College" in reader.get(reverse("assurer:index")).content.decode()
        page = reader.get(reverse("assurer:register", args=[cast.northbank.key])).content.decode()
        assert "No accreditation is known" in page and "SQL for analysts" in page and "Enter the acc" not in page
        page = reader.get(reverse("assurer:achievement", args=[achievement_uid])).content.decode()
        assert "Learning outcomes" in page and "Keep this review" not in page
    assert client.get(reverse("assurer:register", args=["nobody"])).status_code == 404


def test_strangers_change_nothing(cast: Cast, as_: As, client: Client, achievement_uid: str) -> None:
    register = reverse("assurer:register", args=[cast.northbank.key])
    checklist = reverse("assurer:achievement", args=[achievement_uid])
    endorse = reverse("assurer:endorse", args=[achievement_uid])
    as_(cast.quinn).post(register, accreditation(cast))
    [entry] = api.accreditations_of(cast.northbank.uid)
    withdraw = reverse("assurer:withdraw", args=[entry.uid])
    for stranger in (cast.mallory, cast.bea):
        assert as_(stranger).post(register, accreditation(cast)).status_code == 403
        assert as_(stranger).post(checklist, findings(cast, achievement_uid)).status_code == 403
        assert as_(stranger).post(endorse, {"body": cast.assay.uid}).status_code == 403
        assert as_(stranger).post(withdraw, {"reason": "Spite."}).status_code == 403
    assert client.post(register, accreditation(cast)).status_code == 403
    assert client.post(withdraw, {"reason": "Spite."}).status_code == 302
    assert [one.withdrawn_at for one in api.accreditations_of(cast.northbank.uid)] == [None]


def test_quinn_accredits_and_withdraws(cast: Cast, as_: As) -> None:
    quinn, url = as_(cast.quinn), reverse("assurer:register", args=[cast.northbank.key])
    page = quinn.post(url, accreditation(cast), follow=True).content.decode()
    assert "Data &lt;b&gt;skills&lt;/b&gt;" in page and "without an end" in page
    [entry] = api.accreditations_of(cast.northbank.uid)
    withdraw = reverse("assurer:withdraw", args=[entry.uid])
    assert quinn.post(withdraw, {"reason": " "}).status_code == 422
    page = quinn.post(withdraw, {"reason": "They stopped testing."}, follow=True).content.decode()
    assert "They stopped testing." in page and "Withdrawn" in page
    assert quinn.post(withdraw, {"reason": "Again."}).status_code == 409
    assert quinn.get(reverse("assurer:withdraw", args=["nothing"])).status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"scope": ""},
        {"valid_from": "tomorrow"},
        {"valid_until": "2025-01-01"},
        {"body": "another"},
        {"scope": "x" * 301},
    ],
)
def test_a_broken_accreditation_is_named(cast: Cast, as_: As, changes: dict[str, str]) -> None:
    url = reverse("assurer:register", args=[cast.northbank.key])
    assert as_(cast.quinn).post(url, accreditation(cast, **changes)).status_code == 422
    assert api.accreditations_of(cast.northbank.uid) == ()


def test_quinn_reviews_endorses_and_takes_it_back(cast: Cast, as_: As, achievement_uid: str) -> None:
    quinn, url = as_(cast.quinn), reverse("assurer:achievement", args=[achievement_uid])
    assert quinn.post(url, findings(cast, achievement_uid, found_level="fails")).status_code == 422
    data = findings(cast, achievement_uid, found_level="fails", note_level="Too high.")
    assert "Too high." in quinn.post(url, data, follow=True).content.decode()
    endorse = reverse("assurer:endorse", args=[achievement_uid])
    assert quinn.post(endorse, {"body": cast.assay.uid}).status_code == 409
    assert "Endorse this version" in quinn.post(url, findings(cast, achievement_uid), follow=True).content.decode()
    page = quinn.post(endorse, {"body": cast.assay.uid, "statement": "We sat in."}, follow=True).content.decode()
    assert "We sat in." in page
    [made] = api.endorsements_of(find_achievement(achievement_uid).version_uid)
    withdraw = reverse("assurer:withdraw_endorsement", args=[made.uid])
    assert as_(cast.mallory).post(withdraw, {"reason": "Spite."}).status_code == 403
    assert quinn.get(withdraw).status_code == 200
    assert "It changed." in quinn.post(withdraw, {"reason": "It changed."}, follow=True).content.decode()
