"""What we sign, held against the JSON Schemas that 1EdTech publishes for Open Badges 3.0."""

import json
from pathlib import Path

import pytest
from jsonschema import validators
from tests.issuing_world import make_world

from skillmark.domains.awarding.api import credential_of
from skillmark.domains.people.api import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.mark.req("V01")
def test_an_award_is_a_valid_achievement_credential(shared_vectors: Path) -> None:
    schema = json.loads((shared_vectors / "schemas" / "ob_v3p0_achievementcredential_schema.json").read_text())
    signed = json.loads(credential_of(SYSTEM, make_world().issue().uid))
    faults = [
        f"{list(fault.absolute_path)}: {fault.message[:200]}"
        for fault in validators.validator_for(schema)(schema).iter_errors(signed)
    ]
    assert faults == []
