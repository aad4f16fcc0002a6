"""What a long message is about: the story around a question leads an encoder astray."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from knowledge_base.dense import Space
from knowledge_base.normalize import normalize
from knowledge_base.vectors import VectorStore

_MOST_CLAUSES: Final = 24
_CLAUSE: Final = re.compile(r"[，,。！？!?\n；;：:…～~]")


def gists(
    text: str, question: str, stores: Sequence[VectorStore], spaces: Sequence[Space]
) -> list[str]:
    """Return for each encoder what it is given: the clauses nearest to any entry, in their order.

    ``question`` is the normalised text; where an encoder has room for it, it is given it whole.
    """
    rooms = [store.encoder.room for store in stores]
    if all(len(question) <= room for room in rooms):
        return [question for _ in rooms]
    clauses = _clauses(text) or [question]
    near = spaces[0].nearness(stores[0].many(clauses))
    # Short clauses are vague; length counts a little.
    worth = near * [min(1.0, 0.5 + len(clause) / 16) for clause in clauses]
    best = np.argsort(worth)[::-1].tolist()
    return [question if len(question) <= room else _fitting(clauses, best, room) for room in rooms]


def _clauses(text: str) -> list[str]:
    parts = [part for part in _CLAUSE.split(text) if part.strip()]
    if len(parts) > _MOST_CLAUSES:  # what somebody wants stands first, or last
        parts = parts[: _MOST_CLAUSES // 2] + parts[-_MOST_CLAUSES // 2 :]
    return list(dict.fromkeys(clause for part in parts if (clause := normalize(part))))


def _fitting(clauses: Sequence[str], best: Sequence[int], room: int) -> str:
    """Return the best clauses that fit into so many characters; or what fits of the very best."""
    kept: set[int] = set()
    left = room
    for place in best:
        if len(clauses[place]) <= left:
            kept.add(place)
            left -= len(clauses[place])
    return " ".join(clauses[place] for place in sorted(kept)) or clauses[best[0]][:room]
