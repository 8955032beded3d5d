"""Our own small format for a framework, in TOML, so that an organisation can write its skills by hand.

    [framework]
    key = "demo"
    title = "..."          # also: version, attribution, licence, language (optional)
    [[skill]]
    uri = "..."            # and label; optional: alt, description, field, exact
    [[occupation]]
    uri = "..."            # and label; optional: alt, description, exact, essential, optional (skill URIs)

Unknown keys are refused, so that a misspelt one is not lost in silence. `line` is 0 in errors past the TOML syntax:
the entry is named by its place ("skill 12") instead.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping

from skillmark.skillkit.errors import Malformed
from skillmark.skillkit.graph.concepts import Framework, OccupationConcept, Relation, Release, SkillConcept

_FRAMEWORK = {"key", "title", "version", "attribution", "licence"}
_SKILL = {"uri", "label", "alt", "description", "field", "exact"}
_OCCUPATION = {"uri", "label", "alt", "description", "exact", "essential", "optional"}


def read_framework_toml(data: bytes) -> Release:
    """The release in `data`, or Malformed: bad TOML, a key missing or unknown, a URI twice, a relation to nothing."""
    document = _parse(data)
    head = _table(document.get("framework"), "framework", _FRAMEWORK | {"language"}, _FRAMEWORK)
    framework = Framework(**{key: _text(head, key, "framework") for key in head})
    skills = tuple(_skills(document))
    uris = {skill.uri for skill in skills}
    occupations: list[OccupationConcept] = []
    relations: list[Relation] = []
    for place, entry in _entries(document, "occupation", _OCCUPATION):
        occupations.append(_occupation(entry, place))
        relations.extend(_relations(entry, place, uris))
    _check_once([*uris_of(skills), *(one.uri for one in occupations)])
    return Release(framework, hashlib.sha256(data).hexdigest(), skills, tuple(occupations), tuple(relations))


def uris_of(skills: Iterable[SkillConcept]) -> list[str]:
    """The URIs, in order, repeats kept."""
    return [skill.uri for skill in skills]


def _parse(data: bytes) -> Mapping[str, object]:
    try:
        document = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else 0
        raise _wrong("The framework file", f"is not valid TOML (line {line})", line) from error
    extra = set(document) - {"framework", "skill", "occupation"}
    if extra:
        raise _wrong("The framework file", "has a table other than framework, skill and occupation")
    return document


def _skills(document: Mapping[str, object]) -> Iterable[SkillConcept]:
    for place, entry in _entries(document, "skill", _SKILL):
        yield SkillConcept(
            _text(entry, "uri", place),
            _text(entry, "label", place),
            _texts(entry, "alt", place),
            _text(entry, "description", place),
            _text(entry, "field", place),
            _texts(entry, "exact", place),
        )


def _occupation(entry: Mapping[str, object], place: str) -> OccupationConcept:
    return OccupationConcept(
        _text(entry, "uri", place),
        _text(entry, "label", place),
        _texts(entry, "alt", place),
        _text(entry, "description", place),
        exact=_texts(entry, "exact", place),
    )


def _relations(entry: Mapping[str, object], place: str, skills: set[str]) -> Iterable[Relation]:
    for key in ("essential", "optional"):
        for skill in _texts(entry, key, place):
            if skill not in skills:
                raise _wrong(place, f"names a skill under {key} that the file does not hold")
            yield Relation(_text(entry, "uri", place), skill, key == "essential")


def _entries(document: Mapping[str, object], key: str, allowed: set[str]) -> Iterable[tuple[str, Mapping[str, object]]]:
    found = document.get(key, [])
    if not isinstance(found, list):
        raise _wrong(key, f"must be written as [[{key}]]")
    for number, entry in enumerate(found, start=1):
        place = f"{key} {number}"
        yield place, _table(entry, place, allowed, {"uri", "label"})


def _table(entry: object, place: str, allowed: set[str], needed: set[str]) -> Mapping[str, object]:
    if not isinstance(entry, dict):
        raise _wrong(place, "is missing or not a table")
    if missing := sorted(needed - {key for key, value in entry.items() if value != ""}):
        raise _wrong(place, f"lacks {missing[0]}")
    if set(entry) - allowed:
        raise _wrong(place, f"has a key that is none of {', '.join(sorted(allowed))}")
    return entry


def _text(entry: Mapping[str, object], key: str, place: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise _wrong(place, f"needs text in {key}")
    return value.strip()


def _texts(entry: Mapping[str, object], key: str, place: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _wrong(place, f"needs a list of texts in {key}")
    return tuple(dict.fromkeys(item.strip() for item in value if item.strip()))


def _check_once(uris: list[str]) -> None:
    if len(set(uris)) != len(uris):
        raise _wrong("The framework file", "uses one URI twice")


def _wrong(place: str, words: str, line: int = 0) -> Malformed:
    return Malformed(f"{place} {words}.", code="skillkit.framework_malformed", member=place, line=line)
