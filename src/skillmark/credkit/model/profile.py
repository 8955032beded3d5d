"""Who issues, earned or made something, as frozen values (Open Badges 3.0 Profile, Address, IdentifierEntry, Image)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from skillmark.credkit.model.json_values import JsonObject


@dataclass(frozen=True, slots=True)
class Picture:
    """An image by address, with the words for who cannot see it."""

    uri: str
    alt_text: str


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who awards. `did` is the issuer's identifier and the controller of its keys; `country` is ISO 3166-1 alpha-2."""

    did: str
    name: str
    country: str
    region: str = ""
    website: str = ""
    email: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address. `country` by name or code, `country_code` ISO 3166-1 alpha-2; degrees north and east."""

    country: str = ""
    country_code: str = ""
    region: str = ""
    locality: str = ""
    street: str = ""
    post_office_box: str = ""
    postal_code: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class IdentifierEntry:
    """One more identifier: `kind` is a word of Open Badges 3.0's IdentifierTypeEnum or begins with `ext:`."""

    identifier: str
    kind: str


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a person's name, for a profile of a person. Leave out what need not be known."""

    family: str = ""
    given: str = ""
    additional: str = ""
    patronymic: str = ""
    prefix: str = ""
    suffix: str = ""
    family_prefix: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A person or organisation in full. `uri` identifies it; an issuer's must be the controller of its keys.

    `endorsements` are signed endorsement credentials of it, as JSON.
    """

    uri: str
    name: str = ""
    website: str = ""
    phone: str = ""
    description: str = ""
    email: str = ""
    picture: Picture | None = None
    address: Address | None = None
    other_identifiers: tuple[IdentifierEntry, ...] = ()
    official: str = ""
    parent: Profile | None = None
    person: PersonName = field(default_factory=PersonName)
    born_on: date | None = None
    endorsements: tuple[JsonObject, ...] = ()
