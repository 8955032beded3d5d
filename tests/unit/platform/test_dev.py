"""dev.py on a small checkout of its own, with an empty lock, so that no network is needed."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough of a checkout to set up: dev.py, an empty lock. Shared, since making a venv takes seconds."""
    root = tmp_path_factory.mktemp("checkout")
    shutil.copy(ROOT / "dev.py", root)
    (root / "requirements").mkdir()
    (root / "src" / "skillmark" / "config").mkdir(parents=True)
    return root


@pytest.fixture
def checkout(small: Path) -> Path:
    """The small checkout, set up, with a program that says hello."""
    (small / "requirements" / "run.lock").write_text("")
    (small / "src" / "skillmark" / "config" / "main.py").write_text("def main():\n    print('hello')\n    return 3\n")
    assert dev(small, "setup").returncode == 0
    return small


def dev(checkout: Path, *words: str, cwd: str = "/") -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(checkout / "dev.py"), *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120)


def test_setup_leaves_a_program_and_the_second_time_does_nothing(checkout: Path) -> None:
    program = subprocess.run([checkout / ".venv" / "bin" / "skillmark"], capture_output=True, text=True, check=False)
    assert (program.stdout, program.returncode) == ("hello\n", 3)
    again = dev(checkout, "setup")
    assert again.returncode == 0
    assert "Making" not in again.stderr
    assert "Installing" not in again.stderr


def test_a_changed_lock_installs_again_in_the_same_venv(checkout: Path) -> None:
    (checkout / "requirements" / "run.lock").write_text("# changed\n")
    again = dev(checkout, "setup")
    assert again.returncode == 0
    assert "Installing" in again.stderr
    assert "Making" not in again.stderr


def test_what_was_left_half_made_is_made_again(checkout: Path) -> None:
    lock = checkout / "requirements" / "run.lock"
    lock.write_text("no-hash-for-this==1.0\n")
    failed = dev(checkout, "setup")
    assert failed.returncode == 1
    assert "Installing failed" in failed.stderr
    assert not (checkout / ".venv" / "installed").exists()
    (checkout / ".venv" / "left-half-made").touch()
    lock.write_text("")
    again = dev(checkout, "setup")
    assert again.returncode == 0
    assert "Making .venv" in again.stderr
    assert not (checkout / ".venv" / "left-half-made").exists()


def test_a_venv_of_yours_is_left_alone(tmp_path: Path) -> None:
    shutil.copy(ROOT / "dev.py", tmp_path)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "run.lock").write_text("")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "mine").touch()
    refused = dev(tmp_path, "setup")
    assert refused.returncode == 1
    assert "was not made by dev.py" in refused.stderr
    assert dev(tmp_path, "clean").returncode == 0
    assert (tmp_path / ".venv" / "mine").exists()


def test_an_unknown_command_says_what_there_is(checkout: Path) -> None:
    unknown = dev(checkout, "sing")
    assert unknown.returncode == 64
    assert "setup" in unknown.stdout
    assert dev(checkout, "--help").returncode == 0


def test_demo_hands_its_wishes_to_the_program(checkout: Path) -> None:
    program = checkout / "src" / "skillmark" / "config" / "main.py"
    program.write_text(
        "import os, sys\n\n\ndef main():\n    print(sys.argv[1:], os.environ['SERVE'], os.environ['ESCO'])\n"
    )
    command = [sys.executable, str(checkout / "dev.py"), "demo"]
    environment = {**os.environ, "SERVE": "0", "ESCO": "esco"}
    done = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout == f"['demo'] 0 {checkout / 'esco'}\n"


def _locked(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.lock").read_text()
    return {
        match[1].lower().replace("_", "-"): match[2] for match in re.finditer(r"^([\w.-]+)==([^\s;\\]+)", text, re.M)
    }


@pytest.mark.parametrize(("name", "extra"), [("run", False), ("test", True)])
def test_the_lock_answers_every_dependency(name: str, extra: bool) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = project["dependencies"] + (project["optional-dependencies"]["test"] if extra else [])
    locked = _locked(name)
    for requirement in map(Requirement, wanted):
        version = locked.get(requirement.name.lower().replace("_", "-"))
        assert version is not None, f"{requirement.name} is not in {name}.lock: python3 dev.py lock"
        assert requirement.specifier.contains(version), f"{requirement.name}: python3 dev.py lock"


def test_both_locks_agree_and_name_no_host() -> None:
    run, test = _locked("run"), _locked("test")
    assert run.items() <= test.items()
    for name in ("run", "test"):
        text = (ROOT / "requirements" / f"{name}.lock").read_text()
        assert "://" not in text
        assert "--" not in text.replace("--hash=sha256:", "")
        assert text.count("==") <= text.count("--hash=sha256:")
