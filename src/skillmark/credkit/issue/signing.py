"""The two steps of issuing.

A token is known only while it is unused: its bytes lie in this module, keyed by the token itself. A token made by hand,
copied, unpickled or used before is not known, and nothing is signed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from weakref import WeakKeyDictionary

import orjson

from skillmark.credkit.codec.jsonld import canonical_nquads
from skillmark.credkit.codec.strict_json import JsonObject, read_object, write_json
from skillmark.credkit.contexts import issuing
from skillmark.credkit.did import split_did_url
from skillmark.credkit.errors import CredkitError, Finding, Malformed, Refused
from skillmark.credkit.issue.lint import lint
from skillmark.credkit.keys import Signer
from skillmark.credkit.model.structure import issuer_id, time_of
from skillmark.credkit.proof.data_integrity import HashSource, add_proof


class Prepared:
    """A linted document that may be signed once. Made by `prepare` only; holds nothing a caller could change."""

    __slots__ = ("__weakref__",)


_unused: WeakKeyDictionary[Prepared, bytes] = WeakKeyDictionary()


def prepare(document: Mapping[str, object], *, require_annex: bool = True) -> Prepared:
    """Lint a document and return the token that lets it be signed.

    `require_annex` asks a badge for every mandatory element of the EU recommendation; without it only the standards'
    own rules hold. Raises `Refused` with every finding. Cost: one canonicalisation.
    """
    try:
        data = orjson.dumps(dict(document))
    except TypeError:
        raise Malformed("issue.not_json", "The document holds something that JSON cannot say.") from None
    linted = read_object(data)
    findings = [*lint(linted, require_annex=require_annex), *_unsafe(linted)]
    if findings:
        words = findings[0].words if len(findings) == 1 else f"{len(findings)} things must be put right first."
        raise Refused("issue.not_ready", words, tuple(findings))
    token = Prepared()
    _unused[token] = write_json(linted)
    return token


def issue(prepared: Prepared, *, signer: Signer, created_at: datetime) -> bytes:
    """Sign what was prepared, with eddsa-rdfc-2022, and use the token up. Same document, key and time: same bytes.

    Raises `Refused` for a token that is not ours or was used, a signer who is not the issuer, or a `created_at` outside
    the time the credential counts. Those refusals leave the token as it was.
    """
    data = _unused.get(prepared)
    if data is None:
        raise Refused("issue.token_unknown", "This was not prepared here, or has been signed already.")
    document = read_object(data)
    _check_signer(document, signer, created_at)
    if _unused.pop(prepared, None) is None:
        raise Refused("issue.token_unknown", "This was not prepared here, or has been signed already.")
    return write_json(add_proof(document, signer=signer, created_at=created_at, source=HashSource(issuing())))


def _unsafe(document: JsonObject) -> list[Finding]:
    try:
        canonical_nquads(document, issuing())
    except CredkitError as problem:
        return [Finding(problem.code, "@context", problem.hint)]
    return []


def _check_signer(document: JsonObject, signer: Signer, created_at: datetime) -> None:
    did, fragment = split_did_url(signer.verification_method)
    if did != issuer_id(document) or not fragment:
        raise Refused("issue.not_the_issuer", "The key belongs to someone other than the issuer of this credential.")
    ends_at = time_of(document, "validUntil")
    if ends_at and created_at > ends_at:
        raise Refused("issue.already_over", "The credential would have expired before it is signed.")
