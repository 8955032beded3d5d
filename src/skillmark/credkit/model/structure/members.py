"""Rules for the members that credentials and presentations share (VCDM 2.0 sections 4.3 to 4.6, 4.9 to 5.6)."""

from __future__ import annotations

from collections.abc import Iterator

from skillmark.credkit.errors import Finding
from skillmark.credkit.model.json_values import Json, JsonObject, as_list
from skillmark.credkit.model.structure.reading import time_of
from skillmark.credkit.model.structure.shapes import is_multibase, is_sri, is_text, is_type, is_url
from skillmark.credkit.model.vocabulary import VC_V1_URL, VC_V2_URL

_BASES = (VC_V2_URL, VC_V1_URL)
_HELPERS = {  # property: (needs an id in version 1.1, needs one in version 2.0, what to call it)
    "credentialStatus": (True, False, "status entry"),
    "credentialSchema": (True, True, "schema"),
    "refreshService": (True, False, "refresh service"),
    "termsOfUse": (False, False, "term of use"),
    "evidence": (False, False, "piece of evidence"),
}


def is_first_version(document: JsonObject) -> bool:
    """Whether it is written in the vocabulary of VCDM 1.1."""
    return as_list(document.get("@context"))[:1] == [VC_V1_URL]


def context_faults(document: JsonObject) -> Iterator[Finding]:
    """An ordered set: the base first and once, then URLs and objects. One URL by itself is read as a set of one."""
    contexts = as_list(document.get("@context"))
    if not contexts or contexts[0] not in _BASES:
        yield Finding("structure.context", "@context", "The first vocabulary must be that of W3C credentials.")
    named = [entry for entry in contexts if isinstance(entry, str)]
    for index, entry in enumerate(contexts):
        if not is_url(entry) and not isinstance(entry, dict):
            yield Finding("structure.context_entry", f"@context[{index}]", "A vocabulary is not named by an address.")
    if len(set(named)) != len(named):
        yield Finding("structure.context_repeated", "@context", "A vocabulary is named twice.")
    if set(_BASES) <= set(named):
        yield Finding("structure.context_mixed", "@context", "It mixes both versions of the W3C vocabulary.")


def identity_faults(document: JsonObject, kind: str, words: str) -> Iterator[Finding]:
    """`id`, if there is one, is a URL; `type` has terms or URLs, one of them `kind`."""
    if "id" in document and not is_url(document["id"]):
        yield Finding("structure.id", "id", "Its id is not an address.")
    types = document.get("type")
    if not is_type(types) or kind not in as_list(types):
        yield Finding("structure.type", "type", words)


def text_faults(holder: JsonObject, where: str = "") -> Iterator[Finding]:
    """`name` and `description`: text, or text with its language and direction (sections 4.6 and 11.1)."""
    for name in ("name", "description"):
        if name in holder and not is_text(holder[name]):
            words = f"Its {name} is not text, with or without a language."
            yield Finding("structure.text", where + name, words)


def time_faults(document: JsonObject) -> Iterator[Finding]:
    """Every time is an XSD dateTimeStamp, and the end is not before the start (section 4.9)."""
    first = is_first_version(document)
    names = ("issuanceDate", "expirationDate") if first else ("validFrom", "validUntil")
    for name in ("issuanceDate", "expirationDate", "validFrom", "validUntil", "awardedDate"):
        if name in document and time_of(document, name) is None:
            yield Finding("structure.time", name, f"Its {name} is not a time with a zone.")
    if first and "issuanceDate" not in document:
        yield Finding("structure.issued", "issuanceDate", "It does not say when it was issued.")
    start, end = time_of(document, names[0]), time_of(document, names[1])
    if start and end and end < start:
        yield Finding("structure.period", names[1], "It ends before it begins.")


def helper_faults(document: JsonObject) -> Iterator[Finding]:
    """Status, schemas, refresh services, terms of use and evidence: objects that say their type (sections 4.10, 5)."""
    first = is_first_version(document)
    for name, (needs_in_first, needs_in_second, word) in _HELPERS.items():
        if name not in document:
            continue
        entries = as_list(document[name])
        if not entries:
            yield Finding(f"structure.{name}", name, f"Where a {word} should be, there is none.")
        for index, entry in enumerate(entries):
            where = f"{name}[{index}]" if len(entries) > 1 else name
            fault = _helper_fault(entry, needs_in_first if first else needs_in_second)
            if fault:
                code = "structure.status" if name == "credentialStatus" else f"structure.{name}"
                yield Finding(code, where, f"A {word} {fault}")


def _helper_fault(entry: Json, needs_id: bool) -> str:
    if not isinstance(entry, dict) or not is_type(entry.get("type")):
        return "does not say of which kind it is."
    if ("id" in entry or needs_id) and not is_url(entry.get("id")):
        return "has no address where it needs one."
    return ""


def proof_faults(document: JsonObject) -> Iterator[Finding]:
    """A proof is an object that says its type, or several of them (section 4.12; VC Data Integrity section 2.1)."""
    if "proof" not in document:
        return
    proofs = as_list(document["proof"])
    if not proofs or not all(isinstance(proof, dict) and is_type(proof.get("type")) for proof in proofs):
        yield Finding("structure.proof", "proof", "A signature does not say of which kind it is.")


def resource_faults(document: JsonObject) -> Iterator[Finding]:
    """Related resources: an address, once each, and a digest that is one (section 5.3)."""
    if "relatedResource" not in document:
        return
    entries, seen = as_list(document["relatedResource"]), set[str]()
    if not entries:
        yield Finding("structure.resource", "relatedResource", "Where a related file should be, there is none.")
    for index, entry in enumerate(entries):
        where = f"relatedResource[{index}]"
        if not isinstance(entry, dict) or not is_url(entry.get("id")):
            yield Finding("structure.resource", where, "A related file is not named by an address.")
            continue
        uri = str(entry["id"])
        if uri in seen:
            yield Finding("structure.resource_repeated", where, "A related file is named twice.")
        seen.add(uri)
        if not _has_good_digests(entry):
            yield Finding("structure.digest", where, "A related file has no digest that can be read.")
        if "mediaType" in entry and not isinstance(entry["mediaType"], str):
            yield Finding("structure.resource", where, "A related file's media type is not text.")


def _has_good_digests(entry: JsonObject) -> bool:
    checks = {"digestSRI": is_sri, "digestMultibase": is_multibase}
    present = [name for name in checks if name in entry]
    return bool(present) and all(checks[name](entry[name]) for name in present)
