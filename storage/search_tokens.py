"""What a person can be found by although name and phone are sealed: blind tokens.

A name is found by itself, by each of its words, and by beginnings of either (of two characters
for Chinese, of three otherwise); a phone by itself and by its last four or more digits.
"""

import re
import unicodedata

_SEPARATORS = re.compile(r"[\s\-().+/·•]+")
_LONGEST_BEGINNING = 16
_FEWEST_DIGITS = 4
_LONGEST_NATIONAL = 11


def normalise_name(text: str) -> str:
    """Return a name as it is compared: full width folded, case folded, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("·", " ").split())


def phone_digits(text: str) -> str:
    """Return the digits of what is written as a phone number, else an empty string."""
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    return digits if digits.isascii() and digits.isdigit() else ""


def _beginnings(text: str) -> set[str]:
    if not text:
        return set()
    shortest = 2 if _is_cjk(text[0]) else 3
    longest = min(len(text), _LONGEST_BEGINNING)
    return {text, *(text[:end] for end in range(shortest, longest + 1))}


def _is_cjk(character: str) -> bool:
    return (
        "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or ("\U00020000" <= character <= "\U0003ffff")
    )


def tokens_of(name: str, phone: str | None) -> set[tuple[str, str]]:
    """Return the (kind, value) pairs that a person is indexed under."""
    normal = normalise_name(name)
    words = normal.split(" ")
    texts = _beginnings(normal) | _beginnings("".join(words))
    for word in words:
        texts |= _beginnings(word)
    if len(words) > 1:
        texts |= _beginnings("".join(reversed(words))) | _beginnings(" ".join(reversed(words)))
    found = {("name", text) for text in texts}
    digits = phone_digits(phone or "")
    found |= {("phone", digits[start:]) for start in range(len(digits) - _FEWEST_DIGITS + 1)}
    return found


def tokens_to_find(text: str) -> list[tuple[str, str]]:
    """Return the pairs of which a person that ``text`` means has at least one."""
    digits = phone_digits(text)
    if digits:
        # 0086… is a whole number; 0003 is how a number may end.
        if len(digits) > _LONGEST_NATIONAL:
            digits = digits.removeprefix("00")
        return [("phone", digits)] if len(digits) >= _FEWEST_DIGITS else []
    normal = normalise_name(text)
    if not normal:
        return []
    spellings = {normal, normal.replace(" ", "")}
    spellings |= {text[:_LONGEST_BEGINNING] for text in spellings}
    return [("name", spelling) for spelling in sorted(spellings)]
