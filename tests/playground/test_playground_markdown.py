"""Markdown and MarkdownV2 become Telegram's entities, and its refusals where they are broken."""

from typing import Any

import aiogram.types
import pytest
import telegram
import telegram.helpers
from aiogram.utils.text_decorations import html_decoration, markdown_decoration

from playground.chats import User
from playground.entities import parse
from playground.errors import TelegramError
from playground.phones import Phone
from tests.playground.conftest import Api

Wire = dict[str, Any]
Place = tuple[str, int, int]

RESERVED = "Character '{}' is reserved and must be escaped with the preceding '\\'"

V2: list[tuple[str, str, list[Place]]] = [
    ("R\\-1027 \\(3栋\\)\\.", "R-1027 (3栋).", []),
    ("*粗* _斜_ __下__", "粗 斜 下", [("bold", 0, 1), ("italic", 2, 1), ("underline", 4, 1)]),
    ("~删~ ||藏|| `码`", "删 藏 码", [("strikethrough", 0, 1), ("spoiler", 2, 1), ("code", 4, 1)]),
    ("😀*漏*😀", "😀漏😀", [("bold", 2, 1)]),
    (
        "*粗 _斜 ~删~_ 粗*",
        "粗 斜 删 粗",
        [("bold", 0, 7), ("italic", 2, 3), ("strikethrough", 4, 1)],
    ),
    ("_斜 __下__\r_", "斜 下", [("italic", 0, 3), ("underline", 2, 1)]),
    ("__*双*__", "双", [("bold", 0, 1), ("underline", 0, 1)]),
    ("`a_b*c[d]`", "a_b*c[d]", [("code", 0, 8)]),
    ("`\\` \\\\`", "` \\", [("code", 0, 3)]),
    ("```\n码\n```", "码", [("pre", 0, 1)]),
    ("```python\nx = 1```", "x = 1", [("pre", 0, 5)]),
    ("** __ __ ``甲", "甲", []),
    ("\\*不粗\\*", "*不粗*", []),
    ("\\\\", "\\", []),
    ("\\a\\1", "a1", []),
    ("[报修](https://t.me/desk_bot?start=r)", "报修", [("text_link", 0, 2)]),
    ("[报修](https://a\\.b/\\(1\\))", "报修", [("text_link", 0, 2)]),
    ("[*报*修](t.me/desk)", "报修", [("text_link", 0, 2), ("bold", 0, 1)]),
    ("[t\\.me]", "t.me", [("text_link", 0, 4)]),
    ("[哪儿](nowhere)", "哪儿", []),
    ("[](t.me)甲", "甲", []),
    ("![👍](tg://emoji?id=5368324170671202286)", "👍", [("custom_emoji", 0, 2)]),
    ("![明早](tg://time?unix=1772500000&format=wDT)", "明早", [("date_time", 0, 2)]),
    (">引\n>用\n正文", "引\n用\n正文", [("blockquote", 0, 4)]),
    ("前\n>引\n后", "前\n引\n后", [("blockquote", 2, 2)]),
    (">*粗\n>体*\n后", "粗\n体\n后", [("blockquote", 0, 4), ("bold", 0, 3)]),
    ("*前\n>引\n后*", "前\n引\n后", [("bold", 0, 5), ("blockquote", 2, 2)]),
    (">一\n**>二", "一\n二", [("blockquote", 0, 2), ("blockquote", 2, 1)]),
    (">一\n>二||\n后", "一\n二\n后", [("expandable_blockquote", 0, 4)]),
    (">一\n>二||", "一\n二", [("expandable_blockquote", 0, 3)]),
    (">一||藏||\n后", "一藏\n后", [("blockquote", 0, 3), ("spoiler", 1, 1)]),
    (">一||藏||||\n后", "一藏\n后", [("expandable_blockquote", 0, 3), ("spoiler", 1, 1)]),
    (">`一\n>二\n三`\n后", "一\n>二\n三\n后", [("blockquote", 0, 7), ("code", 0, 6)]),
    (
        "给 @desk\\_bot 发 /help",
        "给 @desk_bot 发 /help",
        [("mention", 2, 9), ("bot_command", 14, 5)],
    ),
]

