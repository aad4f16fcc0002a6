"""Replies to a card: internal notes, and the explicit buttons that let the owner read them."""

import re
from typing import Any

from aiogram import Bot, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.telegram.callbacks import TicketAction
from bot.telegram.keyboards import Keyboard, button, inline
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.errors import NotAllowed, NotFound
from domain.lifecycle import Action, Status
from domain.ticket import TicketId
from handlers.attachments import read_attachment, words_of
from handlers.card_view import attempt, ticket_id_of
from handlers.card_words import by_staff, fits_a_note, relayed
from handlers.filters import GroupChat, asks_for
from services.acts import Say
from services.cards import MessageAt, ticket_at
from services.lookup import Lookup, ShowByNumber
from services.notes import KeepPictures, NoteLine, Notes
from services.ports import Runner
from services.views import TicketView

router = Router(name="relay")

_CODE = re.compile(r"\bR-\d{1,9}\b")


class ReplyToTicket(Filter):
    """A reply, in a group, to a message of ours that is about a ticket.

    What we answered to somebody's own words is about the one ticket whose number it names.
    """

    async def __call__(
        self, message: Message, turn: Turn, runner: Runner, bot: Bot, lookup: Lookup
    ) -> bool | dict[str, Any]:
        """Return the ticket as ``ticket_id``, or false."""
        asked = message.reply_to_message
        if asked is None or asked.from_user is None or asked.from_user.id != bot.id:
            return False
        if (message.text or "").startswith("/"):
            return False
        query = MessageAt(chat_id=turn.chat_id, message_id=asked.message_id)
        found = await runner.read(ticket_at, query)
        if found is None and not asks_for(asked, message.from_user):
            found = await _named(asked, turn, runner, lookup)
        return {"ticket_id": found} if found is not None else False


async def _named(asked: Message, turn: Turn, runner: Runner, lookup: Lookup) -> TicketId | None:
    """Return the one ticket that a message names and its reader may see."""
    codes = set(_CODE.findall(asked.text or ""))
    if len(codes) != 1:
        return None
    number = int(codes.pop().removeprefix("R-"))
    request = ShowByNumber(by=turn.person.id, number=number, chat_id=turn.chat_id)
    try:
        views = await runner.read(lookup.by_number, request)
    except (NotAllowed, NotFound):
        return None
    return views[0].id if len(views) == 1 else None


class AnswersTooLate(Filter):
    """A reply to a question that this person was asked, and that another has replaced."""

    async def __call__(self, message: Message, bot: Bot) -> bool:
        """Whether it is one; a question of ours begins by naming whom it is for."""
        asked = message.reply_to_message
        if asked is None or asked.from_user is None or asked.from_user.id != bot.id:
            return False
        return asks_for(asked, message.from_user)


@router.message(GroupChat(), ReplyToTicket())
async def keep_note(
    message: Message,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    notes: Notes,
    ticket_id: TicketId,
) -> None:
    """Keep what was replied to a card inside: the owner does not see it (S-068)."""
    text, file = words_of(message), read_attachment(message)
    if (not text and file is None) or not fits_a_note(turn, message, text):
        return
    view: TicketView | None = None
    if file is not None:
        attach = KeepPictures(
            key=f"{turn.key}:file",
            by=turn.person.id,
            ticket_id=ticket_id,
            attachments=(by_staff(file),),
            bundle=turn.album_id or turn.key,
        )
        view = await attempt(turn, runner, desk, ticket_id, notes.attach, attach)
    if text:
        note = Say(key=turn.key, by=turn.person.id, ticket_id=ticket_id, text=text)
        view = await attempt(turn, runner, desk, ticket_id, notes.note, note)
    if view is None:
        return
    if text:
        said = turn.t("relay-noted", code=view.code)
        turn.say(said, _note_buttons(turn, view, text), reply_to=message.message_id)
    elif turn.album_last:
        said = turn.t("relay-file-kept", code=view.code)
        turn.say(said, _picture_button(turn, view), reply_to=message.message_id)


@router.message(GroupChat(), AnswersTooLate())
async def too_late(message: Message, turn: Turn) -> None:
    """Say that an answer came to a question which is no longer open; nothing was sent."""
    asked = message.reply_to_message
    code = _CODE.search(asked.text or "") if asked is not None else None
    if turn.album_last:
        said = turn.t("relay-too-late", code=code[0] if code else "")
        turn.say(said, reply_to=message.message_id)


@router.callback_query(TicketAction.of("relay"))
async def relay_note(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    notes: Notes,
) -> None:
    """Send a note to the owner, once."""
    command = line_of(turn, callback_data)
    view = await attempt(turn, runner, desk, command.ticket_id, notes.relay_note, command)
    if view is not None:
        turn.edit(relayed(turn, view))


@router.callback_query(TicketAction.of("show-owner"))
async def relay_pictures(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    notes: Notes,
) -> None:
    """Send pictures to the owner, once."""
    command = line_of(turn, callback_data)
    view = await attempt(turn, runner, desk, command.ticket_id, notes.relay_pictures, command)
    if view is not None:
        turn.edit(relayed(turn, view))


@router.callback_query(TicketAction.of("closing"))
async def close_with_note(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    notes: Notes,
) -> None:
    """Make a note part of what the owner reads about the end of the notes."""
    command = line_of(turn, callback_data)
    act = notes.close_with_note
    view = await attempt(turn, runner, desk, command.ticket_id, act, command)
    if view is not None:
        turn.edit(turn.t("relay-closing-note", code=view.code))


def line_of(turn: Turn, press: TicketAction) -> NoteLine:
    """Return the line of the timeline that a button names; one that is none names line -1."""
    short = press.arg.isdecimal() and len(press.arg) < _LONGEST_LINE
    return NoteLine(
        key=turn.key,
        by=turn.person.id,
        ticket_id=ticket_id_of(press.ticket_id),
        line=int(press.arg) if short else -1,
    )


def _note_buttons(turn: Turn, view: TicketView, text: str) -> Keyboard:
    """Return the buttons under a note; they name it by its line, for the timeline only grows."""
    kept = [at for at, event in enumerate(view.events) if event.kind is Action.NOTE]
    line = next((at for at in reversed(kept) if view.events[at].text == text), kept[-1])
    data = TicketAction(action="relay", ticket_id=view.id, arg=str(line))
    row = [button(turn.t("btn-relay"), data)]
    if view.status is Status.DONE:
        closing = TicketAction(action="closing", ticket_id=view.id, arg=str(line))
        row.append(button(turn.t("btn-closing-note"), closing))
    return inline(row)


def _picture_button(turn: Turn, view: TicketView) -> Keyboard:
    """Return the button under the pictures that were kept last."""
    kept = [at for at, e in enumerate(view.events) if e.kind is Action.ATTACH and e.by_staff]
    data = TicketAction(action="show-owner", ticket_id=view.id, arg=str(kept[-1]))
    return inline([button(turn.t("btn-relay"), data)])


_LONGEST_LINE = 7
"""No timeline has a line with so many digits."""
