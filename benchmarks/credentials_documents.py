"""The two kinds of documents that benchmarks/credentials.py issues and verifies, for as many people as asked."""

from datetime import UTC, datetime, timedelta

from skillmark.credkit.codec.strict_json import JsonObject, write_json
from skillmark.credkit.did import KeyRecord, build_did_document, did_web_url
from skillmark.credkit.errors import Unavailable
from skillmark.credkit.issue import issue, prepare
from skillmark.credkit.keys import Ed25519Signer
from skillmark.credkit.model import (
    Achievement,
    Alignment,
    Issuer,
    Period,
    Recipient,
    Result,
    ResultDescription,
    StatusSlot,
    achievement_credential,
    hash_email,
)
from skillmark.credkit.status import empty_bits, status_list_credential

SEED = bytes(range(32))
BEGIN = datetime(2026, 11, 1, 12, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
COLLEGE = "did:web:northbank.example:o:college"
LIST_URI = "https://northbank.example/status/1"
KINDS = ("plain", "real")


class Held:
    """A fetcher over a dictionary: the issuer's key list and its status list."""

    def __init__(self, answers: dict[str, bytes]) -> None:
        self._answers = answers

    def fetch(self, url: str) -> bytes:
        if url not in self._answers:
            raise Unavailable("benchmark.unreachable", "Nobody answers there.")
        return self._answers[url]


def signer_for(kind: str) -> Ed25519Signer:
    """A plain credential is by a did:key, a real one by a did:web."""
    return Ed25519Signer.from_seed(SEED, controller=COLLEGE if kind == "real" else None)


def time_of(number: int) -> datetime:
    """Every credential is signed at a second of its own."""
    return BEGIN + timedelta(seconds=number)


def unsigned(kind: str, number: int, alignments: int = 2, achievement: int = 0) -> JsonObject:
    """One person's award, without the elements of the EU recommendation, which lengthen both sides alike."""
    real, signer = kind == "real", signer_for(kind)
    issuer = Issuer(
        signer.verification_method.partition("#")[0], "Northbank College", "NL", website="https://northbank.example/"
    )
    described = ResultDescription("urn:uuid:c9b3f2c6-0000-4000-8000-00000000000a", "Quiz", "Percent", "0", "100")
    return achievement_credential(
        uri=f"urn:uuid:6f9619ff-8b86-4d01-b42d-{number:012d}",
        issuer=issuer,
        achievement=Achievement(
            uri=f"https://northbank.example/achievements/charts-{achievement}",
            name="Reading charts",
            description="Reads and questions charts in reports, and says what they leave out.",
            criteria="Pass the quiz and hand in one questioned chart.",
            criteria_uri=f"https://northbank.example/achievements/charts-{achievement}/criteria",
            alignments=tuple(
                Alignment(f"http://data.europa.eu/esco/skill/{place:08d}", f"interpret charts {place}", "ESCO")
                for place in range(alignments)
            ),
            result_descriptions=(described,) if real else (),
            tags=("charts", "statistics"),
        ),
        recipient=_recipient(number, real=real),
        period=Period(time_of(number), NOW + timedelta(days=700) if real else None),
        results=(Result(described.uri, str(number % 101)), Result(status="Completed")) if real else (),
        status=(StatusSlot(LIST_URI, 7 * number % 131_072, "revocation"),) if real else (),
    )


def _recipient(number: int, *, real: bool) -> Recipient:
    if real:
        return Recipient(identities=(hash_email(f"person-{number}@example.org", f"{number:032x}"),))
    return Recipient(did=f"did:web:people.example:{number:08d}")


def signed(kind: str, number: int, **choices: int) -> bytes:
    """The award as the full path signs it."""
    token = prepare(unsigned(kind, number, **choices), require_annex=False)
    return issue(token, signer=signer_for(kind), created_at=time_of(number))


def network() -> Held:
    """What the issuer of the real ones answers."""
    signer = signer_for("real")
    keys = build_did_document(COLLEGE, [KeyRecord(signer.public_multikey, BEGIN - timedelta(days=30))])
    document = status_list_credential(
        list_uri=LIST_URI,
        issuer_did=COLLEGE,
        purpose="revocation",
        bits=empty_bits(),
        valid_from=BEGIN,
        valid_until=NOW + timedelta(days=30),
    )
    held = issue(prepare(document), signer=signer, created_at=BEGIN)
    return Held({did_web_url(COLLEGE): write_json(keys), LIST_URI: held})
