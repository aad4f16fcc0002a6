"""One update being handled: who it is from, and everything that is said in answer to it."""

from datetime import datetime, timedelta

from bot.telegram import moments
from bot.telegram.dialogue import Dialogue
from bot.telegram.keyboards import Keyboard
from bot.telegram.letters import Letter
from bot.telegram.limits import ANSWER, plain
from bot.telegram.texts import Argument, Html, Texts
from domain.desk import Community, Desk
from domain.language import Language
from domain.people import Person
from services.intents import Json, Lane, Outgoing, Prepared
from services.updates import FinishUpdate

Value = Argument | datetime | timedelta


class Turn:
    """What a handler sees of an update, and the replies it collects.

    Nothing is sent until the handler has returned and its replies are committed.
    """

    def __init__(
        self,
        *,
        letter: Letter,
        person: Person,
        dialogue: Dialogue,
        texts: Texts,
        desk: Desk,
        now: datetime,
        album_last: bool = True,
    ) -> None:
        self.person = person
        self.language: Language = person.language
        self.chat_id = letter.chat_id
        self.thread_id = letter.thread_id
        self.private = letter.private
        self.message_id = letter.message_id
        self.query_id = letter.query_id
        self.now = now
        self._here: Community | None = None
        self.album_id = letter.album_id
        self.album_last = album_last
        self.dialogue = dialogue
        self.resumed_after_idle = dialogue.idle(now)
        self.texts = texts
        self.key = f"u:{letter.update.bot_id}:{letter.update.update_id}"
        self._letter = letter
        self._desk = desk
        self._replies: list[Outgoing] = []
        self._answer: dict[str, Json] = {}

    # ---- texts ----------------------------------------------------------------------------

    def speak(self, language: Language) -> None:
        """Answer in this language for the rest of the turn."""
        self.language = language

    def in_community(self, code: str) -> None:
        """Say moments in the time zone of this community.

        Raises:
            UnknownCommunity: The desk file has none of that code.
        """
        self._here = self._desk.community(code)

    def t(self, name: str, /, **args: Value) -> str:
        """Return a text in the person's language as Telegram HTML.

        Strings are escaped, moments become clock times (今天 21:40), spans words (1 小时).
        """
        if not args:
            return self.texts.get(self.language, name)
        return self.texts.get(
            self.language, name, **{key: self._said(value) for key, value in args.items()}
        )

    def _said(self, value: Value) -> Argument:
        if isinstance(value, datetime):
            return self._moment(value)
        if isinstance(value, timedelta):
            return moments.span(value, self.language)
        return value

    def _moment(self, moment: datetime) -> Argument:
        """Return a moment in the community's time; where that is open, with whose time it is."""
        here = self._here or self._desk.communities[0]
        said = moments.clock_time(moment, self.now, here.timezone, self.language)
        zones = {community.timezone.key for community in self._desk.communities}
        if self._here is not None or len(zones) == 1:
            return said
        name = here.name.text(self.language)
        there = self.texts.get(self.language, "moment-there", moment=said, community=name)
        return Html(there)

    # ---- replies --------------------------------------------------------------------------

    def say(
        self,
        text: str,
        keyboard: Keyboard | None = None,
        *,
        chat_id: int | None = None,
        reply_to: int | None = None,
        silent: bool = False,
        protect: bool = False,
    ) -> None:
        """Send a message: here, in the same topic, or to ``chat_id``.

        ``protect`` keeps it from being forwarded or saved: for phones and addresses (S-154).
        """
        params: dict[str, Json] = {"text": text, **_AS_HTML}
        if keyboard is not None:
            params["reply_markup"] = keyboard
        if reply_to is not None:
            params["reply_parameters"] = {"message_id": reply_to}
        if protect:
            params["protect_content"] = True
        self._put("sendMessage", params, chat_id, silent)

    def edit(
        self,
        text: str,
        keyboard: Keyboard | None = None,
        message_id: int | None = None,
        *,
        protect: bool = False,
    ) -> None:
        """Edit the message whose button was pressed; without a keyboard its buttons go.

        Outside a button, and where the message can no longer be edited, a new one is sent;
        ``protect`` is for that one.
        """
        target = message_id if message_id is not None else self._pressed()
        if target is None:
            self.say(text, keyboard, protect=protect)
            return
        params: dict[str, Json] = {"message_id": target}
        if self._letter.pressed_caption and target == self.message_id:
            params |= {"caption": text, "parse_mode": "HTML"}
            call = "editMessageCaption"
        else:
            params |= {"text": text, **_AS_HTML}
            call = "editMessageText"
        if keyboard is not None:
            params["reply_markup"] = keyboard
        self._put(call, params)

    def strip(self, message_id: int | None = None) -> None:
        """Take the buttons off the message whose button was pressed, and leave its text."""
        target = message_id if message_id is not None else self._pressed()
        if target is not None:
            self._put("editMessageReplyMarkup", {"message_id": target})

    def answer(self, text: str, alert: bool = False) -> None:
        """Answer the pressed button: only the presser sees it, at most 200 characters.

        Without a button (the same handler may serve a typed word) it becomes a message.
        """
        if self.query_id is None:
            self.say(text)
            return
        shown = plain(text)
        if len(shown) > ANSWER:
            shown = shown[: ANSWER - 1] + "…"
        self._answer = {"text": shown}
        if alert:
            self._answer["show_alert"] = True

    def send(self, call: str, chat_id: int | None = None, **params: Json) -> None:
        """Make any call of the Bot API after the commit; ``chat_id`` and topic are filled in."""
        self._put(call, params, chat_id)

    def forget_replies(self) -> None:
        """Drop everything that was said so far in this turn."""
        self._replies.clear()
        self._answer = {}

    def roll_back(self) -> None:
        """Drop what was said, and what was changed in the dialogue."""
        self.forget_replies()
        self.dialogue.roll_back()

    @property
    def silent(self) -> bool:
        """Whether nothing was said so far."""
        return not self._replies and not self._answer

    def _pressed(self) -> int | None:
        return self.message_id if self.query_id is not None else None

    def _put(
        self,
        call: str,
        params: dict[str, Json],
        chat_id: int | None = None,
        silent: bool = False,
    ) -> None:
        here = chat_id is None or chat_id == self.chat_id
        self._replies.append(
            Outgoing(
                key=f"{self.key}:{len(self._replies)}",
                chat_id=self.chat_id if chat_id is None else chat_id,
                thread_id=self.thread_id if here else None,
                content=Prepared(call=call, params=params),
                language=self.language,
                lane=Lane.REPLY,
                silent=silent,
            )
        )

    # ---- the end --------------------------------------------------------------------------

    def finished(self) -> FinishUpdate:
        """Return what is to be committed."""
        return FinishUpdate(
            bot_id=self._letter.update.bot_id,
            update_id=self._letter.update.update_id,
            replies=tuple(self._replies),
            dialogue=self.dialogue.changed(self.now),
            now=self.now,
        )

    def callback_answer(self) -> dict[str, Json] | None:
        """Return the answer to the pressed button; ``None`` where none was pressed."""
        if self.query_id is None:
            return None
        return {"callback_query_id": self.query_id, **self._answer}


_AS_HTML: dict[str, Json] = {
    "parse_mode": "HTML",
    "link_preview_options": {"is_disabled": True},
}
