"""Headers on every answer, and errors of the house as pages or problem documents."""

import json

import pytest

from skillmark.domains.people.api import SYSTEM, register_person
from skillmark.domains.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.unit.web.shell.addresses")]


@pytest.fixture
def mallory():
    seen = register_person(actor=SYSTEM, email="mallory@nowhere.example", display_name="Mallory")
    return Person.objects.get(uid=seen.uid)


@pytest.mark.parametrize("address", ["/sign-in/", "/nothing-here/", "/raises/refused/", "/theme/"])
def test_every_answer_carries_the_policy(client, address):
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy and "data:" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


def test_a_view_may_open_a_public_file_to_other_origins(client):
    headers = client.get("/own-headers/").headers
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Content-Security-Policy" in headers


def test_pages_for_somebody_are_not_kept_by_caches(client, mallory):
    assert "Cache-Control" not in client.get("/who/").headers
    client.force_login(mallory)
    assert client.get("/who/").headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("name", "status"),
    [("not-found", 404), ("malformed", 400), ("refused", 409), ("unavailable", 503), ("erased", 410), ("house", 500),
     ("document", 400), ("untrusted", 422)],
)  # fmt: skip
def test_errors_become_pages_with_their_hint(client, name, status):
    from tests.unit.web.shell.addresses import RAISED

    answer = client.get(f"/raises/{name}/")
    assert answer.status_code == status
    page = answer.content.decode()
    assert str(RAISED[name].hint).split("'")[0] in page
    assert RAISED[name].code in page
    assert page.count("<h1>") == 1
    assert "line 3" not in page


def test_every_finding_of_a_document_is_shown(client):
    assert "Say a name." in client.get("/raises/document/").content.decode()


@pytest.mark.parametrize("accept", ["application/json", "application/problem+json"])
def test_programs_get_a_problem_document(client, accept):
    answer = client.get("/raises/document/", headers={"accept": accept})
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content) == {
        "type": "about:blank",
        "title": "This could not be read",
        "status": 400,
        "detail": "This is not JSON.",
        "instance": "/raises/document/",
        "code": "credkit.json",
        "findings": ["Say a name."],
    }


def test_a_program_that_finds_nothing_is_told_so_in_json(client):
    body = json.loads(client.get("/nothing-here/", headers={"accept": "application/json"}).content)
    assert (body["status"], body["code"]) == (404, "house.not_found")


@pytest.mark.parametrize("accept", ["*/*", "text/html,application/xhtml+xml,*/*;q=0.8", ""])
def test_browsers_get_pages(client, accept):
    assert client.get("/raises/refused/", headers={"accept": accept}).headers["Content-Type"].startswith("text/html")


def test_a_stranger_is_sent_to_sign_in_and_back(client):
    answer = client.get("/raises/not-allowed/")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/raises/not-allowed/")
    assert client.post("/raises/not-allowed/").status_code == 403
    assert client.get("/raises/not-allowed/", headers={"accept": "application/json"}).status_code == 403


def test_mallory_is_refused_in_plain_words(client, mallory):
    client.force_login(mallory)
    answer = client.get("/raises/not-allowed/")
    assert answer.status_code == 403
    assert "This page is not yours to see" in answer.content.decode()


def test_what_must_not_leak_looks_like_nothing(client, mallory):
    client.force_login(mallory)
    hidden, missing = client.get("/secret/"), client.get("/nothing-here/")
    assert hidden.status_code == missing.status_code == 404
    assert b"people.not_allowed" not in hidden.content


def test_unforeseen_errors_have_a_page_without_a_trace(client, monkeypatch):
    from tests.unit.web.shell import addresses

    monkeypatch.setitem(addresses.RAISED, "odd", RuntimeError("the password is 1234"))
    client.raise_request_exception = False
    answer = client.get("/raises/odd/")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()
    assert b"1234" not in answer.content
