"""Updates reach a bot at least once and in order, by polling and by webhook, faults or not."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from playground.chats import User
from playground.faults import FaultKind
from playground.phones import Phone
from playground.server import Server
from playground.world import World

Wire = dict[str, Any]
Api = Callable[..., Awaitable[Wire]]


def ids(answer: Wire) -> list[int]:
    return [update["update_id"] for update in answer["result"]]


async def test_an_update_stays_until_a_higher_offset_confirms_it(api: Api, phone: Phone) -> None:
    for text in ("a", "b", "c"):
        phone.send_text(text)
    first = ids(await api("getUpdates"))
    assert ids(await api("getUpdates")) == first
    assert ids(await api("getUpdates", offset=first[1])) == first[1:]
    assert ids(await api("getUpdates", limit=1)) == [first[1]]
    assert ids(await api("getUpdates", offset=-1)) == [first[2]]
    assert ids(await api("getUpdates", offset=first[2] + 1)) == []


async def test_a_waiting_poll_is_answered_when_something_comes(api: Api, phone: Phone) -> None:
    poll = asyncio.ensure_future(api("getUpdates", timeout=30))
    await asyncio.sleep(0)
    phone.send_text("jetzt")
    answer = await poll
    assert answer["result"][0]["message"]["text"] == "jetzt"


async def test_of_two_pollers_the_older_one_is_sent_away(
    api: Api, phone: Phone, world: World
) -> None:
    first = asyncio.ensure_future(api("getUpdates", timeout=30))
    await world.wait_for(lambda: world.bot.updates.is_polled)
    second = asyncio.ensure_future(api("getUpdates", timeout=30))
    refused = await first
    assert refused["error_code"] == 409
    assert refused["description"].startswith("Conflict: terminated by other getUpdates request")
    phone.send_text("x")
    assert len((await second)["result"]) == 1


async def test_only_the_kinds_asked_for_arrive(api: Api, phone: Phone, world: World) -> None:
    await api("getUpdates", allowed_updates=["callback_query", "message_reaction"])
    sent = phone.send_text("nein")
    phone.react(sent, "👍")
    kinds = [set(u) - {"update_id"} for u in (await api("getUpdates"))["result"]]
    assert kinds == [{"message_reaction"}]


async def test_a_repeated_update_keeps_its_number(api: Api, phone: Phone, world: World) -> None:
    phone.send_text("einmal")
    (number,) = ids(await api("getUpdates"))
    assert ids(await api("getUpdates", offset=number + 1)) == []
    world.bot.updates.redeliver(number)
    assert ids(await api("getUpdates", offset=number + 1)) == [number]


class Hook:
    """A bot's webhook that refuses when told so."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str | None, int]] = []
        self.refusals = 0
        self.reply: Wire | None = None

    async def answer(self, request: web.Request) -> web.Response:
        update = await request.json()
        status = 200
        if self.refusals:
            self.refusals -= 1
            status = 500
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.seen.append((update["message"]["text"], secret, status))
        if self.reply is not None and status == 200:
            return web.json_response(self.reply)
        return web.Response(status=status)


