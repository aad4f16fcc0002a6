"""Which questions ask the same thing, so that a clerk answers them once (S-029)."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

SAME: Final = 0.5
"""Questions whose mean likeness is at least this are taken to ask the same."""

Likeness = NDArray[np.float32]


def overlap(texts: Sequence[Mapping[str, float]]) -> Likeness:
    """Return the cosine of each text with each by its grams, which have weights."""
    holders: dict[str, list[int]] = {}
    weights: dict[str, float] = {}
    for place, grams in enumerate(texts):
        weights.update(grams)
        for gram in grams:
            holders.setdefault(gram, []).append(place)
    products = np.zeros((len(texts), len(texts)), np.float32)
    for gram, places in holders.items():
        products[np.ix_(places, places)] += np.float32(weights[gram] ** 2)
    lengths = np.sqrt(np.maximum(products.diagonal(), 1e-9)).astype(np.float32)
    products /= lengths[:, None]
    products /= lengths[None, :]
    return products


def clusters(likeness: Likeness) -> list[list[int]]:
    """Group places by the mean likeness between groups, as long as it is at least SAME.

    Returns the largest group first, and in it the most central place first. A chain of
    neighbours, each nearer to the next, ends in two that are nearest to each other: they become
    one, which takes a time in the square of the number of texts.
    """
    count = len(likeness)
    near = likeness.astype(np.float32)
    np.fill_diagonal(near, -np.inf)
    groups = {place: [place] for place in range(count)}
    chain: list[int] = []
    open_groups = set(groups)
    while open_groups:
        if not chain:
            chain.append(min(open_groups))
        last = chain[-1]
        # On a tie the one before in the chain, or it would go round in circles.
        best = int(near[last].argmax())
        if len(chain) > 1 and near[last, chain[-2]] >= near[last, best]:
            best = chain[-2]
        if near[last, best] < SAME:
            # All who come before it are nearer to each other than that, or it is alone.
            _close(near, open_groups, chain.pop())
        elif len(chain) > 1 and best == chain[-2]:
            del chain[-2:]
            _join(near, groups, open_groups, best, last)
        else:
            chain.append(best)
    found = [_by_centre(likeness, group) for group in groups.values()]
    return sorted(found, key=lambda group: (-len(group), group[0]))


def _close(near: Likeness, open_groups: set[int], group: int) -> None:
    near[group, :] = near[:, group] = -np.inf
    open_groups.discard(group)


def _join(
    near: Likeness, groups: dict[int, list[int]], open_groups: set[int], kept: int, gone: int
) -> None:
    """Put one group into another; their likeness to the rest is the mean over all pairs."""
    ours, theirs = len(groups[kept]), len(groups[gone])
    mean = (near[kept] * ours + near[gone] * theirs) / np.float32(ours + theirs)
    near[kept, :] = near[:, kept] = mean
    near[kept, kept] = -np.inf
    _close(near, open_groups, gone)
    groups[kept] += groups.pop(gone)


def _by_centre(likeness: Likeness, group: list[int]) -> list[int]:
    centrality = likeness[np.ix_(group, group)].sum(axis=1)
    order = np.argsort(-centrality, kind="stable")
    return [group[place] for place in order]
