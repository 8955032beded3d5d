"""Seal a person's content under a key of their own, so that erasing the key erases the content.

A backup made before holds the wrapped key still: erasure reaches it when it is rotated out (docs/decisions/0009).

AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce before the ciphertext and the person's uid as associated data.
The person's key is wrapped by the house's master key, which the keystore holds outside the database.
"""

import secrets
from typing import Protocol, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from skillmark.domains.people.errors import Erased
from skillmark.domains.people.models import Person, PersonKey
from skillmark.kernel.seams import resolve

NONCE_BYTES = 12


class Wrapper(Protocol):
    """The part of a keystore that wraps small secrets with a key that never enters the database."""

    def wrap(self, secret: bytes, *, purpose: str) -> bytes: ...

    def unwrap(self, wrapped: bytes, *, purpose: str) -> bytes: ...


def seal_for(person_uid: str, data: bytes) -> bytes:
    """Seal bytes for a person. Cost: one query, plus one insert the first time. Errors: `Erased`."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(_key_of(person_uid, make=True)).encrypt(nonce, data, person_uid.encode())


def open_for(person_uid: str, sealed: bytes) -> bytes:
    """Open what `seal_for` made. Errors: `Erased` once the key is destroyed or if the bytes are not this person's."""
    try:
        return AESGCM(_key_of(person_uid, make=False)).decrypt(
            bytes(sealed[:NONCE_BYTES]), bytes(sealed[NONCE_BYTES:]), person_uid.encode()
        )
    except InvalidTag as error:
        raise Erased() from error


def _key_of(person_uid: str, *, make: bool) -> bytes:
    keystore = cast(Wrapper, resolve("keystore"))
    row = PersonKey.objects.filter(person__uid=person_uid).first()
    if row is None and make:
        person = Person.objects.filter(uid=person_uid, erased_at__isnull=True).first()
        if person is None:
            raise Erased()
        wrapped = keystore.wrap(AESGCM.generate_key(256), purpose="person")
        row, _made = PersonKey.objects.get_or_create(person=person, defaults={"wrapped": wrapped})
    if row is None or row.wrapped is None:
        raise Erased()
    return keystore.unwrap(bytes(row.wrapped), purpose="person")
