"""From similarity to probability. Constants fitted by `benchmarks/extraction.py --fit`; see there for data and date."""

import math

INTERCEPT = -9.0
WINDOW = 9.0
SENTENCE = 3.0
LENGTH = 0.3


def probability(window_cosine: float, sentence_cosine: float, window_words: int) -> float:
    """How likely it is that a person would label the window with the concept whose name is nearest."""
    moved = INTERCEPT + WINDOW * window_cosine + SENTENCE * sentence_cosine + LENGTH * min(window_words, 4)
    return 1.0 / (1.0 + math.exp(-moved))
