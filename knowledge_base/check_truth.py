"""Checks whether a base says what is so: facts, links, addresses, the day of its last reading."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from domain.desk import KnowledgeRules
from knowledge_base.findings import Finding, Group
from knowledge_base.guides import GUIDES_FOLDER, GuideFile, facts_of
from knowledge_base.loader import Content, Entry
from knowledge_base.placeholders import FACTS_FILE, FactValue
from knowledge_base.row_mistakes import both

_ADDRESS = re.compile(r"(?:https?:|www\.)[^\s，。；、）)」》\"'<>]*", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a base stands in: the facts of each community by its name, the desk's requests."""

    facts: Mapping[str, Mapping[str, FactValue]]
    requests: frozenset[str]
    today: date
    review_after: timedelta = KnowledgeRules().review_after


def check_facts(
    contents: Mapping[str, Content], around: Surroundings, places: Mapping[str, str]
) -> Iterator[Finding]:
    """Find entries that a community does not offer, and facts that nothing is called by.

    ``contents`` is the base with the facts of each community.
    """
    several = len(contents) > 1
    missing: dict[tuple[str, frozenset[str]], list[str]] = {}
    for name, content in contents.items():
        for entry in content.entries:
            if entry.missing:
                missing.setdefault((entry.entry_id, entry.missing), []).append(name)
    for (entry_id, keys), names in missing.items():
        listed = ", ".join(sorted(keys))
        zh = f"{'、'.join(names)}：" if several else ""
        en = f"{', '.join(names)}: " if several else ""
        yield Finding(
            group=Group.FACTS,
            place=places[entry_id],
            what=both(
                f"{zh}没有设置 {listed}，这一条不提供。",
                f"{en}not offered, for {listed} {'is' if len(keys) == 1 else 'are'} not set.",
            ),
        )
    known = {fact.key for content in contents.values() for fact in content.facts}
    unknown = {key for facts in around.facts.values() for key in facts} - known
    for key in sorted(unknown):
        yield Finding(
            group=Group.FACTS,
            place=f"facts.{key}",
            what=both(
                f"没有答案用到它，{FACTS_FILE} 里也没有这个名字。",
                f"no answer uses it, and {FACTS_FILE} has no such name.",
            ),
        )


def check_guides(
    files: Sequence[GuideFile], content: Content, around: Surroundings
) -> Iterator[Finding]:
    """Find guides that name entries, requests or facts which are not there."""
    known = {entry.entry_id for entry in content.entries}
    for file in files:
        place = f"{GUIDES_FOLDER}: {file.id}"
        for entry in file.entries:
            if entry not in known:
                yield Finding(
                    group=Group.LINKS,
                    place=place,
                    what=both(f"没有叫 {entry} 的条目。", f"there is no entry {entry}."),
                )
        if file.request not in around.requests:
            yield Finding(
                group=Group.FACTS,
                place=place,
                what=both(
                    f"设置文件里没有可以办理的类别 {file.request}，只提供「找人工」。",
                    f"the desk file takes no requests of the category {file.request}; "
                    "a person is offered instead.",
                ),
            )
        unset = {key for facts in around.facts.values() for key in facts_of(file) - _given(facts)}
        if unset:
            listed = ", ".join(sorted(unset))
            yield Finding(
                group=Group.FACTS,
                place=place,
                what=both(
                    f"没有设置 {listed}，用到它的步骤不显示。",
                    f"{listed} not set: the steps that name it are left out.",
                ),
            )
        yield from _stale(place, file.reviewed, around)


def check_entries(
    contents: Sequence[Content], around: Surroundings, places: Mapping[str, str]
) -> Iterator[Finding]:
    """Find entries with addresses that cannot be opened, and those nobody has read for long.

    ``contents`` is the base with the facts of each community: they may hold addresses as well.
    """
    for same in zip(*(content.entries for content in contents), strict=True):
        entry, place = same[0], places[same[0].entry_id]
        texts = (text for one in same for text in _answers(one))
        wrong = {url for text in texts for url in _ADDRESS.findall(text) if not _opens(url)}
        for url in sorted(wrong):
            yield Finding(
                group=Group.LINKS,
                place=place,
                what=both(f"这个网址打不开：{url}", f"this address cannot be opened: {url}"),
            )
        yield from _stale(place, entry.reviewed, around)


def _answers(entry: Entry) -> Sequence[str]:
    """Return what an entry answers; without its facts where they are not set."""
    return [text.answer for text in entry.texts.values()] or entry.about


def _stale(place: str, reviewed: date | None, around: Surroundings) -> Iterator[Finding]:
    if reviewed is None or around.today - reviewed <= around.review_after:
        return
    days = (around.today - reviewed).days
    yield Finding(
        group=Group.STALE,
        place=place,
        what=both(
            f"上次核对是 {reviewed}，{days} 天以前。",
            f"last reviewed on {reviewed}, {days} days ago.",
        ),
        weight=days,
    )


def _given(facts: Mapping[str, FactValue]) -> set[str]:
    return {
        key
        for key, value in facts.items()
        if all(text.strip() for text in ([value] if isinstance(value, str) else value.values()))
    }


def _opens(url: str) -> bool:
    """Whether an address is one by its form; nobody is asked."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        return _HOST.fullmatch(parts.hostname or "") is not None and (
            url.lower().startswith("www.") or "://" in url
        )
    except ValueError:
        return False
