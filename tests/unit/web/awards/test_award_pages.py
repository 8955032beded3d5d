"""The desk's award pages: why, by hand with a reason, withdrawn with a reason; strangers see no desk."""

import pytest
from django.test import Client
from tests.issuing_world import IssuingWorld

from skillmark.domains.awarding import api as awarding
from skillmark.domains.awarding.models import Award
from skillmark.domains.people.api import SYSTEM, Actor
from skillmark.domains.people.models import Person
from skillmark.doors.web.awards.words import why_of

pytestmark = pytest.mark.django_db
DESK = "/desk/northbank-college/awards/"


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(uid=actor.person_uid))
    return client


def given(world: IssuingWorld, **more: str) -> dict[str, str]:
    return {
        "email": "alice@cast.example",
        "achievement": world.achievement.version_uid,
        "reason": "Shown at the counter on 3 June.",
    } | more


def test_strangers_and_the_holder_see_no_desk(world: IssuingWorld) -> None:
    award = world.issue()
    for actor in (world.cast.mallory, world.cast.carol, world.cast.alice, world.cast.quinn):
        client = signed_in(actor)
        for url in (DESK, f"{DESK}by-hand/", f"{DESK}{award.uid}/"):
            assert client.get(url).status_code == 404
        assert client.post(f"{DESK}by-hand/", given(world)).status_code == 404
        assert client.post(f"{DESK}{award.uid}/revoke/", {"reason": "x"}).status_code == 404
    assert Award.objects.count() == 1 and awarding.award(SYSTEM, award.uid).state == "issued"


def test_who_is_not_signed_in_is_sent_to_sign_in(world: IssuingWorld) -> None:
    assert Client().get(DESK).status_code == 302
    assert Client().post(f"{DESK}by-hand/", given(world)).status_code == 302


def test_the_bar_leads_to_ones_own_awards(world: IssuingWorld) -> None:
    assert signed_in(world.cast.bea).get("/desk/all/awards/")["Location"] == DESK
    assert signed_in(world.cast.mallory).get("/desk/all/awards/").status_code == 404
    assert Client().get("/desk/all/awards/").status_code == 302


def test_the_list_says_why(world: IssuingWorld) -> None:
    world.issue()
    page = signed_in(world.cast.bea).get(DESK).content.decode()
    assert "SQL for Analysts" in page and "Alice" in page and "Signed" in page
    assert "Quiz, score: 85 in 100" in page and "Quiz, pass mark: 70 in 100" in page


def test_an_award_by_hand_keeps_its_reason(world: IssuingWorld) -> None:
    client = signed_in(world.cast.bea)
    page = client.post(f"{DESK}by-hand/", given(world), follow=True)
    assert b"By hand: Shown at the counter on 3 June." in page.content
    client.post(f"{DESK}by-hand/", given(world))
    assert Award.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"reason": " "}, "Write the reason in one or two sentences."),
        ({"email": "nobody@nowhere.example"}, "Nobody is known here under that address."),
        ({"achievement": "another"}, "Select a valid choice"),
        ({"email": "<script>"}, "Enter a valid email address"),
    ],
)
def test_a_bad_form_says_what_to_correct(world: IssuingWorld, wrong: dict[str, str], words: str) -> None:
    page = signed_in(world.cast.bea).post(f"{DESK}by-hand/", given(world, **wrong))
    assert page.status_code == 422 and words in page.content.decode()
    assert not Award.objects.exists()


def test_withdrawing_needs_a_reason_and_shows_it(world: IssuingWorld) -> None:
    award = world.issue()
    client = signed_in(world.cast.bea)
    assert client.post(f"{DESK}{award.uid}/revoke/", {"reason": ""}).status_code == 422
    page = client.post(f"{DESK}{award.uid}/revoke/", {"reason": "<b>Mistake</b>"}, follow=True).content.decode()
    assert "&lt;b&gt;Mistake" in page and "Withdraw the credential" not in page
    assert client.post(f"{DESK}{award.uid}/revoke/", {"reason": "Again"}).status_code == 422


def test_an_award_of_another_house_is_not_under_this_address(world: IssuingWorld) -> None:
    award = world.issue()
    assert signed_in(world.cast.carol).get(f"/desk/brightwater-retail/awards/{award.uid}/").status_code == 404


def test_what_the_lint_refused_is_shown(world: IssuingWorld) -> None:
    award = world.decide()
    Award.objects.update(refused_why="State the workload in hours.")
    page = signed_in(world.cast.bea).get(f"{DESK}{award.uid}/").content.decode()
    assert "It could not be signed." in page and "State the workload in hours." in page


def test_why_in_words_survives_any_form() -> None:
    assert why_of({}) == ["The holder was erased, and the reason with them."]
    assert why_of({"kind": "requirements_met", "facts": {}}) == ["Every requirement was met."]
    lines = why_of({"facts": {"project": {"levels": [{"name": "Joins", "level": 3}], "passed": True}}})
    assert lines == ["Project, levels 1, name: Joins", "Project, levels 1, level: 3", "Project, passed: yes"]


def test_a_completion_is_told_in_sentences() -> None:
    day = "2026-03-14T09:00:00+00:00"
    quiz = {"right": 17, "asked": 20, "score": 0.85, "pass_mark": 0.7, "attempt": 1, "attempts_allowed": 2}
    level = {"criterion": "Joins", "level": 3, "of": 4, "pass_at": 2, "words": "Joins four tables."}
    project = {"handed_in_at": day, "judged_at": day, "levels": [level]}
    facts = {"shape": 1, "quiz": quiz | {"answered_at": day}, "project": project}
    assert why_of({"kind": "requirements_met", "facts": facts}) == [
        "Quiz: 17 of 20 right, 85 in 100; 70 in 100 were needed. Attempt 1 of 2, 14 March 2026.",
        "Project: handed in 14 March 2026, judged 14 March 2026.",
        "Joins: level 3 of 4, 2 was needed. Joins four tables.",
    ]
    assert why_of({"facts": {"shape": 1, "quiz": {"right": 1}}}) == ["Shape: 1", "Quiz, right: 1"]
