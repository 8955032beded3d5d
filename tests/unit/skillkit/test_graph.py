"""Reading frameworks: the published ones whole, broken ones named by member and line, our own format by place."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmark.skillkit.errors import Malformed, SkillkitError
from skillmark.skillkit.graph import SkillConcept, identity_of, read_esco, read_framework_toml

ESCO = "http://data.europa.eu/esco/skill/"
SKILLS = "skills_en.csv"
RELATIONS = "occupationSkillRelations.csv"
CONCEPTS = {
    SKILLS: "conceptUri,preferredLabel,altLabels,description,skillType,reuseLevel,status\n"
    's:1,SQL,"structured query language\nSQL",Ask databases,knowledge,cross-sector,released\n'
    "s:2,statistics,,Numbers,knowledge,cross-sector,released\n",
    "occupations_en.csv": "conceptUri,preferredLabel,altLabels,description,code,iscoGroup,status\n"
    "o:1,data analyst,,Analyses data,2511.3,2511,released\n",
    "skillGroups_en.csv": "conceptUri,preferredLabel,code,description\ng:1,information skills,S2,\n",
    "ISCOGroups_en.csv": "conceptUri,preferredLabel,code,description\ni:1,Analysts,2511,\n",
}
LINKS = {
    RELATIONS: "occupationUri,relationType,skillType,skillUri\n"
    "o:1,essential,knowledge,s:1\no:1,optional,knowledge,s:2\n",
    "skillSkillRelations.csv": "originalSkillUri,relationType,relatedSkillUri\ns:1,optional,s:2\n",
    "broaderRelationsSkillPillar.csv": "conceptUri,broaderUri\ns:1,g:1\n",
    "broaderRelationsOccPillar.csv": "conceptUri,broaderUri\no:1,i:1\n",
}


def archive(members: dict[str, str]) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in members.items():
            target.writestr(name, text)
    out.seek(0)
    return out


def test_a_small_release_is_read_whole_with_progress() -> None:
    told: list[tuple[str, int, int]] = []
    release = read_esco(archive(CONCEPTS), archive(LINKS), progress=lambda *news: told.append(news))
    assert [skill.names for skill in release.skills] == [("SQL", "structured query language"), ("statistics",)]
    assert [relation.essential for relation in release.relations] == [True, False]
    assert release.framework.version.startswith("unnumbered-") and len(release.digest) == 64
    assert (SKILLS, 2, 2) in told and all(done <= total for _, done, total in told)
    assert release == read_esco(archive(CONCEPTS), archive(LINKS))


@pytest.mark.parametrize(
    ("member", "text", "line"),
    [
        (RELATIONS, LINKS[RELATIONS] + "o:1,essential\n", 4),
        (RELATIONS, LINKS[RELATIONS] + "o:9,essential,knowledge,s:1\n", 4),
        (RELATIONS, LINKS[RELATIONS] + "o:1,vital,knowledge,s:1\n", 4),
        (RELATIONS, "occupationUri,skillUri\no:1,s:1\n", 1),
        (RELATIONS, LINKS[RELATIONS] + 'o:1,essential,knowledge,"s:1', 4),
    ],
)
def test_a_broken_row_is_named_by_member_and_line(member: str, text: str, line: int) -> None:
    with pytest.raises(Malformed) as caught:
        read_esco(archive(CONCEPTS), archive(LINKS | {member: text}))
    assert (caught.value.member, caught.value.line) == (member, line)
    assert "o:9" not in str(caught.value)


def test_missing_members_repeated_concepts_and_wrong_counts() -> None:
    with pytest.raises(Malformed, match="skills_en"):
        read_esco(archive({"readme.txt": ""}), archive(LINKS))
    with pytest.raises(Malformed) as caught:
        read_esco(archive(CONCEPTS | {SKILLS: CONCEPTS[SKILLS] + "s:2,again,,,knowledge,x,released\n"}), archive(LINKS))
    assert caught.value.member == SKILLS and caught.value.line == 5
    with pytest.raises(Malformed) as caught:
        read_esco(archive(CONCEPTS), archive(LINKS), version="1.1.1")
    assert caught.value.code == "skillkit.counts_differ"


@given(st.data())
def test_hostile_bytes_raise_only_our_errors(data: st.DataObject) -> None:
    whole = bytearray(archive(CONCEPTS).getvalue())
    kept = data.draw(st.integers(0, len(whole)))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=4)):
        whole[place] ^= data.draw(st.integers(1, 255))
    try:
        read_esco(io.BytesIO(bytes(whole[:kept])), archive(LINKS))
    except SkillkitError as error:
        assert error.code and error.hint


def test_the_published_release(shared_data: Path) -> None:
    folder = shared_data / "esco"
    release = read_esco(folder / "esco111_en.zip", folder / "esco111_rel.zip")
    assert release.framework.version == "1.1.1"
    assert (len(release.skills), len(release.occupations)) == (13_896, 3_007)
    assert len(release.relations) + len(release.dangling) == 123_855
    assert len(release.dangling) == 67 and len(release.skill_relations) == 5_899
    assert len(release.collections["digital"]) == 1_201
    with pytest.raises(Malformed) as caught:
        read_esco(folder / "esco110_en.zip", folder / "esco111_rel.zip")
    assert caught.value.code == "skillkit.counts_differ"


def test_a_truncated_published_member_is_named_with_its_line(shared_data: Path) -> None:
    folder = shared_data / "esco"
    broken = bytearray((folder / "esco111_rel.zip").read_bytes())
    with zipfile.ZipFile(folder / "esco111_rel.zip") as source:
        place = source.getinfo(RELATIONS).header_offset
    broken[place + 400_000] ^= 0xFF
    with pytest.raises(Malformed) as caught:
        read_esco(folder / "esco111_en.zip", io.BytesIO(bytes(broken)))
    assert caught.value.member == RELATIONS and caught.value.line >= 1


OWN = """
[framework]
key = "demo"
title = "Demo"
version = "1"
attribution = "ours"
licence = "CC0"
[[skill]]
uri = "d:1"
label = "SQL"
alt = ["querying"]
exact = ["http://data.europa.eu/esco/skill/x"]
[[occupation]]
uri = "d:o"
label = "analyst"
essential = ["d:1"]
"""


def test_our_own_format() -> None:
    release = read_framework_toml(OWN.encode())
    assert release.skills[0].names == ("SQL", "querying") and release.relations[0].essential
    assert release.framework.language == "en"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('essential = ["d:1"]', 'essential = ["d:9"]', "occupation 1"),
        ('label = "SQL"', "", "skill 1"),
        ('alt = ["querying"]', "alts = []", "skill 1"),
        ('alt = ["querying"]', "alt = 3", "skill 1"),
        ('uri = "d:o"', 'uri = "d:1"', "one URI twice"),
        ('key = "demo"', "key = ", "not valid TOML"),
        ('key = "demo"', "", "lacks key"),
    ],
)
def test_faults_in_our_own_format_are_named(old: str, new: str, words: str) -> None:
    with pytest.raises(Malformed, match=words):
        read_framework_toml(OWN.replace(old, new).encode())


@given(st.binary(max_size=300))
def test_any_bytes_as_our_own_format_raise_only_our_errors(data: bytes) -> None:
    with pytest.raises(Malformed):
        read_framework_toml(data)


def skill(uri: str, *exact: str) -> SkillConcept:
    return SkillConcept(uri, uri, exact=exact)


def test_identity_is_the_stated_esco_skill_or_the_own_uri() -> None:
    found = identity_of([skill("d:1", ESCO + "a"), skill("d:2"), skill("d:3", "d:1"), skill(ESCO + "b")])
    assert found["d:1"] == found["d:3"] == ESCO + "a"
    assert found["d:2"] == "d:2" and found[ESCO + "b"] == ESCO + "b"


def test_two_esco_skills_never_become_one() -> None:
    found = identity_of([skill("d:1", ESCO + "a", ESCO + "b"), skill("d:2", "d:1")])
    assert found["d:1"] == ESCO + "a" and found[ESCO + "b"] == ESCO + "b" and found["d:2"] == "d:2"


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcdeXY")), max_size=8), st.randoms())
def test_identity_does_not_depend_on_order(pairs: list[tuple[str, str]], source: object) -> None:
    named = {one: tuple(ESCO + b if b in "XY" else b for a, b in pairs if a == one) for one, _ in pairs}
    concepts = [skill(uri, *exact) for uri, exact in named.items()]
    shuffled = list(concepts)
    source.shuffle(shuffled)  # type: ignore[attr-defined]
    assert identity_of(shuffled) == identity_of(concepts)
