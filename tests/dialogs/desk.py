"""The desk on trial: the real app against the playground over HTTP, and the people who use it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any, TypeVar

from PIL import Image

from bot.app import App
from bot.clock import MovableClock
from domain.language import Language
from domain.people import (
    CENTRE,
    House,
    PersonId,
    Relation,
    ResidenceStatus,
    StaffId,
    StaffRole,
)
from playground.chats import CallbackAnswer, Chat, Message, User
from playground.errors import PhoneError
from playground.phones import Phone
from playground.screens import Screen
from playground.world import World
from services.ports import UnitOfWork
from services.rows import TeamChat

T = TypeVar("T")


def picture() -> bytes:
    """A small JPEG."""
    data = BytesIO()
    Image.new("RGB", (64, 48), "navy").save(data, "JPEG")
    return data.getvalue()


class Group:
    """A group chat, with topics or without."""

    def __init__(self, world: World, chat: Chat) -> None:
        self._world = world
        self.chat = chat

    @property
    def messages(self) -> list[Message]:
        """What the bot has said here, newest last."""
        return [m for m in self.chat.shown if m.sender.is_bot and not m.is_service]

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.messages]

    @property
    def last(self) -> Message:
        """The newest message of the bot."""
        return self.messages[-1]

    @property
    def last_card(self) -> Message:
        """The newest message of the bot that has buttons."""
        return next(message for message in reversed(self.messages) if message.labels)


class Somebody:
    """A person with a phone. Whatever they do, the desk has come to rest when it returns."""

    def __init__(self, desk: "DeskOnTrial", user: User) -> None:
        self._desk = desk
        self.user = user
        self.phone = Phone(desk.world, user)
        self.person_id: PersonId | None = None
        self.staff_id: StaffId | None = None

    # ---- what they see --------------------------------------------------------------------

    def screen(self, in_: Group | None = None) -> Screen:
        return self.phone.chat(in_.chat if in_ else None)

    @property
    def messages(self) -> list[Message]:
        """What the bot has said in private, newest last."""
        return self.screen().from_bot

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.messages]

    @property
    def last(self) -> Message:
        """The newest private message of the bot."""
        if not self.messages:
            raise AssertionError(f"the bot has said nothing to {self.user.name}")
        return self.messages[-1]

    @property
    def buttons(self) -> list[str]:
        """The inline buttons of the newest message that has any."""
        return next((m.labels for m in reversed(self.messages) if m.labels), [])

    @property
    def keyboard(self) -> list[list[str]]:
        """The words on the reply keyboard."""
        return self.screen().keyboard

    def sees(self, text: str, in_: Group | None = None) -> Message:
        """Return the newest message with this text; fails with what is on the screen."""
        try:
            return self.screen(in_).find(text)
        except PhoneError as error:
            raise AssertionError(str(error)) from error

    # ---- what they do ---------------------------------------------------------------------

    async def says(
        self, text: str, in_: Group | None = None, reply_to: Message | None = None
    ) -> Message:
        return await self._do(
            lambda: self.phone.send_text(text, in_.chat if in_ else None, reply_to=reply_to)
        )

    async def opens(self, payload: str = "") -> Message:
        """Follow a link to the bot."""
        return await self._do(lambda: self.phone.start(payload))

    async def taps(
        self, label: str, in_: Group | None = None, on: Message | None = None
    ) -> CallbackAnswer:
        """Press a button: of ``on``, or the newest inline one, or one of the reply keyboard.

        The words may be the beginning of the button's. Returns what only the presser sees.
        """
        screen = self.screen(in_)
        candidates = [on] if on is not None else list(reversed(screen.messages))
        for message in candidates:
            for found in message.labels:
                if found.startswith(label):
                    tap = self.phone.tap(message, found)
                    await self._desk.settle()
                    return await tap.answered()
        for row in screen.keyboard:
            for word in row:
                if word.startswith(label):
                    await self._do(lambda word=word: self.phone.press(word))  # type: ignore[misc]
                    return CallbackAnswer()
        raise AssertionError(f"no button {label!r}; {screen.story()}")

    async def forges(self, data: str, on: Message | None = None) -> CallbackAnswer:
        """Send callback data that no button carries."""
        tap = self.phone.forge_callback(on or self.last, data)
        await self._desk.settle()
        return await tap.answered()

    async def sends_photo(self, caption: str = "", in_: Group | None = None) -> Message:
        chat = in_.chat if in_ else None
        return await self._do(lambda: self.phone.send_photo(picture(), chat, caption=caption))

    async def sends_album(self, count: int, caption: str = "") -> None:
        pictures = [picture()] * count
        await self._do(lambda: self.phone.send_album(pictures, caption=caption))

    async def sends_voice(self) -> Message:
        return await self._do(self.phone.send_voice)

    async def sends_video(self) -> Message:
        return await self._do(self.phone.send_video)

    async def sends_sticker(self) -> Message:
        return await self._do(self.phone.send_sticker)

    async def sends_contact(self, of: "Somebody | None" = None) -> Message:
        return await self._do(lambda: self.phone.send_contact(of.user if of else None))

    async def blocks(self) -> None:
        await self._do(self.phone.block)

    async def unblocks(self) -> None:
        await self._do(self.phone.unblock)

    async def _do(self, act: Callable[[], T]) -> T:
        done = act()
        await self._desk.settle()
        return done


class DeskOnTrial:
    """A running desk with its own Telegram, its own clock and an empty database."""

    def __init__(self, app: App, world: World, clock: MovableClock, errors: list[Any]) -> None:
        self.app, self.world, self.clock = app, world, clock
        self.errors = errors
        self.community = app.desk.communities[0].code
        self._phones = iter(range(13_800_000_001, 13_900_000_000))

    # ---- time -----------------------------------------------------------------------------

    async def settle(self) -> None:
        """Wait until the desk has nothing left to do."""
        waiting = self.world.bot.updates.waiting
        if waiting:
            await self.app.poller.wait_stored(waiting[-1].id)
        await self.app.settle()

    async def forward(self, **by: float) -> None:
        """Move the clock: ``hours=24``; timers fire and kept-back messages go out on the way."""
        await self.app.forward(timedelta(**by))

    # ---- people ---------------------------------------------------------------------------

    def stranger(
        self, name: str, *, language: str | None = "zh-hans", phone: str | None = None
    ) -> Somebody:
        """A person whom nobody knows and who has never written."""
        number = phone or f"+86{next(self._phones)}"
        user = self.world.add_user(first_name=name, language_code=language, phone=number)
        return Somebody(self, user)

    async def owner(
        self,
        name: str,
        *,
        home: str | None = None,
        language: Language = Language.ZH_HANS,
        relation: Relation = Relation.OWNER,
        status: ResidenceStatus = ResidenceStatus.VERIFIED,
        consent: bool = True,
        community: str | None = None,
    ) -> Somebody:
        """A person who has been through /start; with a ``home`` such as 3-2-501, tied to it."""
        somebody = self.stranger(name, language=language.value.lower())
        self._opened(somebody)

        def add(uow: UnitOfWork, _: None) -> PersonId:
            person_id = self._add_person(uow, somebody, language, consent)
            if home is not None:
                house = self._house(uow, home, community)
                uow.people.add_residence(person_id, house.id, relation, status)
            return person_id

        somebody.person_id = await self.app.runner.run(add, None)
        return somebody

    async def staff(
        self,
        name: str,
        team: str = CENTRE,
        role: StaffRole = StaffRole.WORKER,
        *,
        communities: tuple[str, ...] = (),
    ) -> Somebody:
        """A colleague with a post (in each of these), who has opened the chat with the bot."""
        somebody = self.stranger(name)
        self._opened(somebody)

        def add(uow: UnitOfWork, _: None) -> tuple[PersonId, StaffId]:
            person_id = self._add_person(uow, somebody, Language.ZH_HANS, True)
            posts = [
                uow.staff.add(
                    community=community,
                    team=team,
                    role=role,
                    name=name,
                    phone=somebody.user.phone,
                    person_id=person_id,
                )
                for community in communities or (self.community,)
            ]
            return person_id, posts[0].id

        somebody.person_id, somebody.staff_id = await self.app.runner.run(add, None)
        return somebody

    async def team(
        self,
        team: str,
        *members: Somebody,
        forum: bool = False,
        community: str | None = None,
    ) -> Group:
        """A group that the team is bound to, with these people in it."""
        group = self.group(team, *members, forum=forum)
        bound = TeamChat(
            community=community or self.community,
            team=team,
            chat_id=group.chat.id,
            thread_id=None,
            title=group.chat.title or team,
            language=Language.ZH_HANS,
        )
        await self.app.runner.run(lambda uow, chat: uow.chats.bind(chat), bound)
        return group

    def group(self, title: str, *members: Somebody, forum: bool = False) -> Group:
        """A group that the desk knows nothing of, with the bot in it."""
        users = [member.user for member in members]
        return Group(self.world, self.world.add_group(title=title, members=users, forum=forum))

    async def house(self, home: str, community: str | None = None) -> House:
        """Bring a home in, as an import does."""
        return await self.app.runner.run(lambda uow, home: self._house(uow, home, community), home)

    async def moves_in(self, somebody: Somebody, home: str, community: str) -> None:
        """Tie somebody to one more home, verified."""

        def tie(uow: UnitOfWork, person_id: PersonId) -> None:
            house = self._house(uow, home, community)
            uow.people.add_residence(person_id, house.id, Relation.OWNER, ResidenceStatus.VERIFIED)

        if somebody.person_id is None:
            raise AssertionError("nobody the desk knows")
        await self.app.runner.run(tie, somebody.person_id)

    async def ask(self, query: Callable[[UnitOfWork], T]) -> T:
        """Look into the database."""
        return await self.app.runner.run(lambda uow, _: query(uow), None)

    def _opened(self, somebody: Somebody) -> None:
        self.world.private_chat(somebody.user).started = True

    def _add_person(
        self, uow: UnitOfWork, somebody: Somebody, language: Language, consent: bool
    ) -> PersonId:
        person = uow.people.add(
            telegram_id=somebody.user.id,
            name=somebody.user.first_name,
            phone=somebody.user.phone,
            language=language,
        )
        uow.people.save(
            replace(
                person,
                language_chosen=True,
                consent_version=self.app.desk.consent_version if consent else None,
                consent_at=self.clock.now() if consent else None,
            )
        )
        return person.id

    def _house(self, uow: UnitOfWork, home: str, community: str | None = None) -> House:
        building, *middle, room = home.split("-")
        unit = middle[0] if middle else ""
        place = community or self.community
        uow.houses.add_many([(place, building, unit, room)])
        found = uow.houses.find(place, building, unit, room)
        if found is None:
            raise AssertionError(home)
        return found

    # ---- what must hold at the end --------------------------------------------------------

    async def assert_nothing_lost(self) -> None:
        """No update unfinished, no message given up or left over, no error logged."""
        assert self.errors == []
        assert await self.ask(lambda uow: uow.inbox.pending()) == []
        assert await self.ask(lambda uow: uow.outbox.dead_letters(10)) == []
