"""What the builders write: complete, of sound structure, and every word defined where it is to be signed."""

from datetime import UTC, date, datetime
from typing import Any

from tests.unit.credkit.college import unsigned_award

from skillmark.credkit.codec.jsonld import canonical_nquads
from skillmark.credkit.contexts import issuing
from skillmark.credkit.model import (
    Achievement,
    Activity,
    Address,
    Alignment,
    Association,
    AssociationType,
    Endorsement,
    Evidence,
    IdentifierEntry,
    Issuer,
    Period,
    PersonName,
    Picture,
    Profile,
    Recipient,
    Related,
    Result,
    ResultDescription,
    ResultStatus,
    ResultType,
    RubricCriterionLevel,
    StatusSlot,
    achievement_credential,
    clr_credential,
    credential,
    endorsement_credential,
    hash_email,
    language_text,
    presentation,
    read_summary,
    status_entry,
)
from skillmark.credkit.model.json_values import JsonObject
from skillmark.credkit.model.structure import envelope_of, find_faults

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
PERIOD = Period(AT, datetime(2027, 5, 1, 12, tzinfo=UTC))
BOARD = Issuer("did:web:board.example", "Quality Board", "IE")
PICTURE = Picture("https://northbank.example/charts.png", "A bar chart")
SKILL = Alignment("https://a.example/skill", "Reads charts", "A framework", "R1", "ceasn:Competency", description="It.")
COLLEGE = Profile(
    uri="did:web:northbank.example",
    name="Northbank College",
    website="https://northbank.example/",
    phone="+353 1 000 00 00",
    description="A college.",
    email="office@northbank.example",
    picture=PICTURE,
    address=Address("Ireland", "IE", "Leinster", "Dublin", "1 Quay", "7", "D01", 53.3, -6.2),
    other_identifiers=(IdentifierEntry("E1", "sourcedId"),),
    official="Dana",
    parent=Profile("https://board.example/", "Board"),
)
SLOT = StatusSlot("https://northbank.example/status/1", 7, "revocation")


def endorsement(uri: str) -> JsonObject:
    return endorsement_credential(
        uri=f"{uri}#endorsed",
        issuer=BOARD,
        endorsement=Endorsement(uri, "Reviewed in 2026."),
        period=PERIOD,
        name="Reviewed",
        description="What the board looked at.",
        evidence=(Evidence(narrative="A visit."),),
        status=(SLOT,),
        refresh_uri="https://board.example/e1",
    )


def full_achievement() -> Achievement:
    levels = tuple(
        RubricCriterionLevel(f"urn:uuid:l{step}", f"Level {step}", "What it takes", str(step), str(step * 10), (SKILL,))
        for step in (1, 2)
    )
    return Achievement(
        uri="https://northbank.example/charts",
        name="Reading charts",
        description="Reads charts.",
        criteria="Pass.",
        alignments=(SKILL,),
        kind="Certificate",
        result_descriptions=(
            ResultDescription("urn:uuid:r1", "Grade", ResultType.LETTER_GRADE, "F", "A", "C", ("F", "C", "A")),
            ResultDescription(
                "urn:uuid:r2",
                "Rubric",
                ResultType.RUBRIC_CRITERION_LEVEL,
                required_level="urn:uuid:l1",
                levels=levels,
                alignments=(SKILL,),
            ),
        ),
        picture=PICTURE,
        creator=COLLEGE,
        field_of_study="Statistics",
        specialization="Charts",
        other_identifiers=(IdentifierEntry("C-1", "identifier"),),
        related=(Related("https://northbank.example/diagramme", "de", "2"),),
        endorsements=(endorsement("https://northbank.example/charts"),),
        tags=("charts",),
        language="en",
        version="2",
        human_code="C1",
        credits_available=2.5,
    )


