"""From similarity to probability. Constants fitted by `benchmarks/extraction.py --fit`; see there for data and date."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

INTERCEPT = -9.0
WINDOW = 9.0
SENTENCE = 3.0
LENGTH = 0.3
LONGEST = 4


def probability(window_cosine: Floats, sentence_cosine: Floats, window_words: Floats) -> Floats:
    """How likely it is that a person would label each window with the concept whose name is nearest."""
    length = np.minimum(window_words, LONGEST)
    moved = INTERCEPT + WINDOW * window_cosine + SENTENCE * sentence_cosine + LENGTH * length
    return 1.0 / (1.0 + np.exp(-moved))
