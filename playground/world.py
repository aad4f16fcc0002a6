"""The simulated Telegram: who is there, which chats exist, and what everybody is told of it."""

import asyncio
import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeVar

from playground.chats import Bot, Chat, Member, Message, Topic, User, all_rights
from playground.clock import wall_time
from playground.errors import NothingHappened
from playground.faults import Faults
from playground.files import FileStore
from playground.models import check_update
from playground.recorder import Recorder
from playground.updates import UpdateQueue

Wire = dict[str, Any]
T = TypeVar("T")

_COLORS: Final = ("#2f6fed", "#c2570c", "#0f8a5f", "#8a3ffc", "#b4233a", "#0e7490", "#6b7280")
_FIRST_USER: Final = 810_000_001
_FIRST_GROUP: Final = 4_500_000_001
_FIRST_SUPERGROUP: Final = 1_002_000_000_001
_PATIENCE_SECONDS: Final = 10.0
_LOOK_AGAIN_SECONDS: Final = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that a phone or a driver may want to know; kinds as in docs/playground.md."""

    kind: str
    chat: Chat | None = None
    message: Message | None = None
    user_id: int | None = None
    data: Wire = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class ShownPhone:
    """A phone that the page shows."""

    user: User
    label: str
    color: str
    chats: list[Chat]


class World:
    """Everything that one simulated Telegram holds.

    `now` gives the time of messages; `strict` holds each update and answer against aiogram's
    models (leave it out for benchmarks); `record` is how many calls and updates are kept
    (None: all, 0: none); `history` how many messages a chat keeps (None: all); `time_zone` the
    IANA zone in which the page writes times (None: the browser's).
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime] = wall_time,
        seed: int = 1,
        strict: bool = True,
        record: int | None = 20_000,
        history: int | None = None,
        time_zone: str | None = None,
    ) -> None:
        self.now = now
        self.time_zone = time_zone
        self.strict = strict
        self.history = history
        self.faults = Faults(seed)
        self.recorder = Recorder(record)
        self.files = FileStore()
        self.bots: dict[str, Bot] = {}
        self.users: dict[int, User] = {}
        self.groups: dict[int, Chat] = {}
        self.phones: list[ShownPhone] = []
        self._listeners: list[Callable[[Event], None]] = []
        self._waiters: list[asyncio.Future[None]] = []
        self._user_ids = itertools.count(_FIRST_USER)
        self._group_ids = itertools.count(_FIRST_GROUP)
        self._supergroup_ids = itertools.count(_FIRST_SUPERGROUP)
        self._serial = itertools.count(1)

    # Who is there

    @property
    def bot(self) -> Bot:
        """The first bot; most worlds have one."""
        return next(iter(self.bots.values()))

    def add_bot(
        self,
        *,
        token: str = "7000000001:playground",  # noqa: S107 - opens nothing but this world
        username: str = "desk_bot",
        first_name: str = "服务台",
        reads_all: bool = True,
    ) -> Bot:
        """Register a bot; the number before the token's colon is its user id."""
        number = token.partition(":")[0]
        if not number.isdigit():
            raise ValueError("a token begins with the bot's number and a colon")
        user = User(id=int(number), first_name=first_name, username=username, is_bot=True)
        check = check_update if self.strict else None
        queue = UpdateQueue(self.recorder, self.faults, check)
        bot = Bot(token=token, user=user, updates=queue, reads_all=reads_all)
        self.bots[token] = bot
        self.users[user.id] = user
        return bot

    def add_user(
        self,
        *,
        first_name: str,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "zh-hans",
        phone: str | None = None,
        user_id: int | None = None,
    ) -> User:
        """Register a person; `phone` is the number their contact button shares."""
        number = next(self._user_ids) if user_id is None else user_id
        if number in self.users:
            raise ValueError(f"user {number} exists already")
        user = User(
            id=number,
            first_name=first_name,
            last_name=last_name,
            username=username,
            language_code=language_code,
            phone=phone,
        )
        self.users[number] = user
        return user

    def add_group(
        self,
        *,
        title: str,
        members: Iterable[User] = (),
        admins: Iterable[User] = (),
        forum: bool = False,
        supergroup: bool = True,
        username: str | None = None,
        bot_status: str | None = "administrator",
        bot: Bot | None = None,
        chat_id: int | None = None,
    ) -> Chat:
        """Make a group that exists from the start, so nobody is told of it.

        The first admin, or else the first member, is its creator. `bot_status` None: the bot is
        not in it (a person can add it later). Forums are always supergroups.
        """
        big = supergroup or forum
        if chat_id is None:
            chat_id = -next(self._supergroup_ids) if big else -next(self._group_ids)
        chat = Chat(
            id=chat_id,
            type="supergroup" if big else "group",
            title=title,
            username=username,
            is_forum=forum,
            instance=self.serial("77"),
            # Number 1 is the notice of the making, and in forums the general topic's id.
            next_id=2 if big else 1,
        )
        leaders = list(admins)
        everybody = {user.id: user for user in [*leaders, *members]}
        for position, user in enumerate(everybody.values()):
            status = "creator" if position == 0 else "member"
            if position and user in leaders:
                status = "administrator"
            chat.members[user.id] = Member(user=user, status=status, rights=all_rights())
        if bot_status is not None:
            robot = (bot or self.bot).user
            chat.members[robot.id] = Member(user=robot, status=bot_status, rights=all_rights())
        self.groups[chat.id] = chat
        return chat

    def private_chat(self, user: User, bot: Bot | None = None) -> Chat:
        """Return the chat of a person with the bot; it is made when first asked for."""
        robot = bot or self.bot
        chat = robot.private_chats.get(user.id)
        if chat is None:
            chat = Chat(
                id=user.id,
                type="private",
                user=user,
                bot=robot.user,
                instance=self.serial("55"),
            )
            robot.private_chats[user.id] = chat
        return chat

    def chats_of(self, user: User) -> list[Chat]:
        """Return the private chats and the groups a person is in."""
        private = [self.private_chat(user, bot) for bot in self.bots.values()]
        groups = [c for c in self.groups.values() if c.has(user.id) and c.migrated_to is None]
        return private + groups

    def show_phone(
        self,
        user: User,
        *,
        label: str | None = None,
        chats: Iterable[Chat] | None = None,
        color: str | None = None,
    ) -> ShownPhone:
        """Show somebody's phone on the page; without `chats` all chats they are in."""
        shown = ShownPhone(
            user=user,
            label=label or user.name,
            color=color or _COLORS[len(self.phones) % len(_COLORS)],
            chats=list(chats) if chats is not None else self.chats_of(user),
        )
        self.phones.append(shown)
        self.emit(Event(kind="phones"))
        return shown

    def serial(self, prefix: str) -> str:
        """Return a number that no other call returned, as text."""
        return f"{prefix}{next(self._serial):012d}"

    def next_supergroup_id(self) -> int:
        """Return a free id for a group that becomes a supergroup."""
        return -next(self._supergroup_ids)

    def timestamp(self) -> int:
        """Return the time in Unix seconds."""
        return int(self.now().timestamp())

    # What happens

    def post(
        self,
        chat: Chat,
        sender: User,
        kind: str,
        content: Wire,
        *,
        topic: Topic | None = None,
        reply_to: Message | None = None,
        silent: bool = False,
    ) -> Message:
        """Put a message into a chat and tell bots and phones; `content` joins the wire form."""
        number = chat.next_id
        chat.next_id += 1
        wire: Wire = {
            "message_id": number,
            "from": sender.wire(),
            "chat": chat.wire(),
            "date": self.timestamp(),
        }
        self._thread(wire, chat, topic, reply_to)
        wire.update(content)
        message = Message(
            chat=chat,
            sender=sender,
            wire=wire,
            kind=kind,
            topic_id=topic.id if topic is not None else None,
            silent=silent,
        )
        chat.messages[number] = message
        if self.history is not None and len(chat.messages) > self.history:
            del chat.messages[next(iter(chat.messages))]
        self.tell_bots("message", message)
        self.emit(Event(kind="message", chat=chat, message=message))
        return message

    def _thread(
        self, wire: Wire, chat: Chat, topic: Topic | None, reply_to: Message | None
    ) -> None:
        if topic is not None and topic.id != 1:
            wire["message_thread_id"] = topic.id
            wire["is_topic_message"] = True
            if reply_to is None:
                # Telegram shows each message of a topic as a reply to the one that opened it.
                reply_to = chat.messages.get(topic.id)
        elif reply_to is not None and chat.type == "supergroup" and not chat.is_forum:
            wire["message_thread_id"] = reply_to.wire.get("message_thread_id", reply_to.id)
        if reply_to is not None and not reply_to.deleted:
            quoted = {k: v for k, v in reply_to.wire.items() if k != "reply_to_message"}
            wire["reply_to_message"] = quoted

    def bots_in(self, chat: Chat) -> list[Bot]:
        """Return the bots that take part in a chat now."""
        if chat.bot is not None:
            return [bot for bot in self.bots.values() if bot.id == chat.bot.id]
        return [bot for bot in self.bots.values() if chat.has(bot.id)]

    def tell_bots(self, kind: str, message: Message) -> None:
        """Queue an update with a person's message for every bot that may read it."""
        for bot in self.bots_in(message.chat):
            if _reads(bot, message):
                bot.updates.push(kind, message.wire)

    def emit(self, event: Event) -> None:
        """Tell listeners, and wake everybody who waits for a change."""
        for listener in tuple(self._listeners):
            listener(event)
        self.wake()

    def wake(self) -> None:
        """Let everybody who waits try their condition again."""
        if self._waiters:
            waiters, self._waiters = self._waiters, []
            for waiter in waiters:
                if not waiter.done():
                    waiter.set_result(None)

    def subscribe(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call `listener` with every event, in order; the returned function ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def wait_for(
        self,
        condition: Callable[[], T],
        *,
        timeout_seconds: float = _PATIENCE_SECONDS,
        seen: Callable[[], str] | None = None,
    ) -> T:
        """Wait until the condition is true and return its value.

        It is tried at every change here, and 50 times a second besides. Raises
        NothingHappened, with what was `seen`, when the time is over.
        """
        try:
            async with asyncio.timeout(timeout_seconds):
                while not (value := condition()):
                    waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
                    self._waiters.append(waiter)
                    # The condition may also look at what no event tells of, like a database.
                    await asyncio.wait({waiter}, timeout=_LOOK_AGAIN_SECONDS)
                return value
        except TimeoutError as error:
            story = f"; seen: {seen()}" if seen is not None else ""
            raise NothingHappened(f"nothing in {timeout_seconds:g} s{story}") from error


def _reads(bot: Bot, message: Message) -> bool:
    """Say whether a bot is told of a message: never its own (but its pins) or another bot's."""
    if message.sender.is_bot and not message.is_service:
        return False
    if message.sender.id == bot.id:
        return "pinned_message" in message.wire
    chat = message.chat
    if chat.is_private or bot.reads_all or message.is_service:
        return True
    member = chat.member(bot.id)
    if member is not None and member.is_admin:
        return True
    replied = message.wire.get("reply_to_message", {}).get("from", {}).get("id")
    text = message.text
    return replied == bot.id or text.startswith("/") or f"@{bot.user.username}" in text
