#!/usr/bin/env python3
"""Set up, run and test Skillmark: `python3 dev.py COMMAND`. Needs Python 3.11 or newer and nothing else.

  setup            make .venv with everything needed to run (.venv/bin/skillmark)
  demo             the whole journey once in the terminal, then a site to click through
                   (SERVE=0 ends after the journey; PORT=8001; ESCO=FOLDER loads the full framework,
                   ESCO=none does not)
  test [ARGS]      all tests; ARGS go to pytest
  check            format, lint, types, the order of imports, missing migrations
  shell            a Python shell with the cast in scope
  bench [--json]   every benchmark
  lock             write requirements/*.lock again from pyproject.toml
  clean            remove .venv and caches; the data in var/ stay

Works from any folder and without make. Installs into .venv only, from hash-pinned locks, and only when a lock
changed. Killed half-way it starts over: .venv counts as ready only once its last step has written down the lock.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
OURS = VENV / "made-by-dev.py"
MARK = VENV / "installed"
LOCKS = ROOT / "requirements"
LINTED = ("src", "tests", "benchmarks", "examples", "dev.py")


def main(words: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036
        return _with_newer_python(words)
    if os.name != "posix":
        return _refuse("Skillmark runs on Linux and macOS; on Windows use WSL.")
    commands = {
        "setup": setup, "demo": demo, "test": test, "check": check,
        "shell": shell, "bench": bench, "lock": lock, "clean": clean,
    }  # fmt: skip
    if not words or words[0] not in commands:
        print(__doc__)
        return 0 if words[:1] in ([], ["help"], ["--help"], ["-h"]) else 64
    try:
        return commands[words[0]](words[1:])
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    except _Failed as error:
        return _refuse(str(error))


class _Failed(Exception):
    """A step did not work; the message says what to do."""


def setup(rest: list[str]) -> int:
    _install("run")
    _say("Ready. Try: .venv/bin/skillmark --help")
    return 0


def demo(rest: list[str]) -> int:
    _install("run")
    if os.environ.get("ESCO", "none") not in ("", "none"):
        os.environ["ESCO"] = str(Path(os.environ["ESCO"]).resolve())
    return _replace([str(BIN / "skillmark"), "demo", *rest])  # reads SERVE, PORT and ESCO itself


def test(rest: list[str]) -> int:
    _install("test")
    _programs()
    workers = [] if any(word.startswith(("-n", "--numprocesses", "-p")) for word in rest) else _workers()
    return _replace([str(BIN / "python"), "-m", "pytest", *workers, *rest])


def check(rest: list[str]) -> int:
    _install("test")
    present = [name for name in LINTED if (ROOT / name).exists()]
    steps = {
        "format": ["ruff", "format", "--check", *present],
        "lint": ["ruff", "check", *present],
        "types": ["mypy"],
        "order of imports": ["lint-imports"],
        "migrations": [
            "python",
            "-W",
            "ignore::RuntimeWarning",
            "-m",
            "django",
            "makemigrations",
            "--check",
            "--dry-run",
        ],
    }
    failed = []
    for name, (program, *arguments) in steps.items():
        _say(f"{name} ...")
        command = [str(BIN / program), *arguments]
        code = subprocess.run(command, cwd=ROOT, env=_environment_for_checks(), check=False).returncode
        if code != 0:
            failed.append(name)
    _say(f"Not in order: {', '.join(failed)}." if failed else "All in order.")
    return 1 if failed else 0


def shell(rest: list[str]) -> int:
    """On the demo's world where there is one, so that its people are in scope."""
    _install("run")
    demo_world = ROOT / "var" / "demo"
    if "SKILLMARK_DATA_DIR" not in os.environ and (demo_world / "this-is-a-demo").exists():
        os.environ |= {"SKILLMARK_DATA_DIR": str(demo_world), "SKILLMARK_DEMO": "1"}
    elif "SKILLMARK_DATA_DIR" not in os.environ:
        _say("There is no demo world yet, so nobody is in scope. Make one: python3 dev.py demo")
    return _replace([str(BIN / "skillmark"), "shell", *rest])


