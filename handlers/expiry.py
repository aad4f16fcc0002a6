"""Asks whether a dialogue that was left alone should go on, and repeats its question if so."""

import inspect
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiogram import Router
from aiogram.fsm.state import StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.callbacks import ExpiryAction
from bot.telegram.turn import Turn
from handlers.filters import IdleDialogue

router = Router(name="expiry")

AskAgain = Callable[..., Awaitable[None]]

_ASK_AGAIN: dict[str, AskAgain] = {}


def asks_again(*groups: type[StatesGroup]) -> Callable[[AskAgain], AskAgain]:
    """Register how the question of a dialogue's present state is repeated.

    The function is called with whatever a handler may ask for by name, ``turn`` first of all.
    """

    def register(function: AskAgain) -> AskAgain:
        for group in groups:
            _ASK_AGAIN[group.__full_group_name__] = function
        return function

    return register


async def repeat_question(turn: Turn, data: Mapping[str, Any]) -> bool:
    """Repeat the question that the person's dialogue stands at; false when there is none."""
    group = (turn.dialogue.state or "").partition(":")[0]
    function = _ASK_AGAIN.get(group)
    if function is None:
        return False
    wanted = inspect.signature(function).parameters
    given = {**data, "turn": turn}
    await function(**{name: given[name] for name in wanted if name in given})
    return True


@router.message(IdleDialogue())
async def ask_whether_to_go_on(message: Message, turn: Turn) -> None:
    """Ask before an old dialogue takes a new word for an answer."""
    offer_to_go_on(turn)


def offer_to_go_on(turn: Turn) -> None:
    """Offer to go on with the dialogue under way, or to forget it."""
    turn.say(
        turn.t("expiry-ask"),
        keyboards.inline(
            [
                keyboards.button(turn.t("btn-continue"), ExpiryAction(action="continue")),
                keyboards.button(turn.t("btn-restart"), ExpiryAction(action="restart")),
            ]
        ),
    )


@router.callback_query(ExpiryAction.of("continue"))
async def go_on(query: CallbackQuery, turn: Turn, **data: Any) -> None:  # noqa: ANN401 - by name
    """Take the dialogue up where it was left."""
    turn.dialogue.touch()
    turn.strip()
    if not await repeat_question(turn, data):
        turn.say(turn.t("expiry-nothing-left"))


@router.callback_query(ExpiryAction.of("restart"))
async def start_over(query: CallbackQuery, turn: Turn) -> None:
    """Forget the dialogue."""
    turn.dialogue.end()
    turn.edit(turn.t("expiry-restarted"))
