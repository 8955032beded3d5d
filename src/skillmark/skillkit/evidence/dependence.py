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


def together(rises: Floats, groups: Groups) -> Floats:
    """owners x columns: what all of an owner's rows say. `rises` is rows x columns and not below 0."""
    best = _largest(rises, groups.cluster_of_row)
    total = _sum(_by_source(best, groups), groups.owner_of_source, groups.owners)
    return total if _apart(groups) else np.minimum(total, _by_artefact(rises, groups))


def without_each(rises: Floats, groups: Groups) -> Floats:
    """clusters x columns: what the owner's other clusters would say together."""
    best = _largest(rises, groups.cluster_of_row)
    total = _sum(_by_source(best, groups), groups.owner_of_source, groups.owners)
    rest = total[groups.owner_of_cluster] - _marginal(best, groups)
    if _apart(groups):
        return np.maximum(rest, 0.0)
    for cluster in range(groups.clusters):
        kept = np.where((groups.cluster_of_row == cluster)[:, None], 0.0, rises)
        owner = groups.owner_of_cluster[cluster]
        rest[cluster] = np.minimum(rest[cluster], _by_artefact(kept, groups)[owner])
    return np.maximum(rest, 0.0)


def _apart(groups: Groups) -> bool:
    return bool((groups.artefact_of_row < 0).all())


def _largest(rises: Floats, group: Places) -> Floats:
    """The largest of each group of neighbouring rows."""
    if len(group) == 0 or group[-1] == len(group) - 1:
        return rises
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    return np.maximum.reduceat(rises, starts, axis=0)


def _sum(parts: Floats, owner: Places, owners: int) -> Floats:
    if owners == 1:
        return parts.sum(axis=0, keepdims=True)
    total = np.zeros((owners, parts.shape[1]))
    if len(parts):
        starts = np.flatnonzero(np.diff(owner, prepend=-1))
        total[owner[starts]] = np.add.reduceat(parts, starts, axis=0)
    return total


def _by_source(best: Floats, groups: Groups) -> Floats:
    """sources x columns: clusters of one source, largest first, by halves."""
    sizes = np.bincount(groups.source_of_cluster, minlength=len(groups.owner_of_source))
    starts = np.cumsum(sizes) - sizes
    found = np.empty((len(sizes), best.shape[1]))
    for size in np.unique(sizes):
        some = np.flatnonzero(sizes == size)
        rows = starts[some][:, None] + np.arange(size)
        if size == 1:
            found[some] = best[rows[:, 0]]
        else:
            ordered = np.sort(best[rows], axis=1)
            found[some] = np.einsum("gkc,k->gc", ordered, SAME_ISSUER ** np.arange(size - 1, -1, -1.0))
    return found


def _marginal(best: Floats, groups: Groups) -> Floats:
    """clusters x columns: what the owner's total falls by without the cluster, those below it moving up a place."""
    sizes = np.bincount(groups.source_of_cluster, minlength=len(groups.owner_of_source))
    starts = np.cumsum(sizes) - sizes
    found = np.empty_like(best)
    for size in np.unique(sizes):
        rows = starts[sizes == size][:, None] + np.arange(size)
        if size == 1:
            found[rows[:, 0]] = best[rows[:, 0]]
            continue
        some = best[rows]
        order = np.argsort(-some, axis=1, kind="stable")
        counted = np.take_along_axis(some, order, axis=1) * (SAME_ISSUER ** np.arange(size))[None, :, None]
        below = counted[:, ::-1].cumsum(axis=1)[:, ::-1] - counted
        parts = np.empty_like(some)
        np.put_along_axis(parts, order, counted - (1.0 / SAME_ISSUER - 1.0) * below, axis=1)
        found[rows] = parts
    return found


def _by_artefact(rises: Floats, groups: Groups) -> Floats:
    """owners x columns if only copies and shared artefacts were discounted, and issuers not at all."""
    keys = np.where(groups.artefact_of_row < 0, groups.cluster_of_row, groups.clusters + groups.artefact_of_row)
    owner = groups.owner_of_cluster[groups.cluster_of_row]
    total = np.zeros((groups.owners, rises.shape[1]))
    for key in np.unique(keys):
        rows = np.flatnonzero(keys == key)
        total[owner[rows[0]]] += rises[rows].max(axis=0)
    return total
