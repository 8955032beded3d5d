"""Who fits an opening: people who agree at this moment to be found, by verified evidence in force, under a code.

Before the seal the order is by fit; after it the sealed order stands, with figures as of now, and whoever no longer
agrees to be found is gone from it. Why somebody is not on the list is computed for nobody.
"""

import json
from collections.abc import Sequence
from dataclasses import replace

from skillmark.domains.hiring.codes import code_for
from skillmark.domains.hiring.errors import OpeningClosed
from skillmark.domains.hiring.models import Opening, Seal, new_salt
from skillmark.domains.hiring.permissions import SHORTLIST
from skillmark.domains.hiring.queries import own_row
from skillmark.domains.hiring.reasons import explained
from skillmark.domains.hiring.values import PROFILE, ShortlistRow, ShortlistView, view_seal
from skillmark.domains.people.api import BE_FOUND, Scope, people_who_consented, require
from skillmark.domains.standing.api import beliefs_of_many, evidence_of_many
from skillmark.kernel.actor import Actor
from skillmark.kernel.clock import now
from skillmark.skillkit.match import Fit, match
from skillmark.skillkit.values import TargetProfile, Verdict

FLOOR = 1
"""How many of the things asked somebody must meet to be on the list. Our own choice; every list states it."""


def shortlist(actor: Actor, opening_uid: str) -> ShortlistView:
    """Return who fits, best first, blind. Errors: `NoSuchOpening`, `OpeningClosed`.

    Cost: some ten queries, however many people; the arithmetic grows with people times asks.
    """
    row = own_row(actor, opening_uid, SHORTLIST)
    if row.closed_at:
        raise OpeningClosed()
    profile = PROFILE.validate_python(row.profile)
    seal = Seal.objects.filter(opening=row).first()
    fits = ranked(profile, row.salt)
    kept = _as_sealed(fits, seal, row) if seal else [fit for fit in fits if _met(fit) >= FLOOR]
    return _view(opening_uid, kept, row.salt, profile, seal)


def preview(actor: Actor, *, organisation_uid: str, profile: TargetProfile) -> ShortlistView:
    """Return who would fit a profile that no opening holds yet; codes in it are good for this answer only.

    Errors: `NotAllowed`. Cost: as `shortlist`.
    """
    require(actor, SHORTLIST, Scope(organisation_uid=organisation_uid))
    salt = new_salt()
    fits = [fit for fit in ranked(profile, salt) if _met(fit) >= FLOOR]
    return _view("", fits, salt, profile, None)


def ranked(profile: TargetProfile, salt: str) -> list[Fit]:
    """Everybody who agrees to be found, best first, under their own uid: for this domain only."""
    beliefs = beliefs_of_many(people_who_consented(BE_FOUND), profile.asks, verified_only=True)
    return match(beliefs, profile, salt=salt)


def _as_sealed(fits: Sequence[Fit], seal: Seal, opening: Opening) -> list[Fit]:
    by_code = {code_for(opening.salt, fit.person_uid): fit for fit in fits}
    return [by_code[code] for code in sealed_codes(seal) if code in by_code]


def sealed_codes(seal: Seal) -> list[str]:
    """The codes in the order that was sealed."""
    return [row["code"] for row in json.loads(seal.sealed_text)["rows"]]


def _view(opening_uid: str, fits: Sequence[Fit], salt: str, profile: TargetProfile, seal: Seal | None) -> ShortlistView:
    evidence = evidence_of_many([fit.person_uid for fit in fits], [ask.skill for ask in profile.asks])
    rows = tuple(_row(fit, code_for(salt, fit.person_uid)) for fit in explained(fits, evidence))
    return ShortlistView(opening_uid, rows, now(), FLOOR, view_seal(seal) if seal else None)


def _row(fit: Fit, code: str) -> ShortlistRow:
    musts = [part for part in fit.parts if part.ask.must]
    musts_met = sum(part.verdict is Verdict.MET for part in musts)
    return ShortlistRow(code, replace(fit, person_uid=code), _met(fit), len(musts), musts_met)


def _met(fit: Fit) -> int:
    return sum(part.verdict is Verdict.MET for part in fit.parts)
