"""Node peers: scripts in `node/` that take a file of jobs and print a list of results."""

import fcntl
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

NODE = Path(__file__).parent / "node"


def node_with(package: str, folder: Path = NODE) -> str:
    """The path of Node, with the packages of the lock installed; skips the test where they cannot be had.

    Test processes that run side by side wait for whichever of them installs.
    """
    found, npm = shutil.which("node"), shutil.which("npm")
    if not found or not npm:
        pytest.skip("Node is not here")
    installed = folder / "node_modules"
    with (folder / "package-lock.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (installed / ".package-lock.json").exists() or not (installed / package).is_dir():
            command = [npm, "ci", "--ignore-scripts"]
            done = subprocess.run(command, cwd=folder, capture_output=True, timeout=240, check=False)
            if done.returncode:
                pytest.skip(f"the npm package {package} could not be installed")
    return found


def ask(node: str, script: str, folder: Path, jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The results of a script, one per job."""
    path = folder / "jobs.json"
    path.write_text(json.dumps(jobs))
    command = [node, str(NODE / script), str(path)]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False, text=True)
    assert done.returncode == 0, done.stderr
    results: list[dict[str, Any]] = json.loads(done.stdout)
    return results
