"""Whole tickets by the number people say, for all staff."""

import re

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.telegram.callbacks import TicketAction
from bot.telegram.keyboards import button, inline
from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Desk
from handlers.communities import take_name
from handlers.ticket_text import ticket_text
from services.lookup import Lookup, ShowByNumber
from services.ports import Runner
from services.views import TicketView

router = Router(name="manager_ticket")

_BUTTON_TEXT = 60


@router.message(Command("ticket"))
async def whole_ticket(
    message: Message,
    command: CommandObject,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    lookup: Lookup,
) -> None:
    """Tell a ticket's whole story: ``/ticket R-1027``; each community counts its own numbers."""
    community, rest = take_name(command.args or "", desk)
    number = re.search(r"\d{1,9}", rest)
    if number is None:
        turn.say(turn.t("ticket-which"))
        return
    request = ShowByNumber(
        by=turn.person.id,
        number=int(number[0]),
        community=community.code if community else None,
        chat_id=None if turn.private else turn.chat_id,
    )
    views = await runner.read(lookup.by_number, request)
    if len(views) > 1:
        _ask_which(turn, desk, views)
        return
    (view,) = views
    shown = view if turn.private else view.masked()
    open_card = TicketAction(action="open", ticket_id=view.id)
    turn.say(
        ticket_text(shown, turn, desk),
        inline([button(turn.t("btn-open-card"), open_card)]),
        protect=turn.private,
    )


def _ask_which(turn: Turn, desk: Desk, views: list[TicketView]) -> None:
    words = Words(turn.texts, desk, turn.language, turn.now)
    rows = [
        [
            button(
                f"{words.place(view)} · {words.category(view.kind, view.category)}"[:_BUTTON_TEXT],
                TicketAction(action="open", ticket_id=view.id),
            )
        ]
        for view in views
    ]
    turn.say(turn.t("ticket-which-of", code=views[0].code, count=len(views)), inline(*rows))
