"""From a document and its proof options to the 64 bytes that are signed (vc-di-eddsa sections 3.2 and 3.3).

`HashSource` keeps what was computed for one document, so that several proofs on it cost one canonicalisation.
"""

from __future__ import annotations

import hashlib

from skillmark.credkit.codec.jcs import canonicalize
from skillmark.credkit.codec.jsonld import Contexts, canonical_nquads
from skillmark.credkit.codec.strict_json import JsonObject, write_json
from skillmark.credkit.errors import Refused

EDDSA_RDFC = "eddsa-rdfc-2022"
EDDSA_JCS = "eddsa-jcs-2022"
SUITES = (EDDSA_RDFC, EDDSA_JCS)


class HashSource:
    """The canonical forms of documents under one set of contexts."""

    def __init__(self, contexts: Contexts) -> None:
        self.contexts = contexts
        self._canonical: dict[bytes, bytes] = {}

    def canonical(self, document: JsonObject, suite: str) -> bytes:
        """The canonical bytes of a document or of proof options. Raises `CredkitError`."""
        if suite == EDDSA_JCS:
            return canonicalize(document)
        if suite != EDDSA_RDFC:
            raise Refused("proof.suite_unknown", "This kind of signature is not read yet.")
        key = write_json(document)
        if key not in self._canonical:
            self._canonical[key] = canonical_nquads(document, self.contexts).encode()
        return self._canonical[key]

    def hash_data(self, document: JsonObject, options: JsonObject, suite: str) -> bytes:
        """SHA-256 of the options, then of the document: what the key signs."""
        return _sha256(self.canonical(options, suite)) + _sha256(self.canonical(document, suite))


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