def bench(rest: list[str]) -> int:
    _install("test")
    programs = sorted(path for path in (ROOT / "benchmarks").glob("*.py") if not path.name.startswith("_"))
    if not programs:
        raise _Failed("There is no benchmark yet.")
    failed = []
    for program in programs:
        if "--json" not in rest:
            _say(f"{program.stem} ...")
        if subprocess.run([str(BIN / "python"), str(program), *rest], cwd=ROOT, check=False).returncode != 0:
            failed.append(program.stem)
    if failed:
        raise _Failed(f"These benchmarks failed: {', '.join(failed)}.")
    return 0


def lock(rest: list[str]) -> int:
    """Resolve anew for every platform. Versions move only with --upgrade."""
    _install("test", even_if_stale=True)
    LOCKS.mkdir(exist_ok=True)
    for name, extra in (("run", []), ("test", ["--extra", "test"])):
        target = LOCKS / f"{name}.lock"
        command = [
            str(BIN / "uv"), "pip", "compile", "pyproject.toml", *extra, "--universal", "--python-version", "3.11",
            "--generate-hashes", "--no-header", "--no-annotate", "--quiet", "--output-file", str(target), *rest,
        ]  # fmt: skip
        if name == "test":
            command += ["--constraint", str(LOCKS / "run.lock")]
        _run(command, f"The lock {target.name} could not be made.")
        if "://" in target.read_text():
            raise _Failed(f"{target.name} names a host. Remove index settings and try again.")
        _say(f"Wrote requirements/{target.name}.")
    return 0


def clean(rest: list[str]) -> int:
    for path in (VENV, *ROOT.glob(".*_cache"), ROOT / ".hypothesis"):
        if path.is_dir() and (path != VENV or OURS.exists()):
            _say(f"Removing {path.name}")
            shutil.rmtree(path)
    return 0


def _install(kind: str, *, even_if_stale: bool = False) -> None:
    """Bring .venv to the lock. What is installed for tests also serves for running."""
    have = dict(line.split() for line in MARK.read_text().splitlines()) if MARK.exists() else {}
    if have.get(kind) == _digest(kind) or (even_if_stale and have and (BIN / "uv").exists()):
        return
    if not (LOCKS / f"{kind}.lock").exists():
        raise _Failed(f"requirements/{kind}.lock is missing.")
    began = time.monotonic()
    if not have or not _is_whole():
        _make_venv()
    MARK.unlink(missing_ok=True)  # killed from here on, the next try starts over
    _say(f"Installing what is needed to {'test' if kind == 'test' else 'run'}, from requirements/{kind}.lock ...")
    _pip(kind)
    _point_at_source()
    kinds = ("run", "test") if kind == "test" else ("run",)
    fresh = MARK.with_suffix(".new")
    fresh.write_text("".join(f"{each} {_digest(each)}\n" for each in kinds))
    fresh.replace(MARK)
    _say(f"Installed in {time.monotonic() - began:.0f} s.")


def _make_venv() -> None:
    """A fresh .venv. One that is whole but not ours is left alone."""
    if VENV.exists() and not OURS.exists():
        raise _Failed(f"{VENV} was not made by dev.py. Move it away, then try again.")
    _say(f"Making .venv with Python {sys.version.split()[0]} ...")
    shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir()
    OURS.touch()
    if subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False).returncode != 0:
        raise _Failed("A venv could not be made. On Debian: apt-get install python3-venv")


