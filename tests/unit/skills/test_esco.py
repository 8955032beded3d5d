"""The European Commission's own files, as published: whole, and refused when cut short."""

import resource
import shutil
from pathlib import Path

import pytest

from skillmark.domains.people.api import SYSTEM
from skillmark.domains.skills.api import (
    BrokenFramework,
    find_occupation,
    frameworks,
    import_esco,
    profile_of_occupation,
    search_occupations,
    search_skills,
)
from skillmark.domains.skills.models import Framework, OccupationSkill, Skill

pytestmark = pytest.mark.django_db
LIMIT_KIB = 1024 * 1024


@pytest.fixture
def files(shared_data: Path) -> tuple[Path, Path]:
    return shared_data / "esco" / "esco111_en.zip", shared_data / "esco" / "esco111_rel.zip"


@pytest.mark.slow
def test_the_whole_of_it_in_under_a_gigabyte(files: tuple[Path, Path]) -> None:
    told: list[tuple[str, int, int]] = []
    view = import_esco(
        actor=SYSTEM, classification=files[0], relations=files[1], progress=lambda *step: told.append(step)
    )
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < LIMIT_KIB
    assert (view.version, view.skill_count, view.occupation_count) == ("1.1.1", 13_896, 3_007)
    assert view.relation_count + view.left_out_count == 123_855
    assert OccupationSkill.objects.count() == view.relation_count
    assert "European Commission" in frameworks()[0].attribution
    assert {what for what, _done, _total in told} >= {"skills", "skill names", "skills of occupations"}
    assert all(done <= total for _what, done, total in told)
    _can_be_searched()
    again = import_esco(actor=SYSTEM, classification=files[0], relations=files[1])
    assert again == view and Skill.objects.count() == 13_896


def _can_be_searched() -> None:
    assert search_skills("use spreadsheets software")[0].label == "use spreadsheets software"
    assert "SQL" in [skill.label for skill in search_skills("sql")][:3]
    assert any("statistic" in skill.label for skill in search_skills("statitics"))
    assert search_skills("statitics", is_forgiving=False) == ()
    assert "data analyst" in [found.label for found in search_occupations("data analyst")]
    [analyst] = [found for found in search_occupations("data analyst") if found.label == "data analyst"]
    occupation = find_occupation(analyst.uri)
    assert len(occupation.essential) > 10 and "European Commission" in occupation.attribution
    assert sum(ask.must for ask in profile_of_occupation(analyst.uri).asks) == len(occupation.essential)


@pytest.mark.parametrize("which", [0, 1])
def test_a_file_cut_short_changes_nothing(which: int, files: tuple[Path, Path], tmp_path: Path) -> None:
    pair = [*files]
    pair[which] = tmp_path / "cut.zip"
    shutil.copy(files[which], pair[which])
    with pair[which].open("r+b") as file:
        file.truncate(files[which].stat().st_size // 2)
    with pytest.raises(BrokenFramework, match="not a whole ZIP"):
        import_esco(actor=SYSTEM, classification=pair[0], relations=pair[1])
    assert not Framework.objects.exists()


def test_a_broken_member_is_named_with_its_line(files: tuple[Path, Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.zip"
    data = bytearray(files[1].read_bytes())
    data[len(data) // 2] ^= 0xFF
    broken.write_bytes(data)
    with pytest.raises(BrokenFramework) as caught:
        import_esco(actor=SYSTEM, classification=files[0], relations=broken)
    assert caught.value.member.endswith(".csv") and caught.value.line > 0
    assert f"Line {caught.value.line} of {caught.value.member}" in str(caught.value)
    assert "Nothing was changed" in str(caught.value)
    assert not Framework.objects.exists()


def test_a_path_to_nothing_is_an_error_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(BrokenFramework, match="cannot be opened"):
        import_esco(actor=SYSTEM, classification=tmp_path / "no.zip", relations=tmp_path / "no.zip")
