"""The issuer's desk: define, see what is missing, publish, revise; and nobody else's hands on it."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from tests.desk_world import CHARTS, SQL, DeskWorld

from skillmark.domains.achievements.api import achievements_of, find_achievement, newest_version
from skillmark.domains.people.api import Actor

pytestmark = pytest.mark.django_db
KEY = "northbank-college"
SCRIPT = "<script>alert(1)</script>"
TYPED: dict[str, Any] = {
    "name": "Honest charts",
    "description": "Charts that do not mislead.",
    "field": "data",
    "language": "en",
    "country": "IE",
    "outcomes": "Draws a chart that fits its question\n\nChecks a figure",
    "skill": [CHARTS, SQL],
    "level": ["2", ""],
    "criteria": "Hand in three charts.",
    "delivery": "project",
    "participation": "online",
    "assessment": "project",
    "supervision": "supervised",
    "pass_mark": "60",
    "practical_share": "80",
    "workload_hours": "12.5",
    "typical_weeks": "3",
    "eqf_level": "4",
    "price": "49.50",
    "currency": "eur",
    "quality_assurance": "None",
    "image_alt": "Teal shield with a chart",
    "save": "1",
}


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(uid=actor.person_uid))
    return client


@pytest.fixture
def bea(world: DeskWorld) -> Client:
    return signed_in(world.cast.bea)


def begin_url() -> str:
    return reverse("issuer:begin", args=[KEY])


def edit_url(uid: str, name: str = "edit") -> str:
    return reverse(f"issuer:{name}", args=[KEY, uid])


def test_a_desk_lists_drafts_and_what_is_published(bea: Client) -> None:
    assert bea.get(reverse("issuer:index")).headers["Location"] == reverse("issuer:desk", args=[KEY])
    html = bea.get(reverse("issuer:desk", args=[KEY])).content.decode()
    assert html.index("Unready statistics") < html.index("SQL for analysts")
    assert "Draft of edition 1" in html and "Published, edition 1" in html and "10 things" in html


def test_defining_saves_what_was_typed(bea: Client, world: DeskWorld) -> None:
    answer = bea.post(begin_url(), TYPED)
    assert answer.status_code == 302, answer.context["form"].errors
    [view] = [one for one in achievements_of(world.cast.bea, world.cast.northbank.uid) if one.name == "Honest charts"]
    assert answer.headers["Location"] == edit_url(view.uid)
    assert (view.price_minor, view.currency, view.workload_hours) == (4_950, "EUR", 12.5)
    assert (view.pass_mark, view.practical_share, view.eqf_level) == (0.6, 0.8, 4)
    assert view.outcomes == ("Draws a chart that fits its question", "Checks a figure")
    assert [(skill.uri, skill.level) for skill in view.skills] == [(CHARTS, 2)]
    page = bea.get(answer.headers["Location"]).content.decode()
    assert "Draft saved" in page and "All stated" in page and 'value="49.5"' in page and "unstruck" in page


def test_saving_what_the_form_shows_changes_nothing(bea: Client, world: DeskWorld) -> None:
    before = find_achievement(world.published)
    form = bea.get(edit_url(world.published)).context["form"]
    shown = {name: value for name, value in form.initial.items() if value is not None}
    bea.post(edit_url(world.published), {**shown, "skill": [SQL], "level": ["2"], "save": "1"})
    after = newest_version(world.cast.bea, world.published)
    assert after.version == 2 and not after.is_published
    same = ("name", "description", "outcomes", "skills", "workload_hours", "typical_weeks", "price_minor", "currency",
            "participation", "delivery", "assessment", "supervision", "identity_checked", "pass_mark", "eqf_level",
            "language", "country", "quality_assurance", "image_alt")  # fmt: skip
    for name in same:
        assert getattr(after, name) == getattr(before, name), name


def test_what_is_missing_is_named_and_it_stays_a_draft(bea: Client, world: DeskWorld) -> None:
    page = bea.get(edit_url(world.draft)).content.decode()
    assert "10 missing" in page and "Enter the hours a typical learner needs, tests included." in page
    assert 'href="#id_workload_hours"' in page and 'id="id_workload_hours"' in page
    assert 'href="#id_skills"' in page and 'id="id_skills"' in page
    answer = bea.post(edit_url(world.draft, "publish"), follow=True)
    assert "Enter the hours a typical learner needs" in answer.content.decode()
    assert not newest_version(world.cast.bea, world.draft).is_published


def test_complete_it_is_published_and_its_next_edition_begins(bea: Client, world: DeskWorld) -> None:
    bea.post(edit_url(world.draft), TYPED)
    answer = bea.post(edit_url(world.draft, "publish"))
    assert answer.headers["Location"] == reverse("catalogue:achievement", args=[world.draft])
    assert "Published" in bea.get(answer.headers["Location"]).content.decode()
    assert "What you save here begins the next edition" in bea.get(edit_url(world.draft)).content.decode()
    bea.post(edit_url(world.draft), {**TYPED, "workload_hours": "20"})
    assert find_achievement(world.draft).workload_hours == 12.5
    assert newest_version(world.cast.bea, world.draft).workload_hours == 20.0
    bea.post(edit_url(world.draft, "discard"))
    assert newest_version(world.cast.bea, world.draft).workload_hours == 12.5
    bea.post(edit_url(world.draft, "retire"))
    assert find_achievement(world.draft).retired_at is not None


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"name": ""}, "name", "Give it a title"),
        ({"name": "x" * 161}, "name", "at most 160"),
        ({"description": "x" * 4_001}, "description", "at most 4000"),
        ({"price": "-1"}, "price", "Enter what it costs"),
        ({"price": "1e99"}, "price", "too high"),
        ({"price": "10", "currency": ""}, "currency", "in which currency"),
        ({"workload_hours": "0"}, "workload_hours", "more than 0"),
        ({"workload_hours": "many"}, "workload_hours", "Enter a number"),
        ({"pass_mark": "101"}, "pass_mark", "0 to 100"),
        ({"country": "1"}, "country", "two letters"),
        ({"price_url": "javascript:alert(1)"}, "price_url", "begins with https"),
        ({"participation": "telepathy"}, "participation", "valid choice"),
        ({"outcomes": "x" * 301}, "outcomes", "Shorten it"),
        ({"skill": ["https://nowhere.example/x"], "level": ["2"]}, "__all__", "in no framework held here"),
    ],
)
def test_bad_input_is_named_kept_and_changes_nothing(
    change: dict[str, Any], field: str, said: str, bea: Client, world: DeskWorld
) -> None:
    before = newest_version(world.cast.bea, world.draft)
    answer = bea.post(edit_url(world.draft), {**TYPED, "criteria": "Typed a moment ago.", **change})
    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors[field])
    page = answer.content.decode()
    assert "Typed a moment ago." in page and "Correct" in page
    assert newest_version(world.cast.bea, world.draft) == before


def test_a_skill_is_found_and_chosen_without_a_script(bea: Client, world: DeskWorld) -> None:
    looked = bea.post(begin_url(), {**TYPED, "skill_text": "statist", "look": "1", "save": ""}).content.decode()
    assert "Statistics" in looked and "https://field.example/statistics" in looked
    assert "Hand in three charts." in looked and "Draw charts" in looked
    assert len(achievements_of(world.cast.bea, world.cast.northbank.uid)) == 2
    nothing = bea.post(begin_url(), {"skill_text": "zzzzz", "look": "1"}).content.decode()
    assert "No skill is called that" in nothing


def test_outcomes_suggest_skills_and_choose_none(bea: Client) -> None:
    sent = {"name": "Charts", "outcomes": "Draw charts for a reader", "suggest": "1"}
    answer = bea.post(begin_url(), sent)
    [row] = answer.context["rows"]
    assert (row.uri, row.level) == (CHARTS, "")


def test_a_script_is_only_words(bea: Client, world: DeskWorld) -> None:
    typed = {**TYPED, "name": f"Charts {SCRIPT}", "description": SCRIPT, "image_alt": SCRIPT, "skill_text": SCRIPT}
    saved = bea.post(edit_url(world.draft), typed, follow=True).content.decode()
    broken = bea.post(edit_url(world.draft), {**typed, "skill": [SCRIPT], "level": ["2"]}).content.decode()
    listed = bea.get(reverse("issuer:desk", args=[KEY])).content.decode()
    for html in (saved, broken, listed):
        assert SCRIPT not in html
        assert "alert(1)" in html


@pytest.mark.parametrize("who", ["mallory", "alice", "carol"])
def test_strangers_get_nothing(who: str, world: DeskWorld) -> None:
    client = signed_in(world.cast.everyone[who])
    assert client.get(reverse("issuer:desk", args=[KEY])).status_code in {403, 404}
    assert client.get(begin_url()).status_code in {403, 404}
    assert client.post(begin_url(), TYPED).status_code in {403, 404}
    for uid in (world.draft, world.published):
        assert client.get(edit_url(uid)).status_code in {403, 404}
        for name in ("edit", "publish", "discard", "retire"):
            answer = client.post(edit_url(uid, name), TYPED)
            assert answer.status_code in {403, 404}
            assert "Unready" not in answer.content.decode()
    assert newest_version(world.cast.bea, world.draft).name == "Unready statistics"
    assert find_achievement(world.published).retired_at is None


def test_anonymous_is_asked_to_sign_in(client: Client, world: DeskWorld) -> None:
    for url in (reverse("issuer:index"), reverse("issuer:desk", args=[KEY]), begin_url(), edit_url(world.draft)):
        assert "/sign-in" in client.get(url).headers["Location"]
    for name in ("edit", "publish", "discard", "retire"):
        assert "/sign-in" in client.post(edit_url(world.draft, name), TYPED).headers["Location"]
    assert newest_version(world.cast.bea, world.draft).name == "Unready statistics"


def test_an_assessor_may_look_and_not_touch(world: DeskWorld) -> None:
    sam = signed_in(world.cast.sam)
    assert "Unready statistics" in sam.get(reverse("issuer:desk", args=[KEY])).content.decode()
    assert sam.post(edit_url(world.draft), TYPED).status_code == 403
    assert sam.get(begin_url()).status_code == 403


def test_a_definition_is_found_at_its_own_house_only(bea: Client, world: DeskWorld) -> None:
    assert bea.get(reverse("issuer:edit", args=["brightwater-retail", world.draft])).status_code == 404
    assert bea.get(reverse("issuer:edit", args=[KEY, "nobody"])).status_code == 404
    assert bea.get(reverse("issuer:desk", args=["nobody"])).status_code == 404


def test_a_prerequisite_is_found_ticked_and_kept_without_a_script(bea: Client, world: DeskWorld) -> None:
    found = bea.post(edit_url(world.draft), TYPED | {"save": [], "look_need": "1", "need_text": "databases"})
    page = found.content.decode()
    assert found.status_code == 200 and "SQL for analysts" in page and f'name="need" value="{world.published}"' in page
    assert 'value="Honest charts"' in page  # what was typed stays
    assert newest_version(world.cast.bea, world.draft).prerequisites == ()
    sent = TYPED | {"need": [world.published], "need_shown": [world.published]}
    assert bea.post(edit_url(world.draft), sent).status_code == 302
    assert newest_version(world.cast.bea, world.draft).prerequisites == (world.published,)
    assert f'value="{world.published}" checked' in bea.get(edit_url(world.draft)).content.decode()
    assert bea.post(edit_url(world.draft), TYPED | {"need_shown": [world.published]}).status_code == 302
    assert newest_version(world.cast.bea, world.draft).prerequisites == ()


def test_without_words_ones_own_are_listed_and_never_oneself(bea: Client, world: DeskWorld) -> None:
    look = TYPED | {"save": [], "look_need": "1", "need_text": ""}
    assert "SQL for analysts</b>" in bea.post(edit_url(world.draft), look).content.decode()
    page = bea.post(edit_url(world.published), look | {"need_shown": ["nowhere"]}).content.decode()
    assert 'name="need"' not in page and "Nothing published is called that" in page


def test_a_circle_of_prerequisites_is_said(bea: Client, world: DeskWorld) -> None:
    sent = TYPED | {"need": [world.published], "need_shown": [world.published]}
    answer = bea.post(edit_url(world.published), sent)
    assert answer.status_code == 422 and "a prerequisite of itself" in answer.content.decode()


@pytest.mark.parametrize(("typed", "status"), [({"skill_text": "charts"}, 200), ({"need_text": "sql"}, 200), ({}, 302)])
def test_the_enter_key_looks_where_words_stand_and_else_saves(
    typed: dict[str, str], status: int, bea: Client, world: DeskWorld
) -> None:
    sent = {name: value for name, value in TYPED.items() if name != "save"} | {"enter": "1"} | typed
    assert bea.post(edit_url(world.draft), sent).status_code == status


def test_a_draft_is_previewed_by_its_house_only(bea: Client, world: DeskWorld) -> None:
    url = reverse("catalogue:preview", args=[world.draft])
    assert url in bea.get(edit_url(world.draft)).content.decode()
    page = bea.get(url).content.decode()
    assert "This is a preview" in page and "Unready statistics" in page and "not stated" in page
    assert "Start it" not in page
    assert signed_in(world.cast.mallory).get(url).status_code == 404
    assert Client().get(url).status_code == 302


def test_administrators_are_led_to_their_people_and_the_houseless_to_found_one(world: DeskWorld) -> None:
    people = reverse("join:members", args=[KEY])
    for name in ("issuer:desk", "assurer:index"):  # Bea administers the college
        url = reverse(name, args=[KEY] if name == "issuer:desk" else [])
        page = signed_in(world.cast.bea).get(url).content.decode()
        assert people in page and "People of Northbank College" in page, name
    page = signed_in(world.cast.sam).get(reverse("assurer:index")).content.decode()  # Sam assesses for it
    assert "join/organisation" not in page
    for name in ("issuer:index", "employer:index", "assurer:index"):
        page = signed_in(world.cast.mallory).get(reverse(name)).content.decode()
        assert reverse("join:found") in page and people not in page, name
    assert "join/organisation" not in Client().get(reverse("assurer:index")).content.decode()


def test_while_somebody_types_levels_already_given_stay(bea: Client, world: DeskWorld) -> None:
    url = reverse("issuer:find_skills", args=[KEY])
    sent = {"skill_text": "stat", "skill": [CHARTS, SQL], "level": ["2", ""]}
    html = bea.get(url, sent, headers={"HX-Request": "true"}).content.decode()
    assert "Statistics" in html and "Draw charts" in html and "Query databases" not in html
    assert '<option value="2" selected>' in html and "1 skill found" in html and "<form" not in html
    one_letter = bea.get(url, {"skill_text": "st"}, headers={"HX-Request": "true"}).content.decode()
    assert "Statistics" not in one_letter and "None yet" in one_letter
    misspelt = bea.get(url, {"skill_text": "statitics"}, headers={"HX-Request": "true"}).content.decode()
    assert "Press Look to find misspelt words too" in misspelt
    assert Client().get(url, {"skill_text": SCRIPT, "skill": [SCRIPT]}).content.decode().count(SCRIPT) == 0
