"""Carries messages to Telegram: an intent becomes calls, their answer an outcome."""

from collections.abc import Mapping
from typing import Any

from aiogram import Bot
from aiolimiter import AsyncLimiter

from bot.telegram import limits, refusals
from bot.telegram.cards import render_card, render_old_card
from bot.telegram.media import media_calls
from bot.telegram.notices import PROTECTED, render_notice
from bot.telegram.overdue import render_overdue
from bot.telegram.texts import Texts
from bot.telegram.wire import ApiError, Wire, WireDown
from bot.telegram.words import Words
from domain.clock import Clock
from domain.desk import Desk
from domain.errors import DomainError
from services import delivery, views
from services.intents import (
    Doubt,
    Json,
    Notice,
    Outgoing,
    Prepared,
    ShowCard,
    ShowMedia,
    ShowOverdue,
    TakeBack,
)
from services.ports import Runner
from services.rows import Delivered, DeliveryResult, Refused, RetryLater
from services.views import CardQuery, CardView

Params = dict[str, Json]

_OF_THE_BOT = ("setMy", "deleteMy")
"""Calls that concern the bot itself and take no chat: a command list names its chat otherwise."""

SOON = 2.0
"""Seconds until a message is looked for again that is to be taken back, and was not sent yet."""

_TEXT_FIELDS = (("text", limits.TEXT), ("caption", limits.CAPTION))


