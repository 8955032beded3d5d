"""`make` and `sign`: from words on the command line to an unsigned credential, and from that to a signed one."""

import argparse
import os
import secrets
from uuid import uuid4

from skillmark.credkit.codec.strict_json import JsonObject, read_object, write_json
from skillmark.credkit.errors import Malformed, Refused
from skillmark.credkit.issue import Prepared, Rules, issue, issue_base, issue_jwt, prepare
from skillmark.credkit.keys import EcdsaSigner, Signer
from skillmark.credkit.model import (
    Achievement,
    Alignment,
    Evidence,
    Issuer,
    Period,
    Recipient,
    Result,
    ResultDescription,
    achievement_credential,
    hash_email,
)
from skillmark.credkit.model.json_values import as_object
from skillmark.doors.cli.credential import streams
from skillmark.doors.cli.credential.keys import name_in, open_signer
from skillmark.doors.cli.credential.words import now

SALT_BYTES = 16


def make(args: argparse.Namespace) -> int:
    """An award as its issuer will sign it. Nothing in it is secret but the address behind the hash."""
    if not (args.recipient or args.subject):
        raise Malformed("make.no_recipient", "Say who earned it: --recipient EMAIL, --subject DID, or both.")
    results = [(f"urn:uuid:{uuid4()}", *_pair(text, "--result")) for text in args.result]
    document = achievement_credential(
        uri=args.id or f"urn:uuid:{uuid4()}",
        issuer=Issuer(args.issuer or name_in(args.key), args.issuer_name, args.country, website=args.website or ""),
        achievement=Achievement(
            uri=args.achievement or f"urn:uuid:{uuid4()}",
            name=args.name,
            description=args.description,
            criteria=args.criteria,
            alignments=tuple(Alignment(*_pair(text, "--skill")) for text in args.skill),
            result_descriptions=tuple(ResultDescription(uri, name, "Result") for uri, name, _ in results),
            tags=tuple(args.tag),
            language=args.language,
        ),
        recipient=_recipient(args.recipient, args.subject),
        period=Period(args.starts_at or now(), args.ends_at),
        results=tuple(Result(uri, value) for uri, _, value in results),
        evidence=tuple(Evidence(*_pair(text, "--evidence")) for text in args.evidence),
    )
    streams.write(args.out, write_json(document), is_text=True)
    return 0


def sign(args: argparse.Namespace) -> int:
    """Lint, then sign in the form asked for."""
    document = read_object(streams.read(args.file))
    if "proof" in document:
        raise Refused("sign.signed_before", "This is signed already. Sign the credential as it was made.")
    rules = Rules.W3C if args.any else Rules.OURS
    prepared = prepare(document, require_annex=args.annex, rules=rules)
    streams.write(args.out, _signed(prepared, document, open_signer(args), args), is_text=True)
    return 0


def _signed(prepared: Prepared, document: JsonObject, signer: Signer, args: argparse.Namespace) -> bytes:
    at = args.at or now()
    if args.form == "sd":
        return issue_base(
            prepared,
            [*_never_hidden(document), *args.always_show],
            signer=signer,
            hmac_key=os.urandom(32),
            proof_key=EcdsaSigner.generate(os.urandom),
            created_at=at,
        )
    if args.form == "proof":
        return issue(prepared, signer=signer, created_at=at, suite=args.suite)
    form = "ob3" if args.form == "jwt" else "vc-jose"
    return issue_jwt(prepared, signer=signer, created_at=at, form=form).encode("ascii")  # type: ignore[arg-type]


def _never_hidden(document: JsonObject) -> list[str]:
    """Pointers to what every copy must show: whose it is, from whom, until when, and where its status is."""
    subject = as_object(document.get("credentialSubject"))
    own = [f"/{name}" for name in ("issuer", "validFrom", "validUntil", "credentialStatus") if document.get(name)]
    return own + [f"/credentialSubject/{name}" for name in ("id", "identifier") if subject.get(name)]


def _recipient(email: str | None, did: str | None) -> Recipient:
    identities = (hash_email(email, secrets.token_urlsafe(SALT_BYTES)),) if email else ()
    return Recipient(did or "", identities)


def _pair(text: str, option: str) -> tuple[str, str]:
    left, equals, right = text.partition("=") if option == "--result" else text.rpartition("=")
    if not (left and equals and right):
        raise Malformed("make.no_pair", f"Write {option} as two parts with = between them.")
    return left, right
