"""The same pure function over many partitions: in process by default, on a cluster where one is configured."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar, cast

from skillmark.kernel.seams import resolve

Part = TypeVar("Part")
Result = TypeVar("Result")


class Compute(Protocol):
    def map(self, function: Callable[[Part], Result], partitions: Iterable[Part]) -> Iterator[Result]:
        """Apply a picklable, pure `function` to each partition and yield the results in order."""
        ...

    def reduce(self, function: Callable[[Result, Result], Result], results: Iterable[Result], start: Result) -> Result:
        """Fold results with an associative, pure `function`, starting from `start`."""
        ...


def compute() -> Compute:
    return cast(Compute, resolve("compute"))
