"""Change one letter of a credential, to see that it no longer holds. Pure: bytes in, bytes and words out."""

from dataclasses import dataclass

from skillmark.credkit.codec.strict_json import Json, JsonObject, read_object, write_json
from skillmark.credkit.proof.jose import is_compact, read_jws
from skillmark.credkit.proof.jose.base64url import encode_base64url


@dataclass(frozen=True, slots=True)
class Changed:
    """A document with one letter changed: what stood there and what stands there now."""

    data: bytes
    before: str
    after: str


def change_one_letter(signed: bytes) -> Changed | None:
    """Change the last letter or figure of the achievement's name, else of the first text that has one.

    `signed` is a JSON text or a compact token, whose signature is kept. None when there is nothing to change. Raises
    `CredkitError` when it is neither.
    """
    if not is_compact(signed):
        return _change_in(read_object(signed))
    token = signed.decode("ascii").strip()
    changed = _change_in(read_object(read_jws(token).payload))
    if changed is None:
        return None
    head, _, signature = token.split(".")
    return Changed(f"{head}.{encode_base64url(changed.data)}.{signature}".encode(), changed.before, changed.after)


def _change_in(document: JsonObject) -> Changed | None:
    path = _title_path(document) or _first_text(document, ())
    if path is None:
        return None
    before = _at(document, path)
    after = _other(before)
    return Changed(write_json(_replaced(document, path, after)), before, after)


def _title_path(document: JsonObject) -> tuple[str | int, ...] | None:
    path: list[str | int] = []
    here: Json = document
    for step in ("credentialSubject", "achievement", "name"):
        if isinstance(here, list) and here:
            path.append(0)
            here = here[0]
        if not isinstance(here, dict) or step not in here:
            return None
        path.append(step)
        here = here[step]
    return tuple(path) if isinstance(here, str) and _other(here) != here else None


def _first_text(value: Json, path: tuple[str | int, ...]) -> tuple[str | int, ...] | None:
    if isinstance(value, str):
        return path if _other(value) != value else None
    steps: list[tuple[str | int, Json]] = []
    if isinstance(value, dict):
        steps = [(key, item) for key, item in value.items() if key not in {"@context", "type", "proof"}]
    elif isinstance(value, list):
        steps = list(enumerate(value))
    return next((found for step, item in steps if (found := _first_text(item, (*path, step)))), None)


def _at(value: Json, path: tuple[str | int, ...]) -> str:
    for step in path:
        value = value[step]  # type: ignore[index]
    return str(value)


def _replaced(value: Json, path: tuple[str | int, ...], text: str) -> Json:
    if not path:
        return text
    step, rest = path[0], path[1:]
    if isinstance(value, dict) and isinstance(step, str):
        return value | {step: _replaced(value[step], rest, text)}
    if isinstance(value, list) and isinstance(step, int):
        return [_replaced(item, rest, text) if n == step else item for n, item in enumerate(value)]
    return value


def _other(text: str) -> str:
    """The text with its last plain letter or figure replaced by its neighbour."""
    for place in range(len(text) - 1, -1, -1):
        letter = text[place]
        if letter.isascii() and letter.isalnum():
            neighbour = chr(ord(letter) - 1) if letter in "zZ9" else chr(ord(letter) + 1)
            return text[:place] + neighbour + text[place + 1 :]
    return text
