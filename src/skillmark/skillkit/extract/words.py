"""Text to sentences, words with their places, and stems. English; other languages pass through unstemmed but whole.

The stemmer is our own and light: it takes off endings so that "managing", "manages" and "management" meet. It never
makes two short words meet (nothing under four letters is touched).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[+#]+|(?:[.'’/&-](?=[^\W_])[^\W_]+)*[+#]*)")
_BREAK = re.compile(r"[.!?;:]\s+(?=\S)|[\n\r\t•▪◦·*|]+|\s[-–—]\s")
_SPLIT_INSIDE = re.compile(r"[-/&'’]")

_STOP_WORDS = """
a about above across after again all also an and any are as at be been being both but by can could do does each either
etc for from get had has have he her here his how i if in into is it its join like look looking may me more most must
my new no not of on once one only or other our out over own per please she should so some such than that the their
them then there these they this those through to too under until up us very via was we well were what when where which
while who will with within would you your able ability strong good great excellent experience experienced knowledge
skill skills understanding working work role team required requirement requirements including include includes using
use used uses year years plus least preferred candidate job solid basic basics advanced proficient proficiency
familiar familiarity essential desirable ideally apply passionate seeking offer part full time day days week weeks
month months company business opportunity position responsibilities responsible ensure related relevant
"""
STOP = frozenset(_STOP_WORDS.split())
"""Words that say nothing about which skill is meant; they may stand inside a match but never carry one."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written, its stem, and its place in the text (half open, in characters)."""

    text: str
    stem: str
    start: int
    end: int


def sentences(text: str) -> list[tuple[int, int]]:
    """Places of sentences and list entries, in order, without empty ones."""
    found, begin = [], 0
    for match in _BREAK.finditer(text):
        found.append((begin, match.start() + 1 if text[match.start()] in ".!?;:" else match.start()))
        begin = match.end()
    found.append((begin, len(text)))
    return [(start, end) for start, end in found if text[start:end].strip()]


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words between two places; compounds such as "problem-solving" come apart."""
    found = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        at = match.start()
        for piece in _SPLIT_INSIDE.split(match.group()):
            if piece:
                found.append(Word(piece, stem(piece.lower()), at, at + len(piece)))
            at += len(piece) + 1
    return found


_ENDINGS = (
    ("isations", ""),
    ("izations", ""),
    ("isation", ""),
    ("ization", ""),
    ("ements", ""),
    ("ement", ""),
    ("ments", ""),
    ("ment", ""),
    ("ations", ""),
    ("ation", ""),
    ("ising", ""),
    ("izing", ""),
    ("ators", ""),
    ("ating", ""),
    ("ator", ""),
    ("ated", ""),
    ("ates", ""),
    ("ized", ""),
    ("ised", ""),
    ("izes", ""),
    ("ises", ""),
    ("ings", ""),
    ("ysts", "ys"),
    ("yses", "ys"),
    ("ysis", "ys"),
    ("ysing", "ys"),
    ("yzing", "ys"),
    ("yst", "ys"),
    ("yse", "ys"),
    ("yze", "ys"),
    ("ical", "ic"),
    ("ate", ""),
    ("ise", ""),
    ("ize", ""),
    ("ing", ""),
    ("ies", "y"),
    ("ors", ""),
    ("ers", ""),
    ("ion", ""),
    ("ed", ""),
    ("er", ""),
    ("or", ""),
    ("es", ""),
    ("ly", ""),
    ("e", ""),
    ("s", ""),
)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a lower-case word. At least three letters stay."""
    if len(word) < 4 or not word.isalpha() or word.endswith("ss"):
        return word
    for ending, put in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(put) >= (3 if len(ending) < 3 else 4):
            word = word[: -len(ending)] + put
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "lsz":
        return word[:-1]
    return word


def is_stop(one: Word) -> bool:
    """Whether the word says nothing about which skill is meant."""
    return one.text.lower() in STOP
