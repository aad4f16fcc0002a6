"""The buttons of a card on the work itself: resting a ticket, and ending it."""

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.telegram import card_menus
from bot.telegram.callbacks import TicketAction
from bot.telegram.card_menus import hold_end
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.lifecycle import Action, HoldReason, Outcome
from handlers.card_view import attempt, intended, said, show_keyboard
from handlers.card_words import ask_ending, ask_no_more, ask_until
from services.ports import Runner
from services.work import Finish, Hold, Work

router = Router(name="card_work")


@router.callback_query(TicketAction.of("hold"))
async def hold(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    work: Work,
) -> None:
    """Rest a ticket: first why, then until when."""
    found = await intended(turn, runner, desk, callback_data, Action.HOLD)
    if found is None:
        return
    view, words = found
    code, _, end = callback_data.arg.partition(".")
    if code not in set(HoldReason):
        show_keyboard(turn, card_menus.hold_choices(view, words))
        return
    reason = HoldReason(code)
    if end == "typed":
        ask_until(turn, query.from_user, view, reason)
        return
    if end not in {"tonight", "morning", "days"}:
        show_keyboard(turn, card_menus.until_choices(view, reason, words))
        return
    command = Hold(
        key=turn.key,
        by=turn.person.id,
        ticket_id=view.id,
        reason=reason,
        until=hold_end(end, view.community, words),
    )
    after = await attempt(turn, runner, desk, view.id, work.hold, command)
    if after is not None and after.hold_until is not None:
        await said(
            turn,
            runner,
            desk,
            after,
            "card-said-hold",
            until=words.moment(after.hold_until, view.community),
        )


@router.callback_query(TicketAction.of("finish"))
async def finish(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    work: Work,
    **data: Any,  # noqa: ANN401 - by name
) -> None:
    """End the work: 已修好 ends it at once, anything else may be explained first."""
    found = await intended(turn, runner, desk, callback_data, Action.FINISH)
    if found is None:
        return
    view, words = found
    name, _, how = callback_data.arg.partition(".")
    if name not in set(Outcome):
        show_keyboard(turn, card_menus.outcome_choices(view, words))
        return
    outcome = Outcome(name)
    if how == "note":
        ask_ending(turn, query.from_user, view, outcome)
        show_keyboard(turn, card_menus.skip_choices(view, outcome, words))
        return
    if outcome is not Outcome.FIXED and how != "now":
        show_keyboard(turn, card_menus.ending_choices(view, outcome, words))
        return
    command = Finish(key=turn.key, by=turn.person.id, ticket_id=view.id, outcome=outcome)
    after = await attempt(turn, runner, desk, view.id, work.finish, command)
    await said(turn, runner, desk, after, "card-said-finish")
    await ask_no_more(turn, view.id, {**data, "runner": runner, "desk": desk, "work": work})
