"""The worked examples of Open Badges 3.0 and CLR 2.0: built here, canonicalised and signed to the published bytes."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from skillmark.credkit.contexts import issuing
from skillmark.credkit.keys import Ed25519Signer
from skillmark.credkit.model import (
    Achievement,
    Association,
    AssociationType,
    Period,
    Picture,
    Profile,
    Recipient,
    achievement_credential,
    clr_credential,
)
from skillmark.credkit.model.json_values import JsonObject
from skillmark.credkit.model.structure import find_faults
from skillmark.credkit.proof.data_integrity import EDDSA_RDFC, HashSource, add_proof

SEED = bytes.fromhex("6241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4")  # the published one
ISSUER = "https://example.edu/issuers/565049"
ALICE = Recipient("did:example:ebfeb1f712ebc6f1c276e12ec21")
PERIOD = Period(datetime(2010, 1, 1, tzinfo=UTC))
SIGNED_AT = datetime(2010, 1, 1, 19, 23, 24, tzinfo=UTC)
SCHEMAS = "https://purl.imsglobal.org/spec/{}/schema/json/{}credential_schema.json"
SUFFIX = "-56cb-11ec-bf63-0242ac130002"


def literal(folder: Path, predicate: str) -> str:
    """The text that the published statements give this predicate."""
    lines = (folder / "document-canon.txt").read_text().splitlines()
    return next(line for line in lines if f"{predicate}>" in line).split('"')[1]


def badge(folder: Path) -> JsonObject:
    return achievement_credential(
        uri="http://example.com/credentials/3527",
        issuer=Profile(ISSUER, "Example Corp", "https://www.imsglobal.org"),
        achievement=Achievement(
            uri="https://example.com/achievements/21st-century-skills/teamwork",
            name="Teamwork",
            description=literal(folder, "schema.org/description"),
            criteria=literal(folder, "narrative"),
            kind="",
        ),
        recipient=ALICE,
        period=PERIOD,
        name="Teamwork Badge",
    )


def part(number: int, key: str) -> Achievement:
    return Achievement(
        uri=f"urn:uuid:{key}{SUFFIX}",
        name=f"Achievement {number}",
        description=f"Achievement {number}",
        criteria="",
        criteria_uri=f"https://example.edu/achievements/{key}{SUFFIX}/criteria",
        kind="",
        picture=Picture("https://example.edu/achievements/sample.png", ""),
        creator=Profile(ISSUER),
    )


def record(_: Path) -> JsonObject:
    issuer = Profile(ISSUER, "Example University")
    degree = achievement_credential(
        uri=f"urn:uuid:91537dba{SUFFIX}",
        issuer=issuer,
        achievement=part(1, "a7467ef6"),
        recipient=ALICE,
        period=PERIOD,
        name="Example University Degree",
        schema_uris=[SCHEMAS.format("ob/v3p0", "ob_v3p0_achievement")],
    )
    return clr_credential(
        uri="http://example.edu/credentials/3732",
        issuer=issuer,
        recipient=ALICE,
        period=PERIOD,
        name="Sample Transcript",
        credentials=[sign(degree)],
        achievements=[part(1, "a7467ef6"), part(2, "dd887f0a")],
        associations=[
            Association(AssociationType.IS_PARENT_OF, f"urn:uuid:a7467ef6{SUFFIX}", f"urn:uuid:dd887f0a{SUFFIX}")
        ],
        schema_uris=[SCHEMAS.format("clr/v2p0", "clr_v2p0_clr")],
    )


def sign(document: JsonObject) -> JsonObject:
    signer = Ed25519Signer.from_seed(SEED, controller=ISSUER)
    return add_proof(document, signer=signer, created_at=SIGNED_AT, source=HashSource(issuing()))


EXAMPLES = {  # what is built, the published hash of the document, the published signature
    "obv3p0": (
        badge,
        "87f65a76d40146205e3b3e06cb0fbd153f97f9ce70372390f52566bb7f9e0773",
        "z5x9aCBYovW3CQCbKdNyhEm7ffYSw1YpEdPywQJoNbzDD2gkzQDKJ1sYKJaWvqZtkMtSbz35HcbgXVEDYHxCzgkCr",
    ),
    "clrv2p0": (
        record,
        "768d7015ae69e0210e1c2a45194d9c1d15d7a6022e52b946574a2a27f6fa85fe",
        "zF52sU1nfPAjcwCqtgxPNSor6SJnAzRBwZW5VNQXPt8xXCHkd39sgqj32DnMjhFCzbyHsLkhQ8HpBqQTkMgXy329",
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_says_and_signs_what_was_published(shared_vectors: Path, name: str) -> None:
    folder = shared_vectors / "openbadges-spec" / name
    build, document_hash, signature = EXAMPLES[name]
    document = build(folder)
    assert find_faults(document) == ()
    said = HashSource(issuing()).canonical(document, EDDSA_RDFC)
    assert said.decode() == (folder / "document-canon.txt").read_text()
    assert hashlib.sha256(said).hexdigest() == document_hash
    proofs = sign(document)["proof"]
    assert isinstance(proofs, list) and isinstance(proofs[0], dict)
    assert proofs[0]["proofValue"] == signature
    options = {key: value for key, value in proofs[0].items() if key != "proofValue"}
    canonical = HashSource(issuing()).canonical({"@context": document["@context"]} | options, EDDSA_RDFC)
    assert canonical.decode() == (folder / "proof-canon.txt").read_text()
