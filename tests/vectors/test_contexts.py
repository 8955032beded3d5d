"""Our statements of published vocabularies, term for term beside the published files."""

import json
from pathlib import Path

import pytest

from skillmark.credkit.contexts import OB_URL, VC_V1_URL, VC_V2_URL, issuing, verifying

OB = "https://purl.imsglobal.org/spec/ob/v3p0/"
PUBLISHED = {
    VC_V2_URL: "w3c/credentials-v2.jsonld",
    VC_V1_URL: "w3c/credentials-v1.jsonld",
    "https://w3id.org/security/data-integrity/v2": "w3c/data-integrity-v2.jsonld",
    "https://w3id.org/security/multikey/v1": "w3c/multikey-v1.jsonld",
    "https://w3id.org/security/suites/ed25519-2020/v1": "w3c/security-suites-ed25519-2020-v1.jsonld",
    "https://www.w3.org/ns/credentials/examples/v2": "w3c/credentials-examples-v2.jsonld",
    "https://www.w3.org/ns/credentials/undefined-terms/v2": "w3c/credentials-undefined-terms-v2.jsonld",
    OB + "context.json": "openbadges/ob-v3p0.json",
    OB + "context-3.0.1.json": "openbadges/ob-v3p0-3.0.1.json",
    OB + "context-3.0.2.json": "openbadges/ob-v3p0-3.0.2.json",
    OB + "context-3.0.3.json": "openbadges/ob-v3p0-3.0.3.json",
    OB + "extensions.json": "openbadges/ob-v3p0-extensions.json",
}


@pytest.mark.parametrize("url", PUBLISHED)
def test_every_term_is_the_published_one(shared_vectors: Path, url: str) -> None:
    published = json.loads((shared_vectors / "contexts" / PUBLISHED[url]).read_bytes())
    assert verifying()[0].load(url) == published


def test_the_other_file_under_the_same_address(shared_vectors: Path) -> None:
    path = shared_vectors / "contexts/openbadges/ob-v3p0-3.0.3.as-in-spec-repository.json"
    assert verifying()[1].load(OB_URL) == issuing().load(OB_URL) == json.loads(path.read_bytes())


def test_nothing_else_is_known() -> None:
    assert verifying()[0].load("https://example.org/context") is None