V2_REFUSED = [
    ("漏水-报修", RESERVED.format("-")),
    ("1.", RESERVED.format(".")),
    ("好!", RESERVED.format("!")),
    ("a|b", RESERVED.format("|")),
    ("a>b", RESERVED.format(">")),
    (">一\n*二*>三", RESERVED.format(">")),
    ("a]", RESERVED.format("]")),
    ("*x", "Can't find end of Bold entity at byte offset 0"),
    ("漏_x", "Can't find end of Italic entity at byte offset 3"),
    ("😀__x_", "Can't find end of Italic entity at byte offset 7"),
    ("~x", "Can't find end of Strikethrough entity at byte offset 0"),
    ("||x|", RESERVED.format("|")),
    ("||x", "Can't find end of Spoiler entity at byte offset 0"),
    ("`x", "Can't find end of Code entity at byte offset 0"),
    ("```x", "Can't find end of Pre entity at byte offset 0"),
    ("```py x", "Can't find end of PreCode entity at byte offset 0"),
    ("[x", "Can't find end of TextUrl entity at byte offset 0"),
    ("[漏](t.me", "Can't find end of a URL at byte offset 6"),
    ("[漏](t.me\\)", "Can't find end of a URL at byte offset 6"),
    (">*x\ny*", "Can't find end of Bold entity at byte offset 1"),
    (">a||b\nc||", "Can't find end of Spoiler entity at byte offset 2"),
    ("![👍", "Can't find end of CustomEmoji entity at byte offset 0"),
    ("![👍]", "Custom emoji entity must contain a tg://emoji URL"),
    ("![👍](tg://emoji?id=1", "Can't find end of a custom emoji URL at byte offset 8"),
    ("![👍](https://emoji?id=1)", "Custom emoji URL must have scheme tg"),
    ("![👍](tg://emojis?id=1)", 'Custom emoji URL must have host "emoji"'),
    ("![👍](tg://emoji?x=1)", "Custom emoji URL must have an emoji identifier"),
    ("![👍](tg://emoji?id=01)", "Invalid custom emoji identifier specified"),
]

OLD: list[tuple[str, str, list[Place]]] = [
    ("*粗* _斜_ `码`", "粗 斜 码", [("bold", 0, 1), ("italic", 2, 1), ("code", 4, 1)]),
    ("漏水-报修. (1) ~x~", "漏水-报修. (1) ~x~", []),
    ("\\*不粗\\* \\[a] \\a", "*不粗* [a] \\a", []),
    ("*a_b_*", "a_b_", [("bold", 0, 4)]),
    ("```\n码```", "码", [("pre", 0, 1)]),
    ("```py\nx```", "x", [("pre", 0, 1)]),
    ("[报修](https://t.me/desk_bot)", "报修", [("text_link", 0, 2)]),
    ("[t.me]", "t.me", [("text_link", 0, 4)]),
    ("[哪儿](nowhere)", "哪儿", []),
    ("** __甲", "甲", []),
]

OLD_REFUSED = [
    ("*x", "Can't find end of the entity starting at byte offset 0"),
    ("snake_case", "Can't find end of the entity starting at byte offset 5"),
    ("漏[x", "Can't find end of the entity starting at byte offset 3"),
    ("```x`", "Can't find end of the entity starting at byte offset 0"),
]


def places(entities: list[Wire]) -> list[Place]:
    return [(each["type"], each["offset"], each["length"]) for each in entities]


@pytest.mark.parametrize(("source", "text", "expected"), V2)
def test_markdown_v2_becomes_entities(source: str, text: str, expected: list[Place]) -> None:
    plain, entities = parse(source, "MarkdownV2", None)
    assert (plain, places(entities)) == (text, expected)