def full_award() -> JsonObject:
    return achievement_credential(
        uri="urn:uuid:a1",
        issuer=COLLEGE,
        achievement=full_achievement(),
        recipient=Recipient("did:example:alice", (hash_email("alice@example.org", "s0meRandomSalt16"),)),
        period=PERIOD,
        results=(
            Result("urn:uuid:r1", "A", ResultStatus.COMPLETED),
            Result("urn:uuid:r2", achieved_level="urn:uuid:l2", alignments=(SKILL,)),
        ),
        evidence=(Evidence("https://northbank.example/e", "Work", "d", "n", "Essay", "Employers"),),
        status=(SLOT,),
        activity=Activity(AT, AT, 2.5, "L1", "Participant", "Spring", "Took part.", COLLEGE, PICTURE),
        description="For Alice.",
        awarded_at=AT,
        image=PICTURE,
        endorsements=(endorsement("urn:uuid:a1"),),
        refresh_uri="https://northbank.example/a1",
    )


def full_record() -> JsonObject:
    return clr_credential(
        uri="urn:uuid:c1",
        issuer=COLLEGE,
        recipient=Recipient("did:example:alice"),
        period=PERIOD,
        name="Alice's record",
        credentials=[full_award(), unsigned_award(credentialStatus=status_entry(SLOT))],
        associations=(
            Association(AssociationType.IS_PART_OF, "https://northbank.example/charts", "https://northbank.example/p"),
        ),
        achievements=(Achievement("https://northbank.example/p", "Statistics", "All of it.", "Pass all."),),
        is_partial=True,
        description="So far.",
        image=PICTURE,
        awarded_at=AT,
        status=(SLOT,),
        endorsements=(endorsement("urn:uuid:c1"),),
        refresh_uri="https://northbank.example/c1",
    )


def sound(document: JsonObject) -> str:
    assert find_faults(document) == ()
    return canonical_nquads(document, issuing())


def test_a_badge_with_everything_can_be_signed() -> None:
    said = sound(full_award())
    for word in ("Spring", "Statistics", "Dana", "urn:uuid:l2", "Reviewed in 2026.", "Employers", "5.33E1"):
        assert word in said


def test_an_endorsement_and_a_learner_record_can_be_signed() -> None:
    assert "endorsementComment" in sound(endorsement("https://northbank.example/charts"))
    plain = endorsement("https://northbank.example/charts") | {"description": ""}
    assert read_summary(plain).description == "Reviewed in 2026."
    said = sound(full_record())
    assert "isPartOf" in said and said.count("https://www.w3.org/2018/credentials#VerifiableCredential") == 6


def test_a_person_as_a_profile() -> None:
    person = Profile("did:example:alice", person=PersonName("Weber", "Alice", "M", "P", "Dr", "II", "von"))
    person = Profile(person.uri, person=person.person, born_on=date(2001, 2, 3))
    document = credential(issuer=person, subjects=[{"id": "did:example:bob"}], contexts=[OB], period=PERIOD)
    said = sound(document)
    assert all(word in said for word in ('"Weber"', '"Alice"', '"von"', "2001-02-03"))


OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"


def test_any_credential() -> None:
    document = credential(
        uri="urn:uuid:1",
        issuer="did:example:issuer",
        kinds=["https://a.example/#Licence"],
        contexts=[{"drives": "https://a.example/#drives"}],
        subjects=[{"id": "did:example:alice", "drives": "a lorry"}, {"id": "did:example:bob", "drives": "a car"}],
        name=language_text("Führerschein", "de"),
        description=[language_text("رخصة", "ar"), language_text("Licence", "en")],
        period=PERIOD,
        status=(SLOT,),
        members={"termsOfUse": {"type": "https://a.example/#Terms"}},
    )
    assert '"Führerschein"@de' in sound(document)
    assert language_text("رخصة", "ar", "rtl")["@direction"] == "rtl"


def test_a_presentation_carries_documents_and_jwts() -> None:
    document = presentation(credentials=[unsigned_award(), "eyJh.eyJi.c2ln"], holder="did:example:alice", uri="urn:x:1")
    assert "did:example:alice" in sound(document)
    inside: Any = document["verifiableCredential"]
    assert envelope_of(inside[1]) == ("application/vc+jwt", b"eyJh.eyJi.c2ln")
    assert find_faults(presentation(credentials=[], holder=BOARD)) == ()
