"""How much several pieces of evidence say together: a copy nothing, the same issuer again a half, a quarter and so on.

Everything here works on rises: by how much an item's log-likelihood grows from one cell of ability to the next. Passes
rise, so that three rules, applied in each column by itself, keep every order that the items had alone:

1. of one issuer and achievement, or own word, the largest rise counts (a copy adds nothing);
2. the achievements of one source, largest first, count 1, 1/2, 1/4 ...: an issuer is one source, and so is all that
   was merely completed;
3. what was judged from one artefact counts at most once, whoever judged it (the lesser of rule 2 and of this).

Each is symmetric, and grows with each rise: so order never matters, taking a pass away never raises a belief, and a
better guarded one never lowers it. Failures are the same with the sign turned. Cost: linear but for sorts in a source.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from skillmark.skillkit.evidence.ability import Floats

Places = npt.NDArray[np.intp]

SAME_ISSUER = 0.5
"""Each further achievement of the same issuer counts this share of the one before. Own guess."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Which row belongs where. Rows stand sorted by owner, source and cluster; numbers count from 0 without a gap."""

    owner_of_source: Places
    source_of_cluster: Places
    cluster_of_row: Places
    artefact_of_row: Places
    """-1 where no artefact is shared between clusters; else equal numbers are one artefact of one owner."""
    owners: int

    @property
    def clusters(self) -> int:
        return len(self.source_of_cluster)

    @property
    def owner_of_cluster(self) -> Places:
        return self.owner_of_source[self.source_of_cluster]

    def only(self, rows: Places) -> tuple["Groups", Places]:
        """The groups of some of the rows, numbered anew, and the old numbers of the clusters that are left."""
        clusters, cluster_of_row = _again(self.cluster_of_row[rows])
        sources, source_of_cluster = _again(self.source_of_cluster[clusters])
        owners = self.owner_of_source[sources]
        return Groups(owners, source_of_cluster, cluster_of_row, self.artefact_of_row[rows], self.owners), clusters


def together(rises: Floats, groups: Groups) -> Floats:
    """owners x columns: what all of an owner's rows say. `rises` is rows x columns and not below 0."""
    best = _largest(rises, groups.cluster_of_row)
    total = np.zeros((len(groups.owner_of_source), rises.shape[1]))
    for clusters, sources in _blocks(groups):
        some = best[clusters[:, 0]] if clusters.shape[1] == 1 else _halved(_padded(best, clusters))
        total[sources] = some
    total = _sum(total, groups.owner_of_source, groups.owners)
    return total if _apart(groups) else np.minimum(total, _by_artefact(rises, groups))


def without_each(rises: Floats, groups: Groups) -> Floats:
    """clusters x columns: what the owner's other clusters would say together."""
    best = _largest(rises, groups.cluster_of_row)
    total = np.zeros((len(groups.owner_of_source), rises.shape[1]))
    falls = np.empty((len(best) + 1, rises.shape[1]))
    for clusters, sources in _blocks(groups):
        if clusters.shape[1] == 1:
            total[sources] = falls[clusters[:, 0]] = best[clusters[:, 0]]
        else:
            some = _padded(best, clusters)
            total[sources] = _halved(some)
            falls[clusters] = _marginal(some)
    rest = _sum(total, groups.owner_of_source, groups.owners)[groups.owner_of_cluster] - falls[:-1]
    if not _apart(groups):
        for cluster, owner in enumerate(groups.owner_of_cluster):
            kept = np.where((groups.cluster_of_row == cluster)[:, None], 0.0, rises)
            rest[cluster] = np.minimum(rest[cluster], _by_artefact(kept, groups)[owner])
    return np.maximum(rest, 0.0)


def _again(numbers: Places) -> tuple[Places, Places]:
    """The different ones of numbers in rising order, and for each number its place among them."""
    if len(numbers) == 0:
        return numbers, numbers
    new = np.diff(numbers, prepend=numbers[0] - 1) > 0
    return numbers[new], np.cumsum(new) - 1


def _apart(groups: Groups) -> bool:
    return bool((groups.artefact_of_row < 0).all())


def _largest(rises: Floats, group: Places) -> Floats:
    """The largest of each group of neighbouring rows."""
    if len(group) == 0 or group[-1] == len(group) - 1:
        return rises
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    largest: Floats = np.maximum.reduceat(rises, starts, axis=0)
    return largest


def _sum(parts: Floats, owner: Places, owners: int) -> Floats:
    if owners == 1:
        whole: Floats = parts.sum(axis=0, keepdims=True)
        return whole
    if np.array_equal(owner, np.arange(owners)):
        return parts
    total = np.zeros((owners, parts.shape[1]))
    if len(parts):
        starts = np.flatnonzero(np.diff(owner, prepend=-1))
        total[owner[starts]] = np.add.reduceat(parts, starts, axis=0)
    return total


def _blocks(groups: Groups) -> Iterator[tuple[Places, Places]]:
    """(clusters, sources) of about equal size: sources x size, where -1 stands for none; sizes are powers of two."""
    sizes = np.bincount(groups.source_of_cluster, minlength=len(groups.owner_of_source))
    starts = np.cumsum(sizes) - sizes
    size, done = 1, 0
    while done < len(sizes):
        sources = np.flatnonzero((sizes <= size) & (sizes > size // 2))
        if len(sources):
            places = np.arange(size)
            clusters = starts[sources][:, None] + places
            yield np.where(places < sizes[sources][:, None], clusters, -1), sources
        done += len(sources)
        size *= 2


def _padded(best: Floats, clusters: Places) -> Floats:
    """sources x size x columns, with rises of 0 where there is no cluster."""
    some: Floats = best[clusters]
    some[clusters < 0] = 0.0
    return some


def _halved(some: Floats) -> Floats:
    """sources x columns: the largest whole, the next by half, and so on."""
    size = some.shape[1]
    ordered = np.sort(some, axis=1)
    halved: Floats = (SAME_ISSUER ** np.arange(size - 1, -1, -1.0)) @ ordered
    return halved


def _marginal(some: Floats) -> Floats:
    """sources x size x columns: what the source falls by without each cluster, those below it moving up a place."""
    order = np.argsort(-some, axis=1, kind="stable")
    counted = np.take_along_axis(some, order, axis=1)
    counted *= (SAME_ISSUER ** np.arange(some.shape[1]))[:, None]
    below = counted[:, ::-1].cumsum(axis=1)[:, ::-1] - counted
    counted -= (1.0 / SAME_ISSUER - 1.0) * below
    parts = np.empty_like(some)
    np.put_along_axis(parts, order, counted, axis=1)
    return parts


def _by_artefact(rises: Floats, groups: Groups) -> Floats:
    """owners x columns if only copies and shared artefacts were discounted, and issuers not at all."""
    keys = np.where(groups.artefact_of_row < 0, groups.cluster_of_row, groups.clusters + groups.artefact_of_row)
    owner = groups.owner_of_cluster[groups.cluster_of_row]
    total = np.zeros((groups.owners, rises.shape[1]))
    for key in np.unique(keys):
        rows = np.flatnonzero(keys == key)
        total[owner[rows[0]]] += rises[rows].max(axis=0)
    return total
