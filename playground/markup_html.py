"""Parses HTML as Telegram does: few tags, strictly nested."""

import html
import re
from dataclasses import dataclass
from typing import Any, Final

from playground.limits import units
from playground.markup_parts import byte_offset, cannot_parse, link_entity

Wire = dict[str, Any]

_TAGS: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s[^<>]*)?)>")
_ATTRIBUTE: Final = re.compile(r"""([a-zA-Z-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
# Telegram knows four named characters and the numeric forms; everything else stays as typed.
_CHARACTER: Final = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")


@dataclass(slots=True)
class _Open:
    """A tag whose end is still to come; `start` in UTF-16 units, `where` in bytes."""

    name: str
    start: int
    entity: Wire
    where: int


def parse_html(source: str) -> tuple[str, list[Wire]]:
    """Return the visible text and its entities; raises "can't parse entities"."""
    entities: list[Wire] = []
    parts: list[str] = []
    opened: list[_Open] = []
    length = position = 0
    while position < len(source):
        start = source.find("<", position)
        literal = _unescape(source[position:] if start < 0 else source[position:start])
        parts.append(literal)
        length += units(literal)
        if start < 0:
            break
        where = byte_offset(source, start)
        match = _TAG.match(source, start)
        if match is None:
            raise cannot_parse(_broken_tag(source, start, where))
        closing, name = bool(match[1]), match[2].lower()
        if closing:
            _close(opened, name, where, length, entities)
        else:
            opened.append(_Open(name, length, _opening(name, match[3], where, opened), where))
        position = match.end()
    if opened:
        last = opened[-1]
        raise cannot_parse(
            f'Can\'t find end tag corresponding to start tag "{last.name}"'
            f" at byte offset {last.where}"
        )
    return "".join(parts), entities


def _unescape(text: str) -> str:
    return _CHARACTER.sub(lambda match: html.unescape(match[0]), text)


def _broken_tag(source: str, start: int, where: int) -> str:
    named = re.match(r"</?([a-zA-Z][a-zA-Z0-9-]*)", source[start:])
    if named is None:
        return f'Unsupported start tag "{source[start + 1 : start + 2]}" at byte offset {where}'
    return f"Unclosed start tag at byte offset {where}"


def _attributes(text: str) -> dict[str, str]:
    return {
        match[1].lower(): _unescape((match[2] or "").strip("\"'"))
        for match in _ATTRIBUTE.finditer(text)
    }


def _opening(name: str, attributes: str, where: int, opened: list[_Open]) -> Wire:
    kind = _TAGS.get(name)
    if kind is None:
        raise cannot_parse(f'Unsupported start tag "{name}" at byte offset {where}')
    given = _attributes(attributes)
    if name == "span" and given.get("class") != "tg-spoiler":
        raise cannot_parse(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
    if name == "a":
        return {"type": kind, "url": given.get("href", "")}
    if name == "tg-emoji":
        return {"type": kind, "custom_emoji_id": given.get("emoji-id", "")}
    if name == "tg-time":
        return _time(kind, given)
    if name == "blockquote" and "expandable" in given:
        return {"type": "expandable_blockquote"}
    if name == "code" and opened and opened[-1].name == "pre":
        language = given.get("class", "")
        if language.startswith("language-"):
            opened[-1].entity["language"] = language.removeprefix("language-")
    return {"type": kind}


def _time(kind: str, given: dict[str, str]) -> Wire:
    unix = given.get("unix", "")
    entity: Wire = {"type": kind, "unix_time": int(unix) if unix.isdigit() else 0}
    if given.get("format"):
        entity["date_time_format"] = given["format"]
    return entity


def _close(opened: list[_Open], name: str, where: int, length: int, entities: list[Wire]) -> None:
    if not opened:
        raise cannot_parse(f"Unexpected end tag at byte offset {where}")
    tag = opened.pop()
    if name != tag.name:
        raise cannot_parse(
            f"Unmatched end tag at byte offset {where}, "
            f'expected "</{tag.name}>", found "</{name}>"'
        )
    if length == tag.start:
        return
    if tag.name == "code" and opened and opened[-1].name == "pre":
        return
    entity: Wire | None = tag.entity
    if tag.name == "a":
        entity = link_entity(tag.entity["url"])
    if entity is not None:
        entities.append({"offset": tag.start, "length": length - tag.start, **entity})
