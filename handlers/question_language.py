"""Tells in which of our languages and scripts a question was asked, where that is clear."""

import re

from domain.language import Language

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = _words(
    """
    about access account address after again air alarm allowed am and any anyone apartment apply
    are at balcony bathroom be been before bicycle bike bill blocked book broken building bulky
    button by call car card ceiling certificate change charge charges charging check child
    children clean cleaning clogged close closed collect collected community complain complaint
    contact contract contractor cost could cover day deadline decorate decoration delivery deposit
    did do documents does dog dogs door drain due electricity elevator emergency entrance estate
    every expensive fee fees fire fix fixed flat floor for forgot from garage garbage gate get
    gets getting give green guest guests gym has have heating hello help here hot hours house how
    if in insurance internet invoice is issue it janitor keep key keys kitchen landlord last late
    leak leaking leaks leave lift light lights lock lost month monthly much must my need neighbor
    neighbors neighbour neighbours new no noise noisy not number of office often on once open
    opening or our out outage outside owe owner owners paid parcel parcels park parked parking
    password pay paying payment people permission permit pet pets phone plan plants please pool
    possible power price property public receipt recycling refund register registered renew
    renovate renovation rent rental renting repair repaired repairs report request residence
    resident residents room rubbish rule rules schedule security see service should show shower
    smell smoke some somebody someone space staff start stay still stolen stop storage street take
    tap tell tenant tenants than that the their there these they this time times to today toilet
    tomorrow trash under until upstairs use visitor visitors want was washing water week weekend
    were what when where which while who whose why will window with without work worker workers
    working works would yard year yes yesterday yet your
    """
)
"""Words of this trade and those between them; none of them is also a syllable of pinyin."""


def question_language(text: str) -> Language | None:
    """Return the language of a question; ``None`` where it is mixed or does not show.

    Letters alone are English from two words of it on: pinyin and names (WiFi, ETC) are none.
    A character of one script alone decides between the two, unless there are such of both.
    """
    chinese = [sign for sign in text if "\u3400" <= sign <= "\u9fff"]
    if not chinese:
        words = {word for word in _WORD.findall(text.lower()) if word in _ENGLISH}
        other = any(sign.isalpha() and not sign.isascii() for sign in text)
        return Language.EN if len(words) >= _ENOUGH and not other else None
    simplified = any(
        _only_in(sign, "gb2312", "big5") and sign not in _WRITTEN_IN_BOTH for sign in chinese
    )
    traditional = any(_only_in(sign, "big5", "gb2312") for sign in chinese)
    if simplified == traditional:
        return None
    return Language.ZH_HANS if simplified else Language.ZH_HANT


_ENOUGH = 2
_WRITTEN_IN_BOTH = frozenset("着温兑葱悦叁")
"""Hong Kong writes these too, though the older standard of traditional characters has them not."""


def _only_in(sign: str, script: str, other: str) -> bool:
    """Whether the standard character set of one script has a character, and the other's not."""
    return _has(script, sign) and not _has(other, sign)


def _has(script: str, sign: str) -> bool:
    try:
        sign.encode(script)
    except UnicodeEncodeError:
        return False
    return True
