"""Signing in a hardware module or SoftHSM2 through PKCS#11 (OASIS 2.40 and 3.0): the key never leaves it.

One session for each token and process, and one call at a time in the whole process: python-pkcs11 starts modules
without locking, and SoftHSM2 then crashes when two threads are in it. More signatures in parallel need more processes.
Needs the extra `hsm`. Keys that ask for their PIN at each signature are not for this.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakSet

import pkcs11
from pkcs11 import Attribute, Mechanism, ObjectClass
from pkcs11 import exceptions as faults

from skillmark.adapters.keystores.elsewhere import Secret, checked, denied, name_method, no_key, unfit_key, unreachable
from skillmark.adapters.keystores.points import multikey_of_point
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.keys import KeyKind, kind_of

Result = TypeVar("Result")
_HASHES = {KeyKind.P256: hashlib.sha256, KeyKind.P384: hashlib.sha384}
_DENIED = (
    faults.PinIncorrect,
    faults.PinInvalid,
    faults.PinLenRange,
    faults.PinLocked,
    faults.PinExpired,
    faults.UserPinNotInitialized,
)
_ABSENT = (faults.NoSuchToken, faults.MultipleTokensReturned)


@dataclass(frozen=True, slots=True)
class KeyName:
    """What a key is called in its token: a label, an id, or both."""

    label: str = ""
    id: bytes = b""

    def find(self, session: pkcs11.Session, kind: ObjectClass) -> Any:
        """The one object of that kind and name. Raises `Refused`."""
        wanted: dict[Attribute, Any] = {Attribute.CLASS: kind}
        wanted |= {Attribute.LABEL: self.label} if self.label else {}
        wanted |= {Attribute.ID: self.id} if self.id else {}
        found = list(session.get_objects(wanted)) if self.label or self.id else []
        if len(found) != 1:
            raise no_key()
        return found[0]


class Pkcs11Token:
    """One token of one module. Safe for many threads; after a fork the child logs in anew. Close it at the end."""

    def __init__(self, module: Path, token_label: str, pin: Secret) -> None:
        self.module = module
        self.token_label = token_label
        self._pin = pin
        self._session: pkcs11.Session | None = None
        self._keys: dict[KeyName, Any] = {}
        _tokens.add(self)

    def __repr__(self) -> str:
        return f"Pkcs11Token({str(self.module)!r}, {self.token_label!r})"

    def signer(
        self, label: str = "", *, key_id: bytes = b"", controller: str | None = None, verification_method: str = ""
    ) -> Pkcs11Signer:
        """A signer with the key of this label or id (or both). Its public key must lie in the token, too.

        `controller` is the DID that owns the key; `verification_method` names it in full instead. Raises `Refused` for
        no key, several or one of another kind, and for a wrong PIN (asked for once, since three wrong ones lock a
        token); `Unavailable`.
        """
        name = KeyName(label, key_id)
        multikey = self._run(lambda session: _public_multikey(session, name))
        return Pkcs11Signer(verification_method or name_method(multikey, controller), multikey, self, name)

    def sign(self, name: KeyName, data: bytes, kind: KeyKind) -> bytes:
        """The raw signature, not looked at; one more try in a new session after a fault. Raises `CredkitError`."""
        mechanism = Mechanism.EDDSA if kind is KeyKind.ED25519 else Mechanism.ECDSA
        to_sign = data if kind is KeyKind.ED25519 else _HASHES[kind](data).digest()
        return self._run(lambda session: bytes(self._key(session, name).sign(to_sign, mechanism=mechanism)))

    def close(self) -> None:
        """Log out. A later signature logs in again."""
        with _module.lock:
            self._drop()

    def _run(self, work: Callable[[pkcs11.Session], Result]) -> Result:
        with _module.lock:
            for _ in range(2):
                try:
                    return work(self._open())
                except CredkitError:
                    raise
                except _DENIED:
                    raise denied() from None
                except _ABSENT:
                    raise no_key() from None
                except (RuntimeError, OSError):  # every fault of the library is a RuntimeError
                    self._drop()
        raise unreachable()

    def _open(self) -> pkcs11.Session:
        if self._session is None:
            library = pkcs11.lib(str(self.module))
            if self.module in _module.forked:
                library.reinitialize()
                _module.forked.discard(self.module)
            token = library.get_token(token_label=self.token_label)
            try:
                self._session = token.open(user_pin=self._pin())
            except faults.UserAlreadyLoggedIn:  # the login is that of the whole process
                self._session = token.open()
        return self._session

    def _key(self, session: pkcs11.Session, name: KeyName) -> Any:
        if name not in self._keys:
            self._keys[name] = name.find(session, ObjectClass.PRIVATE_KEY)
        return self._keys[name]

    def _drop(self) -> None:
        session, self._session = self._session, None
        self._keys.clear()
        if session is not None:
            with suppress(RuntimeError):
                session.close()

    def _forget(self) -> None:
        """In a child: what the parent opened is not ours to use or to close."""
        self._session = None
        self._keys.clear()


@dataclass(frozen=True, slots=True)
class Pkcs11Signer:
    """A signer whose key lies in a token. Ed25519, P-256 or P-384."""

    verification_method: str
    public_multikey: str
    _token: Pkcs11Token = field(repr=False)
    _name: KeyName = field(repr=False)

    def sign(self, data: bytes) -> bytes:
        """The raw signature over `data`, looked at before it is handed out. Raises `CredkitError`."""
        signature = self._token.sign(self._name, data, kind_of(self.public_multikey))
        return checked(signature, data, self.public_multikey)


@dataclass(slots=True)
class _Process:
    """What the modules of this process share: the lock, and which must be started anew in a child."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    forked: set[Path] = field(default_factory=set)


_module = _Process()
_tokens: WeakSet[Pkcs11Token] = WeakSet()


def _after_fork() -> None:
    _module.lock = threading.Lock()
    for token in _tokens:
        _module.forked.add(token.module)
        token._forget()


os.register_at_fork(after_in_child=_after_fork)


def _public_multikey(session: pkcs11.Session, name: KeyName) -> str:
    key = name.find(session, ObjectClass.PUBLIC_KEY)
    try:
        return multikey_of_point(key[Attribute.EC_PARAMS], key[Attribute.EC_POINT])
    except faults.AttributeTypeInvalid:  # an RSA key has no point
        raise unfit_key() from None
