"""Profiles, addresses, identifiers and images as JSON (Open Badges 3.0 sections B.1.20 and following)."""

from __future__ import annotations

from collections.abc import Sequence

from skillmark.credkit.model.build.members import filled
from skillmark.credkit.model.json_values import Json, JsonObject
from skillmark.credkit.model.profile import Address, IdentifierEntry, Issuer, Picture, Profile


def profile(value: Profile | Issuer) -> JsonObject:
    """An issuer in brief, or a profile in full."""
    return _brief(value) if isinstance(value, Issuer) else _full(value)


def picture(value: Picture | None) -> JsonObject | None:
    """An Image, with its words as the caption."""
    return filled({"id": value.uri, "type": "Image", "caption": value.alt_text}) if value else None


def identifiers(entries: Sequence[IdentifierEntry]) -> list[Json]:
    """IdentifierEntry objects."""
    return [
        {"type": "IdentifierEntry", "identifier": entry.identifier, "identifierType": entry.kind} for entry in entries
    ]


def _brief(issuer: Issuer) -> JsonObject:
    address = filled({"type": ["Address"], "addressCountry": issuer.country, "addressRegion": issuer.region})
    return filled(
        {
            "id": issuer.did,
            "type": ["Profile"],
            "name": issuer.name,
            "url": issuer.website,
            "email": issuer.email,
            "image": picture(issuer.picture),
            "address": address if issuer.country else None,
        }
    )


def _full(value: Profile) -> JsonObject:
    person = value.person
    return filled(
        {
            "id": value.uri,
            "type": ["Profile"],
            "name": value.name,
            "url": value.website,
            "phone": value.phone,
            "description": value.description,
            "email": value.email,
            "image": picture(value.picture),
            "address": _address(value.address) if value.address else None,
            "otherIdentifier": identifiers(value.other_identifiers),
            "official": value.official,
            "parentOrg": _full(value.parent) if value.parent else None,
            "familyName": person.family,
            "givenName": person.given,
            "additionalName": person.additional,
            "patronymicName": person.patronymic,
            "honorificPrefix": person.prefix,
            "honorificSuffix": person.suffix,
            "familyNamePrefix": person.family_prefix,
            "dateOfBirth": value.born_on.isoformat() if value.born_on else None,
            "endorsement": list(value.endorsements),
        }
    )


def _address(value: Address) -> JsonObject:
    geo: JsonObject | None = None
    if value.latitude is not None and value.longitude is not None:
        geo = {"type": "GeoCoordinates", "latitude": value.latitude, "longitude": value.longitude}
    return filled(
        {
            "type": ["Address"],
            "addressCountry": value.country,
            "addressCountryCode": value.country_code,
            "addressRegion": value.region,
            "addressLocality": value.locality,
            "streetAddress": value.street,
            "postOfficeBoxNumber": value.post_office_box,
            "postalCode": value.postal_code,
            "geo": geo,
        }
    )
