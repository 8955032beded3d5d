"""Secret keys in files: PKCS#8 in PEM, under a passphrase (PBES2 of RFC 8018, scrypt of RFC 7914, AES-256-CBC).

One file is one key and the name it signs under. Before the PEM stand, in the clear, the verification method and the
public key (explanatory text, RFC 7468 section 5.2); the secret must be that of this public key, so a changed file is
noticed. OpenSSL reads the files, too. Nothing here touches a disk; randomness is an argument; no secret is in an error.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.padding import PKCS7
from cryptography.hazmat.primitives.serialization import load_der_private_key

from skillmark.credkit.errors import Malformed, Refused, Untrusted
from skillmark.credkit.keys.der import Encrypted, read_encrypted, write_encrypted
from skillmark.credkit.keys.signer import EcdsaSigner, Ed25519Signer, RsaSigner

FileSigner = Ed25519Signer | EcdsaSigner | RsaSigner
MAX_FILE_BYTES = 20_000
MIN_PASSPHRASE_LETTERS = 8
SALT_BYTES = IV_BYTES = 16


@dataclass(frozen=True, slots=True)
class ScryptCost:
    """How much one guess of the passphrase costs: memory is 128 * n * r bytes, time grows with p as well."""

    n: int
    r: int
    p: int

    @property
    def is_bearable(self) -> bool:
        """Whether we try at all: at most 256 MiB, so that a file cannot take all memory."""
        power = self.n > 1 and self.n & (self.n - 1) == 0
        return power and 1 <= self.r <= 32 and 1 <= self.p <= 16 and 128 * self.n * self.r <= 2**28


# 16 MiB five times over: of the settings OWASP's Password Storage Cheat Sheet counts as equal, the one whose memory
# OpenSSL allows itself, so that `openssl pkey` opens the file.
SAFE = ScryptCost(2**14, 8, 5)
QUICK = ScryptCost(2**10, 8, 1)  # for tests and throw-away keys
_FILE = re.compile(
    rb"Verification-Method: (?P<method>[!-~]{1,2000})\r?\n"
    rb"Public-Key: (?P<public>z[1-9A-Za-z]{1,1460})\r?\n"
    rb"-----BEGIN ENCRYPTED PRIVATE KEY-----\r?\n(?P<body>[A-Za-z0-9+/=\r\n]+)-----END ENCRYPTED PRIVATE KEY-----\s*\Z"
)
_CLOSED = ("key_file.not_opened", "The passphrase is wrong, or the key file is damaged.")


def write_key_file(
    signer: FileSigner, passphrase: str, *, random: Callable[[int], bytes], cost: ScryptCost = SAFE
) -> bytes:
    """The file of a signer whose key is in memory. `random(n)` gives n random bytes, such as `os.urandom`.

    Raises `Refused` for a passphrase under 8 letters. Cost: see `ScryptCost`.
    """
    if len(passphrase) < MIN_PASSPHRASE_LETTERS:
        raise Refused("key_file.short_passphrase", f"A passphrase has at least {MIN_PASSPHRASE_LETTERS} letters.")
    salt, iv = random(SALT_BYTES), random(IV_BYTES)
    padder = PKCS7(128).padder()
    padded = padder.update(signer.dangerous_secret_der()) + padder.finalize()
    encryptor = Cipher(algorithms.AES(_stretch(passphrase, salt, cost)), modes.CBC(iv)).encryptor()
    der = write_encrypted(Encrypted(salt, cost.n, cost.r, cost.p, iv, encryptor.update(padded) + encryptor.finalize()))
    body = base64.encodebytes(der).replace(b"\n", b"")
    lines = [body[start : start + 64] for start in range(0, len(body), 64)]
    head = f"Verification-Method: {signer.verification_method}\nPublic-Key: {signer.public_multikey}\n".encode()
    file = head + b"\n".join(
        [b"-----BEGIN ENCRYPTED PRIVATE KEY-----", *lines, b"-----END ENCRYPTED PRIVATE KEY-----", b""]
    )
    if not _FILE.match(file):
        raise Malformed("key_file.bad_name", "The name of the key is not an address, so it cannot stand in a file.")
    return file


def read_key_file(data: bytes, passphrase: str) -> FileSigner:
    """The signer of a file. Cost: what the file says, at most 256 MiB and some seconds.

    Raises `Malformed` for what is not such a file, `Refused` for a wrong passphrase or a cost beyond bounds, and
    `Untrusted` when the secret is not that of the public key in the file.
    """
    match = _FILE.match(data) if len(data) <= MAX_FILE_BYTES else None
    if match is None:
        raise Malformed("key_file.bad_form", "This is not a key file of ours.")
    try:
        der = base64.b64decode(match["body"].replace(b"\r", b"").replace(b"\n", b""), validate=True)
    except ValueError:
        raise Malformed("key_file.bad_form", "This is not a key file of ours.") from None
    signer = _signer(_open(read_encrypted(der), passphrase), match["method"].decode())
    if signer.public_multikey != match["public"].decode():
        raise Untrusted("key_file.changed", "The key in the file is not the one that the file names.")
    return signer


def _open(found: Encrypted, passphrase: str) -> bytes:
    cost = ScryptCost(found.n, found.r, found.p)
    if not cost.is_bearable:
        raise Refused("key_file.too_costly", "Opening this key file would take more memory than we give it.")
    if len(found.iv) != IV_BYTES or not found.ciphertext or len(found.ciphertext) % 16:
        raise Malformed("key_file.bad_form", "This is not a key file of ours.")
    decryptor = Cipher(algorithms.AES(_stretch(passphrase, found.salt, cost)), modes.CBC(found.iv)).decryptor()
    unpadder = PKCS7(128).unpadder()
    try:
        padded = decryptor.update(found.ciphertext) + decryptor.finalize()
        return unpadder.update(padded) + unpadder.finalize()
    except ValueError:
        raise Refused(*_CLOSED) from None


def _stretch(passphrase: str, salt: bytes, cost: ScryptCost) -> bytes:
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return Scrypt(salt=salt, length=32, n=cost.n, r=cost.r, p=cost.p).derive(secret)


def _signer(secret: bytes, method: str) -> FileSigner:
    try:
        key = load_der_private_key(secret, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise Refused(*_CLOSED) from None
    if isinstance(key, Ed25519PrivateKey):
        return replace(Ed25519Signer.from_seed(key.private_bytes_raw()), verification_method=method)
    if isinstance(key, EllipticCurvePrivateKey):
        return replace(EcdsaSigner.from_key(key), verification_method=method)
    if isinstance(key, RSAPrivateKey):
        return RsaSigner.from_key(key, verification_method=method)
    raise Refused("key.kind_unknown", "This kind of key is not read. Ed25519, P-256, P-384 and RSA are.")
