"""Only what leads to the goal is read, and that is all of it: prerequisites at any depth, no matter what they teach."""

from tests.issuing_world import DEFINITION, SQL, IssuingWorld

from skillmark.domains.achievements import api as achievements
from skillmark.domains.people.api import SYSTEM

STATISTICS = "https://field.example/statistics"


def publish(world: IssuingWorld, name: str, skill: str, *needed: str) -> str:
    values = DEFINITION | {"name": name, "skills": [(skill, 2)], "prerequisites": list(needed)}
    draft = achievements.draft_achievement(actor=SYSTEM, organisation_uid=world.cast.northbank.uid, **values)
    return achievements.publish(actor=SYSTEM, achievement_uid=draft.uid).uid


def test_what_teaches_it_and_all_that_comes_before(world: IssuingWorld) -> None:
    first = publish(world, "First", SQL)
    second = publish(world, "Second", SQL, first)
    third = publish(world, "Third", STATISTICS, second)
    found = {view.uid for view in achievements.achievements_towards([STATISTICS])}
    assert found == {first, second, third}


def test_a_skill_is_found_by_its_identity(world: IssuingWorld) -> None:
    identity = world.achievement.skills[0].identity
    assert identity != SQL
    assert [view.uid for view in achievements.achievements_towards([identity])] == [world.achievement.uid]
    assert achievements.achievements_towards(["https://nothing.example/"]) == ()


def test_what_is_retired_cannot_be_begun(world: IssuingWorld) -> None:
    first = publish(world, "First", SQL)
    publish(world, "Second", STATISTICS, first)
    achievements.retire(actor=SYSTEM, achievement_uid=first)
    assert [view.name for view in achievements.achievements_towards([STATISTICS])] == ["Second"]
