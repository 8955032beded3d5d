"""From similarity to probability: a logistic curve over three figures.

What the probability means: a human annotator would tag these words as a skill or as knowledge. It does not say that the
nearest concept is the right one of several like it. Constants fitted on 800 random sentences (seed 0) of SkillSpan train
(Zhang et al. 2022, MIT), 2,274 windows of which 585 tagged, by `benchmarks/extraction.py --fit` on 22 November 2026.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

INTERCEPT = -5.06
WINDOW = 4.86
SENTENCE = -1.1
LENGTH = 0.2
LONGEST = 4


def probability(window_cosine: Floats, sentence_cosine: Floats, window_words: Floats) -> Floats:
    """How likely it is that a person would label each window with the concept whose name is nearest."""
    length = np.minimum(window_words, LONGEST)
    moved = INTERCEPT + WINDOW * window_cosine + SENTENCE * sentence_cosine + LENGTH * length
    return 1.0 / (1.0 + np.exp(-moved))
