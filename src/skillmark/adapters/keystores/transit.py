"""Signing in the transit engine of OpenBao (or HashiCorp Vault) over HTTP: the key never leaves the server.

A signer is bound to one version of a key: after a rotation, what it signs still fits the public key it names, and a new
signer is opened for the new version. Connections are kept and reused, each by one thread at a time.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from skillmark.adapters.keystores.elsewhere import checked, name_method, no_key, no_version, unfit_key, unreachable
from skillmark.adapters.keystores.points import multikey_of_coordinates, multikey_of_ed25519
from skillmark.adapters.keystores.vault_http import VaultServer
from skillmark.credkit.codec.strict_json import Json, JsonObject
from skillmark.credkit.keys import KeyKind

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*\Z")
_MOUNT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*\Z")
_KINDS = {"ed25519": KeyKind.ED25519, "ecdsa-p256": KeyKind.P256, "ecdsa-p384": KeyKind.P384}
_HASHES = {KeyKind.ED25519: "sha2-256", KeyKind.P256: "sha2-256", KeyKind.P384: "sha2-384"}  # Ed25519 takes no notice


@dataclass(frozen=True, slots=True)
class TransitSigner:
    """A signer whose key is one version of a transit key. Ed25519, P-256 or P-384."""

    verification_method: str
    public_multikey: str
    key_version: int
    _path: str
    _kind: KeyKind
    _server: VaultServer = field(repr=False)

    def sign(self, data: bytes) -> bytes:
        """The raw signature over `data`, looked at before it is handed out. One request. Raises `CredkitError`."""
        body: JsonObject = {
            "input": base64.b64encode(data).decode(),
            "key_version": self.key_version,
            "hash_algorithm": _HASHES[self._kind],
            "marshaling_algorithm": "jws",  # ECDSA as r||s, base64url
        }
        answer = self._server.post(self._path, body).get("signature")
        prefix = f"vault:v{self.key_version}:"
        if not isinstance(answer, str) or not answer.startswith(prefix):
            raise unreachable()
        return checked(_decode(answer.removeprefix(prefix)), data, self.public_multikey)


def open_transit_signer(
    server: VaultServer,
    key: str,
    *,
    mount: str = "transit",
    version: int | None = None,
    controller: str | None = None,
    verification_method: str = "",
) -> TransitSigner:
    """A signer with a transit key, its newest version unless one is given. Two requests at the most.

    `controller` is the DID that owns the key; `verification_method` names it in full instead. The token needs `read` on
    `MOUNT/keys/KEY` and `update` on `MOUNT/sign/KEY`. Raises `Refused` for no such key or version, one of another kind
    and one derived from a context; `Unavailable`.
    """
    if not _NAME.match(key) or not _MOUNT.match(mount):
        raise no_key()
    found = server.get(f"{mount}/keys/{key}")
    kind, versions = _KINDS.get(str(found.get("type"))), found.get("keys")
    if kind is None or found.get("derived"):
        raise unfit_key()
    chosen = found.get("latest_version") if version is None else version
    entry = versions.get(str(chosen)) if isinstance(versions, dict) else None
    if not isinstance(entry, dict) or not isinstance(chosen, int):
        raise no_version()
    multikey = _multikey(kind, entry.get("public_key"))
    method = verification_method or name_method(multikey, controller)
    return TransitSigner(method, multikey, chosen, f"{mount}/sign/{key}", kind, server)


def _multikey(kind: KeyKind, text: Json) -> str:
    if not isinstance(text, str):
        raise unfit_key()
    try:
        if kind is KeyKind.ED25519:
            return multikey_of_ed25519(base64.b64decode(text, validate=True))
        public = load_pem_public_key(text.encode())
    except ValueError:
        raise unfit_key() from None
    if not isinstance(public, EllipticCurvePublicKey):
        raise unfit_key()
    numbers = public.public_numbers()
    return multikey_of_coordinates(kind, numbers.x, numbers.y)


def _decode(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
