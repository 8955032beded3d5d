"""Our statement of the terms of Open Badges 3.0, edition by edition, from which its contexts are built.

Published under four URLs: `context.json` (3.0.0), `context-3.0.1.json`, `-3.0.2`, `-3.0.3`. Two different files are
published under the last one; they differ in `endorsementJwt` and `jti`, which the edition of the specification's
repository does not have. Verification accepts either; issuing builds on the smaller. A test compares every term with
the published files. Oddities (`https` in the datatype namespace, `achievement-0`, `xsd:dateTime` without its prefix)
are the publisher's and are signed as they stand.
"""

from __future__ import annotations

from typing import Any

from skillmark.credkit.contexts.statement import Notation
from skillmark.credkit.model.vocabulary import OB_URL

BASE_URL = "https://purl.imsglobal.org/spec/ob/v3p0/"
OB_CURRENT_URL = OB_URL
OB_EXTENSIONS_URL = BASE_URL + "extensions.json"
VOCABULARY = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"
_NAMESPACES = {
    "": VOCABULARY,
    "ob": VOCABULARY,
    "schema": "https://schema.org/",
    "jwt": "https://www.iana.org/assignments/jwt#",
}
_XSD = "https://www.w3.org/2001/XMLSchema#"
_CLASS_ALIAS = frozenset({"OpenBadgeCredential"})

_CLASSES = (
    "OpenBadgeCredential Achievement AchievementCredential=OpenBadgeCredential AchievementSubject Address"
    " Alignment=schema:AlignmentObject Criteria EndorsementCredential EndorsementSubject Evidence GeoCoordinates"
    " IdentifierEntry IdentityObject Image Profile Related Result ResultDescription RubricCriterionLevel"
)

_V3_0_3 = {
    "": "alignment* description=schema: endorsement* endorsementJwt* image^id inLanguage=schema: name=schema:"
    " narrative url=schema:^anyURI jti=jwt:^id",
    "Achievement": "achievementType alignment* creator creditsAvailable^float criteria=Criteria^id fieldOfStudy"
    " humanCode image^id otherIdentifier* related* resultDescription* specialization tag=schema:keywords* version"
    " inLanguage=schema:",
    "AchievementSubject": "achievement activityEndDate^date activityStartDate^date creditsEarned^float identifier*"
    " image^id licenseNumber result* role source^id term",
    "Address": "addressCountry=schema: addressCountryCode=CountryCode addressLocality=schema: addressRegion=schema:"
    " geo=GeoCoordinates postOfficeBoxNumber=schema: postalCode=schema: streetAddress=schema:",
    "Alignment": "targetCode targetDescription=schema: targetFramework=schema: targetName=schema: targetType"
    " targetUrl=schema:^anyURI",
    "EndorsementSubject": "endorsementComment",
    "Evidence": "audience=schema: genre=schema:",
    "GeoCoordinates": "latitude=schema: longitude=schema:",
    "IdentifierEntry": "identifier identifierType",
    "IdentityObject": "hashed^boolean identityHash identityType salt",
    "Image": "caption=schema:",
    "Profile": "additionalName=schema: address^id dateOfBirth^date email=schema: familyName=schema: familyNamePrefix"
    " givenName=schema: honorificPrefix=schema: honorificSuffix=schema: image^id otherIdentifier* parentOrg^id"
    " patronymicName phone official",
    "Related": "version inLanguage=schema:",
    "Result": "achievedLevel^anyURI resultDescription^anyURI status value=schema:",
    "ResultDescription": "allowedValue& requiredLevel^anyURI requiredValue resultType rubricCriterionLevel* valueMax"
    " valueMin",
    "RubricCriterionLevel": "level points",
}

_V3_0_1 = {
    "": "alignment* awardedDate^dateTime description=schema:^string endorsement* image^id name=schema:^string"
    " narrative^string url=schema:^anyURI",
    "Achievement": "achievementType^string alignment* creator creditsAvailable^float criteria=Criteria^id"
    " fieldOfStudy^string humanCode^string image=Image^id otherIdentifier* related* resultDescription*"
    " specialization^string tag=schema:keywords^string* version^string",
    "AchievementSubject": "achievement=achievement-0 activityEndDate^date activityStartDate^date creditsEarned^float"
    " identifier* image=Image^id licenseNumber^string result* role^string source^id term^string",
    "Address": "addressCountry=schema:^string addressCountryCode=CountryCode^string addressLocality=schema:^string"
    " addressRegion=schema:^string geo=GeoCoordinates postOfficeBoxNumber=schema:^string postalCode=schema:^string"
    " streetAddress=schema:^string",
    "Alignment": "targetCode^string targetDescription=schema:^string targetFramework=schema:^string"
    " targetName=schema:^string targetType^string targetUrl=schema:^anyURI",
    "EndorsementSubject": "endorsementComment^string",
    "Evidence": "audience=schema:^string genre=schema:^string",
    "GeoCoordinates": "latitude=schema:^string longitude=schema:^string",
    "IdentifierEntry": "identifier^string identifierType^string",
    "IdentityObject": "hashed^boolean identityHash^string identityType^string salt^string",
    "Image": "caption=schema:^string",
    "Profile": "additionalName=schema:^string address^id dateOfBirth^date email=schema:^string"
    " familyName=schema:^string familyNamePrefix^string givenName=schema:^string honorificPrefix=schema:^string"
    " honorificSuffix=schema:^string image=Image^id otherIdentifier* parentOrg^id patronymicName^string phone^string"
    " official^string",
    "Related": "version^string",
    "Result": "achievedLevel^anyURI resultDescription^anyURI status^string value=schema:^string",
    "ResultDescription": "allowedValue^string* requiredLevel^anyURI requiredValue^string resultType^string"
    " rubricCriterionLevel* valueMax^string valueMin^string",
    "RubricCriterionLevel": "level^string points^string",
}