@pytest.fixture
async def hook() -> AsyncIterator[tuple[Hook, str]]:
    made = Hook()
    app = web.Application()
    app.router.add_post("/hook", made.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield made, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


async def test_a_webhook_gets_the_secret_and_a_refused_update_again_before_the_next(
    api: Api, phone: Phone, world: World, hook: tuple[Hook, str]
) -> None:
    made, url = hook
    phone.send_text("vorher")
    made.refusals = 2
    await api("setWebhook", url=url, secret_token="s3cret")
    phone.send_text("nachher")
    await world.wait_for(lambda: len(made.seen) == 4)
    assert made.seen == [
        ("vorher", "s3cret", 500),
        ("vorher", "s3cret", 500),
        ("vorher", "s3cret", 200),
        ("nachher", "s3cret", 200),
    ]
    await world.wait_for(lambda: not world.bot.updates.waiting)
    info = (await api("getWebhookInfo"))["result"]
    assert "500" in info["last_error_message"]
    refused = await api("getUpdates")
    assert refused["error_code"] == 409
    assert "can't use getUpdates method while webhook is active" in refused["description"]
    await api("deleteWebhook")
    assert (await api("getUpdates"))["result"] == []


async def test_a_webhook_may_answer_with_a_method(
    api: Api, phone: Phone, anna: User, hook: tuple[Hook, str]
) -> None:
    made, url = hook
    made.reply = {"method": "sendMessage", "chat_id": anna.id, "text": "per Antwort"}
    await api("setWebhook", url=url)
    phone.send_text("x")
    await phone.sees("per Antwort")
    await api("deleteWebhook")


async def test_a_bad_secret_is_refused(api: Api) -> None:
    answer = await api("setWebhook", url="https://a.b/x", secret_token="bad token")
    assert "unallowed characters" in answer["description"]


@pytest.mark.parametrize(
    ("kind", "code"),
    [("flood", 429), ("server_error", 500), ("forbidden", 403), ("bad_request", 400)],
)
async def test_a_planned_refusal_strikes_as_often_as_planned(
    api: Api, phone: Phone, anna: User, world: World, kind: FaultKind, code: int
) -> None:
    phone.start()
    world.faults.add(kind, method="sendMessage", times=2, retry_after=7)
    codes = []
    for _ in range(3):
        answer = await api("sendMessage", chat_id=anna.id, text="x")
        codes.append(answer.get("error_code"))
        if kind == "flood" and "error_code" in answer:
            assert answer["parameters"] == {"retry_after": 7}
    assert codes == [code, code, None]
    assert phone.chat().texts == ["/start", "x"]


@pytest.mark.parametrize(
    ("kind", "applied"),
    [
        ("timeout_before", False),
        ("timeout_after", True),
        ("cut_before", False),
        ("cut_after", True),
    ],
)
async def test_silence_and_cuts_come_before_or_after_the_call_is_applied(
    http: aiohttp.ClientSession,
    phone: Phone,
    anna: User,
    world: World,
    kind: FaultKind,
    applied: bool,
) -> None:
    phone.start()
    world.faults.add(kind, chat_id=anna.id)
    params = {"chat_id": anna.id, "text": "vielleicht"}
    path = f"/bot{world.bot.token}/sendMessage"
    # A POST is not repeated by aiohttp, so the cut is seen as it is.
    with pytest.raises((aiohttp.ClientError, TimeoutError)):
        await http.post(path, json=params, timeout=aiohttp.ClientTimeout(total=0.3))
    assert ("vielleicht" in phone.chat().texts) is applied
    assert world.faults.planned == []


async def test_faults_by_chance_are_the_same_for_the_same_seed() -> None:
    def strikes(seed: int) -> list[bool]:
        made = World(seed=seed)
        made.faults.add("flood", times=None, probability=0.5)
        return [made.faults.for_call("sendMessage", 1) is not None for _ in range(40)]

    assert strikes(3) == strikes(3)
    assert strikes(3) != strikes(4)
    assert 5 < sum(strikes(3)) < 35


async def test_forms_and_multipart_are_read_like_json(
    http: aiohttp.ClientSession, server: Server, phone: Phone, anna: User, picture: bytes
) -> None:
    phone.start()
    token = server.world.bot.token
    markup = '{"inline_keyboard":[[{"text":"a","callback_data":"x"}]]}'
    plain = {"chat_id": str(anna.id), "text": "Formular", "reply_markup": markup}
    async with http.post(f"/bot{token}/sendmessage", data=plain) as response:
        assert (await response.json())["result"]["text"] == "Formular"
    form = aiohttp.FormData({"chat_id": str(anna.id), "caption": "Bild", "photo": "attach://p"})
    form.add_field("p", picture, filename="p.jpg", content_type="image/jpeg")
    async with http.post(f"/bot{token}/sendPhoto", data=form) as response:
        assert (await response.json())["result"]["photo"][-1]["width"] == 1280
    query = {"chat_id": str(anna.id), "text": "Adresse", "disable_notification": "true"}
    async with http.get(f"/bot{token}/sendMessage", params=query) as response:
        assert (await response.json())["result"]["text"] == "Adresse"
    assert [m.silent for m in phone.chat().from_bot] == [False, False, True]
    assert phone.chat().find("Formular").labels == ["a"]
