"""Writes of hiring: open, edit, close; seal the order; show a name after the seal."""

import hashlib
import json
import secrets

from django.db import transaction

from skillmark.domains.hiring.codes import code_for
from skillmark.domains.hiring.errors import (
    BadOpening,
    NobodyToSeal,
    NoSuchCandidate,
    NoSuchOpening,
    NothingAsked,
    NotSealed,
    OpeningClosed,
    Sealed,
)
from skillmark.domains.hiring.events import OpeningOpened, ShortlistSealed
from skillmark.domains.hiring.models import Opening, Reveal, Seal
from skillmark.domains.hiring.permissions import HIRE, REVEAL, SHORTLIST
from skillmark.domains.hiring.queries import own_row
from skillmark.domains.hiring.shortlist import sealed_codes, shortlist
from skillmark.domains.hiring.values import (
    PROFILE,
    Contact,
    OpeningView,
    SealView,
    ShortlistView,
    view_opening,
    view_seal,
)
from skillmark.domains.people.api import BE_FOUND, Scope, find_person, people_who_consented, require
from skillmark.kernel import audit
from skillmark.kernel.actor import Actor
from skillmark.kernel.clock import now
from skillmark.kernel.outbox import announce
from skillmark.skillkit.values import TargetProfile

LONGEST_TITLE = 160
LONGEST_ADVERT = 50_000
MOST_ASKS = 60


@transaction.atomic
def open_opening(
    *, actor: Actor, organisation_uid: str, title: str, advert: str, profile: TargetProfile
) -> OpeningView:
    """Open an opening with what it asks for, as edited. Errors: `NotAllowed`, `BadOpening`, `NothingAsked`."""
    require(actor, HIRE, Scope(organisation_uid=organisation_uid))
    title = title.strip()
    if not title or len(title) > LONGEST_TITLE or len(advert) > LONGEST_ADVERT:
        raise BadOpening()
    row = Opening.objects.create(
        organisation_id=organisation_uid, title=title, advert=advert, profile=_written(profile)
    )
    _note(actor, HIRE, row)
    announce(OpeningOpened(opening_uid=row.uid, organisation_uid=organisation_uid))
    return view_opening(row)


@transaction.atomic
def edit_profile(*, actor: Actor, opening_uid: str, profile: TargetProfile) -> OpeningView:
    """Change what is asked for. Errors: `NoSuchOpening`, `NothingAsked`, `Sealed`, `OpeningClosed`."""
    row = _locked(actor, opening_uid, HIRE)
    if Seal.objects.filter(opening=row).exists():
        raise Sealed()
    row.profile, row.edited_at = _written(profile), now()
    row.save(update_fields=["profile", "edited_at"])
    _note(actor, "hiring.edit_profile", row)
    return view_opening(row)


@transaction.atomic
def close_opening(*, actor: Actor, opening_uid: str) -> OpeningView:
    """Close it: nobody is looked at any more. Errors: `NoSuchOpening`, `OpeningClosed`."""
    row = _locked(actor, opening_uid, HIRE)
    row.closed_at = now()
    row.save(update_fields=["closed_at"])
    _note(actor, "hiring.close", row)
    return view_opening(row)


@transaction.atomic
def seal_shortlist(*, actor: Actor, opening_uid: str) -> SealView:
    """Fix the order as it is now by a hash and the time; sealing twice gives the first seal.

    Errors: `NoSuchOpening`, `OpeningClosed`, `NobodyToSeal`.
    """
    row = _locked(actor, opening_uid, SHORTLIST)
    seal = Seal.objects.filter(opening=row).first()
    if seal is None:
        view = shortlist(actor, opening_uid)
        if not view.rows:
            raise NobodyToSeal()
        text = sealed_text(row, view)
        seal = Seal.objects.create(
            opening=row, sealed_text=text, digest=hashlib.sha256(text.encode()).hexdigest(), sealed_at=view.made_at
        )
        _note(actor, "hiring.seal", row, {"digest": seal.digest, "rows": len(view.rows)})
        announce(ShortlistSealed(opening_uid=row.uid, organisation_uid=row.organisation_id, digest=seal.digest))
    return view_seal(seal)


@transaction.atomic
def reveal(*, actor: Actor, opening_uid: str, code: str) -> Contact:
    """Show name and address of one candidate of the sealed list who still agrees to be found, and note that.

    Errors: `NoSuchOpening`, `OpeningClosed`, `NotSealed`, `NoSuchCandidate`.
    """
    row = _locked(actor, opening_uid, REVEAL)
    seal = Seal.objects.filter(opening=row).first()
    if seal is None:
        raise NotSealed()
    found = [uid for uid in people_who_consented(BE_FOUND) if code_for(row.salt, uid) == code]
    if len(found) != 1 or code not in sealed_codes(seal):
        raise NoSuchCandidate()
    shown, made = Reveal.objects.get_or_create(seal=seal, person_id=found[0], defaults={"code": code})
    if made:
        _note(actor, REVEAL, row, {"code": code})
    person = find_person(uid=found[0])
    return Contact(code, person.display_name, person.email, shown.revealed_at)


def sealed_text(opening: Opening, view: ShortlistView) -> str:
    """The text that is hashed: must never change for a list once sealed. JSON, sorted keys, no spaces, UTF-8.

    A nonce of 128 bits keeps anybody from guessing the list out of the hash.
    """
    return json.dumps(
        {
            "asks": opening.profile,
            "floor": view.floor,
            "nonce": secrets.token_hex(16),
            "opening": opening.uid,
            "rows": [{"code": row.code, "score": round(row.fit.score, 6), "met": row.met} for row in view.rows],
            "sealed_at": view.made_at.isoformat(),
        },
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )


def _written(profile: TargetProfile) -> dict[str, object]:
    if not 0 < len(profile.asks) <= MOST_ASKS:
        raise NothingAsked()
    plain: dict[str, object] = PROFILE.dump_python(profile, mode="json")
    return plain


def _locked(actor: Actor, uid: str, action: str) -> Opening:
    own_row(actor, uid, action)
    row = Opening.objects.select_for_update().filter(uid=uid).first()
    if row is None:
        raise NoSuchOpening()
    if row.closed_at:
        raise OpeningClosed()
    return row


def _note(actor: Actor, action: str, row: Opening, detail: dict[str, object] | None = None) -> None:
    audit.record(
        actor=actor,
        action=action,
        object_kind="opening",
        object_uid=row.uid,
        organisation_uid=row.organisation_id,
        detail=detail,
    )
