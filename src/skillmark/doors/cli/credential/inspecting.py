"""`inspect`: what a file says, in whatever form it came. Nothing of it is checked, and the first line says so."""

import argparse
from collections.abc import Iterator
from typing import Any

from skillmark.credkit.errors import CredkitError
from skillmark.credkit.model import Summary, read_summary
from skillmark.credkit.model.json_values import as_list
from skillmark.credkit.model.ob2 import read_badge2
from skillmark.credkit.proof.data_integrity import read_proofs
from skillmark.credkit.status import read_entries
from skillmark.credkit.verify import Opened, open_credential
from skillmark.doors.cli.credential import streams
from skillmark.doors.cli.terminal import as_json, say

NOT_CHECKED = "Nothing of this is checked. To check it: skillmark credential verify"


def inspect(args: argparse.Namespace) -> int:
    """Say what it says."""
    opened = open_credential(streams.read(args.file))
    if args.document:
        print(as_json(opened.document))
        return 0
    summary = (
        read_badge2(opened.document, is_signed=bool(opened.jws)).summary
        if opened.kind == "badge2"
        else (read_summary(opened.document))
    )
    value = {"isChecked": False, "form": opened.form, "kind": opened.kind} | _facts(opened, summary)
    say(args, value, [NOT_CHECKED, *_lines(value)])
    return 0


def _facts(opened: Opened, summary: Summary) -> dict[str, Any]:
    document = opened.document
    return {
        "id": summary.uri,
        "types": list(summary.kinds),
        "title": summary.title,
        "description": summary.description,
        "issuer": {"id": summary.issuer_uri, "name": summary.issuer_name, "country": summary.issuer_country},
        "subject": summary.subject_uri,
        "validFrom": summary.starts_at.isoformat() if summary.starts_at else None,
        "validUntil": summary.ends_at.isoformat() if summary.ends_at else None,
        "criteria": summary.criteria or summary.criteria_uri,
        "skills": [f"{skill.name} ({skill.uri})" for skill in summary.skills],
        "results": [f"{result.name}: {result.value}" for result in summary.results],
        "evidence": [f"{one.name} ({one.uri})" for one in summary.evidence],
        "carries": len(as_list(document.get("verifiableCredential"))),
        "signedBy": list(_signatures(opened)),
        "status": list(_status(opened)),
    }


def _signatures(opened: Opened) -> Iterator[str]:
    if opened.jwt:
        yield f"JWT, key {opened.jwt.kid or 'inside'}"
    if opened.disclosed:
        yield f"SD-JWT, {'bound to its holder' if opened.disclosed.holder_multikey else 'bound to nobody'}"
    try:
        for proof in read_proofs(opened.document):
            made = f", {proof.created_at:%Y-%m-%d}" if proof.created_at else ""
            yield f"{proof.suite or proof.kind}{made}, key {proof.method}"
    except CredkitError as error:
        yield error.hint


def _status(opened: Opened) -> Iterator[str]:
    try:
        for entry in read_entries(opened.document):
            yield f"{entry.purpose or entry.kind}, place {entry.index} in {entry.list_uri}"
    except CredkitError as error:
        yield error.hint


def _lines(value: dict[str, Any]) -> Iterator[str]:
    for name, found in value.items():
        if name == "isChecked" or not found:
            continue
        texts = [" ".join(filter(None, found.values()))] if isinstance(found, dict) else found
        for text in texts if isinstance(texts, list) else [texts]:
            yield f"  {_words(name):<12} {text}"


def _words(name: str) -> str:
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
