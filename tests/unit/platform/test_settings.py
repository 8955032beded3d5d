"""The typed settings: read once, checked at start, documented from the type."""

from pathlib import Path

import pytest

from skillmark.config import settings_model
from skillmark.config.settings_model import Settings, SettingsError, load_settings, settings_page, variable

ROOT = Path(__file__).resolve().parents[3]


def environ(tmp_path: Path, **more: str) -> dict[str, str]:
    return {"SKILLMARK_DATA_DIR": str(tmp_path / "data"), **more}


def problems(tmp_path: Path, **more: str) -> str:
    with pytest.raises(SettingsError) as found:
        load_settings(environ(tmp_path, **more))
    return str(found.value)


def test_nothing_has_to_be_set(tmp_path: Path) -> None:
    settings = load_settings(environ(tmp_path))
    assert settings.public_url == "http://localhost:8000"
    assert settings.max_upload_mb == 20
    assert settings.allowed_hosts == ("localhost", "127.0.0.1")
    assert not settings.demo


def test_settings_do_not_change_afterwards(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings(environ(tmp_path)).workers = 3


def test_a_value_is_read_and_converted(tmp_path: Path) -> None:
    settings = load_settings(environ(tmp_path, SKILLMARK_WORKERS="3", SKILLMARK_DEBUG="1"))
    assert (settings.workers, settings.debug) == (3, True)


@pytest.mark.parametrize("written", ["a.example,b.example", '["a.example", "b.example"]'])
def test_hosts_are_a_list_either_way(tmp_path: Path, written: str) -> None:
    assert load_settings(environ(tmp_path, SKILLMARK_ALLOWED_HOSTS=written)).allowed_hosts == ("a.example", "b.example")


def test_a_misspelt_name_is_an_error_that_names_the_nearest(tmp_path: Path) -> None:
    words = problems(tmp_path, SKILLMARK_PUBLICURL="https://a.example")
    assert "SKILLMARK_PUBLICURL" in words
    assert "SKILLMARK_PUBLIC_URL" in words


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SKILLMARK_PUBLIC_URL", "badges.example"),
        ("SKILLMARK_WORKERS", "0"),
        ("SKILLMARK_MAX_UPLOAD_MB", "big"),
        ("SKILLMARK_ALLOWED_HOSTS", '["half'),
        ("SKILLMARK_SECRET_KEY", "short-secret"),
        ("SKILLMARK_TIME_ZONE", "Europe/Atlantis"),
        ("SKILLMARK_TIME_ZONE", "/etc/passwd"),
        ("SKILLMARK_LANGUAGE", "e"),
        ("SKILLMARK_MAIL_URL", "pigeon://post:secret@roof"),
        ("SKILLMARK_BLOBS", "folder store"),
        ("DATABASE_URL", "mysql://root:secret@host/db"),
    ],
)
def test_a_wrong_value_is_named_and_never_shown(tmp_path: Path, name: str, value: str) -> None:
    words = problems(tmp_path, **{name: value})
    assert words.startswith(f"{name}: ")
    assert "secret@" not in words
    assert "short-secret" not in words


def test_every_problem_is_said_at_once(tmp_path: Path) -> None:
    assert len(problems(tmp_path, SKILLMARK_WORKERS="no", SKILLMARK_LANGUAGE="!", SKILLMARK_X="1").splitlines()) == 3


def test_the_secret_is_made_once_and_is_readable_by_the_owner_alone(tmp_path: Path) -> None:
    first = load_settings(environ(tmp_path)).secret_key
    assert len(first) >= 40
    assert load_settings(environ(tmp_path)).secret_key == first
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret_key"]


def test_a_given_secret_is_not_written_down_or_shown(tmp_path: Path) -> None:
    settings = load_settings(environ(tmp_path, SKILLMARK_SECRET_KEY="k" * 50))
    assert settings.secret_key == "k" * 50
    assert not (tmp_path / "data").exists()
    assert "kkkk" not in repr(settings)


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file, not a folder")
    assert problems(tmp_path).startswith("SKILLMARK_DATA_DIR: ")


def test_demo_keys_are_refused_in_public(tmp_path: Path) -> None:
    words = problems(tmp_path, SKILLMARK_DEMO="1", SKILLMARK_PUBLIC_URL="https://badges.example.org")
    assert words.startswith("SKILLMARK_DEMO: ")


def test_a_wrong_setting_ends_the_command_with_78(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as found:
        settings_model.leave(SettingsError(["SKILLMARK_WORKERS: too few."]))
    assert found.value.code == 78
    assert "SKILLMARK_WORKERS" in capsys.readouterr().err


def test_every_setting_is_documented_and_the_page_is_current() -> None:
    assert all(field.description for field in Settings.model_fields.values())
    page = (ROOT / "docs" / "reference" / "settings.md").read_text()
    assert page == settings_page(), (
        "print it again: python -m skillmark.config.settings_model > docs/reference/settings.md"
    )
    assert all(f"`{variable(name)}`" in page for name in Settings.model_fields)
