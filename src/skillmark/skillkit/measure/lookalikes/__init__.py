"""Achievements that teach the same under other names, and how many really different ones there are.

Assumes: skills are identities of one framework; outcomes are in one language (other languages are compared by letters
only). It decides nothing about quality: a look-alike may be the better one.
"""

from skillmark.skillkit.measure.lookalikes.clusters import ALIKE, Cheapest, Crowd, clusters, crowd, effective_number
from skillmark.skillkit.measure.lookalikes.similarity import Taught, similarities, similarity

__all__ = [
    "ALIKE",
    "Cheapest",
    "Crowd",
    "Taught",
    "clusters",
    "crowd",
    "effective_number",
    "similarities",
    "similarity",
]
