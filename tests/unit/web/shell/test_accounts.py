"""Signing in, out, guessing, changing the password; theme and language."""

import pytest
from django.core.cache import cache

from skillmark.domains.people.api import SYSTEM, register_person
from skillmark.doors.web.shell import throttle

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.unit.web.shell.addresses")]
PASSWORD = "brass streak on dark stone"


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def alice():
    return register_person(actor=SYSTEM, email="alice@learner.example", display_name="Alice", password=PASSWORD)


def attempt(client, password=PASSWORD, email="alice@learner.example", **more):
    return client.post("/sign-in/", {"email": email, "password": password, **more})


def test_alice_signs_in_and_goes_where_she_was_going(client, alice):
    answer = attempt(client, next="/who/")
    assert (answer.status_code, answer["Location"]) == (302, "/who/")
    assert client.get("/who/").content.decode() == alice.uid


def test_an_address_in_capitals_is_the_same_account(client, alice):
    assert attempt(client, email="ALICE@learner.example").status_code == 302


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example", ""]
)
def test_nobody_is_sent_elsewhere(client, alice, elsewhere):
    assert attempt(client, next=elsewhere)["Location"] == "/"


def test_wrong_password_and_unknown_account_look_the_same(client, alice):
    wrong, unknown = attempt(client, "nonsense"), attempt(client, "nonsense", "nobody@learner.example")
    assert wrong.status_code == unknown.status_code == 422
    strip = [page.content.split(b"<ul>")[1].split(b"</ul>")[0] for page in (wrong, unknown)]
    assert strip[0] == strip[1]
    assert b"do not belong together" in strip[0]
    assert b"nonsense" not in wrong.content


def test_missing_words_are_named_with_links_to_their_fields(client):
    page = client.post("/sign-in/", {}).content.decode()
    assert 'role="alert"' in page
    assert 'href="#id_email"' in page and 'id="id_email"' in page
    assert "Enter the e-mail address of your account." in page


def test_guessing_is_stopped_for_one_account_and_not_for_others(client, alice):
    register_person(actor=SYSTEM, email="bea@northbank.example", display_name="Bea", password=PASSWORD)
    for _ in range(throttle.PER_ACCOUNT):
        assert attempt(client, "guess").status_code == 422
    stopped = attempt(client)
    assert (stopped.status_code, stopped.headers["Retry-After"]) == (429, "900")
    assert attempt(client, email=" ALICE@learner.example").status_code == 429
    assert attempt(client, email="bea@northbank.example").status_code == 302


def test_guessing_is_stopped_for_one_address_of_the_net(client, monkeypatch):
    monkeypatch.setattr(throttle, "PER_ADDRESS", 3)
    for n in range(3):
        assert attempt(client, "guess", f"a{n}@x.example").status_code == 422
    assert attempt(client, "guess", "other@x.example").status_code == 429


def test_a_success_starts_the_count_afresh(client, alice):
    for _ in range(throttle.PER_ACCOUNT - 1):
        attempt(client, "guess")
    assert attempt(client).status_code == 302
    client.post("/sign-out/")
    assert attempt(client, "guess").status_code == 422


def test_the_cache_holds_no_address(client, alice):
    attempt(client, "guess")
    kept = repr(getattr(cache, "_cache", {}))
    assert "alice" not in kept and "127.0.0.1" not in kept


def test_signing_out_takes_a_button(client, alice):
    attempt(client)
    assert client.get("/sign-out/").status_code == 405
    answer = client.post("/sign-out/", follow=True)
    assert client.get("/who/").content == b"nobody"
    assert answer.redirect_chain == [("/", 302)]


def test_forms_are_guarded_against_other_sites(alice):
    from django.test import Client

    guarded = Client(enforce_csrf_checks=True)
    answer = attempt(guarded)
    assert answer.status_code == 403
    assert "This form is too old" in answer.content.decode()


def test_password_is_changed_and_other_sessions_end(client, alice):
    from django.test import Client

    attempt(client)
    elsewhere = Client()
    attempt(elsewhere)
    new = "a new sentence for today"
    answer = client.post("/password/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    assert answer.status_code == 302
    assert client.get("/who/").content.decode() == alice.uid
    assert elsewhere.get("/who/").content == b"nobody"


def test_short_passwords_are_refused(client, alice):
    attempt(client)
    answer = client.post("/password/", {"old_password": PASSWORD, "new_password1": "short", "new_password2": "short"})
    assert answer.status_code == 422
    assert "12 characters" in answer.content.decode()


def test_the_password_page_asks_strangers_to_sign_in(client):
    assert client.get("/password/")["Location"] == "/sign-in/?next=/password/"


def test_theme_is_kept_and_forgotten(client):
    client.post("/theme/", {"theme": "dark", "next": "/sign-in/"})
    assert 'data-theme="dark"' in client.get("/sign-in/").content.decode()
    client.post("/theme/", {"theme": "system"})
    assert "data-theme" not in client.get("/sign-in/").content.decode()


def test_a_made_up_theme_goes_nowhere(client):
    client.cookies["theme"] = '"><script>'
    assert b"<script>" not in client.get("/sign-in/").content


def test_language_is_offered_only_where_there_is_a_choice(client, settings):
    assert b"/language/" not in client.get("/sign-in/").content
    settings.LANGUAGES = [("en", "English"), ("ar", "Arabic")]
    client.post("/language/", {"language": "ar", "next": "/sign-in/"})
    page = client.get("/sign-in/").content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    client.post("/language/", {"language": "xx"})
    assert 'lang="ar"' in client.get("/sign-in/").content.decode()
