"""Reads N-Quads (RDF 1.1 N-Quads, section 4) into the canonicaliser's statements. For published test files only."""

import re

from skillmark.credkit.codec.rdfc import Quad, escape

_ESCAPED = r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[tbnrf\"'\\])"
_IRI = rf"<(?:[^\x00-\x20<>\"{{}}|^`\\]|{_ESCAPED})*>"
_LITERAL = rf"\"(?:[^\"\\\r\n]|{_ESCAPED})*\"(?:@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\^\^{_IRI})?"
_BLANK = r"_:\w(?:[\w.:·-]*[\w:·-])?"
_LINE = re.compile(
    rf"\s*({_IRI}|{_BLANK})\s*({_IRI})\s*({_IRI}|{_BLANK}|{_LITERAL})\s*({_IRI}|{_BLANK})?\s*\.\s*(?:#.*)?\Z"
)
_NAMED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_STRING = "^^<http://www.w3.org/2001/XMLSchema#string>"


def read_nquads(text: str) -> list[Quad]:
    """The statements of a file, duplicates included. Raises `ValueError` at a line that is none."""
    return [_quad(line) for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]


def _quad(line: str) -> Quad:
    found = _LINE.match(line)
    if found is None:
        raise ValueError(f"not a statement: {line!r}")
    return Quad(*(_term(term) for term in found.groups(default="")))


def _term(term: str) -> str:
    if not term.startswith('"'):
        return _plain(term)
    end = term.rindex('"')
    kind = _plain(term[end + 1 :])
    return f'"{escape(_plain(term[1:end]))}"' + ("" if kind == _STRING else kind)


def _plain(text: str) -> str:
    def letter(found: re.Match[str]) -> str:
        code = found[0][1:]
        return chr(int(code[1:], 16)) if code[0] in "uU" else _NAMED.get(code, code)

    return re.sub(_ESCAPED, letter, text)
