"""The way of an update: stored, led to its conversation in order, and finished in one commit."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import Update
from pydantic import ValidationError

from bot.background import Background
from bot.telegram.dialogue import Dialogue
from bot.telegram.fsm import TurnStorage
from bot.telegram.lanes import Lanes
from bot.telegram.letters import (
    Letter,
    Raw,
    read_letter,
    read_migration,
    reread_letter,
    without_buttons,
)
from bot.telegram.texts import Texts
from bot.telegram.turn import Turn
from bot.telegram.wire import ApiError, Wire, WireDown
from domain.clock import Clock
from domain.desk import Desk
from handlers.errors import apologize
from services import updates
from services.intents import Json
from services.ports import Runner
from services.updates import Arrival, ReceiveUpdates, Standing, StandingQuery

_log = structlog.get_logger(__name__)

ALBUM_PAUSE = 0.8
"""Seconds without a further picture after which an album is taken to be complete."""

LONGEST_PAUSE = 60.0
MOST_TRIES = 12
"""How often an update is tried whose end cannot be committed; then it waits for a restart."""


@dataclass(slots=True)
class _Waiting:
    """A letter in its lane. ``standing`` is ``None`` when it must be read again."""

    letter: Letter
    standing: Standing | None
    arrived: float
    tries: int = 0


class Reception:
    """Takes updates in and sees each of them through."""

    def __init__(
        self,
        *,
        bot: Bot,
        wire: Wire,
        dispatcher: Dispatcher,
        storage: TurnStorage,
        runner: Runner,
        texts: Texts,
        desk: Desk,
        clock: Clock,
        album_pause: float = ALBUM_PAUSE,
        workers: int = 64,
    ) -> None:
        self._bot, self._wire, self._dispatcher = bot, wire, dispatcher
        self._storage, self._runner = storage, runner
        self._texts, self._desk, self._clock = texts, desk, clock
        self._album_pause = album_pause
        self._lanes: Lanes[_Waiting] = Lanes(self._handle, workers=workers, on_error=_lane_failed)
        self._answers = Background()
        self._receiving = 0

    @property
    def idle(self) -> bool:
        """Whether every update that was taken in is finished."""
        return self._lanes.idle and self._answers.idle and not self._receiving

    async def wait_idle(self) -> None:
        """Return when every update that was taken in is finished."""
        await self._lanes.wait_idle()
        await self._answers.wait_idle()

    async def start(self) -> None:
        """Start the lanes, first of all with what a crash has left unfinished."""
        self._lanes.start()
        for update in await self._runner.run(updates.pending, None):
            letter = reread_letter(update) if update.bot_id == self._bot.id else None
            if letter is not None:
                self._put(letter, None)

    async def stop(self) -> None:
        """Finish what is being handled; the rest stays in the inbox for the next start."""
        await self._lanes.stop()
        await self._answers.stop()

    async def accept(self, batch: Sequence[Raw]) -> None:
        """Store a batch and return after the commit: only then may it be acknowledged."""
        letters: dict[int, Letter] = {}
        migrations = []
        for raw in batch:
            letter = read_letter(self._bot.id, raw)
            if letter is not None:
                letters[letter.update.update_id] = letter
            if (migration := read_migration(raw)) is not None:
                migrations.append(migration)
        if not letters and not migrations:
            return
        # Whoever is being served now may change before their next letter is opened.
        busy = {letter.lane_key for letter in letters.values() if letter.lane_key in self._lanes}
        command = ReceiveUpdates(
            arrivals=tuple(
                Arrival(update=letter.update, sender=letter.sender) for letter in letters.values()
            ),
            migrations=tuple(migrations),
            now=self._clock.now(),
        )
        self._receiving += 1
        try:
            admitted = await self._runner.run(updates.receive, command)
            for arrival, standing in admitted:
                letter = letters[arrival.update.update_id]
                fresh = letter.lane_key not in busy and letter.lane_key not in self._lanes
                self._put(letter, standing if fresh else None)
        finally:
            self._receiving -= 1

    def _put(self, letter: Letter, standing: Standing | None) -> None:
        self._lanes.put(letter.lane_key, _Waiting(letter, standing, time.monotonic()))

    # ---- one letter -----------------------------------------------------------------------

    async def _handle(self, waiting: _Waiting, following: _Waiting | None) -> float | None:
        """Handle the first letter of a lane; a number of seconds means: not yet, or once more."""
        letter = waiting.letter
        same_album = _same_album(letter, following)
        if letter.album_id is not None and not same_album:
            left = waiting.arrived + self._album_pause - time.monotonic()
            if left > 0:
                return left
        try:
            await self._see_through(waiting, album_last=not same_album)
        except Exception as error:  # the database, most likely: nothing was committed
            return _once_more(waiting, error)
        return None

    async def _see_through(self, waiting: _Waiting, *, album_last: bool) -> None:
        """Lead an update to its conversation and commit its end; repeatable until committed."""
        letter, standing = waiting.letter, waiting.standing
        waiting.standing = None
        if standing is None:
            standing = await self._standing(letter)
        turn = Turn(
            letter=letter,
            person=standing.person,
            dialogue=Dialogue(letter.lane_key, standing.dialogue),
            texts=self._texts,
            desk=self._desk,
            now=self._clock.now(),
            album_last=album_last,
        )
        await self._converse(letter, turn)
        await self._runner.run(updates.finish, turn.finished())
        if (answer := turn.callback_answer()) is not None:
            self._answers.start(self._answer(answer))

    async def _standing(self, letter: Letter) -> Standing:
        query = StandingQuery(sender=letter.sender, lane_key=letter.lane_key)
        return await self._runner.run(updates.standing, query)

    async def _converse(self, letter: Letter, turn: Turn) -> None:
        """Let the conversations answer; whatever goes wrong ends in an apology."""
        self._storage.open(turn.dialogue)
        try:
            raw = without_buttons(letter.raw)
            update = Update.model_validate(raw, context={"bot": self._bot})
            await self._dispatcher.feed_update(self._bot, update, turn=turn)
        except ValidationError:
            # A kind of update that this version of aiogram cannot read.
            turn.roll_back()
            _log.error("unreadable update", turn=turn.key)
        except Exception as error:
            turn.roll_back()
            apologize(turn, self._desk, error)
        finally:
            self._storage.shut(turn.dialogue)

    async def _answer(self, answer: dict[str, Json]) -> None:
        """Answer a pressed button. Telegram forgets it after a while; that is no loss."""
        try:
            await self._wire.call(self._bot, "answerCallbackQuery", answer, seconds=10)
        except (ApiError, WireDown) as error:
            _log.info("button not answered", error=str(error))


def _once_more(waiting: _Waiting, error: Exception) -> float | None:
    """Return the seconds until the next try; after several it waits for the next start."""
    waiting.tries += 1
    update_id = waiting.letter.update.update_id
    _log.error("update not finished", update_id=update_id, tries=waiting.tries, exc_info=error)
    return None if waiting.tries >= MOST_TRIES else min(2.0**waiting.tries, LONGEST_PAUSE)


def _same_album(letter: Letter, following: _Waiting | None) -> bool:
    if letter.album_id is None or following is None:
        return False
    return following.letter.album_id == letter.album_id


def _lane_failed(error: Exception) -> None:
    _log.error("lane failed", exc_info=error)
