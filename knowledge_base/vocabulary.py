"""What a normalised text is made of for comparison: characters, pairs, words and concepts."""

import re
from collections.abc import Mapping
from typing import Final

from rapidfuzz import fuzz, process

from knowledge_base.loader import Concept
from knowledge_base.normalize import normalize

# The first sign of a gram is its kind, and kinds weigh differently. Measured by leaving out one
# phrasing at a time: without concepts the right entry came first for 0.54, with them for 0.76.
WEIGHT_OF_KIND: Final[Mapping[str, float]] = {
    "k": 2.5,  # concept
    "w": 1.6,  # English word
    "b": 1.0,  # two Chinese characters
    "c": 0.7,  # one Chinese character
    "p": 0.35,  # four letters of an English word
    "s": 0.3,  # English function word
}
CONTENT_KINDS: Final = frozenset("wb")

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
_latin = re.compile("[a-z]")
_parts = re.compile(r"[a-z0-9]+|[^a-z0-9 ]+")


def kind(gram: str) -> str:
    """Return the kind of a gram, a key of WEIGHT_OF_KIND."""
    return gram[0]


def script(gram: str) -> str:
    """Return which of concept (k), Chinese (z) or Latin (e) a gram belongs to."""
    return "k" if gram[0] == "k" else "z" if gram[0] in "bc" else "e"


def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


class _Meaning:
    """Finds any of a concept's words; each script's pattern runs only where its script is."""

    def __init__(self, words: Concept) -> None:
        chinese = "|".join(re.escape(normalize(word)) for word in words.zh if normalize(word))
        english = "|".join(re.escape(word) for word in words.en)
        self._chinese = re.compile(chinese)
        self._english = re.compile(
            rf"(?<![a-z0-9])(?:{english})(?:s|es|ed|ing|er|ion)?(?![a-z0-9])"
        )

    def is_in(self, text: str, latin: bool) -> bool:
        found = not text.isascii() and self._chinese.search(text) is not None
        return found or (latin and self._english.search(text) is not None)


class Vocabulary:
    """Turns normalised texts into grams and mends English typos by the words it has learnt."""

    def __init__(self, concepts: Mapping[str, Concept], foreign: Concept) -> None:
        self._foreign = _Meaning(foreign)
        self._concepts = tuple((f"k{name}", _Meaning(words)) for name, words in concepts.items())
        self._words: frozenset[str] = frozenset()
        self._stems: frozenset[str] = frozenset()

    def learn(self, texts: list[str]) -> None:
        """Take the English words of the base's own texts as correctly spelt."""
        self._words = frozenset(
            part for text in texts for part in _parts.findall(text) if part[0].isascii()
        )
        self._stems = frozenset(_stem(word) for word in self._words)

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
        return self._foreign.is_in(text, _latin.search(text) is not None)

    def grams(self, text: str) -> frozenset[str]:
        """Return the grams of a normalised text."""
        latin = _latin.search(text) is not None
        found = {name for name, meaning in self._concepts if meaning.is_in(text, latin)}
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
