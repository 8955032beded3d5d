"""What the builders write, with everything in it, held against 1EdTech's schemas of Open Badges 3.0 and CLR 2.0."""

import json
from pathlib import Path

import pytest
from jsonschema import validators
from tests.unit.credkit.test_build import COLLEGE, endorsement, full_award, full_record

from skillmark.credkit.model import profile
from skillmark.credkit.model.json_values import JsonObject

NAMES = {
    "ob_v3p0_achievementcredential_schema.json": full_award,
    "ob_v3p0_endorsementcredential_schema.json": lambda: endorsement("urn:uuid:a1"),
    "ob_v3p0_profile_schema.json": lambda: profile(COLLEGE),
    "clr_v2p0_achievementcredential_schema.json": full_award,
    "clr_v2p0_endorsementcredential_schema.json": lambda: endorsement("urn:uuid:a1"),
    "clr_v2p0_clrcredential_schema.json": full_record,
    "clr_v2p0_profile_schema.json": lambda: profile(COLLEGE),
}


def faults(path: Path, document: JsonObject) -> list[str]:
    schema = json.loads(path.read_text())
    found = validators.validator_for(schema)(schema).iter_errors(document)
    return [f"{list(fault.absolute_path)}: {fault.message[:160]}" for fault in found]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_built_fits_the_published_schema(shared_vectors: Path, name: str) -> None:
    assert faults(shared_vectors / "schemas" / name, NAMES[name]()) == []


@pytest.mark.parametrize("name", [name for name in NAMES if "profile" not in name])
def test_the_schema_can_say_no(shared_vectors: Path, name: str) -> None:
    document = NAMES[name]()
    del document["issuer"]
    assert faults(shared_vectors / "schemas" / name, document)
