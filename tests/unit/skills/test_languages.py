"""Another language of a version held adds its words and nothing else. Made-up files in the published layout."""

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from skillmark.domains.people.api import SYSTEM
from skillmark.domains.skills.api import (
    FrameworkView,
    OtherConcepts,
    VersionTaken,
    build_reading_index,
    find_occupation,
    find_skill,
    import_esco,
    profile_of_text,
    search_skills,
)
from skillmark.domains.skills.models import Framework, Group, OccupationSkill, Skill, SkillName
from skillmark.kernel.outbox import OutboxEntry

pytestmark = pytest.mark.django_db
BAKE, DOUGH, BAKER = "http://words.example/bake", "http://words.example/dough", "http://words.example/baker"
WORDS: dict[str, dict[str, tuple[str, str, str]]] = {
    "en": {
        BAKE: ("bake bread", "bread baking", "Make bread."),
        DOUGH: ("knead dough", "", ""),
        BAKER: ("baker", "", ""),
    },
    "fr": {
        BAKE: ("cuire du pain", "cuisson du pain", "Faire du pain."),
        DOUGH: ("pétrir la pâte", "", ""),
        BAKER: ("boulanger", "", ""),
    },
}


def table(heading: str, *rows: tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([heading.split(), *rows])
    return out.getvalue()


def zipped(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def concepts(folder: Path, language: str, **changed: str) -> Path:
    """A classification ZIP: `changed` replaces labels by the last part of the URI."""
    said = WORDS[language]
    label = {uri: changed.get(uri.rsplit("/", 1)[-1], said[uri][0]) for uri in said}
    skills = [(uri, label[uri], said[uri][1], said[uri][2], "skill", "sector", "released") for uri in (BAKE, DOUGH)]
    group = "Food" if language == "en" else "Alimentation"
    files = {
        f"skills_{language}.csv": table(
            "conceptUri preferredLabel altLabels description skillType reuseLevel status", *skills
        ),
        f"occupations_{language}.csv": table(
            "conceptUri preferredLabel altLabels description iscoGroup status",
            (BAKER, label[BAKER], "", "", "7512", "released"),
        ),
        f"skillGroups_{language}.csv": table(
            "conceptUri preferredLabel code description", ("http://words.example/food", group, "S1", "")
        ),
        f"ISCOGroups_{language}.csv": table("conceptUri preferredLabel code description"),
    }
    return zipped(folder / f"{language}-{len(changed)}.zip", files)


def relations(folder: Path, kind: str = "essential", more: bool = True) -> Path:
    asked = [(BAKER, kind, BAKE), *([(BAKER, "optional", DOUGH)] if more else [])]
    files = {
        "occupationSkillRelations.csv": table("occupationUri relationType skillUri", *asked),
        "skillSkillRelations.csv": table("originalSkillUri relationType relatedSkillUri"),
        "broaderRelationsSkillPillar.csv": table("conceptUri broaderUri"),
        "broaderRelationsOccPillar.csv": table("conceptUri broaderUri"),
    }
    return zipped(folder / f"relations-{kind}-{more}.zip", files)


def bring(classification: Path, links: Path, version: str = "0.1") -> FrameworkView:
    return import_esco(actor=SYSTEM, classification=classification, relations=links, version=version)


def held() -> dict[str, Any]:
    return {
        "skills": list(Skill.objects.order_by("uri").values_list("pk", "uri", "labels", "alt_labels", "descriptions")),
        "names": list(SkillName.objects.order_by("pk").values_list("text", "language")),
        "asks": list(OccupationSkill.objects.values_list("pk", flat=True)),
    }


def test_each_reader_gets_their_own_words_for_the_same_concept(tmp_path: Path) -> None:
    links = relations(tmp_path)
    bring(concepts(tmp_path, "en"), links)
    before = held()
    view = bring(concepts(tmp_path, "fr"), links)
    assert view.languages == ("en", "fr") and Framework.objects.count() == 1
    assert (find_skill(BAKE).label, find_occupation(BAKER).label) == ("bake bread", "baker")
    with override("fr"):
        skill = find_skill(BAKE)
        assert (skill.label, skill.alt_labels, skill.description) == (
            "cuire du pain", ("cuisson du pain",), "Faire du pain.",
        )  # fmt: skip
        assert find_occupation(BAKER).label == "boulanger"
    assert (
        [found.uri for found in search_skills("pétrir")] == [found.uri for found in search_skills("knead")] == [DOUGH]
    )
    assert Group.objects.get().labels == {"en": "Food", "fr": "Alimentation"}
    after = held()
    assert after["asks"] == before["asks"]
    assert [row[:2] for row in after["skills"]] == [row[:2] for row in before["skills"]]
    assert all(row[2]["en"] == WORDS["en"][row[1]][0] for row in after["skills"])


def test_a_text_in_the_added_language_is_read(tmp_path: Path) -> None:
    bring(concepts(tmp_path, "en"), relations(tmp_path))
    build_reading_index()
    bring(concepts(tmp_path, "fr"), relations(tmp_path))
    assert build_reading_index()  # the one before knew no French
    assert [ask.skill for ask in profile_of_text("Vous savez cuire du pain.").profile.asks] == [BAKE]


def test_the_same_files_again_change_nothing(tmp_path: Path) -> None:
    links = relations(tmp_path)
    bring(concepts(tmp_path, "en"), links)
    bring(concepts(tmp_path, "fr"), links)
    before, told = held(), OutboxEntry.objects.count()
    assert bring(concepts(tmp_path, "fr"), links).languages == ("en", "fr")
    assert bring(concepts(tmp_path, "en"), links).languages == ("en", "fr")
    assert (held(), OutboxEntry.objects.count()) == (before, told)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_other_words_in_a_language_held_are_refused(language: str, tmp_path: Path) -> None:
    links = relations(tmp_path)
    bring(concepts(tmp_path, "en"), links)
    bring(concepts(tmp_path, "fr"), links)
    before = held()
    with pytest.raises(VersionTaken):
        bring(concepts(tmp_path, language, bake="something else"), links)
    assert held() == before


def test_files_of_another_version_are_no_translation(tmp_path: Path) -> None:
    bring(concepts(tmp_path, "en"), relations(tmp_path))
    before = held()
    with pytest.raises(OtherConcepts):
        bring(concepts(tmp_path, "fr"), relations(tmp_path, more=False))
    WORDS["de"] = {**WORDS["fr"], "http://words.example/baker": ("Bäcker", "", "")}
    try:
        other = concepts(tmp_path, "de")
    finally:
        del WORDS["de"]
    smaller = tmp_path / "smaller.zip"
    with zipfile.ZipFile(other) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    members["skills_de.csv"] = members["skills_de.csv"].replace(DOUGH, f"{DOUGH}-2")
    links = tmp_path / "links.zip"
    with zipfile.ZipFile(relations(tmp_path)) as archive:
        zipped(links, {name: archive.read(name).decode().replace(DOUGH, f"{DOUGH}-2") for name in archive.namelist()})
    with pytest.raises(OtherConcepts):
        bring(zipped(smaller, members), links)
    assert held() == before and Framework.objects.get().translations == {}
