"""What Telegram refuses is refused here, with Telegram's code and words."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from playground.chats import User
from playground.phones import Phone
from playground.world import World

Wire = dict[str, Any]
Api = Callable[..., Awaitable[Wire]]


def inline(**button: object) -> Wire:
    return {"inline_keyboard": [[{"text": "a", **button}]]}


TEXTS = [
    ({"text": ""}, "message text is empty"),
    ({"text": " \n "}, "message text is empty"),
    ({}, "message text is empty"),
    ({"text": "x" * 4097}, "message is too long"),
    ({"text": "😀" * 2049}, "message is too long"),
    ({"text": "<b>x", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag"),
    ({"text": "<h1>x</h1>", "parse_mode": "HTML"}, 'Unsupported start tag "h1" at byte offset 0'),
    ({"text": "a < b", "parse_mode": "HTML"}, "can't parse entities: Unsupported start tag"),
    ({"text": "<b>x</i>", "parse_mode": "HTML"}, 'expected "</b>", found "</i>"'),
    ({"text": "x</b>", "parse_mode": "HTML"}, "Unexpected end tag at byte offset 1"),
    ({"text": "x", "parse_mode": "Html5"}, "unsupported parse_mode"),
    ({"text": "x", "reply_markup": inline()}, "text buttons are unallowed"),
    ({"text": "x", "reply_markup": inline(callback_data="я" * 33)}, "BUTTON_DATA_INVALID"),
    ({"text": "x", "reply_markup": inline(callback_data="a", url="https://a.b")}, "exactly one"),
    ({"text": "x", "reply_markup": inline(url="no link")}, "is invalid: wrong HTTP URL"),
    ({"text": "x", "reply_markup": inline(url="https://t.me/b?start=a.b")}, "START_PARAM_INVALID"),
    ({"text": "x", "reply_markup": inline(callback_data="a", style="pink")}, "style"),
    (
        {
            "text": "x",
            "reply_markup": {
                "inline_keyboard": [
                    [{"text": "a", "callback_data": f"{n}-{m}"} for m in range(8)]
                    for n in range(13)
                ]
            },
        },
        "REPLY_MARKUP_TOO_LONG",
    ),
    ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ({"text": "x", "message_thread_id": 99}, "message thread not found"),
    ({"text": "x", "reply_parameters": {"message_id": "y"}}, "can't parse parameter"),
]


@pytest.fixture
def started(phone: Phone, anna: User) -> User:
    phone.start()
    return anna


@pytest.mark.parametrize(("params", "words"), TEXTS)
async def test_a_wrong_text_is_refused(
    api: Api, started: User, params: Wire, words: str, phone: Phone
) -> None:
    answer = await api("sendMessage", chat_id=started.id, **params)
    assert answer["error_code"] == 400
    assert words in answer["description"]
    assert answer["description"].startswith("Bad Request: ")
    assert phone.chat().from_bot == []


@pytest.mark.parametrize(
    ("text", "size"), [("x" * 4096, 4096), (f"<b>{'x' * 4096}</b>", 4096), ("😀" * 2048, 2048)]
)
async def test_the_longest_text_is_counted_after_parsing(
    api: Api, started: User, text: str, size: int
) -> None:
    answer = await api("sendMessage", chat_id=started.id, text=text, parse_mode="HTML")
    assert len(answer["result"]["text"]) == size


async def test_a_reply_to_a_missing_message_may_be_allowed(api: Api, started: User) -> None:
    reply = {"message_id": 99, "allow_sending_without_reply": True}
    answer = await api("sendMessage", chat_id=started.id, text="x", reply_parameters=reply)
    assert "reply_to_message" not in answer["result"]


async def test_chats_that_cannot_be_written_to(
    api: Api, world: World, anna: User, phone: Phone
) -> None:
    silent = world.add_user(first_name="Silent")
    stranger = world.add_group(title="fremd", members=[anna], bot_status=None)
    group = world.add_group(title="Gruppe", members=[anna])
    phone.start()
    cases = [
        (987, 400, "Bad Request: chat not found"),
        ("@nobody_here", 400, "Bad Request: chat not found"),
        (silent.id, 403, "Forbidden: bot can't initiate conversation with a user"),
        (world.bot.id, 403, "Forbidden: bots can't send messages to bots"),
        (stranger.id, 403, "Forbidden: bot is not a member of the supergroup chat"),
    ]
    for chat_id, code, words in cases:
        answer = await api("sendMessage", chat_id=chat_id, text="x")
        assert (answer["error_code"], answer["description"]) == (code, words)
    phone.block()
    answer = await api("sendMessage", chat_id=anna.id, text="x")
    assert answer["description"] == "Forbidden: bot was blocked by the user"
    phone.remove_bot(group)
    answer = await api("sendMessage", chat_id=group.id, text="x")
    assert answer["description"] == "Forbidden: bot was kicked from the supergroup chat"


async def test_an_old_group_id_says_where_the_group_went(
    api: Api, world: World, anna: User, phone: Phone
) -> None:
    group = world.add_group(title="Gruppe", members=[anna], supergroup=False)
    new = phone.migrate(group)
    answer = await api("sendMessage", chat_id=group.id, text="x")
    assert answer["error_code"] == 400
    assert answer["parameters"] == {"migrate_to_chat_id": new.id}
    kinds = [set(u["message"]) for u in world.recorder.updates if "message" in u]
    assert any("migrate_to_chat_id" in kind for kind in kinds)
    assert any("migrate_from_chat_id" in kind for kind in kinds)


async def test_edits_that_telegram_refuses(
    api: Api, started: User, phone: Phone, picture: bytes
) -> None:
    chat_id = started.id
    own = (await api("sendMessage", chat_id=chat_id, text="eins"))["result"]["message_id"]
    keyboard = {"keyboard": [["ja"]]}
    fixed = await api("sendMessage", chat_id=chat_id, text="zwei", reply_markup=keyboard)
    theirs = phone.send_photo(picture)
    same = "message is not modified: specified new message content and reply markup are exactly"
    cases = [
        ("editMessageText", {"message_id": own, "text": "eins"}, same),
        ("editMessageText", {"message_id": 99, "text": "x"}, "message to edit not found"),
        ("editMessageText", {"message_id": theirs.id, "text": "x"}, "message can't be edited"),
        (
            "editMessageText",
            {"message_id": fixed["result"]["message_id"], "text": "x"},
            "message can't be edited",
        ),
        ("editMessageCaption", {"message_id": own, "caption": "x"}, "there is no caption"),
        ("editMessageReplyMarkup", {"message_id": own}, same),
        ("deleteMessage", {"message_id": 99}, "message to delete not found"),
        ("copyMessage", {"message_id": 99, "from_chat_id": chat_id}, "message to copy not found"),
        ("pinChatMessage", {"message_id": 99}, "message to pin not found"),
        (
            "setMessageReaction",
            {"message_id": own, "reaction": [{"type": "emoji", "emoji": "🪣"}]},
            "REACTION_INVALID",
        ),
    ]
    for method, params, words in cases:
        answer = await api(method, chat_id=chat_id, **params)
        assert words in answer.get("description", "accepted"), method
    assert phone.chat().find("eins").wire.get("edit_date") is None


async def test_a_callback_has_one_answer_and_not_too_long(
    api: Api, started: User, phone: Phone
) -> None:
    markup = inline(callback_data="x")
    await api("sendMessage", chat_id=started.id, text="?", reply_markup=markup)
    tap = phone.tap(phone.chat().last, "a")
    too_long = await api("answerCallbackQuery", callback_query_id=tap.query.id, text="x" * 201)
    assert too_long["description"] == "Bad Request: MESSAGE_TOO_LONG"
    assert tap.answer is None
    first = await api("answerCallbackQuery", callback_query_id=tap.query.id, text="x" * 200)
    assert first["result"] is True
    for query in (tap.query.id, "unknown"):
        again = await api("answerCallbackQuery", callback_query_id=query)
        assert again["error_code"] == 400
        assert "query is too old and response timeout expired" in again["description"]


async def test_files_that_telegram_refuses(api: Api, started: User, world: World) -> None:
    large = world.files.store("document", b"x" * (20 * 1024 * 1024 + 1))
    cases: list[tuple[str, Wire, str]] = [
        ("getFile", {"file_id": large.id}, "Bad Request: file is too big"),
        ("getFile", {"file_id": "nothing"}, "Bad Request: invalid file_id"),
        ("sendPhoto", {"chat_id": started.id, "photo": "nothing"}, "wrong file identifier"),
        ("sendPhoto", {"chat_id": started.id, "photo": "http://a.b/c.jpg"}, "HTTP URL content"),
        (
            "sendMediaGroup",
            {"chat_id": started.id, "media": [{"type": "photo", "media": "x"}]},
            "an album has 2 to 10 items",
        ),
    ]
    for method, params, words in cases:
        answer = await api(method, **params)
        assert words in answer.get("description", "accepted"), method


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"question": "q" * 301, "options": [{"text": "a"}]}, "must not exceed 300"),
        ({"question": "q", "options": []}, "from 1 to 12"),
        ({"question": "q", "options": [{"text": "a" * 101}]}, "must not exceed 100"),
        ({"question": "q", "options": [{"text": "a"}], "type": "quiz"}, "correct option ID"),
    ],
)
async def test_polls_that_telegram_refuses(
    api: Api, started: User, params: Wire, words: str
) -> None:
    answer = await api("sendPoll", chat_id=started.id, **params)
    assert words in answer["description"]


async def test_private_buttons_do_not_go_to_groups(api: Api, world: World, anna: User) -> None:
    group = world.add_group(title="Gruppe", members=[anna])
    keyboard = {"keyboard": [[{"text": "p", "request_contact": True}]]}
    answer = await api("sendMessage", chat_id=group.id, text="x", reply_markup=keyboard)
    assert "can be requested in private chats only" in answer["description"]


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/bot7000000001:playground/sendMesage", 404, "Not Found: method not found"),
        ("/bot7000000001:playground/giftPremiumSubscription", 501, "does not simulate"),
        ("/bot7000000001:playground/answerInlineQuery", 501, "does not simulate"),
        ("/bot7000000001:playground/logOut", 400, "has no logOut"),
        ("/bot7000000001:wrong/getMe", 401, "Unauthorized"),
        ("/botwrong/getMe", 404, "Not Found"),
    ],
)
async def test_unknown_methods_and_tokens(
    http: aiohttp.ClientSession, path: str, code: int, words: str
) -> None:
    async with http.post(path) as response:
        answer = await response.json()
    assert (response.status, answer["error_code"]) == (code, code)
    assert words in answer["description"]


async def test_a_message_above_two_days_stays(
    api: Api, world: World, started: User, phone: Phone
) -> None:
    sent = (await api("sendMessage", chat_id=started.id, text="alt"))["result"]["message_id"]
    later = world.now() + timedelta(hours=49)
    world.now = lambda: later
    answer = await api("deleteMessage", chat_id=started.id, message_id=sent)
    assert answer["description"] == "Bad Request: message can't be deleted for everyone"
    assert phone.chat().find("alt")
