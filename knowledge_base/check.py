"""Checks a base: everything that is wrong with it or worth a look, at once."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from domain.language import Localized
from knowledge_base.base_file import base_of, read_rows
from knowledge_base.check_lines import check_lines
from knowledge_base.check_search import check_search
from knowledge_base.check_truth import Surroundings, check_entries, check_facts, check_guides
from knowledge_base.findings import Finding, Group, Tick
from knowledge_base.guides import read_guides
from knowledge_base.knowledge import Search
from knowledge_base.loader import Content, create_entry, read_content, read_facts, topic_files
from knowledge_base.placeholders import FactValue, by_written_language
from knowledge_base.schema import ContentError, TopicFile, read_file

OpenSearch = Callable[[Content], Search]
"""Makes the search of a base, in the mode in which it is to be checked."""


def check_shipped(
    folder: Path, around: Surroundings, open_search: OpenSearch, tick: Tick
) -> list[Finding]:
    """Check a folder of content, as each community of the desk offers it.

    Where it cannot be read, that is all that is said.
    """
    broken = list(_unreadable(folder, around.facts))
    if broken:
        return broken
    contents = {name: read_content(facts, folder) for name, facts in around.facts.items()}
    content = next(iter(contents.values()))
    files = ((path.name, read_file(path, TopicFile)) for path in topic_files(folder))
    places = {item.id: f"{name}: {item.id}" for name, file in files for item in file.entries}
    guides = read_guides(folder, frozenset(fact.key for fact in content.facts))
    found = [
        *check_facts(contents, around, places),
        *check_guides(guides, content, around),
        *check_entries(list(contents.values()), around, places),
    ]
    return [*found, *_check(content, places, open_search, tick)]


def check_file(
    path: Path, shipped: Content, around: Surroundings, open_search: OpenSearch, tick: Tick
) -> list[Finding]:
    """Check a base in one file; its good lines are checked beside the bad ones."""
    try:
        rows = read_rows(path)
        found = [
            Finding(group=Group.BROKEN, place=f"{path.name}:{mistake.line}", what=mistake.what)
            for mistake in rows.mistakes
        ]
        if rows.mistakes and not rows.entries:
            return found
        content = base_of(rows, path, shipped)
    except ContentError as error:
        return [_broken(error)]
    places = {
        entry_id: f"{path.name}:{rows.lines[entry_id]} {entry_id}" for entry_id in rows.entries
    }
    found += check_entries([content], around, places)
    return [*found, *_check(content, places, open_search, tick)]


def _check(
    content: Content, places: Mapping[str, str], open_search: OpenSearch, tick: Tick
) -> Iterator[Finding]:
    yield from check_lines(content, places)
    now = open_search(content).now
    yield from check_search(now.index, now.weights, content, places, tick)


def _unreadable(
    folder: Path, communities: Mapping[str, Mapping[str, FactValue]]
) -> Iterator[Finding]:
    """Find what keeps the content from being read, file by file and entry by entry."""
    try:
        known = frozenset(note.key for note in read_facts(folder))
        given = [by_written_language(facts) for facts in communities.values()]
        paths = topic_files(folder)
    except ContentError as error:
        yield _broken(error)
        return
    fine = True
    for path in paths:
        try:
            file = read_file(path, TopicFile)
        except ContentError as error:
            fine = False
            yield _broken(error)
            continue
        for item in file.entries:
            try:
                for texts in given:
                    create_entry(item, file, f"{path.name}: entry '{item.id}'", known, texts)
            except ContentError as error:
                fine = False
                yield _broken(error)
    if fine:
        try:
            for facts in communities.values():
                read_content(facts, folder)
        except ContentError as error:
            yield _broken(error)


def _broken(error: ContentError) -> Finding:
    place, _, what = str(error).partition(": ")
    return Finding(group=Group.BROKEN, place=place, what=Localized.same(what))
