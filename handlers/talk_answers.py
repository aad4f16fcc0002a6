"""A reply to the card of a question: its owner reads it at once, and it can be taken back."""

import re
from typing import Any

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Message

from bot.telegram.callbacks import TicketAction
from bot.telegram.keyboards import Keyboard, button, inline
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.ticket import TicketId, TicketKind
from handlers.attachments import read_attachment, words_of
from handlers.card_view import attempt, read_card
from handlers.card_words import by_staff, fits_a_note, relayed
from handlers.filters import GroupChat
from handlers.relay import ReplyToTicket, line_of
from services.lookup import Lookup
from services.notes import NoteLine
from services.ports import Runner
from services.said_to_owner import BUNDLE, SAID_AS
from services.talks import Answer, Talks
from services.views import TicketView

router = Router(name="talk_answers")

_INSIDE = re.compile(r"\W{0,2}(内部|內部|备注|備註|note(?![a-z])|//)", re.IGNORECASE)


def stays_inside(text: str) -> bool:
    """Whether a colleague says by their first word that the owner is not to read it."""
    return _INSIDE.match(text) is not None


class ReplyToQuestion(ReplyToTicket):
    """A reply to a message about a question, that its owner may read."""

    async def __call__(
        self, message: Message, turn: Turn, runner: Runner, bot: Bot, lookup: Lookup
    ) -> bool | dict[str, Any]:
        """Return the ticket as ``ticket_id``, or false."""
        found = await super().__call__(message, turn, runner, bot, lookup)
        if not isinstance(found, dict) or stays_inside(words_of(message)):
            return False
        card = await read_card(turn, runner, found["ticket_id"])
        return found if card.ticket.kind is TicketKind.QUESTION else False


@router.message(GroupChat(), ReplyToQuestion())
async def answer(
    message: Message,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    talks: Talks,
    ticket_id: TicketId,
) -> None:
    """Let the owner read it; of an album, say so once."""
    text, file = words_of(message), read_attachment(message)
    if (not text and file is None) or not fits_a_note(turn, message, text):
        return
    command = Answer(
        key=turn.key,
        by=turn.person.id,
        ticket_id=ticket_id,
        text=text,
        attachments=(by_staff(file),) if file is not None else (),
        bundle=turn.album_id or turn.key,
    )
    view = await attempt(turn, runner, desk, ticket_id, talks.answer, command)
    if view is None or not turn.album_last:
        return
    if view.reachable:
        said = turn.t("talk-answered", code=view.code)
        turn.say(said, _take_back(turn, view, command.bundle), reply_to=message.message_id)
    else:
        turn.say(relayed(turn, view), reply_to=message.message_id)


def _take_back(turn: Turn, view: TicketView, bundle: str) -> Keyboard:
    """Return the button that takes back what was sent as one; it names its first line."""
    said = (
        at
        for at, event in enumerate(view.events)
        if SAID_AS in event.detail and event.detail[BUNDLE] == bundle
    )
    press = TicketAction(action="take-back", ticket_id=view.id, arg=str(next(said)))
    return inline([button(turn.t("btn-take-back"), press)])


@router.callback_query(TicketAction.of("take-back"))
async def take_back(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    talks: Talks,
) -> None:
    """Let an answer disappear from the owner's chat, while it is fresh."""
    command: NoteLine = line_of(turn, callback_data)
    view = await attempt(turn, runner, desk, command.ticket_id, talks.take_back, command)
    if view is not None:
        turn.edit(turn.t("talk-taken-back", code=view.code))
