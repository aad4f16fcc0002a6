"""Sees one letter through: led to its conversation, and finished in one commit."""

import time
from dataclasses import dataclass, field

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import Update
from pydantic import ValidationError

from bot.background import Background
from bot.telegram.dialogue import Dialogue
from bot.telegram.fsm import TurnStorage
from bot.telegram.letters import Letter, without_buttons
from bot.telegram.texts import Texts
from bot.telegram.turn import Turn
from bot.telegram.wire import ApiError, Wire, WireDown
from domain.clock import Clock
from domain.desk import Desk
from handlers.errors import apologize
from services import updates
from services.intents import Json
from services.ports import Runner
from services.updates import Standing, StandingQuery

_log = structlog.get_logger(__name__)

ALBUM_PAUSE = 0.8
"""Seconds without a further picture after which an album is taken to be complete."""

LONGEST_PAUSE = 60.0
SORRY_AFTER = 3
"""After so many tries of a conversation whose end the database refuses, it ends in an apology."""


@dataclass(slots=True)
class Waiting:
    """A letter in its lane. ``standing`` is ``None`` when it must be read again."""

    letter: Letter
    standing: Standing | None
    arrived: float = field(default_factory=time.monotonic)
    tries: int = 0


class Handling:
    """Handles letters, each as often as it takes until its end is committed."""

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
        pause_scale: float = 1.0,
    ) -> None:
        self._bot, self._wire, self._dispatcher = bot, wire, dispatcher
        self._storage, self._runner = storage, runner
        self._texts, self._desk, self._clock = texts, desk, clock
        self._album_pause, self._pause_scale = album_pause, pause_scale
        self.answers = Background()
        """Answers to pressed buttons that are on their way."""

    async def handle(self, waiting: Waiting, following: Waiting | None) -> float | None:
        """Handle the first letter of a lane; a number of seconds means: not yet, or once more.

        A letter whose end cannot be committed is never let go: it keeps its place before what
        the person has written after it, and is tried again, after a minute at the latest.
        """
        letter = waiting.letter
        same_album = _same_album(letter, following)
        if letter.album_id is not None and not same_album:
            left = waiting.arrived + self._album_pause - time.monotonic()
            if left > 0:
                return left
        try:
            await self._see_through(waiting, album_last=not same_album)
        except Exception as error:  # the database, most likely: nothing was committed
            waiting.tries += 1
            pause = self._pause_scale * min(2.0**waiting.tries, LONGEST_PAUSE)
            _log.error(
                "update not finished",
                update_id=letter.update.update_id,
                tries=waiting.tries,
                pause=pause,
                exc_info=error,
            )
            return pause
        return None

    async def _see_through(self, waiting: Waiting, *, album_last: bool) -> None:
        """Lead an update to its conversation and commit its end; repeatable until committed."""
        letter, standing = waiting.letter, waiting.standing
        waiting.standing = None
        if standing is None:
            query = StandingQuery(sender=letter.sender, lane_key=letter.lane_key)
            standing = await self._runner.run(updates.standing, query)
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
        await self._finish(turn, waiting.tries)
        if (answer := turn.callback_answer()) is not None:
            self.answers.start(self._answer(answer))

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
            if turn.private:
                turn.answer(turn.t("fallback-not-understood"), alert=True)
        except Exception as error:
            turn.roll_back()
            await apologize(turn, self._desk, self._runner, error)
        finally:
            self._storage.shut(turn.dialogue)

    async def _finish(self, turn: Turn, tries: int) -> None:
        """Commit the end of a turn; one that the database will not take becomes an apology."""
        try:
            await self._runner.run(updates.finish, turn.finished())
        except Exception as error:
            if tries < SORRY_AFTER:
                raise
            # It has just told us where the dialogue stands, so it is this that it refuses. Better
            # an apology than silence, which would be kept also about all that is written after.
            turn.roll_back()
            await apologize(turn, self._desk, self._runner, error)
            await self._runner.run(updates.finish, turn.finished())

    async def _answer(self, answer: dict[str, Json]) -> None:
        """Answer a pressed button. Telegram forgets it after a while; that is no loss."""
        try:
            await self._wire.call(self._bot, "answerCallbackQuery", answer, seconds=10)
        except (ApiError, WireDown) as error:
            _log.info("button not answered", error=str(error))


def _same_album(letter: Letter, following: Waiting | None) -> bool:
    if letter.album_id is None or following is None:
        return False
    return following.letter.album_id == letter.album_id
