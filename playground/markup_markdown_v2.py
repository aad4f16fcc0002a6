"""Parses MarkdownV2 as Telegram does: nested signs, quotes by lines, everything else escaped."""

from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from playground.errors import TelegramError
from playground.limits import units
from playground.markup_markdown import code_block
from playground.markup_parts import byte_offset, cannot_parse, link_entity

Wire = dict[str, Any]

_RESERVED: Final = frozenset("_*[]()~`>#+-=|{}.!")
_RESERVED_IN_CODE: Final = frozenset("`")
_LINE_BREAKS: Final = frozenset("\n\r")
_LAST_ESCAPABLE: Final = "~"
# The longer sign first: two underscores are never two italics.
_SIGNS: Final = {
    "__": "underline",
    "_": "italic",
    "*": "bold",
    "~": "strikethrough",
    "||": "spoiler",
    "[": "text_link",
    "![": "custom_emoji",
    "```": "pre",
    "`": "code",
}
_ENDS: Final = {"[": "]", "![": "]"}
_CODE: Final = frozenset({"pre", "code"})
_QUOTES: Final = frozenset({"blockquote", "expandable_blockquote"})
# As Telegram's refusals call them.
_NAMES: Final = {
    "underline": "Underline",
    "italic": "Italic",
    "bold": "Bold",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji",
    "pre": "Pre",
    "code": "Code",
}


def parse_markdown_v2(source: str) -> tuple[str, list[Wire]]:
    """Return the visible text and its entities; raises "can't parse entities"."""
    reader = _Reader(source)
    reader.read()
    return "".join(reader.written), reader.entities


@dataclass(slots=True)
class _Open:
    """Something whose end is still to come: begun with `sign` at `where` of the source.

    `start` is its offset in the text in UTF-16 units, `pieces` how much was written before.
    """

    entity: Wire
    sign: str
    where: int
    start: int
    pieces: int

    @property
    def kind(self) -> str:
        return str(self.entity["type"])


@dataclass(slots=True)
class _Reader:
    source: str
    position: int = 0
    written: list[str] = field(default_factory=list)
    length: int = 0
    opened: list[_Open] = field(default_factory=list)
    entities: list[Wire] = field(default_factory=list)
    new_line: bool = True

    def read(self) -> None:
        while self.position < len(self.source):
            letter = self.source[self.position]
            following = self.source[self.position + 1 : self.position + 2]
            if letter == "\\" and "" < following <= _LAST_ESCAPABLE:
                self._write(following)
                self.position += 2
            elif letter in (_RESERVED_IN_CODE if self._in_code else _RESERVED):
                self._sign(letter)
            else:
                self._write(letter)
                self.position += 1
                if letter == "\n" and self._in_quote and not self._in_code:
                    self._line_ended()
        if self._in_quote:
            self._end_quote()
        if self.opened:
            raise self._no_end(self.opened[-1])

    @property
    def _in_code(self) -> bool:
        return bool(self.opened) and self.opened[-1].kind in _CODE

    @property
    def _in_quote(self) -> bool:
        return any(each.kind in _QUOTES for each in self.opened)

    def _write(self, letter: str) -> None:
        self.written.append(letter)
        self.length += units(letter)
        self.new_line = letter in _LINE_BREAKS

    # Signs

    def _sign(self, letter: str) -> None:
        last = self.opened[-1] if self.opened else None
        if last is not None and self._ends(last, letter):
            self._close(last)
            return
        sign = next((each for each in _SIGNS if self._at(each)), "")
        if letter == ">" and self.new_line and not self._in_quote:
            self._open({"type": "blockquote"}, ">")
        elif not sign:
            raise cannot_parse(
                f"Character '{letter}' is reserved and must be escaped with the preceding '\\'"
            )
        elif sign == "```":
            entity, begin = code_block(self.source, self.position + 3)
            self._open(entity, sign)
            self.position = begin
        else:
            self._open({"type": _SIGNS[sign]}, sign)

    def _at(self, sign: str) -> bool:
        return self.source.startswith(sign, self.position)

    def _ends(self, last: _Open, letter: str) -> bool:
        if last.kind == "italic" and self._at("__"):
            return False
        return letter != ">" and self._at(_ENDS.get(last.sign, last.sign))

    def _open(self, entity: Wire, sign: str) -> None:
        one = _Open(entity, sign, self.position, self.length, len(self.written))
        self.opened.append(one)
        self.position += len(sign)

    def _close(self, last: _Open) -> None:
        self.position += len(_ENDS.get(last.sign, last.sign))
        entity: Wire | None = last.entity
        if last.kind == "text_link":
            words = "".join(self.written[last.pieces :])
            entity = link_entity(self._address("a URL") if self._at("(") else words)
        elif last.kind == "custom_emoji":
            if not self._at("("):
                raise cannot_parse("Custom emoji entity must contain a tg://emoji URL")
            entity = _emoji(self._address("a custom emoji URL"))
        self.opened.pop()
        self._keep(last, entity)

    def _keep(self, last: _Open, entity: Wire | None) -> None:
        if entity is not None and self.length > last.start:
            place = {"offset": last.start, "length": self.length - last.start}
            self.entities.append({**place, **entity})

    def _address(self, what: str) -> str:
        """Read an address in brackets; only a bracket and escapes mean something in it."""
        self.position += 1
        begin = self.position
        letters: list[str] = []
        while self.position < len(self.source):
            letter = self.source[self.position]
            if letter == ")":
                self.position += 1
                return "".join(letters)
            following = self.source[self.position + 1 : self.position + 2]
            if letter == "\\" and "" < following <= _LAST_ESCAPABLE:
                letter = following
                self.position += 1
            letters.append(letter)
            self.position += 1
        where = byte_offset(self.source, begin)
        raise cannot_parse(f"Can't find end of {what} at byte offset {where}")

    # Quotes

    def _line_ended(self) -> None:
        if self._at(">"):
            self.position += 1
            self.new_line = False
        else:
            self._end_quote()
            self.new_line = True

    def _end_quote(self) -> None:
        last = self.opened[-1]
        if last.kind == "spoiler" and not "".join(self.written[last.pieces :]).strip("\r\n"):
            # Two bars at the very end of a quote fold it.
            self.opened.pop()
            last = self.opened[-1]
            last.entity = {"type": "expandable_blockquote"}
        if last.kind not in _QUOTES:
            raise self._no_end(last)
        self.opened.pop()
        self._keep(last, last.entity)

    def _no_end(self, last: _Open) -> TelegramError:
        name = "PreCode" if "language" in last.entity else _NAMES[last.kind]
        where = byte_offset(self.source, last.where)
        return cannot_parse(f"Can't find end of {name} entity at byte offset {where}")


def _emoji(address: str) -> Wire:
    """Return the entity of what an address after `![…]` means: an emoji or a time."""
    url = urlsplit(address)
    if url.scheme.lower() != "tg":
        raise cannot_parse("Custom emoji URL must have scheme tg")
    host = (url.netloc or url.path.strip("/")).lower()
    given = parse_qs(url.query)
    if host == "time" and given.get("unix", [""])[0].isdigit():
        entity: Wire = {"type": "date_time", "unix_time": int(given["unix"][0])}
        if "format" in given:
            entity["date_time_format"] = given["format"][0]
        return entity
    if host != "emoji":
        raise cannot_parse('Custom emoji URL must have host "emoji"')
    if "id" not in given:
        raise cannot_parse("Custom emoji URL must have an emoji identifier")
    number = given["id"][0]
    if not number.isdigit() or number.startswith("0"):
        raise cannot_parse("Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", "custom_emoji_id": number}
