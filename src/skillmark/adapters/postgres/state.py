"""What the supervisor says of itself, in one file that is replaced whole."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

READY, FAILED, STOPPING = "ready", "failed", "stopping"


@dataclass(frozen=True, slots=True)
class State:
    """`step` is ready, failed, stopping, or a step on the way (copying, creating, starting)."""

    step: str
    supervisor: int
    socket: str = ""
    version: str = ""
    server: int = 0
    code: str = ""
    detail: str = ""
    hint: str = ""


def write_state(path: Path, state: State) -> None:
    """Replace the file in one step."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(json.dumps(asdict(state)))
    fresh.replace(path)


def read_state(path: Path) -> State | None:
    """The last word, or None before the first."""
    try:
        return State(**json.loads(path.read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None
