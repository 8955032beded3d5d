"""The file format of a backup: a ZIP of stored members whose manifest holds the digest of each, and a MAC over it.

Members: `database.dump`, `blobs/ab/<key>`, `keys/<name>.sealed`, `manifest.json`, `manifest.mac`. Keys are sealed with
AES-256-GCM and the manifest is authenticated with HMAC-SHA256, both under keys derived from the house's secret (HKDF,
RFC 5869): a backup that is stolen opens no key, and one that was changed or cut short is refused. What does not live
here: what goes into a backup and where it comes from (`config.backup`).
"""

import errno
import hashlib
import hmac
import json
import os
import re
import secrets
import struct
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.utils.translation import gettext_lazy as _

from skillmark.kernel.errors import Malformed, Refused

FORMAT, FORMAT_VERSION = "skillmark-backup", 1
DATABASE, MANIFEST, MAC = "database.dump", "manifest.json", "manifest.mac"
_NAMES = re.compile(r"database\.dump|blobs/[0-9a-f]{2}/[0-9a-f]{40}|keys/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,80}\.sealed")
_CHUNK_BYTES = 1 << 20
_NONCE_BYTES = 12
_ODD_ZIP = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    EOFError,
    IndexError,
    KeyError,
    OverflowError,
    RuntimeError,  # a member that says it is encrypted
    TypeError,
    ValueError,
    struct.error,
)
"""What zipfile and the shape of a manifest raise on hostile bytes."""
_MANIFEST_BYTES = 256 << 20


class BackupBroken(Malformed):
    code = "backup.broken"
    hint = _("This is not a whole, unchanged backup. Nothing was changed here; try another copy of the file.")


class OtherSecret(Refused):
    code = "backup.other_secret"
    hint = _(
        "This backup was made with another secret. Nothing was changed here; set SKILLMARK_SECRET_KEY to the one it "
        "was made with, or put that copy of secret_key back into the data folder."
    )


@dataclass(frozen=True, slots=True)
class Secrets:
    """The two keys of one house's backups, from its secret."""

    sealing: bytes
    signing: bytes

    @classmethod
    def of(cls, secret: str) -> "Secrets":
        derived = (
            HKDF(SHA256(), length=32, salt=None, info=info).derive(secret.encode())
            for info in (b"skillmark backup 1: keys", b"skillmark backup 1: manifest")
        )
        return cls(*derived)

    def mac(self, data: bytes) -> str:
        return hmac.new(self.signing, data, hashlib.sha256).hexdigest()

    def seal(self, name: str, data: bytes) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + AESGCM(self.sealing).encrypt(nonce, data, name.encode())

    def open(self, name: str, sealed: bytes) -> bytes:
        """Errors: BackupBroken."""
        try:
            return AESGCM(self.sealing).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], name.encode())
        except (InvalidTag, ValueError):
            raise BackupBroken(f"{name[:80]!r}:") from None


class ArchiveWriter:
    """Adds members and remembers their digests; `finish` writes the manifest last."""

    def __init__(self, file: zipfile.ZipFile, keys: Secrets) -> None:
        self._file, self._keys = file, keys
        self._members: dict[str, dict[str, str | int]] = {}

    def add_file(self, name: str, path: Path) -> None:
        """Copy a file in, one megabyte at a time."""
        digest, size = hashlib.sha256(), 0
        with path.open("rb") as source, self._file.open(name, "w", force_zip64=True) as target:
            while chunk := source.read(_CHUNK_BYTES):
                target.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self._members[name] = {"sha256": digest.hexdigest(), "bytes": size}

    def add_key(self, name: str, data: bytes) -> None:
        """Seal a key file and put it in."""
        sealed = self._keys.seal(name, data)
        self._file.writestr(name, sealed)
        self._members[name] = {"sha256": hashlib.sha256(sealed).hexdigest(), "bytes": len(sealed)}

    def finish(self, facts: Mapping[str, str]) -> None:
        check = self._keys.mac(b"which secret")
        manifest = {"format": FORMAT, "version": FORMAT_VERSION, "secret": check, **facts, "members": self._members}
        data = json.dumps(manifest, indent=1, sort_keys=True).encode()
        self._file.writestr(MANIFEST, data)
        self._file.writestr(MAC, self._keys.mac(data))


