"""A statement of our own of those terms of the citizenship context that W3C's vectors use."""

from collections.abc import Mapping
from typing import Any

from skillmark.credkit.contexts import KnownContexts, verifying

CITIZENSHIP = "https://w3id.org/citizenship/v4rc1"
_OWN, _SCHEMA = "https://w3id.org/citizenship#", "https://schema.org/"
_DATE = "http://www.w3.org/2001/XMLSchema#dateTime"


class WithCitizenship(KnownContexts):
    """What we read with, and the citizenship context."""

    def __init__(self) -> None:
        self.known = verifying()[0]
        own = "PermanentResidentCardCredential PermanentResident PermanentResidentCard lprCategory lprNumber"
        own += " commuterClassification birthCountry permanentResidentCard EmployablePerson"
        own += " EmploymentAuthorizationDocument"
        own += " EmploymentAuthorizationDocumentCredential employmentAuthorizationDocument"
        terms: dict[str, Any] = {term: _OWN + term for term in own.split()}
        of_schema = "Person givenName familyName additionalName gender identifier"
        terms |= {term: _SCHEMA + term for term in of_schema.split()}
        terms |= {
            "image": {"@id": _SCHEMA + "image", "@type": "@id"},
            "birthDate": {"@id": _SCHEMA + "birthDate", "@type": _DATE},
            "residentSince": {"@id": _OWN + "residentSince", "@type": _DATE},
        }
        super().__init__("with citizenship", {CITIZENSHIP: {"@context": terms}})

    def load(self, url: str) -> Mapping[str, Any] | None:
        return super().load(url) or self.known.load(url)
