"""Proof values of ecdsa-sd-2023: base (for the holder) and derived (for a verifier). vc-di-ecdsa section 3.5.

A value is `u`, then base64url of three header bytes and one CBOR array of five. Lengths and types are checked here,
what they say about a document is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from skillmark.credkit.codec.multibase import decode_base64url, encode_base58btc, encode_base64url
from skillmark.credkit.errors import Malformed, Refused
from skillmark.credkit.proof.data_integrity.sd.cbor import Cbor, read_cbor, write_cbor

BASE_HEADER = b"\xd9\x5d\x00"
DERIVED_HEADER = b"\xd9\x5d\x01"
KEY_BYTES = 35  # p256-pub (0x80 0x24) and a compressed point; section 3.5.8 says 36, its vectors have 35
SIGNATURE_BYTES = 64
HMAC_BYTES = 32
MAX_STATEMENTS = 5_000  # each costs one check of a signature, 0.1 ms; a real badge has under 400
MAX_POINTERS = 1_000
MAX_VALUE_LENGTH = 1_000_000  # letters; 5,000 signatures take 450,000


@dataclass(frozen=True, slots=True)
class BaseValue:
    """What the issuer gives the holder. `hmac_key` and the signatures are the holder's to keep."""

    signature: bytes
    public_key: bytes
    hmac_key: bytes = field(repr=False)
    signatures: tuple[bytes, ...] = field(repr=False)
    mandatory_pointers: tuple[str, ...]

    @property
    def public_multikey(self) -> str:
        """The key made for this one proof."""
        return encode_base58btc(self.public_key)

    def text(self) -> str:
        """As `proofValue` has it (section 3.5.2)."""
        parts = (self.signature, self.public_key, self.hmac_key, self.signatures, self.mandatory_pointers)
        return encode_base64url(BASE_HEADER + write_cbor(parts))


@dataclass(frozen=True, slots=True)
class DerivedValue:
    """What the holder gives a verifier. `labels` maps N of `_:c14nN` to the 32 bytes of the label that was signed."""

    signature: bytes
    public_key: bytes
    signatures: tuple[bytes, ...] = field(repr=False)
    labels: dict[int, bytes] = field(repr=False)
    mandatory_indexes: tuple[int, ...]

    @property
    def public_multikey(self) -> str:
        """The key made for this one proof."""
        return encode_base58btc(self.public_key)

    def text(self) -> str:
        """As `proofValue` has it (section 3.5.7)."""
        parts: Cbor = (self.signature, self.public_key, self.signatures, self.labels, self.mandatory_indexes)
        return encode_base64url(DERIVED_HEADER + write_cbor(parts))


def is_base_value(text: str) -> bool:
    """Whether a proof value begins as a base one does; says nothing about the rest. Never raises."""
    return text.startswith(encode_base64url(BASE_HEADER))


def read_base_value(text: str) -> BaseValue:
    """Section 3.5.3. Raises `Malformed` or `Refused`."""
    signature, key, hmac_key, signatures, pointers = _parts(text, BASE_HEADER)
    texts = [entry for entry in _sequence(pointers) if isinstance(entry, str)]
    if len(texts) != len(_sequence(pointers)):
        raise _bad_value()
    if len(texts) > MAX_POINTERS:
        raise Refused("sd.too_large", "The file names too many parts that are always shown.")
    return BaseValue(
        signature=_bytes(signature, SIGNATURE_BYTES),
        public_key=_bytes(key, KEY_BYTES),
        hmac_key=_bytes(hmac_key, HMAC_BYTES),
        signatures=_signatures(signatures),
        mandatory_pointers=tuple(texts),
    )


def read_derived_value(text: str) -> DerivedValue:
    """Section 3.5.8; also: indexes ascend, and no two labels are equal. Raises `CredkitError`."""
    signature, key, signatures, labels, indexes = _parts(text, DERIVED_HEADER)
    numbers = [entry for entry in _sequence(indexes) if isinstance(entry, int)]
    if numbers != sorted(set(numbers)) or len(numbers) != len(_sequence(indexes)) or not isinstance(labels, dict):
        raise _bad_value()
    named = {number: _bytes(label, HMAC_BYTES) for number, label in labels.items()}
    if len(set(named.values())) != len(named):
        raise _bad_value()
    return DerivedValue(
        signature=_bytes(signature, SIGNATURE_BYTES),
        public_key=_bytes(key, KEY_BYTES),
        signatures=_signatures(signatures),
        labels=named,
        mandatory_indexes=tuple(numbers),
    )


def _parts(text: str, header: bytes) -> Sequence[Cbor]:
    if len(text) > MAX_VALUE_LENGTH:
        raise Refused("sd.too_large", "The signature is far too long.")
    data = decode_base64url(text)
    if not data.startswith(header) or encode_base64url(data) != text:  # one text for one value
        raise _bad_value()
    parts = _sequence(read_cbor(data[len(header) :]))
    if len(parts) != 5:
        raise _bad_value()
    return parts


def _sequence(value: Cbor) -> Sequence[Cbor]:
    if not isinstance(value, list):
        raise _bad_value()
    return value


def _bytes(value: Cbor, length: int) -> bytes:
    if not isinstance(value, bytes) or len(value) != length:
        raise _bad_value()
    return value


def _signatures(value: Cbor) -> tuple[bytes, ...]:
    entries = _sequence(value)
    if len(entries) > MAX_STATEMENTS:
        raise Refused("sd.too_large", "The file holds too many statements to choose from.")
    return tuple(_bytes(entry, SIGNATURE_BYTES) for entry in entries)


def _bad_value() -> Malformed:
    return Malformed("sd.bad_value", "The signature's value is not in the form that its kind has.")