def _change(statement: dict[str, str], changes: dict[str, dict[str, str]]) -> dict[str, str]:
    """A statement with some words replaced; an empty replacement drops the word."""
    result = dict(statement)
    for scope, words in changes.items():
        kept = [words.get(word, word) for word in statement[scope].split()]
        result[scope] = " ".join(word for word in kept if word)
    return result


_V3_0_3_SPECIFICATION = _change(_V3_0_3, {"": {"endorsementJwt*": "", "jti=jwt:^id": ""}})
_V3_0_2 = _change(
    _V3_0_3_SPECIFICATION,
    {
        "": {"image^id": "image=Image^id", "inLanguage=schema:": ""},
        "Achievement": {"image^id": "image=Image^id", "inLanguage=schema:": ""},
        "AchievementSubject": {"achievement": "achievement=achievement-0", "image^id": "image=Image^id"},
        "Profile": {"image^id": "image=Image^id"},
        "Related": {"inLanguage=schema:": ""},
    },
)
_V3_0_0 = _change(
    _V3_0_1,
    {
        "": {
            "alignment*": "alignment^ob:Alignment*",
            "awardedDate^dateTime": "",
            "endorsement*": "endorsement^ob:EndorsementCredential*",
            "image^id": "image^ob:Image",
        },
        "Achievement": {
            "alignment*": "alignment^ob:Alignment*",
            "creator": "creator=Profile",
            "image=Image^id": "",
            "otherIdentifier*": "otherIdentifier^ob:IdentifierEntry*",
            "related*": "related^ob:Related*",
            "resultDescription*": "resultDescription^ob:ResultDescription*",
        },
        "AchievementSubject": {
            "achievement=achievement-0": "achievement=Achievement",
            "identifier*": "identifier^ob:IdentityObject*",
            "image=Image^id": "",
            "result*": "result^ob:Result*",
            "source^id": "source^ob:Profile",
        },
        "Profile": {
            "address^id": "address=Address",
            "image=Image^id": "",
            "otherIdentifier*": "otherIdentifier^ob:IdentifierEntry*",
            "parentOrg^id": "parentOrg^string",
            "phone^string": "phone=PhoneNumber^string",
        },
        "ResultDescription": {"rubricCriterionLevel*": "rubricCriterionLevel^ob:RubricCriterionLevel*"},
    },
)
_AWARDED_DATE = {"awardedDate": {"@id": VOCABULARY + "awardedDate", "@type": "xsd:dateTime"}}


def _build(statement: dict[str, str], *, current: bool, classes: str = _CLASSES) -> dict[str, Any]:
    notation = Notation(
        namespaces=_NAMESPACES,
        datatypes=_XSD if current else "xsd:",
        protected=current,
        aliases=current,
        verbatim=_CLASS_ALIAS,
    )
    context: dict[str, Any] = {"id": "@id", "type": "@type"} | notation.scope("")
    for name, entry in (notation.term(word) for word in classes.split()):
        if name in statement:
            entry["@context"] = notation.scope(statement[name])
        context[name] = entry
    context |= dict(notation.term(word) for word in statement[""].split())
    if not current:
        context["xsd"] = _XSD
    return context


def _context(statement: dict[str, str], extra: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"@context": _build(statement, current=True) | (extra or {})}


def contexts(*, with_jwt_terms: bool) -> dict[str, dict[str, Any]]:
    """Every published Open Badges 3.0 context by URL; `with_jwt_terms` picks which 3.0.3 file."""
    current = _V3_0_3 if with_jwt_terms else _V3_0_3_SPECIFICATION
    first = _CLASSES.replace("Alignment=schema:AlignmentObject", "Alignment=schema:")
    extensions = {
        "1EdTechJsonSchemaValidator2019": "https://purl.imsglobal.org/spec/vccs/v1p0/context.json#",
        "1EdTechRevocationList": "https://purl.imsglobal.org/spec/vcrl/v1p0/context.json#",
        "1EdTechCredentialRefresh": "https://purl.imsglobal.org/spec/vccr/v1p0/context.json#",
    }
    return {
        BASE_URL + "context.json": {"@context": _build(_V3_0_0, current=False, classes=first)},
        BASE_URL + "context-3.0.1.json": {"@context": _build(_V3_0_1, current=False)},
        BASE_URL + "context-3.0.2.json": _context(_V3_0_2),
        OB_CURRENT_URL: _context(current, _AWARDED_DATE),
        OB_EXTENSIONS_URL: {
            "@context": {"id": "@id", "type": "@type"} | {name: iri + name for name, iri in extensions.items()}
        },
    }
