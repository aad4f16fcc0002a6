"""Finds the words of concepts in a text, for all concepts at once."""

import re
from collections.abc import Mapping

from knowledge_base.loader import Concept
from knowledge_base.normalize import normalize

_latin_runs = re.compile("[a-z0-9]+")


class Meanings:
    """The words of concepts by how they begin, so that a text meets few of them."""

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        self._chinese: dict[str, list[tuple[str, str]]] = {}
        self._english: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        for name, words in concepts.items():
            for word in {normalize(word) for word in words.zh} - {""}:
                self._chinese.setdefault(word[0], []).append((word, name))
            either = "|".join(re.escape(word) for word in words.en)
            pattern = re.compile(rf"(?<![a-z0-9])(?:{either})(?:s|es|ed|ing|er|ion)?(?![a-z0-9])")
            for opening in {start for word in words.en for start in _openings(word)}:
                self._english.setdefault(opening, []).append((pattern, name))

    def of(self, text: str) -> set[str]:
        """Return the names of the concepts that have a word in a normalised text."""
        found: set[str] = set()
        if not text.isascii():
            for sign in self._chinese.keys() & set(text):
                found.update(name for word, name in self._chinese[sign] if word in text)
        for opening in self._english.keys() & _openings(text):
            for pattern, name in self._english[opening]:
                if name not in found and pattern.search(text) is not None:
                    found.add(name)
        return found


def _openings(text: str) -> set[str]:
    """Return the first two letters of each English word."""
    return {run[:2] for run in _latin_runs.findall(text)}
