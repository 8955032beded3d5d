"""What a text says around a skill: how well it wants it, and whether it must. English words, no guess beyond them."""

import re

from skillmark.skillkit.values import Level

_LEVELS = (
    (Level.EXPERT, r"expert(?:ise)?|mastery|world[- ]class|authority (?:on|in)|thought leader\w*"),
    (
        Level.ADVANCED,
        r"advanced|extensive|deep|in[- ]depth|highly (?:skilled|proficient)|senior|proven|[5-9]\+? years|1\d\+? years",
    ),
    (
        Level.INDEPENDENT,
        r"proficien\w+|solid|strong|competen\w+|good|intermediate|confident|independent\w*|[2-4]\+? years",
    ),
    (
        Level.FOUNDATION,
        r"basics?|fundamentals?|beginner|entry[- ]level|introduct\w+|familiar\w*|awareness|some|exposure",
    ),
)
_LEVEL_CUES = [(level, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for level, words in _LEVELS]

_NICE = re.compile(
    r"\b(?:nice[- ]to[- ]have|desirable|desired|preferred|preferably|a plus|is a bonus|bonus points?|advantage\w*"
    r"|ideally|optional\w*|would be (?:good|great|nice))\b",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"\b(?:must(?:[- ]haves?)?|essential|required|requires?|requirements?|mandatory|necessary|minimum"
    r"|you (?:will )?need|need(?:ed|s)? to|has to|have to)\b",
    re.IGNORECASE,
)
_HEADING_WORDS = 6


def level_near(before: str, words: str, after: str) -> Level | None:
    """The level that the words next to a mention name: nearest first, what stands before it counts before what follows.

    `before` and `after` are the rest of the same clause. None where the text does not say.
    """
    found: list[tuple[int, Level]] = []
    for level, cue in _LEVEL_CUES:
        if cue.search(words):
            found.append((-1, level))
        for match in cue.finditer(before):
            found.append((len(before) - match.end(), level))
        match_after = cue.search(after[:30])
        if match_after:
            found.append((60 + match_after.start(), level))
    near = [pair for pair in found if pair[0] <= 90]
    return min(near)[1] if near else None


def must_of(sentence: str, heading: bool | None) -> bool | None:
    """True for a demand, False for a wish, None where neither the sentence nor the heading above it says."""
    if _NICE.search(sentence):
        return False
    if _MUST.search(sentence):
        return True
    return heading


def heading_of(sentence: str, current: bool | None) -> bool | None:
    """What holds for the entries below: a short line or one ending in a colon sets it, anything else keeps it."""
    stripped = sentence.strip()
    if len(stripped.split()) > _HEADING_WORDS and not stripped.endswith(":"):
        return current
    if _NICE.search(stripped):
        return False
    if _MUST.search(stripped):
        return True
    return None if stripped.endswith(":") else current
