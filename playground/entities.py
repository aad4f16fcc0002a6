"""Formatted text: parses HTML as Telegram does and finds commands, links and mentions."""

import html
import re
from typing import Any, Final

from playground.errors import TelegramError, bad_request
from playground.limits import units

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
}
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s[^<>]*)?)>")
_ATTRIBUTE: Final = re.compile(r"""([a-zA-Z-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
# Telegram knows four named characters and the numeric forms; everything else stays as typed.
_CHARACTER: Final = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
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
    elif mode.lower() == "html":
        plain, entities = _parse_html(text)
    elif mode.lower() in {"markdown", "markdownv2"}:
        raise TelegramError(400, f"Bad Request: the playground parses HTML only, not {mode}")
    else:
        raise bad_request("unsupported parse_mode")
    if trim:
        plain, entities = _trimmed(plain, entities)
    return plain, merged(plain, entities)


def merged(text: str, entities: list[Wire]) -> list[Wire]:
    """Return the given entities together with the ones that Telegram finds by itself."""
    found = detect(text)
    if not found:
        return entities
    spans = [(e["offset"], e["offset"] + e["length"]) for e in entities if _excludes(e)]
    extra = [
        e
        for e in found
        if all(e["offset"] + e["length"] <= a or e["offset"] >= b for a, b in spans)
    ]
    return sorted([*entities, *extra], key=lambda e: (e["offset"], -e["length"]))


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
    return sorted(entities, key=lambda e: (e["offset"], -e["length"]))


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


def _cannot(text: str) -> TelegramError:
    return bad_request(f"can't parse entities: {text}")


def _unescape(text: str) -> str:
    return _CHARACTER.sub(lambda match: html.unescape(match[0]), text)


def _parse_html(source: str) -> tuple[str, list[Wire]]:
    entities: list[Wire] = []
    parts: list[str] = []
    opened: list[tuple[str, int, Wire, int]] = []
    length = position = 0
    while position < len(source):
        start = source.find("<", position)
        literal = _unescape(source[position:] if start < 0 else source[position:start])
        parts.append(literal)
        length += units(literal)
        if start < 0:
            break
        where = len(source[:start].encode())
        match = _TAG.match(source, start)
        if match is None:
            raise _cannot(_broken_tag(source, start, where))
        closing, name = bool(match[1]), match[2].lower()
        if closing:
            _close(opened, name, where, length, entities)
        else:
            opened.append((name, length, _opening(name, match[3], where, opened), where))
        position = match.end()
    if opened:
        name, _, _, where = opened[-1]
        raise _cannot(
            f'Can\'t find end tag corresponding to start tag "{name}" at byte offset {where}'
        )
    entities.sort(key=lambda e: (e["offset"], -e["length"]))
    return "".join(parts), entities


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


def _opening(
    name: str, attributes: str, where: int, opened: list[tuple[str, int, Wire, int]]
) -> Wire:
    kind = _TAGS.get(name)
    if kind is None:
        raise _cannot(f'Unsupported start tag "{name}" at byte offset {where}')
    given = _attributes(attributes)
    if name == "span" and given.get("class") != "tg-spoiler":
        raise _cannot(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
    if name == "a":
        return {"type": kind, "url": given.get("href", "")}
    if name == "tg-emoji":
        return {"type": kind, "custom_emoji_id": given.get("emoji-id", "")}
    if name == "blockquote" and "expandable" in given:
        return {"type": "expandable_blockquote"}
    if name == "code" and opened and opened[-1][0] == "pre":
        language = given.get("class", "")
        if language.startswith("language-"):
            opened[-1][2]["language"] = language.removeprefix("language-")
    return {"type": kind}


def _close(
    opened: list[tuple[str, int, Wire, int]],
    name: str,
    where: int,
    length: int,
    entities: list[Wire],
) -> None:
    if not opened:
        raise _cannot(f"Unexpected end tag at byte offset {where}")
    expected, start, entity, _ = opened.pop()
    if name != expected:
        raise _cannot(
            f"Unmatched end tag at byte offset {where}, "
            f'expected "</{expected}>", found "</{name}>"'
        )
    if length == start:
        return
    if expected == "code" and opened and opened[-1][0] == "pre":
        return
    if entity["type"] == "text_link":
        url = entity["url"]
        if url.startswith("tg://user?id=") and url[13:].isdigit():
            entity = {"type": "text_mention", "user_id": int(url[13:])}
        elif not re.match(r"(https?|tg|ton|mailto|tel)[:]", url):
            if "." not in url or " " in url:
                return  # Telegram drops a link that leads nowhere and keeps its text
            entity = {"type": "text_link", "url": f"http://{url}"}
    entities.append({"offset": start, "length": length - start, **entity})
