"""The page's side: what it is told over HTTP and the WebSocket, and who is kept out."""

import asyncio
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from playground.chats import Chat, User
from playground.phones import Phone
from playground.server import serve
from playground.world import World
from tests.playground.conftest import Api, Page, Wire


async def test_the_page_shows_phones_and_their_chats(page: Page, anna: User, team: Chat) -> None:
    shown = await page.get("/phones/world")
    assert shown["bot"]["username"] == "desk_bot"
    assert shown["clock"] is None
    (phone,) = shown["phones"]
    assert (phone["label"], phone["user"]["name"]) == ("业主", "Anna 王")
    private, group = phone["chats"]
    assert (private["type"], private["started"], private["title"]) == ("private", False, "服务台")
    assert group["topics"] == [{"id": 1, "name": "General", "closed": False}]


async def test_writing_tapping_and_the_answer(page: Page, api: Api, anna: User) -> None:
    await page.post(f"/phones/{anna.id}/start", payload="x")
    assert (await page.event("message"))["message"]["out"] is True
    markup = {"inline_keyboard": [[{"text": "接单", "callback_data": "x", "style": "success"}]]}
    await api("sendChatAction", chat_id=anna.id, action="typing")
    assert (await page.event("typing"))["seconds"] == 5
    await api("sendMessage", chat_id=anna.id, text="卡片", reply_markup=markup)
    message = (await page.event("message"))["message"]
    assert message["buttons"] == [[{"text": "接单", "kind": "callback", "style": "success"}]]
    path = f"/phones/{anna.id}/tap"
    tap = await page.post(path, chat_id=anna.id, message_id=message["id"], row=0, column=0)
    await api("answerCallbackQuery", callback_query_id=tap["query_id"], text="好")
    answer = await page.event("callback_answer")
    assert (answer["query_id"], answer["text"]) == (tap["query_id"], "好")
    await api("editMessageText", chat_id=anna.id, message_id=message["id"], text="新")
    edited = (await page.event("edit"))["message"]
    assert (edited["id"], edited["text"], edited["buttons"]) == (message["id"], "新", [])
    await api("deleteMessage", chat_id=anna.id, message_id=message["id"])
    assert (await page.event("delete"))["message_ids"] == [message["id"]]


async def test_keyboard_commands_and_contact(page: Page, api: Api, anna: User) -> None:
    await page.post(f"/phones/{anna.id}/text", chat_id=anna.id, text="hi")
    rows = [[{"text": "发送手机号", "request_contact": True}]]
    keyboard = {"keyboard": rows, "one_time_keyboard": True}
    await api("sendMessage", chat_id=anna.id, text="?", reply_markup=keyboard)
    shown = (await page.event("keyboard"))["keyboard"]
    assert shown["rows"] == [[{"text": "发送手机号", "request": "contact"}]]
    for code, words in (("zh", "报修"), ("", "report")):
        commands = [{"command": "report", "description": words}]
        await api("setMyCommands", commands=commands, language_code=code)
    chat = await page.get(f"/phones/{anna.id}/chats/{anna.id}")
    assert chat["commands"] == [{"command": "report", "description": "报修"}]
    sent = await page.post(f"/phones/{anna.id}/press", chat_id=anna.id, text="发送手机号")
    assert sent["message"]["contact"]["phone_number"] == "+8613800000001"
    assert (await page.event("keyboard"))["keyboard"] is None


async def test_photos_are_uploaded_and_shown_by_address(
    page: Page, anna: User, picture: bytes, http: aiohttp.ClientSession
) -> None:
    form = aiohttp.FormData({"chat_id": str(anna.id), "caption": "漏水"})
    form.add_field("file", picture, filename="a.jpg", content_type="image/jpeg")
    form.add_field("file", picture, filename="b.jpg", content_type="image/jpeg")
    async with http.post(f"/phones/{anna.id}/photo", data=form) as response:
        message = (await response.json())["message"]
    assert message["text"] == "漏水"
    assert message["album"]
    async with http.get(message["media"]["url"]) as response:
        assert await response.read() == picture
    async with http.get("/files/guessed/file_0.jpg") as response:
        assert response.status == 404


async def test_a_poll_is_voted_on(page: Page, api: Api, anna: User, team: Chat) -> None:
    options = [{"text": "上午"}, {"text": "下午"}]
    await api("sendPoll", chat_id=team.id, question="几点？", options=options)
    message = (await page.event("message"))["message"]
    path = f"/phones/{anna.id}/vote"
    await page.post(path, chat_id=team.id, message_id=message["id"], options=[1])
    poll = (await page.event("edit"))["message"]["poll"]
    assert poll["options"][1] == {"text": "下午", "votes": 1, "mine": True}
    await api("stopPoll", chat_id=team.id, message_id=message["id"])
    assert (await page.event("edit"))["message"]["poll"]["closed"] is True
    again = await page.post(path, chat_id=team.id, message_id=message["id"], options=[0])
    assert again["error"] == "the poll is closed"


