"""Takes updates in: stored before they are acknowledged, then handled in order, each to its end.

An update that cannot be read or stored is set aside with its content, so that it stands in
nobody's way: a person can look at it, and whoever sent it is told.
"""

import secrets
from collections.abc import Sequence

import structlog
from aiogram import Bot
from pydantic_core import from_json

from bot.handling import Handling, Waiting
from bot.telegram.lanes import Lanes
from bot.telegram.letters import (
    Letter,
    Raw,
    payload_of,
    read_letter,
    read_migration,
    reread_letter,
    whom_to_answer,
)
from domain.clock import Clock
from domain.desk import Desk
from handlers.communities import centre_phones
from services import updates
from services.intents import Lane, Notice, Outgoing
from services.ports import Runner
from services.rows import InboxUpdate
from services.updates import Arrival, ReceiveUpdates, SetAside, Standing

_log = structlog.get_logger(__name__)


class Reception:
    """Takes updates in and keeps each until it is finished."""

    def __init__(
        self,
        *,
        bot: Bot,
        handling: Handling,
        runner: Runner,
        desk: Desk,
        clock: Clock,
        workers: int = 64,
    ) -> None:
        self._bot, self._handling, self._runner = bot, handling, runner
        self._desk, self._clock = desk, clock
        self._lanes: Lanes[Waiting] = Lanes(
            self._handle,
            workers=workers,
            on_error=_lane_failed,
            # One that is taken up late still comes before what was written after it.
            rank=lambda waiting: waiting.letter.update.update_id,
        )
        self._in_hand: set[int] = set()
        self._missed: set[int] = set()
        self._receiving = 0

    @property
    def idle(self) -> bool:
        """Whether every update that was taken in is finished."""
        return self._lanes.idle and self._handling.answers.idle and not self._receiving

    async def wait_idle(self) -> None:
        """Return when every update that was taken in is finished."""
        await self._lanes.wait_idle()
        await self._handling.answers.wait_idle()

    async def start(self) -> None:
        """Start the lanes, first of all with what a crash has left unfinished."""
        self._lanes.start()
        for update in await self._unfinished():
            await self._take_up(update)

    async def stop(self) -> None:
        """Finish what is being handled; the rest stays in the inbox for the next start."""
        await self._lanes.stop()
        await self._handling.answers.stop()

    # ---- what comes in --------------------------------------------------------------------

    async def accept(self, batch: Sequence[Raw]) -> None:
        """Store a batch and return after the commit: only then may it be acknowledged."""
        letters: dict[int, Letter] = {}
        migrations = []
        for raw in batch:
            try:
                letter, migration = read_letter(self._bot.id, raw), read_migration(raw)
            except Exception as error:  # not as Telegram describes it
                await self._set_aside(raw, error)
                continue
            if letter is not None:
                letters[letter.update.update_id] = letter
            if migration is not None:
                migrations.append(migration)
        if letters or migrations:
            await self._admit(letters, migrations)

    async def sift(self, batch: Sequence[Raw]) -> None:
        """Store a batch that could not be stored: the halves by themselves, down to the culprit.

        Where nothing at all can be stored, not even that an update was set aside, this raises
        like `accept`, and nothing may be acknowledged.
        """
        try:
            await self.accept(batch)
        except Exception as error:
            if len(batch) == 1:
                await self._set_aside(batch[0], error)
                return
            middle = len(batch) // 2
            await self.sift(batch[:middle])
            await self.sift(batch[middle:])

    async def _admit(
        self, letters: dict[int, Letter], migrations: Sequence[tuple[int, int]]
    ) -> None:
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

    async def _set_aside(self, raw: Raw, error: Exception) -> None:
        update = InboxUpdate(
            bot_id=self._bot.id,
            update_id=raw["update_id"],
            lane_key="",
            payload=payload_of(raw),
        )
        error_id = secrets.token_hex(3).upper()
        reply = self._apology(raw, error_id)
        command = SetAside(update=update, reply=reply, now=self._clock.now())
        if await self._runner.run(updates.set_aside, command):
            _log.error(
                "update set aside",
                update_id=update.update_id,
                error_id=error_id,
                answered=reply is not None,
                exc_info=error,
            )

    def _apology(self, raw: Raw, error_id: str) -> Outgoing | None:
        found = whom_to_answer(raw)
        if found is None:
            return None
        chat_id, language = found
        phone = centre_phones(language, self._desk.communities)
        return Outgoing(
            key=f"u:{self._bot.id}:{raw['update_id']}:0",
            chat_id=chat_id,
            content=Notice(name="error-unexpected", args={"error": error_id, "phone": phone}),
            language=language,
            lane=Lane.REPLY,
        )

    # ---- what was left unfinished ---------------------------------------------------------

    async def take_up(self) -> None:
        """Take up what is stored, unfinished and in no lane; to be called every minute or so.

        A commit whose answer was lost leaves such an update. What the last call missed too is
        taken up: anything else may be on its way into a lane, or out of it, at this moment.
        """
        in_hand = set(self._in_hand)
        astray = {
            update.update_id: update
            for update in await self._unfinished()
            if update.update_id not in in_hand
        }
        for update_id, update in astray.items():
            if update_id in self._missed and update_id not in self._in_hand:
                _log.warning("update taken up again", update_id=update_id)
                await self._take_up(update)
        self._missed = set(astray)

    async def _unfinished(self) -> list[InboxUpdate]:
        stored = await self._runner.read(updates.pending, None)
        return [update for update in stored if update.bot_id == self._bot.id]

    async def _take_up(self, update: InboxUpdate) -> None:
        try:
            letter = reread_letter(update)
        except Exception as error:  # written by a version that read it otherwise
            await self._set_aside(from_json(update.payload), error)
        else:
            self._put(letter, None)

    def _put(self, letter: Letter, standing: Standing | None) -> None:
        self._in_hand.add(letter.update.update_id)
        self._lanes.put(letter.lane_key, Waiting(letter, standing))

    async def _handle(self, waiting: Waiting, following: Waiting | None) -> float | None:
        again: float | None = None
        try:
            again = await self._handling.handle(waiting, following)
        finally:
            if again is None:  # it leaves its lane
                self._in_hand.discard(waiting.letter.update.update_id)
        return again


def _lane_failed(error: Exception) -> None:
    _log.error("lane failed", exc_info=error)
