"""The pages of the shell as markup: one h1, nothing inline, nothing from elsewhere, nothing untranslated."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from tests.unit.web.shell.pseudo import CODE, pseudo_locale

from skillmark.domains.people.api import SYSTEM, register_person
from skillmark.domains.people.models import Person
from skillmark.domains.skills.api import FrameworkView
from skillmark.doors.web.shell import context

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.unit.web.shell.addresses")]
PAGES = ["/sign-in/", "/nothing-here/", "/raises/refused/", "/raises/house/", "/_look/", "/_look/form/", "/bare/"]
NAMES = {"Skillmark", "English", "Pseudo"}


class Reader(HTMLParser):
    """Gathers what a person sees or hears, and every attribute."""

    def __init__(self):
        super().__init__()
        self.words, self.attributes, self.tags, self._skip = [], [], [], 0

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self._skip += tag in {"style", "script", "option"} or (tag == "p" and ("class", "mono") in attrs)

    def handle_endtag(self, tag):
        self._skip -= tag in {"style", "script", "option"}

    def handle_data(self, data):
        if not self._skip and data.strip():
            self.words.append(data.strip())


def read(client, address):
    reader = Reader()
    reader.feed(client.get(address).content.decode())
    return reader


@pytest.mark.parametrize("address", [p for p in PAGES if p != "/bare/"])
def test_one_heading_first_and_a_way_past_the_bar(client, address):
    found = read(client, address)
    assert found.tags.count("h1") == 1
    assert found.tags.index("main") < found.tags.index("h1")
    assert ("a", "href", "#main") in found.attributes and ("main", "id", "main") in found.attributes


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(client, address):
    found = read(client, address)
    names = {name for _tag, name, _value in found.attributes}
    assert "style" not in names
    assert not any(name.startswith("on") for name in names)
    assert "style" not in found.tags
    asked = [v for tag, n, v in found.attributes if n in {"src", "href", "action"} and not v.startswith(("/", "#"))]
    assert [v for v in asked if v not in {"", "#"}] == []


@pytest.mark.parametrize("address", PAGES)
def test_scripts_are_files_of_ours_and_htmx_may_not_evaluate(client, address):
    page = client.get(address).content.decode()
    assert all('src="/static/' in tag for tag in re.findall(r"<script[^>]*>", page))
    assert '"allowEval":false' in page and '"includeIndicatorStyles":false' in page


@pytest.mark.parametrize("address", PAGES)
def test_no_id_twice(client, address):
    ids = [value for _tag, name, value in read(client, address).attributes if name == "id"]
    assert sorted(ids) == sorted(set(ids))


def held(key, attribution, is_current=True):
    return FrameworkView(key, key, key, "1", attribution, "x", "en", datetime.now(UTC), 1, 1, 1, 0, is_current)


def test_publishers_of_frameworks_in_use_are_named_once(client, monkeypatch):
    versions = (
        held("a", "By A & Co."),
        held("a2", "By A & Co."),
        held("b", "By B."),
        held("c", "By C.", is_current=False),
    )
    monkeypatch.setattr(context, "frameworks", lambda: versions)
    foot = client.get("/sign-in/").content.decode().split("<footer")[1]
    assert (foot.count("By A &amp; Co."), foot.count("By B."), foot.count("By C.")) == (1, 1, 0)


def test_the_style_page_is_for_debug_and_demo_only(client, settings):
    settings.DEBUG, settings.IS_DEMO = False, False
    assert client.get("/_look/").status_code == 404
    assert client.get("/_look/form/").status_code == 404


def test_hostile_names_stay_words_on_a_page(client):
    assert b"<script>alert" not in client.get("/_look/").content


def test_a_good_form_comes_back_with_a_toast_that_is_heard(client):
    data = {"title": "x", "hours": "3", "level": "4", "assessed": "exam"}
    page = client.post("/_look/form/", data, follow=True).content.decode()
    assert '<div class="toast noprint" role="status">Draft saved. Nothing is public yet.</div>' in page


@pytest.mark.parametrize(
    "address",
    ["/sign-in/", "/nothing-here/", "/raises/refused/", "/raises/house/", "/bare/", "/me/plan/", "/password/"],
)
@pytest.mark.parametrize("is_signed_in", [False, True])
def test_every_visible_word_goes_through_gettext(client, settings, address, is_signed_in):
    if is_signed_in:
        seen = register_person(actor=SYSTEM, email="alice@learner.example", display_name="12345")
        client.force_login(Person.objects.get(uid=seen.uid))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = CODE
    with pseudo_locale(settings):
        found = Reader()
        found.feed(client.get(address, follow=True).content.decode())
    spoken = [v for _t, name, v in found.attributes if name in {"aria-label", "placeholder", "alt", "title"} and v]
    assert [w for w in [*found.words, *spoken] if _is_plain(w)] == []


def _is_plain(words):
    """Words of letters that carry neither bracket nor accent; names and error codes are no words."""
    rest = words.removesuffix("| Skillmark").strip()
    is_code = re.fullmatch(r"[a-z_]+\.[a-z_]+", rest)
    return (
        bool(re.search(r"[A-Za-z]{2}", rest)) and rest not in NAMES and not is_code and not re.search(r"[\[\]]", rest)
    )


def test_the_heuristic_would_notice():
    assert _is_plain("Sign in")
    assert not _is_plain("[Šîgñ îñ]") and not _is_plain("42")
