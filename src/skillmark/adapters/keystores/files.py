"""Keys in a file: one master key beside the database, not in it, wraps every other secret (envelope encryption).

AES-256-GCM with the purpose as associated data, so that a wrapped issuer key cannot be passed off as a person's.
Losing the file loses every wrapped key: it is part of each backup.
"""

import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from skillmark.kernel.errors import Unavailable

NONCE_BYTES = 12


class FileKeystore:
    """The default keystore: `keys/master.key` in the data folder, made at first use, readable by its owner alone."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or Path(settings.DATA_DIR) / "keys" / "master.key"
        self._aead: AESGCM | None = None

    def wrap(self, secret: bytes, *, purpose: str) -> bytes:
        """Return the secret sealed under the master key."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._master().encrypt(nonce, secret, purpose.encode())

    def unwrap(self, wrapped: bytes, *, purpose: str) -> bytes:
        """Errors: `Unavailable` when the master key is not the one that wrapped it."""
        try:
            return self._master().decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], purpose.encode())
        except InvalidTag as error:
            words = "The master key does not open this. Restore it with the backup: skillmark db restore."
            raise Unavailable(words) from error

    def _master(self) -> AESGCM:
        if self._aead is None:
            self._aead = AESGCM(self._read_or_make())
        return self._aead

    def _read_or_make(self) -> bytes:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = self.path.with_name(f"{self.path.name}.{secrets.token_hex(4)}")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(AESGCM.generate_key(256))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(part, self.path)  # atomic: the first of several processes wins, the others read its key
        except FileExistsError:
            pass
        finally:
            part.unlink()
        return self.path.read_bytes()
