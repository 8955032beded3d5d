"""W3C's vectors of one cryptosuite: its files, and the five things every one of them shows."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.vectors.citizenship import WithCitizenship

from skillmark.credkit.codec.multibase import decode_base58btc
from skillmark.credkit.codec.strict_json import JsonObject, read_object
from skillmark.credkit.keys import KeyKind, is_signed_by
from skillmark.credkit.proof.data_integrity import HashSource, Proof, check_signature, read_proofs, without_proof

CREATED = datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC)
SOURCE = HashSource(WithCitizenship())


@dataclass(frozen=True)
class Published:
    """One folder. Its files' names end in `ending`."""

    folder: str
    suite: str
    ending: str
    kind: KeyKind
    unsigned: str = ""

    @property
    def id(self) -> str:
        return self.folder

    def signed(self, vectors: Path) -> JsonObject:
        return read_object((vectors / self.folder / f"signed{self.ending}.json").read_bytes())

    def text(self, vectors: Path, name: str) -> str:
        return (vectors / self.folder / f"{name}{self.ending}.txt").read_text()

    def options(self, vectors: Path) -> JsonObject:
        options: JsonObject = json.loads((vectors / self.folder / f"proofConfig{self.ending}.json").read_bytes())
        return options

    def proof(self, vectors: Path) -> Proof:
        (proof,) = read_proofs(self.signed(vectors))
        return proof


def check_intermediate_values(case: Published, vectors: Path) -> None:
    """Canonical document and options, their hashes, the two together, and the signature in hex and base58."""
    digest = hashlib.sha384 if case.kind is KeyKind.P384 else hashlib.sha256
    document, options = without_proof(case.signed(vectors)), case.options(vectors)
    canonical = tuple(SOURCE.canonical(part, case.suite, case.kind) for part in (document, options))
    assert canonical[0].decode() == case.text(vectors, "canonDoc")
    assert canonical[1].decode() == case.text(vectors, "proofCanon")
    assert digest(canonical[0]).hexdigest() == case.text(vectors, "docHash").strip()
    assert digest(canonical[1]).hexdigest() == case.text(vectors, "proofHash").strip()
    combined = SOURCE.hash_data(document, options, case.suite, case.kind)
    assert combined.hex() == case.text(vectors, "combinedHash").strip()
    proof = case.proof(vectors)
    signature = decode_base58btc(proof.value)
    assert proof.value == case.text(vectors, "sigBTC58").strip()
    assert signature.hex() == case.text(vectors, "sigHex").strip()
    assert is_signed_by(proof.method.partition("#")[2], combined, signature)


def check_published(case: Published, vectors: Path) -> None:
    """The signed document holds, and the unsigned one beside it is what was signed."""
    document, proof = case.signed(vectors), case.proof(vectors)
    check_signature(document, proof, public_multikey=proof.method.partition("#")[2], source=SOURCE)
    if case.unsigned:
        assert without_proof(document) == read_object((vectors / case.unsigned).read_bytes())
