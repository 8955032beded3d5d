"""Bulk work in this process, one partition after another: the default of the Compute seam.

Rules that hold for every adapter of the seam: the function is pure and picklable, results come in the order of the
partitions, and an error in one partition is raised when its result is asked for. Nothing is computed ahead, so
memory holds one partition and one result at a time.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from typing import TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")


class InProcess:
    """`map` and `reduce` without a pool: results are exact and the same on every machine."""

    def map(self, function: Callable[[Part], Result], partitions: Iterable[Part]) -> Iterator[Result]:
        """Apply the function to each partition, lazily and in order."""
        return map(function, partitions)

    def reduce(self, function: Callable[[Result, Result], Result], results: Iterable[Result], start: Result) -> Result:
        """Fold the results from the left. The function must be associative, since a cluster folds in a tree."""
        return reduce(function, results, start)
