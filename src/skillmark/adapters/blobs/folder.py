"""Blobs in a local folder: written whole to a temporary file, then renamed, so that a power cut leaves no half file."""

import hashlib
import os
import re
import secrets
from pathlib import Path

from django.conf import settings

from skillmark.kernel.blobs import BlobRef
from skillmark.kernel.errors import Unavailable

_KEY = re.compile(r"[0-9a-f]{40}")


class FolderStore:
    """The default `BlobStore`. Keys are 40 random hex digits; two leading ones name the sub-folder."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = root or Path(settings.DATA_DIR) / "blobs"

    def put(self, data: bytes) -> BlobRef:
        key = secrets.token_hex(20)
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = path.with_suffix(".part")
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        return BlobRef(key, hashlib.sha256(data).hexdigest(), len(data))

    def get(self, key: str) -> bytes:
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError as error:
            raise Unavailable() from error

    def delete(self, key: str) -> None:
        self._path(key).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise Unavailable()
        return self.root / key[:2] / key
