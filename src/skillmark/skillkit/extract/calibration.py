"""From similarity to probability: a logistic curve over three figures.

What the probability means: an annotator would tag these words as a skill or as knowledge. It does not say that the
nearest concept is the right one of several like it. Constants fitted on 800 random sentences (seed 0) of SkillSpan
train (Zhang et al. 2022, MIT), 2,274 windows of which 588 tagged, by `benchmarks/extraction.py --fit`
on 22 November 2026.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

INTERCEPT = -3.49
WINDOW = 2.11
EXACT = 0.89
LENGTH = 0.16
EXACT_COSINE = 0.93
LONGEST = 4


def probability(window_cosine: Floats, window_words: Floats) -> Floats:
    """How likely it is that a person would tag each window as naming a skill. Rises with both figures."""
    figures = features(window_cosine, window_words)
    moved: Floats = figures @ np.array([INTERCEPT, WINDOW, EXACT, LENGTH])
    return np.asarray(1.0 / (1.0 + np.exp(-moved)), np.float64)


def features(window_cosine: Floats, window_words: Floats) -> Floats:
    """Rows of (one, cosine, all but exact, words): what the curve is fitted on."""
    exact = (window_cosine >= EXACT_COSINE).astype(np.float64)
    return np.stack([np.ones_like(window_cosine), window_cosine, exact, np.minimum(window_words, LONGEST)], axis=1)
