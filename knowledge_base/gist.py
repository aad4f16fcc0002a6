"""What a long message is about: the story around a question leads an encoder astray."""

import re
from typing import Final

import numpy as np

from knowledge_base.dense import Space
from knowledge_base.normalize import normalize
from knowledge_base.vectors import VectorStore

LONGEST: Final = 56
"""Characters of a question that is left whole."""
_MOST_CLAUSES: Final = 40
_CLAUSE: Final = re.compile(r"[，,。！？!?\n；;：:…～~]")


def gist(text: str, question: str, store: VectorStore, space: Space) -> str:
    """Return the clauses of ``text`` that are nearest to any entry, in their order.

    ``question`` is the normalised text; a short one is returned as it is.
    """
    if len(question) <= LONGEST:
        return question
    clauses = [clause for part in _CLAUSE.split(text) if (clause := normalize(part))]
    clauses = list(dict.fromkeys(clauses))[:_MOST_CLAUSES]
    if not clauses:
        return question
    vectors = store.questions(clauses)
    # Short clauses are vague; length counts a little.
    worth = [
        float(space.near(vector).centre.max()) * min(1.0, 0.5 + len(clause) / 16)
        for vector, clause in zip(vectors, clauses, strict=True)
    ]
    kept: set[int] = set()
    room = LONGEST
    for place in np.argsort(worth)[::-1].tolist():
        if len(clauses[place]) <= room:
            kept.add(place)
            room -= len(clauses[place])
    return " ".join(clauses[place] for place in sorted(kept)) or question
