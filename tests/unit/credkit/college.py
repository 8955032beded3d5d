"""Bea's college as an issuer, Alice's award, and a network made of a dictionary. Plain functions, no fixtures."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.did import KeyRecord, build_did_document
from skillmark.credkit.errors import Unavailable
from skillmark.credkit.issue import issue, prepare
from skillmark.credkit.keys import Ed25519Signer
from skillmark.credkit.model import (
    Achievement,
    Alignment,
    AssessmentType,
    Evidence,
    Issuer,
    MicroCredentialStatement,
    Participation,
    Period,
    Picture,
    Recipient,
    Result,
    ResultDescription,
    StatusSlot,
    Supervision,
    achievement_credential,
    hash_email,
)
from skillmark.credkit.status import empty_bits, set_bits, status_list_credential

DAY_ONE = datetime(2026, 5, 1, 12, tzinfo=UTC)
LATER = DAY_ONE + timedelta(days=30)
COLLEGE = "did:web:northbank.example:o:college"
LIST_URIS = {purpose: f"https://northbank.example/status/{purpose}" for purpose in ("revocation", "suspension")}
SLOT = 4711


@dataclass
class Network:
    """Addresses and what they answer; anything else cannot be reached."""

    answers: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def fetch(self, url: str) -> bytes:
        self.asked.append(url)
        if url not in self.answers:
            raise Unavailable("test.unreachable", "Nobody answers there.")
        return self.answers[url]


def signer_of(seed: int, controller: str | None = COLLEGE) -> Ed25519Signer:
    return Ed25519Signer.from_seed(bytes([seed]) * 32, controller=controller)


def unsigned_award(**changes: object) -> JsonObject:
    """A complete micro-credential of Alice's; `changes` replace top members."""
    document = achievement_credential(
        uri="urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
        issuer=Issuer(COLLEGE, "Northbank College", "NL", region="Utrecht", website="https://northbank.example/"),
        achievement=Achievement(
            uri="https://northbank.example/achievements/charts",
            name="Reading charts",
            description="Reads and questions charts in reports.",
            criteria="Pass the quiz and hand in one questioned chart.",
            alignments=(
                Alignment("http://data.europa.eu/esco/skill/6a2ed37a", "interpret charts", "ESCO", level="INDEPENDENT"),
            ),
            result_descriptions=(
                ResultDescription("urn:uuid:r1", "Quiz", "Percent", "0", "100", allowed_values=("0", "50", "100")),
            ),
            picture=Picture("https://northbank.example/charts.png", "A bar chart with a question mark"),
            tags=("charts",),
            language="en",
            credits_available=2.5,
        ),
        recipient=Recipient(identities=(hash_email("alice@example.org", "s0meRandomSalt16"),)),
        period=Period(DAY_ONE, DAY_ONE + timedelta(days=365)),
        statement=MicroCredentialStatement(
            learning_outcomes=("Reads a chart", "Questions a chart"),
            workload_minutes=60 * 60,
            assessment_types=(AssessmentType.WRITTEN_EXAM, AssessmentType.PROFESSIONAL_PRODUCT),
            participation=Participation.ONLINE,
            quality_assurance="Reviewed each year by the Quality Office",
            supervision=Supervision.IDENTIFIED_ONLINE,
            eqf_level=4,
            ects_credits=2.5,
        ),
        results=(Result("urn:uuid:r1", "83"),),
        evidence=(Evidence("https://northbank.example/e/1", "Questioned chart", narrative="Found a cut axis."),),
        status=tuple(StatusSlot(uri, SLOT, purpose) for purpose, uri in LIST_URIS.items()),
    )
    return document | changes  # type: ignore[operator]


def signed_award(signer: Ed25519Signer | None = None, **changes: object) -> bytes:
    return issue(prepare(unsigned_award(**changes)), signer=signer or signer_of(1), created_at=DAY_ONE)


def signed_list(purpose: str, *set_slots: int, signer: Ed25519Signer | None = None, at: datetime = DAY_ONE) -> bytes:
    document = status_list_credential(
        list_uri=LIST_URIS[purpose],
        issuer_did=COLLEGE,
        purpose=purpose,
        bits=set_bits(empty_bits(), set_slots),
        valid_from=at,
        valid_until=at + timedelta(days=60),
    )
    return issue(prepare(document), signer=signer or signer_of(1), created_at=at)


def college_keys(*keys: KeyRecord) -> JsonObject:
    return build_did_document(COLLEGE, keys or (KeyRecord(signer_of(1).public_multikey, DAY_ONE),))
