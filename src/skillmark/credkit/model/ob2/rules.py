"""What an assertion, a badge class and an issuer must say (Open Badges 2.0, Badge Objects)."""

from __future__ import annotations

from collections.abc import Iterator

from skillmark.credkit.errors import Finding
from skillmark.credkit.model.json_values import JsonObject, as_list, as_object, as_text
from skillmark.credkit.model.ob2.linking import verification_of
from skillmark.credkit.model.ob2.times import read_instant
from skillmark.credkit.model.structure.reading import types_of
from skillmark.credkit.model.structure.shapes import is_url

FORMS = {"HostedBadge": "hosted", "hosted": "hosted", "SignedBadge": "signed", "signed": "signed"}


def assertion_faults(assertion: JsonObject) -> Iterator[Finding]:
    """Everything missing or misshapen in an assertion that was not revoked."""
    if not is_url(assertion.get("id")):
        yield Finding("ob2.id", "id", "It has no id that is an address.")
    if "Assertion" not in types_of(assertion):
        yield Finding("ob2.type", "type", "It does not say that it is an Assertion.")
    yield from _recipient_faults(as_object(assertion.get("recipient")))
    if not isinstance(assertion.get("badge"), str | dict) or not assertion.get("badge"):
        yield Finding("ob2.badge", "badge", "It does not say which badge was earned.")
    if not types_of(verification_of(assertion)) & FORMS.keys():
        yield Finding("ob2.verification", "verification", "It does not say how it is to be verified.")
    for name in ("issuedOn", "expires"):
        if (name == "issuedOn" or name in assertion) and read_instant(assertion.get(name)) is None:
            yield Finding("ob2.time", name, f"Its {name} is not a time.")
    start, end = read_instant(assertion.get("issuedOn")), read_instant(assertion.get("expires"))
    if start and end and end.at < start.at:
        yield Finding("ob2.period", "expires", "It ends before it begins.")


def _recipient_faults(recipient: JsonObject) -> Iterator[Finding]:
    if not as_text(recipient.get("identity")) or not as_text(recipient.get("type")):
        yield Finding("ob2.recipient", "recipient", "It does not say who earned it.")
    if not isinstance(recipient.get("hashed", False), bool):
        yield Finding("ob2.recipient", "recipient.hashed", "It does not say whether the recipient is a hash.")
    elif recipient.get("hashed") and "$" not in as_text(recipient.get("identity")):
        yield Finding("ob2.recipient", "recipient.identity", "The recipient is no hash though it says so.")


def badge_faults(badge: JsonObject) -> Iterator[Finding]:
    """Everything missing in a badge class that is at hand."""
    if not is_url(badge.get("id")):
        yield Finding("ob2.badge_id", "badge.id", "The badge has no id that is an address.")
    if "BadgeClass" not in types_of(badge):
        yield Finding("ob2.badge_type", "badge.type", "The badge does not say that it is a BadgeClass.")
    for name in ("name", "description"):
        if not as_text(badge.get(name)):
            yield Finding(f"ob2.badge_{name}", f"badge.{name}", f"The badge has no {name}.")
    image = badge.get("image")
    if not is_url(image.get("id") if isinstance(image, dict) else image):
        yield Finding("ob2.badge_image", "badge.image", "The badge has no image.")
    criteria = badge.get("criteria")
    inside = as_object(criteria)
    if not is_url(criteria) and not is_url(inside.get("id")) and not as_text(inside.get("narrative")):
        yield Finding("ob2.badge_criteria", "badge.criteria", "The badge does not say how it is earned.")
    if not isinstance(badge.get("issuer"), str | dict) or not badge.get("issuer"):
        yield Finding("ob2.badge_issuer", "badge.issuer", "The badge does not say who issues it.")
    for index, entry in enumerate(as_list(badge.get("alignment"))):
        alignment = as_object(entry)
        if not as_text(alignment.get("targetName", alignment.get("name"))):
            yield Finding("ob2.alignment", f"badge.alignment[{index}]", "An alignment does not name its target.")


def issuer_faults(issuer: JsonObject) -> Iterator[Finding]:
    """Everything missing in an issuer's profile that is at hand."""
    if not is_url(issuer.get("id")):
        yield Finding("ob2.issuer_id", "badge.issuer.id", "The issuer has no id that is an address.")
    if not types_of(issuer) & {"Profile", "Issuer"}:
        yield Finding("ob2.issuer_type", "badge.issuer.type", "The issuer does not say that it is one.")
    for name in ("name", "url", "email"):
        if not as_text(issuer.get(name)):
            yield Finding(f"ob2.issuer_{name}", f"badge.issuer.{name}", f"The issuer has no {name}.")


def notes_on(assertion: JsonObject) -> Iterator[Finding]:
    """Slips that other versions allowed, or that change nothing."""
    for name in ("issuedOn", "expires"):
        found = read_instant(assertion.get(name))
        if found and not found.is_exact:
            yield Finding("ob2.time_inexact", name, f"Its {name} has no time of day or no zone; read as UTC.")
    if "hashed" not in as_object(assertion.get("recipient")):
        yield Finding("ob2.hashed_unsaid", "recipient.hashed", "It does not say whether the recipient is a hash.")
    if "verify" in assertion and "verification" not in assertion:
        yield Finding("ob2.first_version", "verify", "It is written in the words of version 1.")
