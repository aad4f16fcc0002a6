"""Where one person's dialogue in one chat stands, while one of their updates is handled."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import cast

from aiogram.fsm.state import State

from services.intents import Json
from services.rows import DialogueState

IDLE_AFTER = timedelta(hours=2)
"""A dialogue that nobody touched for so long is asked whether it should go on."""

WORKS_IN = "works_in"
"""The community that a colleague of several has chosen; it outlasts the dialogue of the choice."""


class Dialogue:
    """State and values of a dialogue. What is changed is committed when the turn ends."""

    __slots__ = ("_changed", "_data", "_state", "_stored", "key")

    def __init__(self, key: str, stored: DialogueState | None) -> None:
        self.key = key
        self._stored = stored
        self._state = stored.state if stored else None
        self._data: dict[str, Json] = dict(stored.data) if stored else {}
        self._changed = False

    @property
    def state(self) -> str | None:
        """The state's name, such as ``Report:place``; ``None`` outside every dialogue."""
        return self._state

    @property
    def data(self) -> dict[str, Json]:
        """A copy of the values."""
        return dict(self._data)

    def get(self, name: str, default: Json = None) -> Json:
        """Return a value."""
        return self._data.get(name, default)

    def text(self, name: str) -> str:
        """Return a value that is a text; an empty one where it is missing."""
        value = self._data.get(name, "")
        return value if isinstance(value, str) else str(value)

    def number(self, name: str) -> int | None:
        """Return a value that is a number, or ``None``."""
        value = self._data.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def texts(self, name: str) -> list[str]:
        """Return a value that is a list of texts; an empty one where it is missing."""
        value = self._data.get(name)
        return [str(item) for item in value] if isinstance(value, list) else []

    def go(self, state: State | str | None, **values: Json) -> None:
        """Set the state and merge values into the kept ones."""
        self._state = state.state if isinstance(state, State) else state
        self._changed = True
        if values:
            self.put(**values)

    def put(self, **values: Json) -> None:
        """Merge values into the kept ones.

        Raises:
            TypeError: A value is not a string, int, bool, None or list (or dict) of these.
        """
        for name, value in values.items():
            self._data[name] = _checked(name, value)
        self._changed = True

    def replace(self, data: Mapping[str, Json]) -> None:
        """Replace all values."""
        self._data = self._lasting()
        self.put(**data)

    def drop(self, *names: str) -> None:
        """Forget values."""
        for name in names:
            self._data.pop(name, None)
        self._changed = True

    def touch(self) -> None:
        """Count the dialogue as used now, so that it does not fall idle."""
        self._changed = True

    def end(self) -> None:
        """Leave the dialogue and forget its values."""
        self._state, self._data, self._changed = None, self._lasting(), True

    def _lasting(self) -> dict[str, Json]:
        return {name: value for name, value in self._data.items() if name == WORKS_IN}

    def roll_back(self) -> None:
        """Forget everything that this turn has changed."""
        stored = self._stored
        self._state = stored.state if stored else None
        self._data = dict(stored.data) if stored else {}
        self._changed = False

    def idle(self, now: datetime) -> bool:
        """Whether a dialogue is under way and was left alone for two hours."""
        stored = self._stored
        if stored is None or stored.state is None:
            return False
        return now - stored.changed_at >= IDLE_AFTER

    def changed(self, now: datetime) -> DialogueState | None:
        """Return what is to be stored; ``None`` when nothing was changed."""
        if not self._changed:
            return None
        return DialogueState(key=self.key, state=self._state, data=self._data, changed_at=now)


def _checked(name: str, value: object) -> Json:
    if value is None or isinstance(value, str | int):
        # An enum's member would come back as something else: keep its value.
        if type(value) in (str, int, bool, type(None)):
            return value
    elif isinstance(value, list):
        return [_checked(name, item) for item in value]
    elif isinstance(value, dict) and all(type(key) is str for key in value):
        return {cast(str, key): _checked(name, item) for key, item in value.items()}
    kind = type(value).__name__
    raise TypeError(f"{name} is a {kind}; a dialogue keeps strings, ints, bools and lists")