class Courier:
    """Implements `services.ports.Courier` for Telegram."""

    def __init__(
        self,
        *,
        bot: Bot,
        wire: Wire,
        runner: Runner,
        texts: Texts,
        desk: Desk,
        clock: Clock,
        sends_per_second: float | None = None,
    ) -> None:
        self._bot, self._wire, self._runner = bot, wire, runner
        self._texts, self._desk, self._clock = texts, desk, clock
        # One message at a time leaves the bucket, so that a second never begins with a burst.
        self._limiter = AsyncLimiter(1, 1 / sends_per_second) if sends_per_second else None

    async def deliver(self, message: Outgoing) -> DeliveryResult:
        """Send a message; every failure is a value, never an exception."""
        try:
            match message.content:
                case Prepared(call=call, params=params):
                    return await self._prepared(message, call, params)
                case ShowCard() as content:
                    return await self._card(message, content)
                case ShowMedia() as content:
                    return await self._media(message, content)
                case ShowOverdue() as content:
                    return await self._overdue(message, content)
                case Notice() as content:
                    return await self._notice(message, content)
                case TakeBack() as content:
                    return await self._take_back(message, content)
        except ApiError as error:
            return refusals.outcome_of(error)
        except WireDown as error:
            if error.perhaps_done and message.doubt is Doubt.PARK:
                return Refused(error=f"in doubt: {error}")
            return refusals.outcome_of(error)
        except DomainError as error:
            # The ticket is gone, or its community: there is nothing left to say.
            return Refused(error=type(error).__name__)

    # ---- the kinds of content -------------------------------------------------------------

    async def _prepared(
        self, message: Outgoing, call: str, params: Mapping[str, Json]
    ) -> DeliveryResult:
        if call.startswith("editMessage"):
            return Delivered(message_ids=await self._edit(message, call, dict(params)))
        if call == "sendMessage":
            return Delivered(message_ids=await self._say(message, dict(params)))
        result = await self._send(message, call, dict(params))
        return Delivered(message_ids=_ids(result))

    async def _card(self, message: Outgoing, content: ShowCard) -> DeliveryResult:
        view = await self._view(message, content.ticket_id)
        text, keyboard = render_card(
            view, message.language, self._texts, self._desk, self._clock.now()
        )
        params: Params = {**_AS_HTML, "text": text, "reply_markup": keyboard}
        old = view.message_id
        if old is not None and not content.fresh:
            try:
                await self._call(message, "editMessageText", {**params, "message_id": old})
            except ApiError as error:
                if refusals.nothing_changed(error):
                    return Delivered(message_ids=(old,))
                if not refusals.nothing_to_edit(error):
                    raise
            else:
                return Delivered(message_ids=(old,))
        ids = await self._say(message, params)
        if old is not None:
            await self._retire(message, old, view)
        return Delivered(message_ids=ids[-1:], card_of=content.ticket_id)

    async def _media(self, message: Outgoing, content: ShowMedia) -> DeliveryResult:
        view = await self._view(message, content.ticket_id)
        wanted = set(content.attachment_ids)
        files = [file for file in view.ticket.attachments if file.id in wanted]
        caption = ""
        if content.caption:
            language, code = message.language, view.ticket.code
            caption = self._texts.get(language, content.caption, code=code, **content.args)
        ids: list[int] = []
        for call, params in media_calls(files, caption):
            answered = {**params, **_in_reply_to(view.message_id)}
            ids += _ids(await self._send(message, call, answered))
        return Delivered(message_ids=tuple(ids), about=content.ticket_id)

    async def _overdue(self, message: Outgoing, content: ShowOverdue) -> DeliveryResult:
        oldest = [(await self._view(message, each)).ticket for each in content.oldest]
        words = Words(self._texts, self._desk, message.language, self._clock.now())
        text, keyboard = render_overdue(content, oldest, words)
        params: Params = {**_AS_HTML, "text": text, "reply_markup": keyboard}
        return Delivered(message_ids=await self._say(message, params))

    async def _notice(self, message: Outgoing, content: Notice) -> DeliveryResult:
        view = None
        if content.ticket_id is not None:
            view = await self._view(message, content.ticket_id)
        text, keyboard = render_notice(
            content,
            view.ticket if view else None,
            message.language,
            self._texts,
            self._desk,
            self._clock.now(),
            view.team_here if view else None,
        )
        params: Params = {**_AS_HTML, "text": text}
        if content.name in PROTECTED:
            params["protect_content"] = True
        if keyboard is not None:
            params["reply_markup"] = keyboard
        if content.reply_to_card and view is not None:
            params |= _in_reply_to(view.message_id)
        ids = await self._say(message, params)
        return Delivered(message_ids=ids, about=content.ticket_id)

    async def _take_back(self, message: Outgoing, content: TakeBack) -> DeliveryResult:
        """Delete what was sent; what is being sent at this moment is waited for."""
        fate = await self._runner.read(delivery.fate, content.said)
        if fate.waits:
            return RetryLater(seconds=SOON, error="not sent yet", counts=False)
        if fate.message_id is not None:
            try:
                await self._call(message, "deleteMessage", {"message_id": fate.message_id})
            except ApiError as error:
                if not refusals.nothing_to_delete(error):
                    raise
        return Delivered()

    async def _view(self, message: Outgoing, ticket_id: Any) -> CardView:  # noqa: ANN401
        query = CardQuery(
            ticket_id=ticket_id, chat_id=message.chat_id, thread_id=message.thread_id
        )
        return await self._runner.read(views.card, query)

    # ---- calls ----------------------------------------------------------------------------

    async def _say(self, message: Outgoing, params: Params) -> tuple[int, ...]:
        """Send a text, in parts where it is too long; the buttons stand under the last."""
        parts = limits.split(str(params["text"]), limits.TEXT)
        keyboard = params.pop("reply_markup", None)
        ids: list[int] = []
        for number, part in enumerate(parts):
            piece: Params = {**params, "text": part}
            if number == len(parts) - 1 and keyboard is not None:
                piece["reply_markup"] = keyboard
            if number:
                piece.pop("reply_parameters", None)
            ids += _ids(await self._send(message, "sendMessage", piece))
        return tuple(ids)

    async def _edit(self, message: Outgoing, call: str, params: Params) -> tuple[int, ...]:
        """Edit a message; where there is nothing to edit any more, say it anew."""
        try:
            return _ids(await self._call(message, call, params))
        except ApiError as error:
            if refusals.nothing_changed(error):
                return ()
            if not refusals.nothing_to_edit(error):
                raise
        text = params.get("text") or params.get("caption")
        if text is None:
            return ()
        anew: Params = {**_AS_HTML, "text": text}
        if "reply_markup" in params:
            anew["reply_markup"] = params["reply_markup"]
        return await self._say(message, anew)

    async def _send(self, message: Outgoing, call: str, params: Params) -> Any:  # noqa: ANN401
        if call.startswith(("send", "copy", "forward")):
            if message.thread_id is not None:
                params.setdefault("message_thread_id", message.thread_id)
            if message.silent:
                params["disable_notification"] = True
        return await self._call(message, call, params)

    async def _call(self, message: Outgoing, call: str, params: Params) -> Any:  # noqa: ANN401
        """Make a call; what can be mended (markup, a lost reply, a lost topic) is, once each."""
        if not call.startswith(_OF_THE_BOT):
            params.setdefault("chat_id", message.chat_id)
        for field, limit in _TEXT_FIELDS:
            if isinstance(text := params.get(field), str):
                params[field] = limits.cut(text, limit)
        for _ in range(3):
            try:
                return await self._limited(call, params)
            except ApiError as error:
                if not _mended(params, error):
                    raise
        return await self._limited(call, params)

    async def _limited(self, call: str, params: Params) -> Any:  # noqa: ANN401
        if self._limiter is not None:
            await self._limiter.acquire()
        return await self._wire.call(self._bot, call, params)

    async def _retire(self, message: Outgoing, message_id: int, view: CardView) -> None:
        """Let an old card say that it is one, without buttons; that it is gone does not matter."""
        text = render_old_card(view, message.language, self._texts, self._desk, self._clock.now())
        try:
            params: Params = {**_AS_HTML, "text": text, "message_id": message_id}
            await self._call(message, "editMessageText", params)
        except (ApiError, WireDown):
            return


_AS_HTML: Params = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


def _mended(params: Params, error: ApiError) -> bool:
    """Take out of a call what Telegram stumbled over; false when that is nothing of ours."""
    if refusals.broken_markup(error) and params.pop("parse_mode", None) is not None:
        for field, _ in _TEXT_FIELDS:
            if isinstance(text := params.get(field), str):
                params[field] = limits.plain(text)
        return True
    if refusals.nothing_to_answer(error):
        return params.pop("reply_parameters", None) is not None
    if refusals.no_topic(error):
        return params.pop("message_thread_id", None) is not None
    return False


def _in_reply_to(message_id: int | None) -> Params:
    if message_id is None:
        return {}
    reply: Json = {"message_id": message_id, "allow_sending_without_reply": True}
    return {"reply_parameters": reply}


def _ids(result: Any) -> tuple[int, ...]:  # noqa: ANN401 - whatever the method returned
    messages = result if isinstance(result, list) else [result]
    return tuple(
        message["message_id"]
        for message in messages
        if isinstance(message, dict) and "message_id" in message
    )
