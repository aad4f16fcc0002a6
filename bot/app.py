"""The composition root: puts the desk together with plain constructors, starts and stops it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramAPIError

from bot.clock import MovableClock
from bot.handling import ALBUM_PAUSE, Handling
from bot.jobs import Jobs
from bot.mailroom import Mailroom
from bot.memory import knowledge_of, search_of
from bot.poller import Poller
from bot.reception import Reception
from bot.reminding import Reminding
from bot.settings import Settings
from bot.taking_over import TakeOver
from bot.telegram.courier import Courier
from bot.telegram.fsm import TurnStorage
from bot.telegram.texts import Texts
from bot.telegram.wire import ApiError, Wire, WireDown
from domain.clock import Clock
from domain.desk import Desk
from handlers.command_menu import publish
from handlers.consult_answers import Answers
from handlers.order import create_router
from knowledge_base.knowledge import KnowledgeBase
from services import follow_ups, overdue, voice
from services.call_tasks import CALL_AGAIN, CallTasks
from services.consultations import Consultations
from services.delivery import Delivery
from services.due import Timers
from services.filing import Filing
from services.follow_ups import FollowUps
from services.identity import Identity
from services.knowledge_review import KnowledgeReview
from services.learning import Learning
from services.lookup import Lookup
from services.notes import Notes
from services.owners import Owners
from services.reactions import Reactions
from services.reporting import Reporting
from services.residences import Residences
from services.retention import Retention
from services.rows import OutboxRow
from services.staffing import Staffing
from services.talks import Talks
from services.teaching import Teaching
from services.team_chats import TeamChats
from services.timers import TicketTimers
from services.undelivered import Undelivered
from services.work import Work
from storage.crypto import Keyring
from storage.desk_database import create_runner
from storage.runner import DatabaseRunner

_log = structlog.get_logger(__name__)


class TokenMissing(Exception):
    """There is no bot token, so the desk cannot talk to Telegram."""


@dataclass(slots=True, kw_only=True)
class App:
    """The running desk. Made by `build`."""

    settings: Settings
    desk: Desk
    clock: Clock
    texts: Texts
    bot: Bot
    wire: Wire
    runner: DatabaseRunner
    timers: Timers
    services: dict[str, Any]
    reception: Reception
    mailroom: Mailroom
    jobs: Jobs
    take_over: TakeOver
    reminding: Reminding
    poller: Poller

    async def start(self) -> None:
        """Open the database, take up what was left unfinished, then begin to listen."""
        self.runner.listen(on_outbox=self._on_outbox)
        await self.runner.start()
        await self.runner.release_leases()
        await self.take_over.catch_up()  # before the first question is answered
        self.mailroom.start()
        await self.reception.start()
        self.jobs.start()
        await self._leave_webhook()
        self.poller.start()
        await self._publish_commands()
        _log.info("desk started", bot_id=self.bot.id)

    async def stop(self) -> None:
        """Stop listening, finish what is under way, close everything."""
        await self.poller.stop()
        await self.jobs.stop()
        await self.reception.stop()
        await self.mailroom.stop()
        await self.runner.close()
        await self.wire.close()
        _log.info("desk stopped", bot_id=self.bot.id)

    async def settle(self) -> None:
        """Return when nothing is left to do at this moment of the clock.

        Every update that was fetched is finished, every timer that is due has fired, and every
        message that may be sent has been.
        """
        while True:
            await self.reception.wait_idle()
            await self.mailroom.wait_idle()
            if not await self.jobs.tick() and self.reception.idle and self.mailroom.idle:
                return

    async def clock_moved(self) -> None:
        """Let everything happen that the clock, which was just moved, has made due."""
        await self.settle()

    async def forward(self, by: timedelta) -> None:
        """Move the clock, and stop at every timer on the way, so that each fires in its time.

        Raises:
            TypeError: The desk runs by a clock that cannot be moved.
        """
        clock = self._movable()
        target = clock.now() + by
        while True:
            await self.settle()
            following = await self.next_due()
            if following is None or following > target:
                break
            clock.forward(max(following - clock.now(), timedelta()))
            before = following
            await self.settle()
            if await self.next_due() == before:
                break  # a timer that fails must not hold the clock
        clock.forward(max(target - clock.now(), timedelta()))
        await self.settle()

    async def next_due(self) -> datetime | None:
        """Return when the next timer is due."""
        return await self.runner.read(self.timers.next_at, None)

    def _movable(self) -> MovableClock:
        if not isinstance(self.clock, MovableClock):
            raise TypeError("this desk runs by a clock that cannot be moved")
        return self.clock

    def _on_outbox(self, born: list[OutboxRow]) -> None:
        self.mailroom.put(born)

    async def _leave_webhook(self) -> None:
        """A webhook that is still set would keep us from polling; its updates are kept."""
        try:
            await self.wire.call(self.bot, "deleteWebhook", {"drop_pending_updates": False})
        except (ApiError, WireDown) as error:
            _log.warning("Telegram is not to be reached yet", error=str(error))

    async def _publish_commands(self) -> None:
        """Without its menu the desk works all the same; the next start sets it."""
        try:
            await publish(self.bot, self.texts)
        except TelegramAPIError as error:
            _log.warning("the command lists are not set", error=type(error).__name__)


def build(
    *,
    settings: Settings,
    desk: Desk,
    clock: Clock,
    knowledge: Mapping[str, KnowledgeBase] | None = None,
    texts: Texts | None = None,
    album_pause: float = ALBUM_PAUSE,
    pause_scale: float = 1.0,
) -> App:
    """Put the desk together; nothing is opened or started yet but the file of keys.

    ``knowledge`` is that of each community, by its code; it is loaded from the shipped content
    where none is given (it takes a second), and so are the ``texts``. Tests give strict ones, and
    wait less long than people do, for an album (``album_pause``) and after a failure of ours
    (``pause_scale``).

    Raises:
        TokenMissing: The settings have no bot token.
        KeyringError: The file of keys is broken, or others than its owner may read it.
        ContentError: The knowledge base cannot be read.
    """
    if settings.bot_token is None:
        raise TokenMissing
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    wire = Wire(settings.telegram_api_base)
    bot = Bot(settings.bot_token.get_secret_value(), session=wire)
    texts = texts or Texts.load()
    keyring = Keyring.load_or_create(settings.keys)
    runner = create_runner(settings.database.get_secret_value(), keyring)
    services, timers = _services(desk, clock)
    known = knowledge or knowledge_of(desk, KnowledgeBase.from_content(desk.facts))
    services["answers"] = Answers(desk, known, services["consultations"])
    take_over = TakeOver(runner, services["teaching"], search_of(known), clock)
    reminding = Reminding(
        desk=desk,
        runner=runner,
        review=services["knowledge_review"],
        knowledge=known,
        clock=clock,
    )
    undelivered = Undelivered(services["follow_ups"], services["team_chats"])
    mailroom = Mailroom(
        courier=Courier(
            bot=bot,
            wire=wire,
            runner=runner,
            texts=texts,
            desk=desk,
            clock=clock,
            sends_per_second=settings.sends_per_second,
        ),
        runner=runner,
        delivery=Delivery(on_give_up=undelivered.react),
        clock=clock,
    )
    storage = TurnStorage()
    dispatcher = Dispatcher(storage=storage)
    dispatcher.include_router(create_router())
    dispatcher.workflow_data.update(runner=runner, desk=desk, clock=clock, texts=texts, **services)
    handling = Handling(
        bot=bot,
        wire=wire,
        dispatcher=dispatcher,
        storage=storage,
        runner=runner,
        texts=texts,
        desk=desk,
        clock=clock,
        album_pause=album_pause,
        pause_scale=pause_scale,
    )
    reception = Reception(bot=bot, handling=handling, runner=runner, desk=desk, clock=clock)
    return App(
        settings=settings,
        desk=desk,
        clock=clock,
        texts=texts,
        bot=bot,
        wire=wire,
        runner=runner,
        timers=timers,
        services=services,
        reception=reception,
        mailroom=mailroom,
        jobs=Jobs(
            runner=runner,
            timers=timers,
            mailroom=mailroom,
            reception=reception,
            retention=Retention(desk),
            take_over=take_over,
            reminding=reminding,
            clock=clock,
        ),
        take_over=take_over,
        reminding=reminding,
        poller=Poller(
            bot=bot,
            wire=wire,
            accept=reception.accept,
            sift=reception.sift,
            pause_scale=pause_scale,
        ),
    )


def _services(desk: Desk, clock: Clock) -> tuple[dict[str, Any], Timers]:
    """Return the services by the names under which handlers ask for them, and the timers."""
    reacting = Reactions(desk)
    by_clock = TicketTimers(clock, reacting)
    call_tasks = CallTasks(desk, clock, reacting)
    asking = FollowUps(desk, clock, reacting, call_tasks)
    timers = Timers()
    timers.register(voice.ACCEPT_OVERDUE, by_clock.accept_overdue)
    timers.register(voice.FINISH_OVERDUE, by_clock.finish_overdue)
    timers.register(overdue.TELL_OVERDUE, overdue.Overdue(clock).tell)
    timers.register(voice.HOLD_ENDS, by_clock.hold_ends)
    timers.register(voice.APOLOGY, by_clock.apologize)
    timers.register(voice.CLOSE_CONFIRMED, by_clock.close_confirmed)
    timers.register(voice.FOLLOW_UP, asking.ask)
    timers.register(follow_ups.FOLLOW_UP_REMIND, asking.remind)
    timers.register(follow_ups.FOLLOW_UP_CALL, asking.hand_to_centre)
    timers.register(CALL_AGAIN, call_tasks.remind)
    services = {
        "filing": Filing(desk, clock, reacting),
        "work": Work(desk, clock, reacting),
        "notes": Notes(desk, clock, reacting),
        "owners": Owners(desk, clock, reacting),
        "follow_ups": asking,
        "call_tasks": call_tasks,
        "consultations": Consultations(desk, clock),
        "identity": Identity(desk, clock),
        "residences": Residences(),
        "staffing": Staffing(desk, clock, reacting),
        "talks": Talks(desk, clock, reacting),
        "team_chats": TeamChats(desk, clock, reacting),
        "lookup": Lookup(desk, clock),
        "learning": Learning(desk, clock),
        "knowledge_review": KnowledgeReview(desk, clock),
        "teaching": Teaching(desk, clock),
        "reporting": Reporting(desk, clock),
    }
    return services, timers