@contextmanager
def new_archive(target: Path, keys: Secrets) -> Iterator[ArchiveWriter]:
    """Write `target` whole or not at all, readable by its owner alone. Errors: FileExistsError."""
    if target.exists():
        raise FileExistsError(17, "There is a file of that name already", str(target))
    part = target.with_name(f"{target.name}.part-{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as file:
                yield ArchiveWriter(file, keys)
            raw.flush()
            os.fsync(raw.fileno())
        os.link(part, target)  # unlike a rename it never overwrites what appeared meanwhile
    finally:
        part.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Archive:
    """A backup whose every byte was checked. `facts` is its manifest without the members."""

    file: zipfile.ZipFile
    keys: Secrets
    facts: dict[str, str]
    members: tuple[str, ...]

    def under(self, prefix: str) -> list[str]:
        return [name for name in self.members if name.startswith(prefix)]

    def extract(self, name: str, target: Path) -> None:
        """Write one member to `target`, on disk when this returns, readable by its owner alone."""
        with self.file.open(name) as source, os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as copy:
            while chunk := source.read(_CHUNK_BYTES):
                copy.write(chunk)
            copy.flush()
            os.fsync(copy.fileno())

    def key(self, name: str) -> bytes:
        """A key file, opened. Errors: BackupBroken."""
        return self.keys.open(name, self.file.read(name))


@contextmanager
def checked_archive(source: Path, keys: Secrets) -> Iterator[Archive]:
    """Open a backup after checking all of it (reads the file once). Errors: BackupBroken, OtherSecret, OSError."""
    with source.open("rb") as raw, ExitStack() as stack:
        try:
            file = stack.enter_context(zipfile.ZipFile(raw))
            manifest = _manifest(file, keys)
            members = manifest.pop("members")
            _check_members(file, members)
        except _ODD_ZIP:
            raise BackupBroken(f"{source.name}:") from None
        except OSError as error:
            if error.errno == errno.EINVAL:  # a place before the start of the file
                raise BackupBroken(f"{source.name}:") from None
            raise
        yield Archive(file, keys, manifest, tuple(members))


def _manifest(file: zipfile.ZipFile, keys: Secrets) -> dict[str, Any]:
    """1. It is ours and of a version we know. 2. It was made with this secret. 3. It is unchanged."""
    try:
        if file.getinfo(MANIFEST).file_size > _MANIFEST_BYTES:
            raise BackupBroken(f"{MANIFEST}:")
        data, mac = file.read(MANIFEST), file.read(MAC).decode()
        manifest = json.loads(data)
        known = manifest["format"] == FORMAT and manifest["version"] == FORMAT_VERSION
        secret, members = str(manifest["secret"]), manifest["members"]
    except (KeyError, ValueError, TypeError, RecursionError):
        raise BackupBroken(f"{MANIFEST}:") from None
    if not known or not isinstance(members, dict):
        raise BackupBroken(f"{MANIFEST}:")
    if not hmac.compare_digest(secret.encode(), keys.mac(b"which secret").encode()):
        raise OtherSecret()
    if not hmac.compare_digest(mac.encode(), keys.mac(data).encode()):
        raise BackupBroken(f"{MANIFEST}:")
    return dict(manifest)


def _check_members(file: zipfile.ZipFile, members: dict[str, dict[str, Any]]) -> None:
    """Exactly the members of the manifest, each with its digest, none compressed or named to lead elsewhere."""
    infos = {info.filename: info for info in file.infolist()}
    if len(infos) != len(file.infolist()) or set(infos) != {*members, MANIFEST, MAC} or DATABASE not in members:
        raise BackupBroken()
    for name, expected in members.items():
        if not _NAMES.fullmatch(name) or infos[name].compress_type != zipfile.ZIP_STORED:
            raise BackupBroken(f"{name[:80]!r}:")
        digest = hashlib.sha256()
        with file.open(name) as source:
            while chunk := source.read(_CHUNK_BYTES):
                digest.update(chunk)
        if digest.hexdigest() != expected["sha256"]:
            raise BackupBroken(f"{name[:80]!r}:")
