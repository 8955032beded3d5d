"""The catalogue's pages: public, complete, and safe to read whoever wrote what stands on them."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.desk_world import COMPLETE, FRAMEWORK, SQL, DeskWorld

from skillmark.domains.achievements.api import (
    NewModule,
    define_stack,
    draft_achievement,
    find_achievement,
    publish,
    retire,
)
from skillmark.domains.assurance import api as assurance
from skillmark.domains.people.api import SYSTEM, Actor
from skillmark.domains.skills.api import import_framework
from skillmark.doors.web.shell import places

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


def text_of(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, response.status_code
    return response.content.decode()


def sign_in(client: Client, actor: Actor) -> Client:
    from django.contrib.auth import get_user_model

    client.force_login(get_user_model().objects.get(uid=actor.person_uid))
    return client


def test_anybody_finds_what_is_published_and_nothing_else(client: Client, world: DeskWorld) -> None:
    for reader in (client, sign_in(Client(), world.cast.mallory), sign_in(Client(), world.cast.bea)):
        html = text_of(reader, reverse("catalogue:index"))
        assert "SQL for analysts" in html and "1 achievement" in html
        assert "Unready statistics" not in html
        assert text_of(reader, reverse("catalogue:achievement", args=[world.draft]), 404)


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("text=databases", True),
        ("text=nursing", False),
        (f"skill={SQL}", True),
        ("skill=https://field.example/charts", False),
        ("level=2", True),
        ("level=3", False),
        ("participation=on_site", False),
        ("max_hours=39", False),
        ("max_weeks=6", True),
        ("max_price=120&currency=EUR", True),
        ("max_price=119.99&currency=EUR", False),
        ("max_price=900&currency=GBP", False),
        ("provider_kind=university", True),
        ("provider_kind=platform", False),
        ("language=en", True),
        ("field=health", False),
    ],
)
def test_facets_narrow(query: str, is_found: bool, client: Client, world: DeskWorld) -> None:
    html = text_of(client, f"{reverse('catalogue:index')}?{query}")
    assert ("SQL for analysts" in html) == is_found
    assert is_found or "Nothing here fits all of that" in html


@pytest.mark.parametrize(
    "query", ["max_price=-5", "max_hours=many", "level=99", "text=" + "x" * 300, "page=-1", "page=x", "text=%00",
              "currency=XXX", "provider_kind=%27", "skill=%00"],
)  # fmt: skip
def test_odd_queries_are_answered(query: str, client: Client, world: DeskWorld) -> None:
    text_of(client, f"{reverse('catalogue:index')}?{query}")


def test_a_negative_price_is_said_and_kept(client: Client, world: DeskWorld) -> None:
    html = text_of(client, f"{reverse('catalogue:index')}?max_price=-5")
    assert "A price is 0 or more" in html and 'value="-5"' in html


def test_the_five_questions_are_all_answered(client: Client, world: DeskWorld) -> None:
    html = text_of(client, reverse("catalogue:achievement", args=[world.published]))
    for question in ("Do employers ask for it?", "Is the issuer credible?", "Does it serve your goal?",
                     "Is it practical?", "What does it cost you?"):  # fmt: skip
        assert question in html
    assert "1 occupation names a skill it shows" in html
    assert "Adverts: unknown" in html and "Track record: unknown" in html and "Pay afterwards: unknown" in html
    assert "€120" in html and "40 h" in html
    assert "not stated" in html and "unstruck" in html  # supervision: nobody said
    assert "Edition 1" in html
    assert "Written for these tests by nobody" in html


def test_it_says_what_it_counts_towards(client: Client, world: DeskWorld) -> None:
    define_stack(
        actor=world.cast.bea, organisation_uid=world.cast.northbank.uid, name="Data and Society", is_degree=True,
        modules=[NewModule(achievement_uid=world.published), NewModule(title="Thesis")],
    )  # fmt: skip
    html = text_of(client, reverse("catalogue:achievement", args=[world.published]))
    assert "Data and Society" in html and "2 modules" in html


def test_what_is_retired_says_so_and_cannot_be_begun(client: Client, world: DeskWorld) -> None:
    retire(actor=world.cast.bea, achievement_uid=world.published)
    html = text_of(client, reverse("catalogue:achievement", args=[world.published]))
    assert "This was retired" in html and "Start it" not in html


def test_a_script_in_a_name_is_only_words(client: Client, world: DeskWorld) -> None:
    fields = {**COMPLETE, "name": f"Charts {SCRIPT}", "description": SCRIPT, "criteria": SCRIPT, "image_alt": SCRIPT,
              "outcomes": [SCRIPT], "quality_assurance": SCRIPT}  # fmt: skip
    uid = draft_achievement(actor=world.cast.bea, organisation_uid=world.cast.northbank.uid, **fields).uid
    publish(actor=world.cast.bea, achievement_uid=uid)
    for url in (reverse("catalogue:achievement", args=[uid]), reverse("catalogue:index"),
                f"{reverse('catalogue:skill')}?uri={SQL}", f"{reverse('catalogue:index')}?text={SCRIPT}",
                f"{reverse('catalogue:skill')}?text={SCRIPT}"):  # fmt: skip
        html = text_of(client, url)
        assert SCRIPT not in html
        assert "alert(1)" in html


def test_a_skill_says_who_teaches_and_who_asks(client: Client, world: DeskWorld) -> None:
    html = text_of(client, f"{reverse('catalogue:skill')}?uri={SQL}")
    assert "SQL for analysts" in html and "Data analyst" in html and "Essential" in html
    assert "Ask a database a question" in html


def test_an_occupation_says_what_it_asks_and_who_teaches_it(client: Client, world: DeskWorld) -> None:
    html = text_of(client, f"{reverse('catalogue:occupation')}?uri=https://field.example/analyst")
    assert "Query databases" in html and "Draw charts" in html
    assert "SQL for analysts" in html and "1 skill of these" in html
    assert "Written for these tests by nobody" in html


def test_searches_for_skills_and_occupations(client: Client, world: DeskWorld) -> None:
    assert "Query databases" in text_of(client, f"{reverse('catalogue:skill')}?text=sql")
    assert "Data analyst" in text_of(client, f"{reverse('catalogue:occupation')}?text=analyst")
    assert "Nothing here is called that" in text_of(client, f"{reverse('catalogue:skill')}?text=zzzz")


@pytest.mark.parametrize("name", ["catalogue:skill", "catalogue:occupation"])
def test_what_is_not_there_is_not_found(name: str, client: Client, world: DeskWorld) -> None:
    text_of(client, f"{reverse(name)}?uri=https://nowhere.example/x", 404)


def test_every_framework_is_shown_with_whose_it_is(client: Client, world: DeskWorld) -> None:
    import_framework(actor=SYSTEM, data=FRAMEWORK.replace(b'version = "1"', b'version = "2"'))
    html = text_of(client, reverse("catalogue:frameworks"))
    assert html.count("<b>Written for these tests by nobody in particular.</b>") == 2
    assert "In use" in html and "An earlier version" in html and "Words in: English" in html


def test_an_empty_house_says_so(client: Client, db: None) -> None:
    assert "Nothing is published here yet" in text_of(client, reverse("catalogue:index"))
    assert "No framework is here yet" in text_of(client, reverse("catalogue:frameworks"))


def test_language_and_country_are_named(client: Client, world: DeskWorld) -> None:
    html = text_of(client, reverse("catalogue:achievement", args=[world.published]))
    assert "<dd>English</dd>" in html and f"<dd>{places.country(world.cast.northbank.country)}</dd>" in html
    assert places.country(world.cast.northbank.country) != world.cast.northbank.country


def test_only_who_defines_is_led_to_the_desk(client: Client, world: DeskWorld) -> None:
    desk = reverse("issuer:edit", args=[world.cast.northbank.key, world.published])
    url = reverse("catalogue:achievement", args=[world.published])
    assert desk in text_of(sign_in(Client(), world.cast.bea), url)
    for reader in (client, sign_in(Client(), world.cast.mallory), sign_in(Client(), world.cast.alice)):
        assert desk not in text_of(reader, url)


def test_who_endorsed_it_stands_beside_who_accredited_its_maker(client: Client, world: DeskWorld) -> None:
    url = reverse("catalogue:achievement", args=[world.published])
    assert "Nobody in this register yet" in text_of(client, url)
    cast, version = world.cast, find_achievement(world.published)
    judged = [assurance.Judged(line.element, "holds", "Seen.") for line in assurance.checklist_of(version)]
    assurance.review_achievement(
        actor=cast.quinn, body_uid=cast.assay.uid, achievement_version_uid=version.version_uid, judged=judged
    )
    made = assurance.endorse(actor=cast.quinn, body_uid=cast.assay.uid, achievement_version_uid=version.version_uid)
    html = text_of(client, url)
    assert f"This edition is endorsed by {cast.assay.name}" in html and "Endorses this edition" in html
    assurance.accredit(
        actor=cast.quinn, body_uid=cast.assay.uid, organisation_uid=cast.northbank.uid, scope="Data skills",
        valid_from=date(2020, 1, 1), valid_until=None,
    )  # fmt: skip
    html = text_of(client, url)
    assert f"Accredited by {cast.assay.name}" in html and f"Accredits {cast.northbank.name}" in html
    assurance.withdraw_endorsement(actor=cast.quinn, endorsement_uid=made.uid, reason="It changed.")
    assert "Endorses this edition" not in text_of(client, url)


def test_while_somebody_types_only_the_results_come(client: Client, world: DeskWorld) -> None:
    url = f"{reverse('catalogue:index')}?text=databases"
    answer = client.get(url, headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert "SQL for analysts" in html and "<html" not in html and "<form" not in html
    assert 'hx-swap-oob="innerHTML">1 achievement<' in html
    whole = client.get(url)
    assert "HX-Request" in whole["Vary"] and "HX-Request" in answer["Vary"]
    assert 'id="results"' in whole.content.decode() and "hx-swap-oob" not in whole.content.decode()
