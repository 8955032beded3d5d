"""The order of the house, checked by machine: layers, doors of domains, purity of the kits, no circle."""

import subprocess
import sys
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
DOMAINS = "skillmark.domains"
DOOR = {"api", "events"}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("skillmark", exclude_type_checking_imports=False, cache_dir=None)


def test_import_contracts_hold() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_past_a_door_nobody_reaches(graph: grimp.ImportGraph) -> None:
    """`domains.X.anything` other than `api` and `events` is not imported from outside X."""
    reached = sorted(
        f"{importer} imports {module}"
        for domain in graph.find_children(DOMAINS)
        for module in {domain, *graph.find_descendants(domain)}
        if module.removeprefix(domain + ".").split(".")[0] not in DOOR
        for importer in graph.find_modules_that_directly_import(module)
        if not f"{importer}.".startswith(f"{domain}.")
    )
    assert reached == []


def test_every_domain_has_its_door(graph: grimp.ImportGraph) -> None:
    for domain in sorted(graph.find_children(DOMAINS)):
        module = __import__(f"{domain}.api", fromlist=["__all__"])
        assert module.__all__, f"{domain}.api says what it offers in __all__"
        missing = [name for name in module.__all__ if not hasattr(module, name)]
        assert missing == []


def test_nobody_imports_an_adapter_but_settings(graph: grimp.ImportGraph) -> None:
    """Adapters are named in settings. The embedded database is the exception: it must run before settings exist."""
    allowed = ("skillmark.config", "skillmark.adapters")
    importers = sorted(
        f"{importer} imports {module}"
        for module in graph.find_descendants("skillmark.adapters")
        for importer in graph.find_modules_that_directly_import(module)
        if not importer.startswith(allowed)
    )
    assert importers == []


@pytest.mark.parametrize("kit", ["credkit", "skillkit"])
def test_kits_open_no_address(kit: str) -> None:
    """import-linter sees external packages whole; `urllib.parse` is welcome in a kit, `urllib.request` is not."""
    opening = [
        str(path) for path in (ROOT / "src/skillmark" / kit).rglob("*.py") if "urllib.request" in path.read_text()
    ]
    assert opening == []
