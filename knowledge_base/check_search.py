"""Checks whether entries are found: each line is asked as if it were not there."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge_base.check_lines import nearly_same, shown
from knowledge_base.findings import Finding, Group, Tick
from knowledge_base.loader import Content
from knowledge_base.normalize import normalize
from knowledge_base.ranking import Ranking, Weights, rank
from knowledge_base.row_mistakes import both
from knowledge_base.search import Index

AMONG = 3
"""An entry that is not among the first three is not even suggested."""


@dataclass(slots=True)
class _Entry:
    """What asking the lines of one entry showed."""

    asked: int = 0
    missed: int = 0
    instead: Counter[int] = field(default_factory=Counter)


@dataclass(slots=True)
class _Pair:
    """The lines of one entry that find another first, the surest of them as an example."""

    count: int = 0
    line: str = ""
    first: float = 0.0
    own: float = 0.0


def check_search(
    index: Index, weights: Weights, content: Content, places: Mapping[str, str], tick: Tick
) -> Iterator[Finding]:
    """Find entries that are not found by their own lines, and those that stand in the way."""
    entries = [_Entry() for _ in content.entries]
    pairs: defaultdict[tuple[int, int], _Pair] = defaultdict(_Pair)
    own = [(line, owner) for line, owner in enumerate(index.owners) if owner >= 0]
    for done, (line, owner) in enumerate(own, start=1):
        found = index.find(index.lines[line], left_out=line)
        if found is not None:
            _note(index.lines[line], owner, rank(found, weights), entries, pairs)
        tick(done, len(own))
    names = [entry.entry_id for entry in content.entries]
    yield from _unreachable(entries, names, places)
    yield from _crossed(pairs, names, places, weights)
    yield from _alike(pairs, content, places)


def _note(
    line: str,
    owner: int,
    ranking: Ranking,
    entries: Sequence[_Entry],
    pairs: Mapping[tuple[int, int], _Pair],
) -> None:
    order = [number for number, _ in ranking.entries]
    entry = entries[owner]
    entry.asked += 1
    if owner not in order[:AMONG]:
        entry.missed += 1
        entry.instead.update(order[:1])
    if not order or order[0] == owner:
        return
    scores = dict(ranking.entries)
    pair = pairs[owner, order[0]]
    pair.count += 1
    if pair.count == 1 or scores[order[0]] > pair.first:
        pair.line, pair.first = line, scores[order[0]]
        pair.own = scores.get(owner, 0.0)


def _unreachable(
    entries: Sequence[_Entry], names: Sequence[str], places: Mapping[str, str]
) -> Iterator[Finding]:
    for name, entry in zip(names, entries, strict=True):
        if entry.missed * 2 <= entry.asked:
            continue
        (number, _), *_ = entry.instead.most_common(1) or [(-1, 0)]
        instead = places[names[number]] if number >= 0 else "–"
        yield Finding(
            group=Group.UNREACHABLE,
            place=places[name],
            what=both(
                f"{entry.asked} 种问法里有 {entry.missed} 种，去掉它自己就排不进前三；"
                f"多半找到的是 {instead}。",
                f"{entry.missed} of its {entry.asked} phrasings, each left out, do not find it "
                f"among the first three; mostly they find {instead}.",
            ),
            weight=entry.missed / entry.asked,
        )


def _crossed(
    pairs: Mapping[tuple[int, int], _Pair],
    names: Sequence[str],
    places: Mapping[str, str],
    weights: Weights,
) -> Iterator[Finding]:
    """Say each two entries once. A single line counts where it would be answered, and wrongly."""
    for (one, other), pair in pairs.items():
        back = pairs.get((other, one))
        if back is not None and (back.count, other) > (pair.count, one):
            continue  # said from the other's side
        wrong = max(pair.first, back.first if back else 0.0) >= weights.answer_from
        both_ways = pair.count + (back.count if back else 0)
        if both_ways < 2 and not wrong:
            continue
        zh = f"，反过来 {back.count} 种" if back else ""
        en = f", {back.count} the other way round" if back else ""
        yield Finding(
            group=Group.CROSSED,
            place=places[names[one]],
            what=both(
                f"{pair.count} 种问法先找到 {places[names[other]]}{zh}，"
                f"例如「{shown(pair.line)}」{pair.first:.2f} 比 {pair.own:.2f}。",
                f"{pair.count} of its phrasings find {places[names[other]]} first{en}, "
                f"such as “{shown(pair.line)}” {pair.first:.2f} to {pair.own:.2f}.",
            ),
            weight=both_ways + (10.0 * pair.first if wrong else 0.0),
        )


def _alike(
    pairs: Mapping[tuple[int, int], _Pair], content: Content, places: Mapping[str, str]
) -> Iterator[Finding]:
    """Compare the lines of entries that find each other: nobody else's can be nearly the same."""
    for one, other in sorted({(min(pair), max(pair)) for pair in pairs}):
        first, second = content.entries[one], content.entries[other]
        others = {normalize(said): said for said in second.phrasings}
        for said in dict.fromkeys(first.phrasings):
            line = normalize(said)
            near = nearly_same(line, iter(others)) if line and line not in others else None
            if near is None:
                continue
            yield Finding(
                group=Group.ALIKE,
                place=places[first.entry_id],
                what=both(
                    f"「{shown(said)}」和 {places[second.entry_id]} 的"
                    f"「{shown(others[near])}」几乎一样。",
                    f"“{shown(said)}” is nearly “{shown(others[near])}” of "
                    f"{places[second.entry_id]}.",
                ),
            )