async def test_what_a_phone_cannot_do_is_said(page: Page, anna: User, world: World) -> None:
    stranger = world.add_group(title="fremd")
    post = f"/phones/{anna.id}"
    cases: list[tuple[str, Wire, str]] = [
        ("text", {"chat_id": stranger.id, "text": "x"}, "this person has no such chat"),
        ("text", {"chat_id": anna.id, "text": " "}, "an empty text cannot be sent"),
        ("text", {"text": "x"}, "chat_id must be a number"),
        ("press", {"chat_id": anna.id, "text": "x"}, "no button 'x' on the keyboard: no keyboard"),
        ("tap", {"chat_id": anna.id, "message_id": 9, "row": 0, "column": 0}, "message is gone"),
    ]
    for action, body, words in cases:
        answer = await page.post(f"{post}/{action}", **body)
        assert words in answer["error"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
async def test_other_pages_are_kept_out(
    http: aiohttp.ClientSession, anna: User, headers: dict[str, str]
) -> None:
    body = {"chat_id": anna.id, "text": "x"}
    for verb, path in (
        ("POST", f"/phones/{anna.id}/text"),
        ("GET", "/phones/world"),
        ("GET", "/phones/live"),
        ("GET", "/"),
        ("POST", "/playground/faults"),
    ):
        async with http.request(
            verb, path, json=body if verb == "POST" else None, headers=headers
        ) as response:
            assert response.status == 403


async def test_a_form_of_another_page_is_not_read(
    http: aiohttp.ClientSession, anna: User, phone: Phone
) -> None:
    body = '{"chat_id": 1, "text": "x"}'
    kind = {"Content-Type": "text/plain"}
    async with http.post(f"/phones/{anna.id}/text", data=body, headers=kind) as response:
        assert response.status == 403
    assert phone.chat().messages == []


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
        self.due = [self.time + timedelta(hours=5)]

    def now(self) -> datetime:
        return self.time

    async def forward(self, seconds: int) -> None:
        self.time += timedelta(seconds=seconds)

    async def to_next_due(self) -> datetime | None:
        if not self.due:
            return None
        self.time = self.due.pop(0)
        return self.time


async def test_the_clock_is_moved_and_dates_messages(world: World, anna: User) -> None:
    clock = HandClock()
    async with (
        serve(world, clock=clock) as server,
        aiohttp.ClientSession(base_url=server.base_url) as http,
        http.ws_connect("/phones/live") as socket,
    ):
        page = Page(http, socket)
        moved = await page.post("/playground/clock", forward=3600)
        assert moved["clock"] == "2026-03-02T09:30:00+00:00"
        assert (await page.event("clock"))["clock"] == moved["clock"]
        assert (await page.post("/playground/clock", to="next"))["moved"] is True
        assert (await page.post("/playground/clock", to="next"))["moved"] is False
        assert (await page.post("/playground/clock", forward=-5))["ok"] is False
        message = Phone(world, anna).send_text("hi")
        assert message.wire["date"] == int(clock.time.timestamp())


async def test_faults_and_load_over_http(page: Page, api: Api, anna: User, phone: Phone) -> None:
    phone.start()
    planned = await page.post("/playground/faults", kind="flood", retry_after=9)
    assert planned["id"] == 1
    answer = await api("sendMessage", chat_id=anna.id, text="x")
    assert answer["parameters"] == {"retry_after": 9}
    assert (await page.post("/playground/faults", kind="storm"))["ok"] is False
    messages = [{"user_id": 5000 + n, "text": f"m{n}"} for n in range(30)]
    assert (await page.post("/playground/load", messages=messages))["queued"] == 30
    counts = await page.get("/playground/calls")
    assert counts["pending_updates"] == 31
    assert counts["refused"] == 1


async def test_a_page_that_lags_is_sent_away(
    page: Page, phone: Phone, http: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playground.live._BEHIND_AT_MOST", 3)
    async with http.ws_connect("/phones/live") as lagging:
        phone.start()  # the server serves the socket before it takes the next request
        await page.get("/phones/world")
        for number in range(5):
            phone.send_text(f"m{number}")
        async with asyncio.timeout(5):
            while (received := await lagging.receive()).type is aiohttp.WSMsgType.TEXT:
                pass
    assert received.type is aiohttp.WSMsgType.CLOSE
    assert received.data == aiohttp.WSCloseCode.TRY_AGAIN_LATER
