"""Parses the older Markdown as Telegram does: four signs, nothing inside anything else."""

import re
from typing import Any, Final

from playground.limits import units
from playground.markup_parts import byte_offset, cannot_parse, link_entity

Wire = dict[str, Any]

_KINDS: Final = {"_": "italic", "*": "bold", "`": "code"}
_ESCAPED: Final = re.compile(r"\\([_*`\[])")
_PLAIN: Final = re.compile(r"[^\\_*`\[]+|\\")
_LANGUAGE: Final = re.compile(r"([^ \t\r\n`]+)(?=[ \t\r\n])")
_LINE_BREAK: Final = re.compile(r"\r\n|\n\r|\n|\r")


def parse_markdown(source: str) -> tuple[str, list[Wire]]:
    """Return the visible text and its entities; raises "can't parse entities"."""
    parts: list[str] = []
    entities: list[Wire] = []
    length = position = 0
    while position < len(source):
        plain = _ESCAPED.match(source, position) or _PLAIN.match(source, position)
        if plain is not None:
            words = plain[1] if plain.lastindex else plain[0]
            position = plain.end()
            entity = None
        else:
            words, entity, position = _marked(source, position)
        if entity is not None and words:
            entities.append({"offset": length, "length": units(words), **entity})
        parts.append(words)
        length += units(words)
    return "".join(parts), entities


def _marked(source: str, start: int) -> tuple[str, Wire | None, int]:
    """Return the words of what begins here, its entity and where the text goes on."""
    sign = source[start]
    if source.startswith("```", start):
        entity, begin = code_block(source, start + 3)
        end, after = source.find("```", begin), 3
    else:
        begin = start + 1
        end, after = source.find("]" if sign == "[" else sign, begin), 1
    if end < 0:
        where = byte_offset(source, start)
        raise cannot_parse(f"Can't find end of the entity starting at byte offset {where}")
    words = source[begin:end]
    if sign == "[":
        address, position = _address(source, end + 1)
        return words, link_entity(words if address is None else address), position
    if after == 1:
        entity = {"type": _KINDS[sign]}
    return words, entity, end + after


def code_block(source: str, start: int) -> tuple[Wire, int]:
    """Return the entity of a block whose three signs are read, and where its content begins."""
    entity: Wire = {"type": "pre"}
    language = _LANGUAGE.match(source, start)
    if language is not None:
        entity["language"] = language[1]
        start = language.end()
    line_break = _LINE_BREAK.match(source, start)
    return entity, start if line_break is None else line_break.end()


def _address(source: str, start: int) -> tuple[str | None, int]:
    if not source.startswith("(", start):
        return None, start
    end = source.find(")", start)
    if end < 0:
        end = len(source)
    return source[start + 1 : end], end + 1
