"""An organisation's signing keys: made here, wrapped at once, opened only to sign.

The seed leaves the keystore's wrapping inside `signer_for` and lives as long as that signer does. A key made in a demo
signs only in a demo; its signatures still verify anywhere, so that a demo credential can be told from a forged one.
"""

import secrets
from typing import Protocol, cast

from django.conf import settings

from skillmark.credkit.did import KeyRecord
from skillmark.credkit.keys import SEED_BYTES, Ed25519Signer, Signer
from skillmark.domains.authority import addresses
from skillmark.domains.authority.errors import CannotIssue, DemoKeyRefused
from skillmark.domains.authority.models import IssuingKey
from skillmark.domains.people.api import find_organisation
from skillmark.kernel.clock import now
from skillmark.kernel.seams import resolve

WRAP_PURPOSE = "issuing"


class Wrapper(Protocol):
    """The part of a keystore that wraps small secrets with a key that never enters the database."""

    def wrap(self, secret: bytes, *, purpose: str) -> bytes: ...

    def unwrap(self, wrapped: bytes, *, purpose: str) -> bytes: ...


def make_key(organisation_uid: str) -> IssuingKey:
    """Make and store a key in use from now. The caller holds the transaction and has ended the one before."""
    seed = secrets.token_bytes(SEED_BYTES)
    return IssuingKey.objects.create(
        organisation_id=organisation_uid,
        public_multikey=Ed25519Signer.from_seed(seed).public_multikey,
        wrapped=_keystore().wrap(seed, purpose=WRAP_PURPOSE),
        is_demo=settings.IS_DEMO,
        used_from_at=now(),
    )


def signer_for(organisation_uid: str) -> Signer:
    """Return a signer with the key in use. For the house itself: awarding and the status lists.

    Cost: two queries and one unwrapping. Errors: `CannotIssue`, `DemoKeyRefused`, `Unavailable` (master key lost).
    """
    row = IssuingKey.objects.filter(organisation__uid=organisation_uid, used_until_at=None).first()
    if row is None:
        raise CannotIssue()
    if row.is_demo and not settings.IS_DEMO:
        raise DemoKeyRefused()
    seed = _keystore().unwrap(bytes(row.wrapped), purpose=WRAP_PURPOSE)
    return Ed25519Signer.from_seed(seed, controller=addresses.did(find_organisation(uid=organisation_uid).key))


def key_records(organisation_uid: str) -> tuple[KeyRecord, ...]:
    """Return every key ever used, oldest first: what the DID document lists. Cost: one query."""
    rows = IssuingKey.objects.filter(organisation__uid=organisation_uid).order_by("used_from_at", "pk")
    return tuple(KeyRecord(row.public_multikey, row.used_from_at, row.used_until_at, row.distrusted_at) for row in rows)


def _keystore() -> Wrapper:
    return cast(Wrapper, resolve("keystore"))
