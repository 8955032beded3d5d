"""From a document and its proof options to the bytes that are signed (vc-di-eddsa 3.2.4, vc-di-ecdsa 3.2.4).

`HashSource` keeps what was computed for one document, so that several proofs on it cost one canonicalisation.
"""

from __future__ import annotations

import hashlib

from skillmark.credkit.codec.jcs import canonicalize
from skillmark.credkit.codec.jsonld import Contexts, to_quads
from skillmark.credkit.codec.rdfc import Digest, canonicalize_quads
from skillmark.credkit.codec.strict_json import JsonObject, write_json
from skillmark.credkit.errors import Refused
from skillmark.credkit.keys import KeyKind
from skillmark.credkit.proof.data_integrity.suites import ED25519_2020, EDDSA_RDFC, SUITES, Form


class HashSource:
    """The canonical forms of documents under one set of contexts."""

    def __init__(self, contexts: Contexts) -> None:
        self.contexts = contexts
        self._canonical: dict[tuple[bytes, Digest], bytes] = {}

    def canonical(self, document: JsonObject, suite: str, kind: KeyKind = KeyKind.ED25519) -> bytes:
        """The canonical bytes of a document or of proof options. Raises `CredkitError`.

        The kind of key matters on P-384 alone: its blank nodes are named by SHA-384 (vc-di-ecdsa section 3.2.1).
        """
        known = SUITES.get(EDDSA_RDFC if suite == ED25519_2020 else suite)
        if known is None:
            raise Refused("proof.suite_unknown", "This kind of signature is not read yet.")
        if known.form is Form.JCS:
            return canonicalize(document)
        key = write_json(document), _digest(kind)
        if key not in self._canonical:
            quads = to_quads(document, self.contexts)
            self._canonical[key] = canonicalize_quads(quads, digest=_digest(kind)).encode()
        return self._canonical[key]

    def hash_data(
        self, document: JsonObject, options: JsonObject, suite: str, kind: KeyKind = KeyKind.ED25519
    ) -> bytes:
        """The hash of the options, then of the document: what the key signs.

        64 bytes by SHA-256, or for a P-384 key 96 by SHA-384 (vc-di-ecdsa section 3.2.4).
        """
        parts = (self.canonical(part, suite, kind) for part in (options, document))
        return b"".join(hashlib.new(_digest(kind), part).digest() for part in parts)


def _digest(kind: KeyKind) -> Digest:
    return "sha384" if kind is KeyKind.P384 else "sha256"
