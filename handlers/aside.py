"""Lets a short dialogue come between: what was under way is kept and taken up afterwards."""

from typing import Any

from aiogram.fsm.state import State

from bot.telegram.dialogue import Dialogue
from bot.telegram.turn import Turn
from handlers.expiry import repeat_question
from services.intents import Json

_HELD = "held"
_LONG = "long"


def step_aside(dialogue: Dialogue, state: State, **values: Json) -> None:
    """Begin a dialogue in between; the one under way waits, however many come between.

    One in between is forgotten for the next, unless its values say ``long=True``: then it waits
    as well.
    """
    held = dialogue.get(_HELD)
    if not isinstance(held, dict) or dialogue.get(_LONG):
        held = {"state": dialogue.state, "data": dialogue.data}
    dialogue.replace({_HELD: held, **values})
    dialogue.go(state)


def step_back(dialogue: Dialogue) -> bool:
    """End the short dialogue; true when the one that waited goes on."""
    held = dialogue.get(_HELD)
    dialogue.end()
    if not isinstance(held, dict):
        return False
    state, data = held.get("state"), held.get("data")
    if isinstance(data, dict):
        dialogue.replace(data)
    if not isinstance(state, str):
        return False
    dialogue.go(state)
    return True


def held_value(dialogue: Dialogue, name: str) -> Json:
    """Return a value of the dialogue that waits; ``None`` where none does."""
    held = dialogue.get(_HELD)
    data = held.get("data") if isinstance(held, dict) else None
    return data.get(name) if isinstance(data, dict) else None


async def go_on(turn: Turn, data: dict[str, Any]) -> None:
    """End the short dialogue, and repeat the question of the one that waited.

    ``data`` is what a handler may ask for by name.
    """
    if step_back(turn.dialogue):
        await repeat_question(turn, data)
