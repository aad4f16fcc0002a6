"""The buttons of a ticket's card: taking it, being on site, giving it back, moving it on."""

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.telegram import card_menus
from bot.telegram.callbacks import TicketAction
from bot.telegram.keyboards import copy, inline
from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Desk
from domain.lifecycle import Action, DeclineReason
from domain.people import StaffId
from handlers.card_view import (
    attempt,
    buttons_here,
    intended,
    read_card,
    said,
    show_keyboard,
    ticket_id_of,
)
from handlers.card_words import ask_no_more
from services.acts import TicketCommand
from services.ports import Runner
from services.work import Assign, Candidates, GiveBack, MoveOn, Work

router = Router(name="staff_card")

_LONGEST_ID = 18
"""Digits of the largest id that a database holds."""


# ---- one tap ------------------------------------------------------------------------------


@router.callback_query(TicketAction.of("accept", "arrive", "resume", "undo"))
async def step(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    work: Work,
) -> None:
    """Take a ticket, come on site, go on, take the end back: the card follows by itself."""
    acts = {
        "accept": work.accept,
        "arrive": work.arrive,
        "resume": work.resume,
        "undo": work.undo,
    }
    act = acts[callback_data.action]
    command = _command(turn, callback_data)
    view = await attempt(turn, runner, desk, command.ticket_id, act, command)
    await said(turn, runner, desk, view, f"card-said-{callback_data.action}")


@router.callback_query(TicketAction.of("call"))
async def call(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    work: Work,
) -> None:
    """Send the number once more, in private and not to be passed on (S-154)."""
    command = _command(turn, callback_data)
    view = await attempt(turn, runner, desk, command.ticket_id, work.reveal, command)
    if view is None:
        return
    if not turn.person.reachable:
        turn.answer(turn.t("card-open-private"), alert=True)
        return
    phone = view.reporter_phone
    words = Words(turn.texts, desk, turn.language, turn.now)
    turn.say(
        turn.t(
            "card-contact",
            code=view.code,
            category=words.category(view.kind, view.category),
            place=words.place(view),
            name=view.reporter_name,
            phone=phone or turn.t("phone-unknown"),
        ),
        inline([copy(turn.t("btn-copy-phone"), phone)] if phone else []),
        chat_id=turn.person.telegram_id,
        protect=True,
    )
    turn.answer(turn.t("card-said-call"))


@router.callback_query(TicketAction.of("card"))
async def back(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    **data: Any,  # noqa: ANN401 - by name
) -> None:
    """Put the card's first buttons back, and ask no more what its others led to."""
    ticket_id = ticket_id_of(callback_data.ticket_id)
    card = await read_card(turn, runner, ticket_id)
    show_keyboard(turn, await buttons_here(turn, runner, desk, card))
    await ask_no_more(turn, ticket_id, {**data, "runner": runner, "desk": desk})


@router.callback_query(TicketAction.of("more"))
async def more(
    query: CallbackQuery, callback_data: TicketAction, turn: Turn, runner: Runner, desk: Desk
) -> None:
    """Show what is needed less often."""
    found = await intended(turn, runner, desk, callback_data, Action.NOTE)
    if found is not None:
        show_keyboard(turn, card_menus.more_buttons(*found))


# ---- moving on ----------------------------------------------------------------------------


@router.callback_query(TicketAction.of("decline"))
async def decline(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    work: Work,
) -> None:
    """Give a ticket back with a reason."""
    found = await intended(turn, runner, desk, callback_data, Action.DECLINE)
    if found is None:
        return
    if callback_data.arg not in set(DeclineReason):
        show_keyboard(turn, card_menus.decline_choices(*found))
        return
    command = GiveBack(
        key=turn.key,
        by=turn.person.id,
        ticket_id=found[0].id,
        reason=DeclineReason(callback_data.arg),
    )
    view = await attempt(turn, runner, desk, command.ticket_id, work.decline, command)
    await said(turn, runner, desk, view, "card-said-decline")


@router.callback_query(TicketAction.of("transfer"))
async def transfer(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    work: Work,
) -> None:
    """Move a ticket to another team, or dispatch one that waits at the centre."""
    found = await intended(turn, runner, desk, callback_data, Action.TRANSFER)
    if found is None:
        return
    if not callback_data.arg:
        show_keyboard(turn, card_menus.team_choices(*found, "transfer"))
        return
    command = MoveOn(
        key=turn.key, by=turn.person.id, ticket_id=found[0].id, team=callback_data.arg
    )
    view = await attempt(turn, runner, desk, command.ticket_id, work.transfer, command)
    if view is not None:
        words = Words(turn.texts, desk, turn.language, turn.now)
        await said(turn, runner, desk, view, "card-said-transfer", team=words.team(view.team))


@router.callback_query(TicketAction.of("assign"))
async def choose_colleague(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    work: Work,
) -> None:
    """Offer the colleagues of the team; of a ticket that has none yet, the teams first."""
    found = await intended(turn, runner, desk, callback_data, Action.ASSIGN)
    if found is None:
        return
    view, words = found
    team = callback_data.arg or view.team
    if team is None:
        show_keyboard(turn, card_menus.team_choices(view, words, "assign"))
        return
    people = await runner.read(
        work.colleagues,
        Candidates(key=turn.key, by=turn.person.id, ticket_id=view.id, team=team),
    )
    if not people:
        turn.answer(turn.t("card-nobody-there", team=words.team(team)), alert=True)
        return
    show_keyboard(turn, card_menus.people_choices(view, people, words))


@router.callback_query(TicketAction.of("give"))
async def assign(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    work: Work,
) -> None:
    """Give a ticket to the colleague who was chosen."""
    if not callback_data.arg.isdecimal() or len(callback_data.arg) > _LONGEST_ID:
        turn.answer(turn.t("fallback-old-button"), alert=True)
        return
    command = Assign(
        key=turn.key,
        by=turn.person.id,
        ticket_id=ticket_id_of(callback_data.ticket_id),
        staff_id=StaffId(int(callback_data.arg)),
    )
    view = await attempt(turn, runner, desk, command.ticket_id, work.assign, command)
    if view is not None:
        await said(turn, runner, desk, view, "card-said-assign", name=view.assignee_name)


# ---- what they share ----------------------------------------------------------------------


def _command(turn: Turn, press: TicketAction) -> TicketCommand:
    return TicketCommand(key=turn.key, by=turn.person.id, ticket_id=ticket_id_of(press.ticket_id))
