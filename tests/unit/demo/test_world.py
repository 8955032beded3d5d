"""The demo world reads, every reference in it leads somewhere, and it is what the tour says it is."""

import csv
import io
import re
import shutil
import zipfile
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from skillmark.demo.world.people import Standing
from skillmark.demo.world.read import HERE, WorldError, read_world
from skillmark.demo.world.values import Kind, Status, World

SKILL = "https://skillmark.example/skills/"
ROUTE = (
    "sql-for-analysts",
    "clean-and-check-data",
    "statistics-for-decisions",
    "charts-and-findings",
    "data-modelling-essentials",
    "confidential-information",
    "analyst-placement",
)
ANNEX_I = (
    "name",
    "country",
    "organisation",
    "outcomes",
    "workload_hours",
    "eqf_level",
    "assessment",
    "participation",
    "quality_assurance",
)


@pytest.fixture(scope="module")
def demo() -> World:
    return read_world()


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A copy of the world that a test may break."""
    folder = tmp_path / "world"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return folder


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_world_has_the_size_that_the_tour_tells(demo: World) -> None:
    assert 140 <= len(demo.framework.skills) <= 180
    assert {skill.field for skill in demo.framework.skills} == {"data", "health", "marketing", "business", "software"}
    assert 8 <= len(demo.framework.occupations) <= 10
    assert 38 <= len(demo.achievements) <= 48
    assert (len(demo.degrees), len(demo.adverts), len(demo.learners)) == (2, 20, 15)


def test_names_are_unique(demo: World) -> None:
    for names in (
        [skill.label.casefold() for skill in demo.framework.skills],
        [one.label.casefold() for one in demo.framework.occupations],
        [one.legal_name for one in demo.organisations],
        [one.image_alt for one in demo.achievements],
        [one.name for one in (*demo.learners, *demo.staff)],
    ):
        assert [name for name, count in Counter(names).items() if count > 1] == []


def test_every_skill_has_synonyms_and_one_sentence(demo: World) -> None:
    for skill in demo.framework.skills:
        assert 2 <= len(skill.alt) <= 5, skill.uri
        assert skill.description.endswith(".") and ". " not in skill.description, skill.uri
        assert skill.label.casefold() not in {alt.casefold() for alt in skill.alt}, skill.uri


def test_eight_issuers_of_different_kinds_two_employers_one_assurer(demo: World) -> None:
    issuers = [one for one in demo.organisations if one.issues]
    assert len(issuers) == 8
    assert len({one.kind for one in issuers}) >= 6
    assert {one.organisation for one in demo.achievements} == {one.key for one in issuers}
    assert len([one for one in demo.organisations if one.hires]) == 2
    assert [one.key for one in demo.organisations if one.assures] == ["assay-board"]
    assert demo.organisation("northbank-college").kind is Kind.UNIVERSITY
    assert all(one.facts and one.legal_name and one.region for one in demo.organisations)


def test_addresses_are_examples_only(demo: World) -> None:
    for one in demo.organisations:
        assert re.fullmatch(r"https://[a-z0-9-]+\.example", one.website)
    for person in (*demo.learners, *demo.staff):
        assert person.email.endswith(".example")
    for one in demo.achievements:
        assert one.price_url.startswith(demo.organisation(one.organisation).website + "/")


def test_only_the_draft_lacks_mandatory_elements(demo: World) -> None:
    lacking = {
        one.key: [name for name in ANNEX_I if getattr(one, name) in ("", (), None)]
        for one in demo.achievements
        if any(getattr(one, name) in ("", (), None) for name in ANNEX_I)
    }
    assert list(lacking) == ["marketing-attribution"]
    assert len(lacking["marketing-attribution"]) >= 3
    drafts = [one.key for one in demo.achievements if one.status is Status.DRAFT]
    assert drafts == ["marketing-attribution"]


def test_published_achievements_are_plausible(demo: World) -> None:
    for one in demo.achievements:
        assert 1 <= len(one.skills) <= 4, one.key
        assert len({skill.uri for skill in one.skills}) == len(one.skills), one.key
        assert one.country == demo.organisation(one.organisation).country, one.key
        assert one.participation in {"online", "on_site", "blended", "work_experience"}, one.key
        assert one.delivery in {"course", "project", "assessment", "work"}, one.key
        assert one.supervision in {"none", "supervised", "supervised_identity_checked"}, one.key
        assert one.identity_checked == (one.supervision == "supervised_identity_checked"), one.key
        assert one.currency in {"EUR", "GBP"} and one.price_minor >= 0, one.key
        if one.status is Status.PUBLISHED:
            check_measures(one.key, one.workload_hours, one.typical_weeks, one.pass_mark)
            assert (one.pass_mark is None) == (one.assessment == "completion"), one.key
            assert one.eqf_level in max(skill.level for skill in one.skills).eqf, one.key
            assert one.criteria and one.assessment in {
                *("written_exam", "report", "practical", "project"),
                *("reflection", "portfolio", "oral", "completion"),
            }, one.key


def check_measures(key: str, hours: int | None, weeks: int | None, mark: float | None) -> None:
    assert hours and weeks and hours / weeks <= 40, key
    assert mark is None or 0 < mark <= 1, key


def test_prices_differ_in_kind(demo: World) -> None:
    assert any(one.price_minor == 0 for one in demo.achievements)
    assert any(one.price_minor > 100_000 for one in demo.achievements)
    assert len([one for one in demo.achievements if one.currency == "GBP"]) >= 3
    weak = [one for one in demo.achievements if one.assessment == "completion"]
    assert {one.organisation for one in weak} == {"pellworth-academy"}


def test_at_least_twelve_achievements_have_real_tasks(demo: World) -> None:
    with_tasks = {one.achievement for one in demo.quizzes} | {one.achievement for one in demo.projects}
    assert len(with_tasks) >= 12
    assert demo.quiz_of("sql-for-analysts") and demo.project_of("sql-for-analysts")


def test_quizzes_can_be_answered(demo: World) -> None:
    for quiz in demo.quizzes:
        assert 6 <= len(quiz.questions) <= 8, quiz.achievement
        assert quiz.pass_mark == demo.achievement(quiz.achievement).pass_mark
        assert {one.outcome for one in quiz.questions} == set(range(len(demo.achievement(quiz.achievement).outcomes)))
        for question in quiz.questions:
            assert len(set(question.options)) == 4 and question.explanation, question.text
    places = Counter(one.correct for quiz in demo.quizzes for one in quiz.questions)
    assert set(places) == {0, 1, 2, 3} and max(places.values()) <= 2 * min(places.values())


def test_rubrics_describe_every_level(demo: World) -> None:
    for project in demo.projects:
        assert 3 <= len(project.criteria) <= 5, project.achievement
        assert project.hand_in
        for criterion in project.criteria:
            assert len(set(criterion.descriptors)) == 3 and criterion.pass_at == 2, criterion.name


def test_alice_has_a_way_within_her_limits(demo: World) -> None:
    goal = demo.learner("alice").goal
    assert goal is not None and (goal.hours_per_week, goal.budget_minor, goal.currency) == (8, 50_000, "EUR")
    route = [demo.achievement(key) for key in ROUTE]
    held = {s.uri for c in demo.learner("alice").credentials for s in demo.achievement(c.achievement).skills}
    wanted = {one.skill for one in demo.framework.relations if one.occupation == goal.occupation and one.essential}
    assert wanted <= held | {skill.uri for one in route for skill in one.skills}
    assert sum(one.price_minor for one in route) <= goal.budget_minor
    weeks = (goal.deadline_on - date(2026, 11, 23)).days // 7
    assert sum(one.workload_hours or 0 for one in route) <= weeks * goal.hours_per_week
    assert sum(one.typical_weeks or 0 for one in route) <= weeks


def test_the_stricter_query_examination_is_just_too_dear_for_alice(demo: World) -> None:
    route = sum(demo.achievement(key).price_minor for key in ROUTE)
    dearer = demo.achievement("certified-sql-practitioner").price_minor - demo.achievement(ROUTE[0]).price_minor
    assert route + dearer > 50_000


def test_the_spreadsheet_master_teaches_alice_nothing_she_needs(demo: World) -> None:
    held = {s.uri for c in demo.learner("alice").credentials for s in demo.achievement(c.achievement).skills}
    goal = demo.learner("alice").goal
    assert goal is not None
    wanted = {one.skill for one in demo.framework.relations if one.occupation == goal.occupation}
    taught = {skill.uri for skill in demo.achievement("advanced-spreadsheet-master").skills}
    assert taught & wanted <= held


def test_the_brightwater_advert_asks_for_what_sql_for_analysts_teaches(demo: World) -> None:
    advert = next(one for one in demo.adverts if one.key == "brightwater-data-analyst")
    assert advert.organisation == "brightwater-retail"
    assert {skill.uri for skill in demo.achievement("sql-for-analysts").skills} <= set(advert.must)


def test_adverts_are_prose_of_their_length(demo: World) -> None:
    assert {"data", "health", "marketing"} <= {one.field for one in demo.adverts}
    for advert in demo.adverts:
        assert 120 <= len(advert.text.split()) <= 250, advert.key
        assert "\n\n" in advert.text and not set(advert.must) & set(advert.nice), advert.key
    assert min(len(one.must) + len(one.nice) for one in demo.adverts) <= 1


def test_one_credential_each_is_expired_revoked_and_forged(demo: World) -> None:
    held = [(learner.key, one) for learner in demo.learners for one in learner.credentials]
    odd = {one.standing: (key, one) for key, one in held if one.standing is not Standing.VALID}
    assert Counter(one.standing for _, one in held if one.standing is not Standing.VALID) == {
        Standing.EXPIRED: 1,
        Standing.REVOKED: 1,
        Standing.FORGED: 1,
    }
    key, expired = odd[Standing.EXPIRED]
    assert key == "petra" and demo.achievement(expired.achievement).expires_after_months == 24
    assert expired.ended_on == expired.awarded_on.replace(year=expired.awarded_on.year + 2)
    assert all(one.note for _, one in odd.values())


def test_credentials_are_of_the_past_and_of_what_is_published(demo: World) -> None:
    for learner in demo.learners:
        assert len({one.achievement for one in learner.credentials}) == len(learner.credentials)
        for held in learner.credentials:
            assert held.awarded_on < date(2026, 11, 22), learner.key
            assert demo.achievement(held.achievement).status is Status.PUBLISHED
    assert demo.learners[0].key == "alice" and demo.learners[1].key == "nora"


def test_prerequisites_do_not_go_in_a_circle(demo: World) -> None:
    needs = {one.key: set(one.required_achievements) for one in demo.achievements}
    while ready := {key for key, missing in needs.items() if not missing}:
        needs = {key: missing - ready for key, missing in needs.items() if key not in ready}
    assert needs == {}


def test_degrees_are_of_180_credits(demo: World) -> None:
    for degree in demo.degrees:
        assert sum(module.ects for module in degree.modules) == 180
        for module in degree.modules:
            assert 25 <= module.workload_hours / module.ects <= 30, module.code


@pytest.fixture(scope="module")
def esco(shared_data: Path) -> dict[str, dict[str, str]]:
    """ESCO 1.1.1 concepts by URI, as published."""
    concepts = {}
    with zipfile.ZipFile(shared_data / "esco" / "esco111_en.zip") as archive:
        for member in ("skills_en.csv", "occupations_en.csv"):
            with archive.open(member) as file:
                concepts |= {row["conceptUri"]: row for row in csv.DictReader(io.TextIOWrapper(file, "utf-8"))}
    return concepts


def test_at_least_a_hundred_skills_point_to_esco_each_to_its_own(demo: World, esco: dict[str, dict[str, str]]) -> None:
    aligned = [uri for skill in demo.framework.skills for uri in skill.exact]
    assert len(aligned) >= 100 and len(set(aligned)) == len(aligned)
    assert all(esco[uri]["status"] == "released" for uri in aligned)
    assert all(uri.startswith("http://data.europa.eu/esco/skill/") for uri in aligned)
    occupations = [uri for one in demo.framework.occupations for uri in one.exact]
    assert len(occupations) >= 6 and len(set(occupations)) == len(occupations)
    assert all("/occupation/" in esco[uri]["conceptUri"] for uri in occupations)


def test_aligned_skills_share_a_word_with_their_esco_names(demo: World, esco: dict[str, dict[str, str]]) -> None:
    for skill in demo.framework.skills:
        for uri in skill.exact:
            ours = stems(" ".join([skill.label, *skill.alt]))
            theirs = stems(esco[uri]["preferredLabel"] + " " + esco[uri]["altLabels"])
            assert ours & theirs, (skill.label, esco[uri]["preferredLabel"])


def test_no_description_is_taken_from_esco(demo: World, esco: dict[str, dict[str, str]]) -> None:
    published = {run for row in esco.values() for run in runs(row["description"])}
    for concept in (*demo.framework.skills, *demo.framework.occupations):
        assert not runs(concept.description) & published, concept.description


def stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[a-z-]+", text.casefold()) if len(word) > 2 or word == "r"}


def runs(text: str, length: int = 6) -> set[tuple[str, ...]]:
    """Every run of `length` words."""
    words = re.findall(r"[a-z]+", text.casefold())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        (
            "achievements.toml",
            'key = "sql-for-analysts"',
            'kee = "sql-for-analysts"',
            "achievements.toml, achievement 1",
        ),
        ("achievements.toml", 'status = "published"', 'status = "maybe"', "status"),
        ("achievements.toml", "price_minor = 18000", "price_minor = true", "price_minor"),
        ("achievements.toml", "price_minor = 18000\n", "", "price_minor"),
        ("achievements.toml", 'name = "SQL for Analysts"', 'name = " "', "name"),
        ("achievements.toml", SKILL + "sql", SKILL + "sqll", "achievements.toml, sql-for-analysts"),
        ("achievements.toml", "level = 2", "level = 5", "level"),
        ("achievements.toml", 'key = "clean-and-check-data"', 'key = "sql-for-analysts"', "achievements.toml, key"),
        ("quizzes.toml", "correct = 2", "correct = 4", "quizzes.toml, sql-for-analysts, correct"),
        ("quizzes.toml", "outcome = 0", "outcome = 9", "quizzes.toml, sql-for-analysts, outcome"),
        ("projects.toml", "pass_at = 2", "pass_at = 4", "projects.toml, sql-for-analysts, pass_at"),
        ("people.toml", "deadline_on = 2027-06-01", "deadline_on = 2027-06-01T00:00:00", "deadline_on"),
        ("people.toml", "occupation =", 'advert = "brightwater-data-analyst"\noccupation =', "alice, goal"),
        ("people.toml", 'email = "nora@', 'email = "Alice@', "people.toml, email"),
        ("adverts.toml", 'organisation = "brightwater-retail"', 'organisation = "nobody"', "brightwater-data-analyst"),
        ("skills.toml", "[framework]", "[framework", "skills.toml"),
        ("degrees.toml", "[[degree.modules]]", "[[degree.modules", "degrees.toml"),
    ],
)
def test_a_fault_is_named_with_its_place(broken: Path, file: str, old: str, new: str, where: str) -> None:
    change(broken, file, old, new)
    with pytest.raises(WorldError) as caught:
        read_world(broken)
    assert where in caught.value.where
    assert caught.value.hint.endswith(".")


@pytest.mark.parametrize("file", sorted(path.name for path in HERE.glob("*.toml")))
def test_a_missing_file_is_named(broken: Path, file: str) -> None:
    (broken / file).unlink()
    with pytest.raises(WorldError) as caught:
        read_world(broken)
    assert caught.value.where == file


def test_jobs_follow_each_other_backwards_in_time(demo: World) -> None:
    for learner in demo.learners:
        for later, earlier in pairwise(learner.jobs):
            assert earlier.until_on and earlier.until_on < later.since_on, learner.key
