"""Keeps Telegram HTML within Telegram's limits: measured, cut and split between words."""

import re
from html import unescape

TEXT = 4096
CAPTION = 1024
ANSWER = 200

_TOKEN = re.compile(r"<[^>]*>|&[#\w]+;|[^<&]+|[<&]")
_ELLIPSIS = "…"


def units(text: str) -> int:
    """Return the length as Telegram counts it: UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def plain(html: str) -> str:
    """Return what a reader sees: no tags, entities resolved."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def fits(html: str, limit: int) -> bool:
    """Whether a text is short enough once its entities are parsed."""
    return units(html) <= limit or units(plain(html)) <= limit


def cut(html: str, limit: int) -> str:
    """Return the text itself, or its beginning with an ellipsis, all tags closed."""
    if fits(html, limit):
        return html
    return split(html, limit - 1)[0] + _ELLIPSIS


def split(html: str, limit: int) -> list[str]:
    """Return the text in parts that fit; a tag that spans two is opened again."""
    if fits(html, limit):
        return [html]
    writer = _Parts(limit)
    for token in _TOKEN.findall(html):
        if token.startswith("<") and len(token) > 1:
            writer.tag(token)
        elif token.startswith("&") and len(token) > 1:
            writer.text(token, units(unescape(token)))
        else:
            writer.words(token)
    return writer.finish()


class _Parts:
    """Writes tokens into parts, remembering which tags are open."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._parts: list[str] = []
        self._now: list[str] = []
        self._length = 0
        self._open: list[str] = []

    def tag(self, token: str) -> None:
        if token.startswith("</"):
            if self._open:
                self._open.pop()
        else:
            self._open.append(token)
        self._now.append(token)

    def text(self, token: str, length: int) -> None:
        if self._length + length > self._limit:
            self._next()
        self._now.append(token)
        self._length += length

    def words(self, token: str) -> None:
        while token:
            room = self._limit - self._length
            if units(token) <= room:
                self.text(token, units(token))
                return
            head = _head(token, room)
            if head:
                self.text(head, units(head))
            token = token[len(head) :].lstrip("\n ") if head else token
            if token:
                self._next()

    def finish(self) -> list[str]:
        if self._length:
            self._parts.append("".join(self._now) + self._closing())
        return self._parts

    def _next(self) -> None:
        if self._length:
            self._parts.append("".join(self._now).rstrip() + self._closing())
        self._now, self._length = list(self._open), 0

    def _closing(self) -> str:
        return "".join(f"</{_name(tag)}>" for tag in reversed(self._open))


def _name(tag: str) -> str:
    return tag.strip("<>").split()[0]


def _head(text: str, room: int) -> str:
    """Return as much of the text as fits, up to the last line or word that ends in it."""
    if room <= 0:
        return ""
    end = min(len(text), room)
    while units(text[:end]) > room:
        end -= 1
    for sign in ("\n", "。", " "):
        at = text.rfind(sign, end // 2, end)
        if at > 0:
            return text[: at + 1]
    return text[:end]
