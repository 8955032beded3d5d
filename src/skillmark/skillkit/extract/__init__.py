"""The skills that a text asks for, with a probability and the words that said so; and occupations by title.

Assumes: English text for stems, stop words and cues (other languages still match whole words and n-grams); a skill that
no name resembles is not found; nothing is learnt from what is read. It decides no level where the text names none.
"""

from skillmark.skillkit.extract.index import Label, NameIndex, labels_of
from skillmark.skillkit.extract.ngram import Extractor, Mention, NgramExtractor, Ranked, find_occupations

__all__ = [
    "Extractor",
    "Label",
    "Mention",
    "NameIndex",
    "NgramExtractor",
    "Ranked",
    "find_occupations",
    "labels_of",
]
