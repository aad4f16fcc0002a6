"""Lets aiogram's state filters and FSMContext work on the dialogue of the turn."""

from collections.abc import Mapping
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from bot.telegram.dialogue import Dialogue


class NotYourDialogue(LookupError):
    """A handler touched a dialogue of another person or chat; only the turn's own is at hand."""


class TurnStorage(BaseStorage):
    """Holds the dialogues of the updates that are being handled, each for its turn only.

    The database is the truth: a dialogue is read when its turn begins and written in the
    transaction that ends it, so nothing is cached and nothing can go stale.
    """

    def __init__(self) -> None:
        self._open: dict[str, Dialogue] = {}

    def open(self, dialogue: Dialogue) -> None:
        """Put a dialogue at hand while its turn lasts."""
        self._open[dialogue.key] = dialogue

    def shut(self, dialogue: Dialogue) -> None:
        """Take a dialogue away."""
        self._open.pop(dialogue.key, None)

    def _dialogue(self, key: StorageKey) -> Dialogue:
        found = self._open.get(f"{key.chat_id}:{key.user_id}")
        if found is None:
            raise NotYourDialogue(f"{key.chat_id}:{key.user_id}")
        return found

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Set the state."""
        self._dialogue(key).go(state.state if isinstance(state, State) else state)

    async def get_state(self, key: StorageKey) -> str | None:
        """Return the state."""
        return self._dialogue(key).state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Replace all values."""
        self._dialogue(key).replace(data)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """Return a copy of the values."""
        return dict(self._dialogue(key).data)

    async def close(self) -> None:
        """Do nothing: nothing is held."""
