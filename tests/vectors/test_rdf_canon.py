"""The W3C's RDF canonicalisation tests, where a copy lies beside the checkout (../shared/vectors/rdf-canon).

A copy is the folder `tests` of github.com/w3c/rdf-canon as it stands. The graphs that need no copy are in
tests/unit/credkit/test_rdf_poison.py.
"""

import csv
import json
from pathlib import Path

import pytest
from tests.conftest import SHARED
from tests.vectors.nquads import read_nquads

from skillmark.credkit.codec.rdfc import canonicalize_dataset
from skillmark.credkit.errors import Refused

FOLDER = SHARED / "vectors" / "rdf-canon"


def cases() -> list[dict[str, str]]:
    manifest = FOLDER / "manifest.csv"
    return list(csv.DictReader(manifest.read_text().splitlines())) if manifest.is_file() else []


@pytest.mark.parametrize("case", cases() or [{}], ids=lambda case: case.get("test", "absent"))
def test_w3c(case: dict[str, str]) -> None:
    if not case:
        pytest.skip(f"the W3C's tests are not beside the checkout ({FOLDER.relative_to(SHARED.parent)})")
    quads = read_nquads(text(f"{case['test']}-in.nq"))
    if case["rdfc10"] == "RDFC10NegativeEvalTest":
        with pytest.raises(Refused):
            canonicalize_dataset(quads)
        return
    found = canonicalize_dataset(quads, digest="sha384" if case["hashAlgorithm"] else "sha256")
    assert found.text == text(f"{case['test']}-rdfc10.nq")
    if case["rdfc10map"] == "TRUE":
        expected = json.loads(text(f"{case['test']}-rdfc10map.json"))
        assert {old[2:]: new[2:] for old, new in found.names.items()} == expected


def text(name: str) -> str:
    return Path(FOLDER, "rdfc10", name).read_text(encoding="utf-8")
