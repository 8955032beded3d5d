"""Our statements of published vocabularies, term for term beside the published files."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from skillmark.credkit.codec.jsonld import canonical_nquads
from skillmark.credkit.codec.multibase import encode_base64url
from skillmark.credkit.contexts import OB_URL, VC_V1_URL, VC_V2_URL, find_digest_faults, issuing, verifying
from skillmark.credkit.contexts.published import PUBLISHED_DIGESTS
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.model.vocabulary import STATUS_LIST_2021_URL

OB = "https://purl.imsglobal.org/spec/ob/v3p0/"
CLR = "https://purl.imsglobal.org/spec/clr/v2p0/"
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
    CLR + "context.json": "openbadges/clr-v2p0.json",
    CLR + "context-2.0.1.json": "openbadges/clr-v2p0-2.0.1.json",
}


@pytest.mark.parametrize("url", PUBLISHED)
def test_every_term_is_the_published_one(shared_vectors: Path, url: str) -> None:
    published = json.loads((shared_vectors / "contexts" / PUBLISHED[url]).read_bytes())
    assert verifying()[0].load(url) == published


def test_the_other_file_under_the_same_address(shared_vectors: Path) -> None:
    path = shared_vectors / "contexts/openbadges/ob-v3p0-3.0.3.as-in-spec-repository.json"
    assert verifying()[1].load(OB_URL) == issuing().load(OB_URL) == json.loads(path.read_bytes())


@pytest.mark.parametrize("url", PUBLISHED_DIGESTS)
def test_digests_are_those_of_the_published_files(shared_vectors: Path, url: str) -> None:
    data = (shared_vectors / "contexts" / PUBLISHED[url]).read_bytes()
    assert find_digest_faults(_referring(url, data)) == ()
    assert find_digest_faults(_referring(url, data + b" "))


def _referring(url: str, data: bytes) -> dict[str, Any]:
    digest = encode_base64url(b"\x20\x30" + hashlib.sha384(data).digest())
    sri = "sha256-" + base64.b64encode(hashlib.sha256(data).digest()).decode()
    return {"relatedResource": [{"id": url, "digestMultibase": digest, "digestSRI": sri}]}


NOT_HELD = {"openbadges/ob-v2p0.json"}  # Open Badges 2 is signed as bytes and read as JSON: no statement is made of it


def test_every_published_file_is_accounted_for(shared_vectors: Path) -> None:
    folder = shared_vectors / "contexts"
    files = {str(path.relative_to(folder)) for path in folder.rglob("*.json*")}
    assert files == {*PUBLISHED.values(), *NOT_HELD, "openbadges/ob-v3p0-3.0.3.as-in-spec-repository.json"}
    assert verifying()[0].load("https://w3id.org/openbadges/v2") is None


def test_status_list_2021_defines_its_terms_and_protects_them() -> None:
    document = {
        "@context": [VC_V1_URL, STATUS_LIST_2021_URL],
        "type": "VerifiableCredential",
        "credentialStatus": {
            "id": "urn:x:1#7",
            "type": "StatusList2021Entry",
            "statusPurpose": "revocation",
            "statusListIndex": "7",
            "statusListCredential": "https://a.example/list",
        },
    }
    assert "<https://w3id.org/vc/status-list#statusListCredential> <https://a.example/list>" in canonical_nquads(
        document, verifying()[0]
    )


def test_the_first_data_integrity_context_differs_in_two_terms(shared_vectors: Path) -> None:
    published = (shared_vectors / "contexts/w3c/data-integrity-v2.jsonld").read_text()
    expected = json.loads(published)
    proof = expected["@context"]["DataIntegrityProof"]["@context"]
    del proof["previousProof"]
    proof["cryptosuite"] = "https://w3id.org/security#cryptosuite"
    assert verifying()[0].load("https://w3id.org/security/data-integrity/v1") == expected


@pytest.mark.parametrize(
    "inline",
    [
        [{"VerifiableCredential": "https://a.example/#Other"}],
        [{"DataIntegrityProof": "https://a.example/#Other"}],
        [{"@protected": True, "Mine": "https://a.example/#Mine"}, {"Mine": "https://a.example/#Other"}],
        [{"OpenBadgeCredential": "https://a.example/#Other"}],
    ],
)
def test_a_protected_term_keeps_its_meaning(inline: list[Any]) -> None:
    document = {"@context": [VC_V2_URL, OB_URL, *inline], "type": ["VerifiableCredential"], "issuer": "did:x:y"}
    with pytest.raises(CredkitError) as caught:
        canonical_nquads(document, issuing())
    assert caught.value.code in ("jsonld.unreadable", "context.not_plain")


def test_terms_of_jwt_are_read_but_not_signed() -> None:
    document = {"@context": [VC_V2_URL, OB_URL], "type": ["VerifiableCredential"], "endorsementJwt": ["a.b.c"]}
    assert "endorsementJwt" in canonical_nquads(document, verifying()[0])
    with pytest.raises(CredkitError):
        canonical_nquads(document, issuing())


def test_nothing_else_is_known() -> None:
    assert verifying()[0].load("https://example.org/context") is None