@pytest.mark.parametrize(("source", "reason"), V2_REFUSED)
def test_broken_markdown_v2_is_refused(source: str, reason: str) -> None:
    with pytest.raises(TelegramError) as refusal:
        parse(source, "MarkdownV2", None)
    assert refusal.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(("source", "text", "expected"), OLD)
def test_older_markdown_becomes_entities(source: str, text: str, expected: list[Place]) -> None:
    plain, entities = parse(source, "markdown", None)
    assert (plain, places(entities)) == (text, expected)


@pytest.mark.parametrize(("source", "reason"), OLD_REFUSED)
def test_broken_older_markdown_is_refused(source: str, reason: str) -> None:
    with pytest.raises(TelegramError) as refusal:
        parse(source, "Markdown", None)
    assert refusal.value.description == f"Bad Request: can't parse entities: {reason}"


def test_links_blocks_and_mentions_keep_where_they_lead() -> None:
    source = "[a](t.me/x?y=1)[b](tg://user?id=5)[c](https://t.me)```py\nd```"
    _, entities = parse(source, "MarkdownV2", None)
    leads = [{k: v for k, v in e.items() if k not in {"offset", "length"}} for e in entities]
    assert leads == [
        {"type": "text_link", "url": "http://t.me/x?y=1"},
        {"type": "text_mention", "user_id": 5},
        {"type": "text_link", "url": "https://t.me/"},
        {"type": "pre", "language": "py"},
    ]


def test_html_knows_the_same_links_and_times() -> None:
    source = '<a href="t.me/x">a</a> <tg-time unix="1772500000" format="wDT">明早</tg-time>'
    _, entities = parse(source, "HTML", None)
    assert entities == [
        {"offset": 0, "length": 1, "type": "text_link", "url": "http://t.me/x"},
        {
            "offset": 2,
            "length": 2,
            "type": "date_time",
            "unix_time": 1772500000,
            "date_time_format": "wDT",
        },
    ]


SIGNS = "R-1027 (3栋|2单元) [急!] #1 +1=2 {a} ~x~ `y` _z_ *w* >q <b> & \\ ."
FORMATTED = (
    "<b>粗 <i>斜 <u>下</u></i></b> <s>删</s> <tg-spoiler>藏-1</tg-spoiler> <code>x = 'y'</code>\n"
    '<a href="https://example.org/a_b">去 (报修)!</a> 😀 1. 2\n'
    "<{quote}>引-用\n两行</blockquote>"
)


async def test_what_helpers_escape_comes_back_as_written(
    api: Api, anna: User, phone: Phone
) -> None:
    phone.start()
    for mode, escaped in (
        ("MarkdownV2", markdown_decoration.quote(SIGNS)),
        ("MarkdownV2", telegram.helpers.escape_markdown(SIGNS, version=2)),
        ("Markdown", telegram.helpers.escape_markdown(SIGNS, version=1)),
        ("HTML", html_decoration.quote(SIGNS)),
    ):
        answer = await api("sendMessage", chat_id=anna.id, text=escaped, parse_mode=mode)
        assert answer["result"]["text"] == SIGNS


@pytest.mark.parametrize("quote", ["blockquote", "blockquote expandable"])
@pytest.mark.parametrize("library", ["aiogram", "python-telegram-bot"])
async def test_what_a_library_writes_as_markdown_is_read_the_same(
    library: str, quote: str, api: Api, anna: User, phone: Phone
) -> None:
    phone.start()
    text = FORMATTED.format(quote=quote)
    first = await api("sendMessage", chat_id=anna.id, text=text, parse_mode="HTML")
    wire = first["result"]
    if library == "aiogram":
        markdown = aiogram.types.Message.model_validate(wire).md_text
    else:
        message = telegram.Message.de_json(wire, telegram.Bot("1:a"))
        assert message is not None
        markdown = message.text_markdown_v2
    again = await api("sendMessage", chat_id=anna.id, text=markdown, parse_mode="MarkdownV2")
    assert again["result"]["text"] == wire["text"]
    assert again["result"]["entities"] == wire["entities"]
