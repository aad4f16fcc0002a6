"""What a normalised text is made of for comparison: characters, pairs, words and concepts."""

import copy
import re
from collections.abc import Mapping, Sequence
from typing import Final

from rapidfuzz import fuzz, process

from knowledge_base.loader import Concept
from knowledge_base.meanings import Meanings

# The first sign of a gram is its kind, and kinds weigh differently. Measured by leaving out one
# phrasing at a time: without concepts the right entry came first for 0.54, with them for 0.76.
WEIGHT_OF_KIND: Final[Mapping[str, float]] = {
    "k": 2.5,  # concept
    "w": 1.6,  # English word
    "b": 1.0,  # two Chinese characters
    "c": 0.7,  # one Chinese character
    "p": 0.35,  # four letters of an English word
    "s": 0.3,  # English function word
    "y": 1.0,  # two syllables
    "Y": 1.3,  # three syllables
}

_FUNCTION_WORDS_TEXT: Final = """
    a an the is are was be do does did i my me we you your it its to of in on at for and or
    with can could may what how when where who which why there this that if by from have
    has will would should s t m d re not no
"""
_FUNCTION_WORDS: Final = frozenset(_FUNCTION_WORDS_TEXT.split())
_SUFFIXES: Final = ("ing", "ies", "es", "ed", "s", "ly")
_TYPO_MIN_LETTERS: Final = 5
# One letter missing, added or swapped passes. One letter for another does not in words of up to
# eight: leaking is not a mistyped leaving.
_TYPO_MIN_RATIO: Final = 88.0
_parts = re.compile(r"[a-z0-9]+|[^a-z0-9 ]+")


def weight_of(gram: str) -> float:
    """Return how much a gram of its kind says."""
    return WEIGHT_OF_KIND[gram[0]]


def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


class Vocabulary:
    """Turns normalised texts into grams and mends English typos by the words it has learnt."""

    def __init__(self, concepts: Mapping[str, Concept], foreign: Concept) -> None:
        self._foreign = Meanings({"foreign": foreign})
        self._concepts = Meanings({f"k{name}": words for name, words in concepts.items()})
        self._words: frozenset[str] = frozenset()
        self._stems: frozenset[str] = frozenset()

    def with_words_of(self, texts: Sequence[str]) -> "Vocabulary":
        """Return the vocabulary that also takes the English words of these texts as well spelt."""
        words = {part for text in texts for part in _parts.findall(text) if part[0].isascii()}
        if words <= self._words:
            return self
        vocabulary = copy.copy(self)
        vocabulary._words = self._words | words
        vocabulary._stems = self._stems.union(map(_stem, words))
        return vocabulary

    def mend(self, text: str) -> str:
        """Replace unknown English words by a nearly equal known one."""
        return _parts.sub(self._mend_part, text) if self._words else text

    def _mend_part(self, found: re.Match[str]) -> str:
        word = found.group()
        if not word.isascii() or len(word) < _TYPO_MIN_LETTERS or _stem(word) in self._stems:
            return word
        near = process.extractOne(
            word, self._words, scorer=fuzz.ratio, score_cutoff=_TYPO_MIN_RATIO
        )
        return near[0] if near and near[0][0] == word[0] else word

    def is_foreign(self, text: str) -> bool:
        """Tell whether a normalised text names somebody else's business."""
        return bool(self._foreign.of(text))

    def grams(self, text: str) -> frozenset[str]:
        """Return the grams of a normalised text."""
        found = self._concepts.of(text)
        for part in _parts.findall(text):
            if not part[0].isascii():
                found.update(f"c{sign}" for sign in part)
                found.update(f"b{part[i : i + 2]}" for i in range(len(part) - 1))
            elif part in _FUNCTION_WORDS:
                found.add(f"s{part}")
            else:
                found.add(f"w{_stem(part)}")
                found.update(f"p{part[i : i + 4]}" for i in range(len(part) - 3) if len(part) > 4)
        return frozenset(found)
