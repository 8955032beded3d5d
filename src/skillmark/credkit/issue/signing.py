"""The two steps of issuing.

A token is known only while it is unused: its bytes lie in this module, keyed by the token itself. A token made by hand,
copied, unpickled or used before is not known, and nothing is signed. What it says may be signed in one of three ways:
with a proof inside (`issue`), with one from which its holder shows a part (`issue_base`), or as a JWT (`issue_jwt`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

import orjson

from skillmark.credkit.codec.jsonld import canonical_nquads, check_words
from skillmark.credkit.codec.strict_json import JsonObject, read_object, write_json
from skillmark.credkit.contexts import VC_V1_URL, issuing
from skillmark.credkit.contexts.resources import find_digest_faults
from skillmark.credkit.contexts.security import DATA_INTEGRITY_V2_URL
from skillmark.credkit.did import split_did_url
from skillmark.credkit.errors import CredkitError, Finding, Malformed, Refused
from skillmark.credkit.issue.lint import Rules, lint
from skillmark.credkit.keys import Signer
from skillmark.credkit.model.json_values import as_list
from skillmark.credkit.model.structure import issuer_id, time_of
from skillmark.credkit.proof.data_integrity import HashSource, add_proof
from skillmark.credkit.proof.data_integrity.sd import find_open_limits, sign_base
from skillmark.credkit.proof.jose import sign_credential_jwt

Signed = TypeVar("Signed", bytes, str)


class Prepared:
    """A linted document that may be signed once. Made by `prepare` only; holds nothing a caller could change."""

    __slots__ = ("__weakref__",)


class _Linted(NamedTuple):
    data: bytes
    rules: Rules


_unused: WeakKeyDictionary[Prepared, _Linted] = WeakKeyDictionary()


def prepare(document: Mapping[str, object], *, require_annex: bool = True, rules: Rules = Rules.OURS) -> Prepared:
    """Lint a document and return the token that lets it be signed.

    `require_annex` asks a badge for every mandatory element of the EU recommendation; without it only the standards'
    own rules hold. `rules` may widen what is taken to any W3C credential. Raises `Refused` with every finding. Cost:
    one canonicalisation.
    """
    try:
        data = orjson.dumps(dict(document))
    except TypeError:
        raise Malformed("issue.not_json", "The document holds something that JSON cannot say.") from None
    linted = read_object(data)
    findings = [
        *lint(linted, require_annex=require_annex, rules=rules),
        *find_digest_faults(linted),
        *_unsafe(linted, rules),
    ]
    if findings:
        words = findings[0].words if len(findings) == 1 else f"{len(findings)} things must be put right first."
        raise Refused("issue.not_ready", words, tuple(findings))
    token = Prepared()
    _unused[token] = _Linted(write_json(linted), rules)
    return token


def issue(prepared: Prepared, *, signer: Signer, created_at: datetime, suite: str | None = None) -> bytes:
    """Sign what was prepared and use the token up. Same document, key and time: same bytes.

    `suite` is a cryptosuite that fits the key; without one it is the key's own of the RDF kind. Raises `Refused` for a
    token that is not ours or was used, a signer who is not the issuer, or a `created_at` outside the time the
    credential counts. Those refusals leave the token as it was.
    """

    def sign(document: JsonObject) -> bytes:
        source = HashSource(issuing())
        bare = _with_proof_terms(document)
        return write_json(add_proof(bare, signer=signer, created_at=created_at, source=source, suite=suite))

    return _use(prepared, signer, created_at, sign)


def issue_base(
    prepared: Prepared,
    mandatory_pointers: Sequence[str],
    *,
    signer: Signer,
    hmac_key: bytes,
    proof_key: Signer,
    created_at: datetime,
) -> bytes:
    """Like `issue`, with an ecdsa-sd-2023 base proof for the holder. The arguments are those of `sign_base`.

    Under our rules issuer, times and status must be mandatory: a holder could leave out that it was withdrawn.
    """
    held = _unused.get(prepared)
    if held and held.rules is Rules.OURS and find_open_limits(read_object(held.data), mandatory_pointers):
        words = "Issuer, times and status must always be shown. Name them among the mandatory parts."
        raise Refused("issue.limits_open", words)

    def sign(document: JsonObject) -> bytes:
        return write_json(
            sign_base(
                _with_proof_terms(document),
                mandatory_pointers,
                signer=signer,
                hmac_key=hmac_key,
                proof_key=proof_key,
                created_at=created_at,
                source=HashSource(issuing()),
            )
        )

    return _use(prepared, signer, created_at, sign)


def issue_jwt(
    prepared: Prepared, *, signer: Signer, created_at: datetime, form: Literal["ob3", "vc-jose"] = "ob3"
) -> str:
    """Like `issue`, as a compact JWT: "ob3" is Open Badges' form, "vc-jose" that of W3C's VC-JOSE-COSE."""

    def sign(document: JsonObject) -> str:
        return sign_credential_jwt(document, signer=signer, form=form, created_at=created_at)

    return _use(prepared, signer, created_at, sign)


def _use(prepared: Prepared, signer: Signer, created_at: datetime, sign: Callable[[JsonObject], Signed]) -> Signed:
    """The signature `sign` makes over the document of a token, which is then used up."""
    held = _unused.get(prepared)
    if held is None:
        raise Refused("issue.token_unknown", "This was not prepared here, or has been signed already.")
    document = read_object(held.data)
    _check_signer(document, signer, created_at, held.rules)
    if _unused.pop(prepared, None) is None:
        raise Refused("issue.token_unknown", "This was not prepared here, or has been signed already.")
    return sign(document)


def _with_proof_terms(document: JsonObject) -> JsonObject:
    """A document of the first data model names the vocabulary of proofs, too (VC Data Integrity section 2.4.1)."""
    contexts = as_list(document["@context"])
    if contexts[:1] != [VC_V1_URL] or DATA_INTEGRITY_V2_URL in contexts:
        return document
    return document | {"@context": [*contexts, DATA_INTEGRITY_V2_URL]}


def _unsafe(document: JsonObject, rules: Rules) -> list[Finding]:
    """What no signature would cover. Under W3C's rules that is seen to by `issue` where its suite signs statements."""
    try:
        (canonical_nquads if rules is Rules.OURS else check_words)(document, issuing())
    except CredkitError as problem:
        return [Finding(problem.code, "@context", problem.hint)]
    return []


def _check_signer(document: JsonObject, signer: Signer, created_at: datetime, rules: Rules) -> None:
    did, fragment = split_did_url(signer.verification_method)
    if did != issuer_id(document) or not fragment:
        raise Refused("issue.not_the_issuer", "The key belongs to someone other than the issuer of this credential.")
    ends_at = time_of(document, "validUntil")
    if rules is Rules.OURS and ends_at and created_at > ends_at:
        raise Refused("issue.already_over", "The credential would have expired before it is signed.")
