"""Leads an update straight to the handlers that can want it, by reading their filters.

aiogram asks one handler after another, and runs every filter that is a plain function (a state,
an ``F`` expression) in a thread: some 75 µs each. A pressed button names its handler by its prefix
and action and a dialogue by its state, so the others need not be asked, and no thread is needed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED, SkipHandler
from aiogram.dispatcher.event.handler import FilterObject, HandlerObject
from aiogram.filters import Command, StateFilter
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.telegram.callbacks import PressFilter
from bot.telegram.turn import Turn
from handlers.filters import MenuWord

_OPEN = ""
"""The key of handlers that may want anything."""


class MiddlewareNotServed(TypeError):
    """A conversation's router has a middleware; here it would never be called."""


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """One handler, with the filters of its routers before its own."""

    handler: HandlerObject
    filters: tuple[FilterObject, ...]

    async def offer(self, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401 - as aiogram
        """Let the handler have the event if all filters agree."""
        for found in self.filters:
            answer = await _answer_of(found, event, data)
            if not answer:
                return UNHANDLED
            if isinstance(answer, dict):
                data = {**data, **answer}
        try:
            return await self.handler.call(event, **data)
        except SkipHandler:
            return UNHANDLED


async def _answer_of(found: FilterObject, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401 - as aiogram
    if found.awaitable:
        return await found.call(event, **data)
    known = data if found.varkw else {name: data[name] for name in found.params if name in data}
    return found.callback(event, **known)


class Switchboard(Router):
    """A router of routers with an index of what each of their handlers answers to.

    ``urgent`` ones see every message before the dialogues do, the ``rest`` are asked in their
    order: first those whose command, menu word or state it is, then those that take anything.

    Raises:
        MiddlewareNotServed: At once, for a router that has a middleware.
    """

    def __init__(self, *, urgent: Sequence[Router], rest: Sequence[Router]) -> None:
        super().__init__(name="switchboard")
        # The routers are not attached: a module's router may serve several desks in a process.
        routers = (*urgent, *rest)
        self._buttons = _Buttons(_lines(routers, "callback_query"))
        self._urgent = _Words(_lines(urgent, "message"))
        self._rest = _Words(_lines(rest, "message"))
        self._other = {
            kind: list(_lines(routers, kind))
            for kind in self.observers
            if kind not in {"callback_query", "message", "error", "update"}
        }

    async def propagate_event(
        self,
        update_type: str,
        event: TelegramObject,
        **kwargs: Any,  # noqa: ANN401 - aiogram's signature
    ) -> Any:  # noqa: ANN401 - aiogram's signature
        """Offer an event to the handlers that can want it, until one takes it."""
        for line in self._candidates(update_type, event, kwargs):
            response = await line.offer(event, kwargs)
            if response is not UNHANDLED:
                return response
        return UNHANDLED

    def _candidates(
        self, update_type: str, event: TelegramObject, data: dict[str, Any]
    ) -> Iterable[_Line]:
        if isinstance(event, CallbackQuery):
            return self._buttons.wanting(event.data or "")
        if update_type == "message" and isinstance(event, Message):
            return self._for_message(event, data)
        return self._other.get(update_type, ())

    def _for_message(self, message: Message, data: dict[str, Any]) -> Iterator[_Line]:
        text = message.text or message.caption or ""
        state = data.get("raw_state")
        turn: Turn = data["turn"]
        word = turn.texts.menu_word(text) if text else None
        command = None
        if text.startswith("/"):
            command = text.split(maxsplit=1)[0][1:].partition("@")[0].lower()
            state = None
        for words in (self._urgent, self._rest):
            yield from words.commands.get(command, ())
        for words in (self._urgent, self._rest):
            yield from words.menu.get(word, ())
        for words in (self._urgent, self._rest):
            yield from words.states.get(state, ())
            if words is self._urgent:
                yield from words.states.get(_OPEN, ())
        yield from self._rest.states.get(_OPEN, ())


class _Buttons:
    """The handlers of buttons, by the prefix of the button's data and its action."""

    def __init__(self, lines: Iterable[_Line]) -> None:
        everything = [(line, *_press(line.filters)) for line in lines]
        presses = {(prefix, action) for _, prefix, actions in everything for action in actions}
        self._open = [line for line, prefix, _ in everything if prefix == _OPEN]
        self._by_press = {
            (prefix, action): [
                line
                for line, own, actions in everything
                if own == prefix and (action in actions or _OPEN in actions)
            ]
            for prefix, action in presses
            if prefix != _OPEN
        }

    def wanting(self, data: str) -> Iterator[_Line]:
        """Return who may want a button with this data."""
        prefix, _, rest = data.partition(":")
        action = rest.partition(":")[0]
        found = self._by_press.get((prefix, action))
        yield from self._by_press.get((prefix, _OPEN), ()) if found is None else found
        yield from self._open


class _Words:
    """The handlers of messages, by command, by menu word, and by state."""

    def __init__(self, lines: Iterable[_Line]) -> None:
        self.commands: dict[str | None, list[_Line]] = {}
        self.menu: dict[str | None, list[_Line]] = {}
        self.states: dict[str | None, list[_Line]] = {}
        for line in lines:
            commands, words, states = _words(line.filters)
            _note(self.commands, commands, line)
            _note(self.menu, words, line)
            if not commands and not words:
                _note(self.states, states or {_OPEN}, line)


def _lines(routers: Iterable[Router], kind: str) -> Iterator[_Line]:
    for router in routers:
        yield from _lines_of(router, kind, ())


def _lines_of(router: Router, kind: str, gates: tuple[FilterObject, ...]) -> Iterator[_Line]:
    observer = router.observers[kind]
    if len(observer.middleware) or len(observer.outer_middleware):
        raise MiddlewareNotServed(router.name)
    # aiogram keeps a router's own filters in a handler that is never called.
    gates = (*gates, *(observer._handler.filters or ()))
    for handler in observer.handlers:
        yield _Line(handler, (*gates, *(handler.filters or ())))
    for inner in router.sub_routers:
        yield from _lines_of(inner, kind, gates)


def _note(index: dict[str | None, list[_Line]], keys: Iterable[str], line: _Line) -> None:
    for key in keys:
        index.setdefault(key, []).append(line)


def _press(filters: Iterable[FilterObject]) -> tuple[str, frozenset[str]]:
    """Return the prefix and the actions that a handler is for; `_OPEN` stands for any."""
    for found in filters:
        check = found.callback
        if isinstance(check, PressFilter):
            return check.callback_data.__prefix__, check.actions
        if isinstance(check, CallbackQueryFilter):
            return check.callback_data.__prefix__, frozenset({_OPEN})
    return _OPEN, frozenset({_OPEN})


def _words(filters: Iterable[FilterObject]) -> tuple[set[str], set[str], set[str]]:
    """Return the commands, the menu words and the states that a handler is for."""
    commands: set[str] = set()
    words: set[str] = set()
    states: set[str] = set()
    for found in filters:
        check = found.callback
        if isinstance(check, Command):
            commands |= {word.lower() for word in check.commands if isinstance(word, str)}
        elif isinstance(check, MenuWord):
            words |= set(check.names)
        elif isinstance(check, StateFilter):
            states |= _state_names(check.states)
        elif isinstance(check, State) or _is_group(check):
            states |= _state_names([check])
    return commands, words, states


def _state_names(wanted: Iterable[Any]) -> set[str]:
    names: set[str] = set()
    for item in wanted:
        if isinstance(item, State):
            names.add(item.state or _OPEN)
        elif _is_group(item):
            names |= set(item.__all_states_names__)
        elif item == "*" or item is None:
            names.add(_OPEN)
        else:
            names.add(str(item))
    return names


def _is_group(item: object) -> bool:
    return isinstance(item, type) and issubclass(item, StatesGroup)
