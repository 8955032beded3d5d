"""Badges and endorsements (Open Badges 3.0), learner records (CLR 2.0) as unsigned JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from skillmark.credkit.model.build.members import filled, inline_terms, one_or_all
from skillmark.credkit.model.build.parts import achievement_of, evidence_of, recipient_of, result_of, status_entry
from skillmark.credkit.model.build.profile import picture, profile
from skillmark.credkit.model.json_values import Json, JsonObject
from skillmark.credkit.model.profile import Issuer, Picture, Profile
from skillmark.credkit.model.results import Result
from skillmark.credkit.model.times import format_time
from skillmark.credkit.model.values import (
    Achievement,
    Activity,
    Association,
    Endorsement,
    Evidence,
    MicroCredentialStatement,
    Period,
    Recipient,
    StatusSlot,
)
from skillmark.credkit.model.vocabulary import CLR_URL, OB_EXTENSIONS_URL, OB_URL, VC_V2_URL

_NO_ACTIVITY = Activity()


def achievement_credential(
    *,
    uri: str,
    issuer: Issuer | Profile,
    achievement: Achievement,
    recipient: Recipient,
    period: Period,
    statement: MicroCredentialStatement | None = None,
    results: Sequence[Result] = (),
    evidence: Sequence[Evidence] = (),
    status: Sequence[StatusSlot] = (),
    name: str = "",
    activity: Activity = _NO_ACTIVITY,
    description: str = "",
    awarded_at: datetime | None = None,
    image: Picture | None = None,
    endorsements: Sequence[JsonObject] = (),
    refresh_uri: str = "",
    schema_uris: Sequence[str] = (),
) -> JsonObject:
    """One person's award as an unsigned credential. `uri` must be new for each award; `urn:uuid:` will do.

    `endorsements` are signed endorsement credentials of this award; at `refresh_uri` a newer copy can be had, and
    `schema_uris` are JSON Schemas it conforms to.
    """
    subject = filled(
        recipient_of(recipient)
        | {"achievement": achievement_of(achievement, statement)}
        | {"result": [result_of(result) for result in results]}
        | _activity(activity)
    )
    return _document(
        [OB_URL],
        "OpenBadgeCredential",
        uri,
        issuer,
        period,
        subject=subject,
        name=name or achievement.name,
        status=status,
        evidence=evidence,
        refresh_uri=refresh_uri,
        schema_uris=schema_uris,
        more={
            "description": description,
            "image": picture(image),
            "awardedDate": format_time(awarded_at) if awarded_at else None,
            "endorsement": [*endorsements],
        },
    )


def endorsement_credential(
    *,
    uri: str,
    issuer: Issuer | Profile,
    endorsement: Endorsement,
    period: Period,
    name: str,
    description: str = "",
    evidence: Sequence[Evidence] = (),
    status: Sequence[StatusSlot] = (),
    refresh_uri: str = "",
    schema_uris: Sequence[str] = (),
) -> JsonObject:
    """What one organisation vouches for, as an unsigned credential of its own (Open Badges 3.0 section 4.4)."""
    subject: JsonObject = {
        "id": endorsement.uri,
        "type": ["EndorsementSubject"],
        "endorsementComment": endorsement.comment,
    }
    return _document(
        [OB_URL],
        "EndorsementCredential",
        uri,
        issuer,
        period,
        subject=filled(subject),
        name=name,
        status=status,
        evidence=evidence,
        refresh_uri=refresh_uri,
        schema_uris=schema_uris,
        more={"description": description},
    )


def clr_credential(
    *,
    uri: str,
    issuer: Issuer | Profile,
    recipient: Recipient,
    period: Period,
    name: str,
    credentials: Sequence[JsonObject],
    associations: Sequence[Association] = (),
    achievements: Sequence[Achievement] = (),
    is_partial: bool | None = None,
    description: str = "",
    image: Picture | None = None,
    awarded_at: datetime | None = None,
    evidence: Sequence[Evidence] = (),
    endorsements: Sequence[JsonObject] = (),
    status: Sequence[StatusSlot] = (),
    refresh_uri: str = "",
    schema_uris: Sequence[str] = (),
) -> JsonObject:
    """A learner record: signed credentials of one person, and how their achievements go together (CLR 2.0).

    `credentials` are signed documents, each with its own proof; a JWT has no place in a learner record. `achievements`
    are those that associations speak of and no credential holds. `is_partial` says that more is on record.
    """
    subject: JsonObject = recipient_of(recipient) | {
        "type": ["ClrSubject"],
        "achievement": [achievement_of(achievement, None) for achievement in achievements],
        "verifiableCredential": [*credentials],
        "association": [
            {
                "type": "Association",
                "associationType": entry.kind.value,
                "sourceId": entry.source_uri,
                "targetId": entry.target_uri,
            }
            for entry in associations
        ],
    }
    return _document(
        [CLR_URL, OB_URL],
        "ClrCredential",
        uri,
        issuer,
        period,
        subject=filled(subject),
        name=name,
        status=status,
        evidence=evidence,
        refresh_uri=refresh_uri,
        schema_uris=schema_uris,
        more={
            "partial": is_partial,
            "description": description,
            "image": picture(image),
            "awardedDate": format_time(awarded_at) if awarded_at else None,
            "endorsement": [*endorsements],
        },
    )


def _document(
    contexts: list[str],
    kind: str,
    uri: str,
    issuer: Issuer | Profile,
    period: Period,
    *,
    subject: JsonObject,
    name: str,
    status: Sequence[StatusSlot],
    evidence: Sequence[Evidence],
    refresh_uri: str,
    schema_uris: Sequence[str],
    more: JsonObject,
) -> JsonObject:
    refresh: JsonObject | None = {"id": refresh_uri, "type": "1EdTechCredentialRefresh"} if refresh_uri else None
    base: JsonObject = {
        "id": uri,
        "type": ["VerifiableCredential", kind],
        "name": name,
        "issuer": profile(issuer),
        "validFrom": format_time(period.starts_at),
        "validUntil": format_time(period.ends_at) if period.ends_at else None,
        "credentialSubject": subject,
        "evidence": [evidence_of(item) for item in evidence],
        "credentialStatus": one_or_all([status_entry(slot) for slot in status]),
    }
    schemas: list[Json] = [{"id": schema, "type": "1EdTechJsonSchemaValidator2019"} for schema in schema_uris]
    body = filled(base | more | {"refreshService": refresh, "credentialSchema": schemas})
    extensions: list[Json] = [OB_EXTENSIONS_URL] if refresh or schemas else []
    return {"@context": [VC_V2_URL, *contexts, *extensions, *inline_terms(body)]} | body


def _activity(activity: Activity) -> JsonObject:
    return {
        "activityStartDate": format_time(activity.starts_at) if activity.starts_at else None,
        "activityEndDate": format_time(activity.ends_at) if activity.ends_at else None,
        "creditsEarned": activity.credits_earned,
        "licenseNumber": activity.licence_number,
        "role": activity.role,
        "term": activity.term,
        "narrative": activity.narrative,
        "source": profile(activity.source) if activity.source else None,
        "image": picture(activity.picture),
    }
