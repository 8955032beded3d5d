"""From a decision to a signed credential, exactly once.

The order of steps and what a power cut leaves at each is told in docs/cycles/issuing.md; the tests kill a real process
at each of them.

Everything happens in one transaction: killed before its commit there is nothing, killed after it there is everything.
The award's row is locked first, so that two workers at once make one credential. The credential's id was fixed with the
decision, so that a second try signs the same id.
"""

import hashlib
import secrets
from collections.abc import Callable

from django.conf import settings
from django.db import transaction

from skillmark.credkit import errors as credkit
from skillmark.credkit.codec import jcs
from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.issue.session import IssueSession
from skillmark.credkit.model import hash_email
from skillmark.domains.achievements.api import find_version
from skillmark.domains.authority import api as authority
from skillmark.domains.awarding.document import build_document
from skillmark.domains.awarding.errors import LintRefused, NoSuchAward
from skillmark.domains.awarding.events import AwardIssued
from skillmark.domains.awarding.models import Award, SignedCredential
from skillmark.domains.awarding.queries import AwardView, view_award
from skillmark.domains.people.api import SYSTEM, find_person, seal_for
from skillmark.kernel import audit
from skillmark.kernel.clock import now
from skillmark.kernel.outbox import announce

STEPS = ("locked", "reserved", "prepared", "entered", "signed", "stored", "announced", "committed")
Reached = Callable[[str], None]
_session = IssueSession()  # what all credentials of one achievement share is linted and canonicalised once


def _pass_on(step: str) -> None:
    """What happens at each step outside the tests of a power cut: nothing."""


def issue_award(award_uid: str, *, reached: Reached = _pass_on) -> AwardView:
    """Sign one award's credential, or do nothing where that is done already. Safe to run any number of times.

    `reached` is told each of `STEPS` as it is done. Errors: `NoSuchAward`; `LintRefused` (kept on the award, so that
    the desk shows it); `CannotIssue`; `Unavailable` when the master key is missing. Cost: about a dozen queries.
    """
    try:
        view = _issue_in_one_transaction(award_uid, reached)
    except credkit.Refused as error:
        words = "; ".join(f"{finding.where}: {finding.words}" for finding in error.findings) or error.hint
        Award.objects.filter(uid=award_uid, issued_at=None).update(refused_why=words)
        raise LintRefused(words) from error
    reached("committed")
    return view


@transaction.atomic
def _issue_in_one_transaction(award_uid: str, reached: Reached) -> AwardView:
    award = Award.objects.select_for_update().filter(uid=award_uid).first()
    if award is None:
        raise NoSuchAward()
    reached("locked")
    holder = find_person(uid=award.holder_id)
    if award.issued_at is not None or holder.is_erased:
        return view_award(award)
    slots = authority.reserve_slots(
        actor=SYSTEM,
        organisation_uid=award.organisation_id,
        award_uid=award.uid,
        purposes=(authority.Purpose.REVOCATION,),  # one entry is all that 1EdTech's schema allows
    )
    reached("reserved")
    document = _document(award, holder.email, slots)
    prepared = _session.prepare(document)
    reached("prepared")
    leaf = authority.enter_leaf(
        organisation_uid=award.organisation_id, kind="issue", digest=hashlib.sha256(jcs.canonicalize(document)).digest()
    )
    reached("entered")
    signer = authority.signer_for(award.organisation_id)
    signed = _session.issue(prepared, signer=signer, created_at=now())
    reached("signed")
    _store(award, signed, leaf, signer.verification_method)
    reached("stored")
    announce(AwardIssued(award.uid, award.holder_id, award.organisation_id, award.achievement_version_uid))
    reached("announced")
    return view_award(award)


def _document(award: Award, email: str, slots: tuple[authority.StatusSlotView, ...]) -> JsonObject:
    achievement = find_version(award.achievement_version_uid)
    return build_document(
        credential_id=award.credential_id,
        issuer_did=authority.did_of(award.organisation_id),
        achievement=achievement,
        achievement_url=f"{settings.PUBLIC_URL}/achievements/{achievement.uid}/",
        recipient=hash_email(email, secrets.token_hex(16)),
        slots=slots,
        earned_at=award.earned_at,
        expires_at=award.expires_at,
    )


def _store(award: Award, signed: bytes, leaf: authority.Leaf, verification_method: str) -> None:
    SignedCredential.objects.create(
        award=award,
        sealed=seal_for(award.holder_id, signed),
        sealed_leaf_salt=seal_for(award.holder_id, leaf.salt),
        sha256=hashlib.sha256(signed).hexdigest(),
        leaf_uid=leaf.uid,
        verification_method=verification_method,
    )
    award.issued_at, award.refused_why = now(), ""
    award.save(update_fields=["issued_at", "refused_why"])
    audit.record(
        actor=SYSTEM,
        action="awarding.issue",
        object_kind="award",
        object_uid=award.uid,
        organisation_uid=award.organisation_id,
    )
