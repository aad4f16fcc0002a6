"""Formatted text: a markup's entities together with the commands and links that stand in it."""

import re
from typing import Any, Final

from playground.errors import bad_request
from playground.limits import units
from playground.markup_html import parse_html
from playground.markup_markdown import parse_markdown
from playground.markup_markdown_v2 import parse_markdown_v2

Wire = dict[str, Any]

_MARKUPS: Final = {
    "html": parse_html,
    "markdown": parse_markdown,
    "markdownv2": parse_markdown_v2,
}
# Telegram lists what stands at the same place in this order, links and the like in between.
_RANKS: Final = {
    "expandable_blockquote": 0,
    "blockquote": 0,
    "pre": 11,
    "code": 20,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}
_RANK_OF_LINKS: Final = 50
_FOUND: Final = re.compile(
    r"(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)])"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<mention>(?<![\w@/])@[A-Za-z]\w{3,31})"
    r"|(?P<bot_command>(?<![\w/<])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/]))"
    r"|(?P<hashtag>(?<!\w)#\w*[^\W\d]\w*)"
)


def parse(
    text: str, mode: str | None, given: list[Wire] | None, *, trim: bool = True
) -> tuple[str, list[Wire]]:
    """Return the visible text and its entities, found ones included.

    Raises Telegram's "can't parse entities" for broken markup and unknown modes.
    """
    if given is not None:
        plain, entities = text, _checked(text, given)
    elif not mode:
        plain, entities = text, []
    elif mode.lower() in _MARKUPS:
        plain, entities = _MARKUPS[mode.lower()](text)
    else:
        raise bad_request("unsupported parse_mode")
    if "\r" in plain:
        plain, entities = _without_returns(plain, entities)
    if trim:
        plain, entities = _trimmed(plain, entities)
    return plain, merged(plain, entities)


def merged(text: str, entities: list[Wire]) -> list[Wire]:
    """Return the given entities together with the ones that Telegram finds by itself."""
    found = detect(text)
    spans = [(e["offset"], e["offset"] + e["length"]) for e in entities if _excludes(e)]
    extra = [
        e
        for e in found
        if all(e["offset"] + e["length"] <= a or e["offset"] >= b for a, b in spans)
    ]
    return sorted([*entities, *extra], key=_place)


def _place(entity: Wire) -> tuple[int, int, int]:
    return entity["offset"], -entity["length"], _RANKS.get(entity["type"], _RANK_OF_LINKS)


def detect(text: str) -> list[Wire]:
    """Return the commands, mentions, links, addresses and hashtags in a plain text."""
    if not any(sign in text for sign in "/@#"):
        return []
    entities: list[Wire] = []
    for match in _FOUND.finditer(text):
        entities.append(
            {
                "offset": units(text[: match.start()]),
                "length": units(match[0]),
                "type": match.lastgroup,
            }
        )
    return entities


def _excludes(entity: Wire) -> bool:
    return entity["type"] in {"code", "pre", "text_link", "text_mention", "url"}


def _checked(text: str, given: list[Wire]) -> list[Wire]:
    # Telegram cuts entities that reach beyond the text and drops empty ones.
    whole = units(text)
    entities = []
    for entity in given:
        offset, length = int(entity["offset"]), int(entity["length"])
        length = min(length, whole - offset)
        if offset >= 0 and length > 0:
            entities.append({**entity, "offset": offset, "length": length})
    return entities


def _without_returns(text: str, entities: list[Wire]) -> tuple[str, list[Wire]]:
    # Telegram drops carriage returns; bots use them to keep signs of Markdown apart.
    kept = []
    for entity in entities:
        offset, end = entity["offset"], entity["offset"] + entity["length"]
        start = offset - _returns_before(text, offset)
        length = end - _returns_before(text, end) - start
        if length > 0:
            kept.append({**entity, "offset": start, "length": length})
    return text.replace("\r", ""), kept


def _returns_before(text: str, offset: int) -> int:
    return text.encode("utf-16-le")[: 2 * offset].decode("utf-16-le").count("\r")


def _trimmed(text: str, entities: list[Wire]) -> tuple[str, list[Wire]]:
    stripped = text.strip()
    if stripped == text:
        return text, entities
    lead = units(text[: len(text) - len(text.lstrip())])
    whole = units(stripped)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - lead)
        end = min(whole, entity["offset"] - lead + entity["length"])
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return stripped, kept
