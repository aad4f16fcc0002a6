"""The people's side in Python: what somebody sees on their phone and does with it."""

from collections.abc import Callable
from typing import Any, TypeVar

from playground import callbacks, editing, keyboards, memberships, polls, topics
from playground.chats import Bot, Chat, Message, Topic, User
from playground.errors import PhoneError
from playground.screens import Screen, Tap
from playground.writing import Writer

Wire = dict[str, Any]
T = TypeVar("T")


class Phone(Writer):
    """The phone of one person. Where a `chat` is left out, it is the private chat with the bot.

    Sending methods return the sent Message. PhoneError: a real phone would not allow it.
    """

    # What is on the screen

    def chat(self, chat: Chat | None = None) -> Screen:
        """Return a chat as this person sees it."""
        return Screen(self.world, self.user, self._chat(chat))

    async def wait_for(self, condition: Callable[[], T], *, timeout_seconds: float = 10.0) -> T:
        """Wait until the condition is true and return its value.

        A PhoneError or LookupError inside the condition counts as "not yet".
        """

        def tried() -> T | None:
            try:
                return condition()
            except (PhoneError, LookupError):
                return None

        value = await self.world.wait_for(
            tried, timeout_seconds=timeout_seconds, seen=lambda: self.chat().story()
        )
        if value is None:
            raise AssertionError("a true condition is never None")
        return value

    async def sees(self, text: str, chat: Chat | None = None) -> Message:
        """Wait for a message that contains the text and return the newest such one."""
        return await self._wait_on(chat, lambda: self.chat(chat).find(text))

    async def sees_button(self, label: str, chat: Chat | None = None) -> Message:
        """Wait for a message with this inline button and return the newest such one."""
        return await self._wait_on(chat, lambda: self.chat(chat).with_button(label))

    async def _wait_on(self, chat: Chat | None, look: Callable[[], Message]) -> Message:
        def tried() -> Message | None:
            try:
                return look()
            except PhoneError:
                return None

        found = await self.world.wait_for(tried, seen=lambda: self.chat(chat).story())
        if found is None:
            raise AssertionError("a found message is never None")
        return found

    async def reply_after(self, act: Callable[[], object], chat: Chat | None = None) -> Message:
        """Do something and return the first message that a bot writes after it."""
        before = self._chat(chat).next_id
        act()

        def answered() -> Message | None:
            later = (m for m in self.chat(chat).from_bot if m.id >= before)
            return next(later, None)

        found = await self.world.wait_for(answered, seen=lambda: self.chat(chat).story())
        if found is None:
            raise AssertionError("a found message is never None")
        return found

    # Buttons

    def tap(self, message: Message, label: str | int, column: int | None = None) -> Tap:
        """Tap an inline button by its words, or by row and column."""
        self._require_member(message.chat)
        button = keyboards.inline_button(message, label, column)
        if "callback_data" not in button:
            raise PhoneError(f"the button {button['text']!r} asks the bot nothing")
        return self.forge_callback(message, str(button["callback_data"]))

    def forge_callback(self, message: Message, data: str) -> Tap:
        """Send callback data that no button carries, as a changed client could."""
        bot = self._bot_of(message)
        query = callbacks.ask(self.world, bot, self.user, message, data)
        return Tap(self.world, query)

    def press(self, label: str, chat: Chat | None = None, *, share: Chat | None = None) -> Message:
        """Press a button of the reply keyboard; `share` is the chat for a request_chat button."""
        where = self._chat(chat)
        keyboard = where.keyboards.get(self.user.id)
        button = keyboards.reply_button(keyboard, label)
        if keyboard is not None and keyboard.get("one_time_keyboard"):
            where.keyboards.pop(self.user.id)
            editing.announce_keyboard(self.world, where, self.user.id, None)
        match keyboards.request_of(button):
            case None:
                return self.send_text(label, chat)
            case "contact":
                return self.send_contact(chat=chat)
            case "location":
                return self.send_location(31.2304, 121.4737, chat)
            case "chat":
                if share is None:
                    raise PhoneError("say which chat is picked: press(..., share=group)")
                return self.share_chat(share, button["request_chat"])
            case other:
                raise PhoneError(f"this phone cannot share {other}")

    def share_chat(self, shared: Chat, request: Wire | int) -> Message:
        """Pick a group for a request_chat button; `request` is the button's or only its id.

        With the whole request the app checks it: forum or not, the bot's membership (which it
        brings about when rights are asked for), the person's rights.
        """
        wanted: Wire = {"request_id": request} if isinstance(request, int) else request
        self._check_request(shared, wanted)
        rights = wanted.get("bot_administrator_rights")
        if rights is not None:
            given = {k: v for k, v in rights.items() if v}
            memberships.join(self.world, shared, self.bot.user, self.user)
            memberships.set_status(
                self.world, shared, self.bot.user, "administrator", self.user, given
            )
        elif wanted.get("bot_is_member"):
            memberships.join(self.world, shared, self.bot.user, self.user)
        content: Wire = {"request_id": wanted["request_id"], "chat_id": shared.id}
        if wanted.get("request_title"):
            content["title"] = shared.title
        if wanted.get("request_username") and shared.username:
            content["username"] = shared.username
        return self._send(None, "service", {"chat_shared": content})

    def shareable(self, label: str, chat: Chat | None = None) -> list[Chat]:
        """Return the groups that fit the request_chat button with these words."""
        button = keyboards.reply_button(self._chat(chat).keyboards.get(self.user.id), label)
        fitting = []
        for group in self.world.chats_of(self.user):
            try:
                self._check_request(group, button.get("request_chat") or {})
            except PhoneError:
                continue
            fitting.append(group)
        return fitting

    def _check_request(self, shared: Chat, wanted: Wire) -> None:
        if shared.is_private:
            raise PhoneError("the group does not fit: a private chat")
        self._require_member(shared)
        if wanted.get("chat_is_channel"):
            raise PhoneError("the group does not fit: a channel is asked for")
        if "chat_is_forum" in wanted and bool(wanted["chat_is_forum"]) != shared.is_forum:
            raise PhoneError("the group does not fit: forum or not")
        member = shared.member(self.user.id)
        needs = wanted.get("user_administrator_rights")
        if needs and (member is None or not member.is_admin):
            raise PhoneError(f"{self.user.name} does not administer {shared.title}")

    def vote(self, message: Message, *options: int) -> None:
        """Vote in a poll by the numbers of options; none takes the vote back."""
        self._require_member(message.chat)
        polls.vote(self.world, message, self.user, options)

    def react(self, message: Message, emoji: str | None) -> None:
        """Put a reaction under a message, or take it back with None."""
        old = message.reactions.get(self.user.id, [])
        new: list[Wire] = [{"type": "emoji", "emoji": emoji}] if emoji else []
        editing.react(self.world, message, self.user.id, new)
        update = {
            "chat": message.chat.wire(),
            "message_id": message.id,
            "user": self.user.wire(),
            "date": self.world.timestamp(),
            "old_reaction": old,
            "new_reaction": new,
        }
        for bot in self.world.bots_in(message.chat):
            bot.updates.push("message_reaction", update)

    # Chats

    def block(self) -> None:
        """Block the bot."""
        memberships.block(self.world, self._chat(None), self.bot, blocked=True)

    def unblock(self) -> None:
        """Unblock the bot."""
        memberships.block(self.world, self._chat(None), self.bot, blocked=False)

    def leave(self, group: Chat) -> None:
        """Leave a group."""
        self._require_member(group)
        memberships.leave(self.world, group, self.user, self.user)

    def join(self, group: Chat) -> None:
        """Join a group, as by a link."""
        memberships.join(self.world, group, self.user, self.user)

    def add(self, user: User, group: Chat) -> None:
        """Bring another person into a group."""
        self._require_member(group)
        memberships.join(self.world, group, user, self.user)

    def add_bot(self, group: Chat, *, admin: bool = False) -> None:
        """Bring the bot into a group, as an administrator or not."""
        self._require_member(group)
        status = "administrator" if admin else "member"
        memberships.join(self.world, group, self.bot.user, self.user, status)

    def promote_bot(self, group: Chat, rights: dict[str, bool] | None = None) -> None:
        """Make the bot an administrator with these rights (all, when left out)."""
        memberships.set_status(
            self.world, group, self.bot.user, "administrator", self.user, rights
        )

    def remove_bot(self, group: Chat) -> None:
        """Throw the bot out of a group."""
        memberships.leave(self.world, group, self.bot.user, self.user, "kicked")

    def migrate(self, group: Chat) -> Chat:
        """Turn a basic group into a supergroup and return the new chat."""
        if group.type != "group":
            raise PhoneError("only a basic group becomes a supergroup")
        return memberships.migrate(self.world, group, self.user)

    def create_topic(self, group: Chat, name: str) -> Topic:
        """Open a topic in a forum."""
        if not group.is_forum:
            raise PhoneError("not a forum")
        return topics.create(self.world, group, self.user, name)

    def _bot_of(self, message: Message) -> Bot:
        for bot in self.world.bots.values():
            if bot.id == message.sender.id:
                return bot
        return self.bot