def _pip(kind: str) -> None:
    """Plain pip with hashes, wheels only; a line of progress per package on a terminal."""
    path = LOCKS / f"{kind}.lock"
    total = sum(1 for line in path.read_text().splitlines() if "==" in line and not line[0].isspace())
    command = [
        str(BIN / "python"), "-m", "pip", "install", "--disable-pip-version-check", "--no-input",
        "--progress-bar", "off", "--only-binary", ":all:", "--no-deps", "--require-hashes", "-r", str(path),
    ]  # fmt: skip
    said: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        for line in pip.stdout or ():
            said.append(line)
            if sys.stderr.isatty() and line.startswith(("Collecting ", "Installing ")):
                count = sum(1 for each in said if each.startswith("Collecting "))
                word = line.split()[1] if line.startswith("Collecting") else "installing"
                sys.stderr.write(f"\r\033[K  {count} of at most {total}: {word}")
                sys.stderr.flush()
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")
    if pip.returncode != 0:
        sys.stderr.write("".join(said[-15:]))
        raise _Failed("Installing failed. Check the network and try again; nothing outside .venv was touched.")


def _digest(kind: str) -> str:
    """Changes with the lock, with this Python, with where the checkout lies, and with how this file installs."""
    path = LOCKS / f"{kind}.lock"
    facts = (sys.version, str(ROOT), path.read_text() if path.exists() else "", "1")
    return hashlib.sha256("\0".join(facts).encode()).hexdigest()


def _is_whole() -> bool:
    """Whether .venv has a Python of this version that runs, and pip."""
    command = [str(BIN / "python"), "-c", "import pip, sys; print(sys.version)"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.strip() == sys.version.strip()


def _point_at_source() -> None:
    """Make `import skillmark` and `.venv/bin/skillmark` use src/, without a build."""
    packages = next((VENV / "lib").glob("python3.*")) / "site-packages"
    (packages / "skillmark.pth").write_text(f"{ROOT / 'src'}\n")
    script = BIN / "skillmark"
    script.write_text(f"#!{BIN / 'python'}\nimport sys\n\nfrom skillmark.config.main import main\n\nsys.exit(main())\n")
    script.chmod(0o755)


def _programs() -> None:
    """Debian's programs that some tests need, where we may install them; else those tests skip and say why."""
    has_browser = any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    missing = {"chromium": not has_browser, "softhsm2": not shutil.which("softhsm2-util")}
    names = [name for name, is_missing in missing.items() if is_missing]
    if not names:
        return
    said = " and ".join(names)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        _say(f"Without {said} some tests will be skipped. (Debian: apt-get install {' '.join(names)})")
        return
    _say(f"Installing {said} for the tests ...")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], *(["apt-get", "install", "-y", "-qq", name] for name in names)):
        if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode != 0:
            _say(f"{command[-1].strip('-')} did not work: some tests will be skipped.")


def _workers() -> list[str]:
    """One pytest process per core, at most four; files in the order of tests/conftest.py, the longest first."""
    count = min(4, os.cpu_count() or 1)
    return ["-n", str(count), "--dist", "loadfile", "--no-loadscope-reorder"] if count > 1 else []


def _environment_for_checks() -> dict[str, str]:
    """Settings that touch no data of yours."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "skillmark.config.django",
        "SKILLMARK_DATA_DIR": str(ROOT / "var" / "check"),
        "SKILLMARK_SECRET_KEY": "only-for-checks-" + "x" * 40,
    }


def _with_newer_python(words: list[str]) -> int:
    """Hand over to a newer Python of this machine, or say what is missing."""
    for minor in range(20, 10, -1):
        if found := shutil.which(f"python3.{minor}"):
            os.execv(found, [found, str(ROOT / "dev.py"), *words])  # noqa: S606
    have = ".".join(map(str, sys.version_info[:2]))
    return _refuse(
        f"Skillmark needs Python 3.11 or newer; this is {have} and there is no newer one. Install one first."
    )


def _run(command: list[str], otherwise: str) -> None:
    if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
        raise _Failed(otherwise)


def _replace(command: list[str]) -> int:
    """Become the command, so that signals and exit codes are its own."""
    os.chdir(ROOT)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(command[0], command)  # noqa: S606


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _refuse(words: str) -> int:
    _say(words)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
