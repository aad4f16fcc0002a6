"""The switchboard: who is asked, in which order, and who is not."""

import threading
from types import SimpleNamespace
from typing import Any, cast

import pytest
from aiogram import F, Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.filters import Command, Filter, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Chat, Message, User

from bot.telegram.callbacks import Press
from handlers.filters import MenuWord
from handlers.switchboard import MiddlewareNotServed, Switchboard

WANG = User(id=5, is_bot=False, first_name="王")


class Walk(StatesGroup):
    first = State()
    second = State()


class Door(Press, prefix="d"):
    """A button of the one conversation."""


class Window(Press, prefix="w"):
    """A button of the other."""


class Asked(Filter):
    """Notes that it was asked, and says no."""

    def __init__(self, heard: list[str], name: str) -> None:
        self._heard, self._name = heard, name

    async def __call__(self, event: Any) -> bool:  # noqa: ANN401
        self._heard.append(self._name)
        return False


@pytest.fixture
def heard() -> list[str]:
    return []


def answers(heard: list[str], name: str) -> Any:  # noqa: ANN401 - a handler
    async def handler(event: Any) -> str:  # noqa: ANN401
        heard.append(name)
        return name

    return handler


async def press(board: Switchboard, data: str) -> Any:  # noqa: ANN401
    query = CallbackQuery(id="1", from_user=WANG, chat_instance="1", data=data)
    return await board.propagate_event("callback_query", query)


async def say(board: Switchboard, text: str, state: State | None = None) -> Any:  # noqa: ANN401
    message = Message(
        message_id=1,
        date=cast(Any, 0),
        chat=Chat(id=5, type="private"),
        from_user=WANG,
        text=text,
    )
    words = {"报修": "menu-repair"}
    turn = SimpleNamespace(texts=SimpleNamespace(menu_word=words.get))
    raw = state.state if state else None
    return await board.propagate_event("message", message, turn=turn, raw_state=raw, bot=None)


async def test_a_button_goes_to_its_action_and_asks_nobody_else(heard: list[str]) -> None:
    router, other = Router(), Router()
    for number in range(30):
        router.callback_query.register(
            answers(heard, "cold"), Door.of(f"cold{number}"), Asked(heard, "asked in vain")
        )
    other.callback_query.register(answers(heard, "window"), Window.of("open"))
    router.callback_query.register(answers(heard, "hot"), Door.of("open", "shut"))
    board = Switchboard(urgent=(), rest=(other, router))
    assert await press(board, "d:shut") == "hot"
    assert heard == ["hot"]


async def test_a_handler_of_every_action_keeps_its_place(heard: list[str]) -> None:
    router = Router()
    router.callback_query.register(answers(heard, "x"), Door.filter(), Asked(heard, "first"))
    router.callback_query.register(answers(heard, "open"), Door.of("open"))
    router.callback_query.register(answers(heard, "rest"), Door.filter())
    board = Switchboard(urgent=(), rest=(router,))
    assert await press(board, "d:open") == "open"
    assert await press(board, "d:unheard-of") == "rest"
    assert heard == ["first", "open", "first", "rest"]


async def test_a_button_of_nobody_reaches_those_that_take_anything(heard: list[str]) -> None:
    router, last = Router(), Router()
    router.callback_query.register(answers(heard, "door"), Door.of("open"))
    last.callback_query.register(answers(heard, "anything"))
    board = Switchboard(urgent=(), rest=(router, last))
    assert await press(board, "zzz:1:2") == "anything"
    assert await press(board, "") == "anything"
    assert await press(Switchboard(urgent=(), rest=(router,)), "zzz") is UNHANDLED


async def test_the_order_of_words(heard: list[str]) -> None:
    free, walk, urgent = Router(), Router(), Router()
    free.message.register(answers(heard, "free"))
    walk.message.register(answers(heard, "command"), Command("go"))
    walk.message.register(answers(heard, "menu"), MenuWord("menu-repair"))
    walk.message.register(answers(heard, "first"), Walk.first)
    walk.message.register(answers(heard, "any state"), StateFilter(Walk))
    urgent.message.register(answers(heard, "urgent"), F.text == "fire")
    board = Switchboard(urgent=(urgent,), rest=(free, walk))
    assert await say(board, "/go", Walk.first) == "command"
    assert await say(board, "报修", Walk.first) == "menu"
    assert await say(board, "fire", Walk.first) == "urgent"
    assert await say(board, "word", Walk.first) == "first"
    assert await say(board, "word", Walk.second) == "any state"
    assert await say(board, "word") == "free"
    assert await say(board, "/unknown", Walk.first) == "free"


async def test_a_routers_own_filters_hold_for_those_inside_it(heard: list[str]) -> None:
    outer, inner = Router(), Router()
    outer.callback_query.filter(F.data == "d:open")
    inner.callback_query.register(answers(heard, "inner"), Door.filter())
    outer.include_router(inner)
    board = Switchboard(urgent=(), rest=(outer,))
    assert await press(board, "d:open") == "inner"
    assert await press(board, "d:shut") is UNHANDLED


async def test_plain_filters_are_asked_without_a_thread(heard: list[str]) -> None:
    threads: list[threading.Thread] = []

    def here(event: Any) -> bool:  # noqa: ANN401
        threads.append(threading.current_thread())
        return True

    router = Router()
    router.callback_query.register(answers(heard, "door"), Door.of("open"), here)
    assert await press(Switchboard(urgent=(), rest=(router,)), "d:open") == "door"
    assert threads == [threading.main_thread()]


async def test_what_a_filter_finds_reaches_only_its_own_handler() -> None:
    class Finds(Filter):
        async def __call__(self, event: Any) -> dict[str, Any]:  # noqa: ANN401
            return {"found": "something"}

    async def refused(event: Any, found: str) -> str:  # noqa: ANN401
        return found

    async def taken(event: Any, found: str = "nothing") -> str:  # noqa: ANN401
        return found

    router = Router()
    router.callback_query.register(refused, Finds(), F.data == "never")
    router.callback_query.register(taken)
    assert await press(Switchboard(urgent=(), rest=(router,)), "x") == "nothing"


def test_a_middleware_is_refused_because_it_would_never_be_called() -> None:
    async def middleware(handler: Any, event: Any, data: Any) -> Any:  # noqa: ANN401
        return await handler(event, data)

    router = Router()
    router.message.middleware(middleware)
    with pytest.raises(MiddlewareNotServed):
        Switchboard(urgent=(), rest=(router,))
