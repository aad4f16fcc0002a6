"""Checks the lines of a base by themselves: said twice, said by nobody, said in too few ways."""

from collections.abc import Iterator, Mapping

from rapidfuzz.fuzz import ratio

from knowledge_base.findings import Finding, Group
from knowledge_base.loader import Content, Entry
from knowledge_base.normalize import normalize
from knowledge_base.row_mistakes import both

FEWEST = 5
NEARLY = 90
"""How alike (of 100) two lines are that differ in a letter or two."""

_SHOWN = 40


def check_lines(content: Content, places: Mapping[str, str]) -> Iterator[Finding]:
    """Find what is wrong with the lines; ``places`` says where each entry stands."""
    owners: dict[str, list[tuple[str, str]]] = {}
    for entry in content.entries:
        yield from _wordless(entry, places[entry.entry_id])
        yield from _few(entry, places[entry.entry_id])
        for said in entry.phrasings:
            line = normalize(said)
            known = owners.setdefault(line, [])
            if line and all(owner != entry.entry_id for owner, _ in known):
                known.append((entry.entry_id, said))
    for claims in owners.values():
        yield from _claimed(claims, places)
    for line in content.background:
        for owner, said in owners.get(normalize(line), ()):
            yield Finding(
                group=Group.BACKGROUND,
                place=places[owner],
                what=both(
                    f"「{shown(said)}」也写在背景问题里（没有人回答的），两处留一处。",
                    f"“{shown(said)}” is a background line too, one that nobody answers; "
                    "keep it in one place.",
                ),
            )


def nearly_same(line: str, others: Iterator[str]) -> str | None:
    """Return the line that is nearly the same as a normalised one; ``None`` where none is."""
    found = max(others, key=lambda other: ratio(line, other), default=None)
    return found if found is not None and ratio(line, found) >= NEARLY else None


def shown(line: str) -> str:
    """Return a line, its end cut off where it is too long to be read at a glance."""
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _claimed(claims: list[tuple[str, str]], places: Mapping[str, str]) -> Iterator[Finding]:
    if len(claims) < 2:
        return
    (first, said), *others = claims
    listed = ", ".join(places[owner] for owner, _ in others)
    yield Finding(
        group=Group.DUPLICATE,
        place=places[first],
        what=both(
            f"「{shown(said)}」在另一条里也有：{listed}。",
            f"“{shown(said)}” stands in another entry too: {listed}.",
        ),
    )


def _wordless(entry: Entry, place: str) -> Iterator[Finding]:
    for said in entry.phrasings:
        if not normalize(said):
            yield Finding(
                group=Group.BROKEN,
                place=place,
                what=both(
                    f"问法「{shown(said)}」里没有文字，删掉或换一句。",
                    f"the phrasing “{shown(said)}” holds no words; delete or replace it.",
                ),
            )


def _few(entry: Entry, place: str) -> Iterator[Finding]:
    lines = {normalize(said) for said in entry.phrasings} - {""}
    english = sum(line.isascii() for line in lines)
    for count, zh, en in ((len(lines) - english, "中文", "Chinese"), (english, "英文", "English")):
        # One of them is the question itself.
        if 0 < count <= FEWEST:
            yield Finding(
                group=Group.FEW,
                place=place,
                what=both(
                    f"{zh}问法只有 {count - 1} 种，最好有 {FEWEST} 种。",
                    f"phrasings in {en}: {count - 1}; {FEWEST} are better.",
                ),
                weight=FEWEST - count,
            )
