"""What the fast path is held against: the full path, and jsonld with rdf-canonize in a Node process kept open."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from skillmark.credkit.codec.jsonld import Contexts, canonical_nquads
from skillmark.credkit.codec.strict_json import read_object
from skillmark.credkit.errors import CredkitError

NODE_FOLDER = Path(__file__).parents[2] / "conformance" / "node"


def full_path(data: bytes, contexts: Contexts) -> bytes | None:
    """The canonical form over PyLD, or None for what is refused."""
    try:
        return canonical_nquads(read_object(data), contexts).encode()
    except CredkitError:
        return None


class NodeReader:
    """One Node process that canonicalises batches of texts. Nothing is fetched: contexts are handed over as files."""

    def __init__(self, node: str, folder: Path, contexts: Mapping[str, Any]) -> None:
        index = {}
        for number, (url, document) in enumerate(contexts.items()):
            index[url] = f"{number}.json"
            (folder / index[url]).write_text(json.dumps(document))
        (folder / "index.json").write_text(json.dumps(index))
        command = [node, str(NODE_FOLDER / "canonize_stream.mjs"), str(folder)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def canonical(self, texts: Sequence[bytes]) -> list[bytes | dict[str, str]]:
        """The canonical form of each text, or why it was refused."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps([text.decode() for text in texts]).encode() + b"\n")
        self._process.stdin.flush()
        answers = json.loads(self._process.stdout.readline())
        return [answer.encode() if isinstance(answer, str) else answer for answer in answers]

    def __enter__(self) -> NodeReader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(timeout=30)
