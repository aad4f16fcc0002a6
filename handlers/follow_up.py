"""After the work: solved? one to five? and the call by the service centre after silence."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.telegram.callbacks import CallTaskPress, FollowUpPress, TicketAction
from bot.telegram.keyboards import Button, button, copy, grid, inline
from bot.telegram.notices import stars
from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Desk
from domain.language import DEFAULT_LANGUAGE
from domain.ticket import TicketId
from services.follow_ups import Called, FollowUps, Rate, Reason, Solved
from services.ports import Runner
from services.views import TicketView
from services.work import TicketCommand

router = Router(name="follow_up")

REASONS = ("slow", "not-fixed", "attitude", "mess", "other")


@router.callback_query(FollowUpPress.of("yes"))
async def solved(
    query: CallbackQuery,
    callback_data: FollowUpPress,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    follow_ups: FollowUps,
) -> None:
    """Thank, and ask for a score."""
    view = await runner.run(follow_ups.answer, _answer(callback_data, turn, solved=True))
    words = Words(turn.texts, desk, turn.language, turn.now)
    turn.edit(turn.t("follow-up-score", code=view.code), stars(words, view.id, view.cycle))


@router.callback_query(FollowUpPress.of("no"))
async def not_solved(
    query: CallbackQuery,
    callback_data: FollowUpPress,
    turn: Turn,
    runner: Runner,
    follow_ups: FollowUps,
) -> None:
    """Apologise, say who comes again and by when, and take more words."""
    view = await runner.run(follow_ups.answer, _answer(callback_data, turn, solved=False))
    turn.in_community(view.community)
    more = TicketAction(action="add", ticket_id=view.id)
    turn.edit(
        turn.t("follow-up-reopened", code=view.code, accept_by=view.accept_by),
        inline([button(turn.t("btn-say-more"), more)]),
    )


@router.callback_query(FollowUpPress.of("rate"))
async def rate(
    query: CallbackQuery,
    callback_data: FollowUpPress,
    turn: Turn,
    runner: Runner,
    follow_ups: FollowUps,
) -> None:
    """Take the score; a low one reopens, and is asked for its reason."""
    score = int(callback_data.value) if callback_data.value.isdecimal() else 0
    command = Rate(
        key=turn.key,
        by=turn.person.id,
        ticket_id=TicketId(callback_data.ticket_id),
        score=score,
        cycle=callback_data.cycle,
    )
    view = await runner.run(follow_ups.rate, command)
    turn.in_community(view.community)
    if view.cycle == callback_data.cycle:
        turn.edit(turn.t("follow-up-thanks", score=score, code=view.code))
        return
    turn.edit(
        turn.t("follow-up-low", score=score, code=view.code, accept_by=view.accept_by),
        inline(*grid([_why(turn, view, callback_data.cycle, name) for name in REASONS], 3)),
    )


@router.callback_query(FollowUpPress.of("why"))
async def why(
    query: CallbackQuery,
    callback_data: FollowUpPress,
    turn: Turn,
    runner: Runner,
    follow_ups: FollowUps,
) -> None:
    """Keep the reason, in the team's language."""
    name = callback_data.value if callback_data.value in REASONS else "other"
    command = Reason(
        key=turn.key,
        by=turn.person.id,
        ticket_id=TicketId(callback_data.ticket_id),
        reason=turn.texts.get(DEFAULT_LANGUAGE, f"btn-why-{name}"),
        cycle=callback_data.cycle,
    )
    view = await runner.run(follow_ups.explain, command)
    turn.in_community(view.community)
    turn.edit(turn.t("follow-up-noted", code=view.code, accept_by=view.accept_by))


@router.callback_query(CallTaskPress.of("take"))
async def take_call(
    query: CallbackQuery,
    callback_data: CallTaskPress,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    follow_ups: FollowUps,
) -> None:
    """Give the number, in private, to the colleague who calls."""
    command = TicketCommand(
        key=turn.key, by=turn.person.id, ticket_id=TicketId(callback_data.ticket_id)
    )
    view = await runner.run(follow_ups.take_call, command)
    words = Words(turn.texts, desk, turn.language, turn.now)
    results = [
        button(
            turn.t(f"btn-call-{action}"),
            CallTaskPress(action=action, ticket_id=view.id, cycle=callback_data.cycle),
        )
        for action in ("solved", "unsolved", "nobody")
    ]
    phone = view.reporter_phone or turn.t("phone-unknown")
    dial = [copy(turn.t("btn-copy-phone"), phone)] if view.reporter_phone else []
    turn.say(
        turn.t(
            "call-task-details",
            code=view.code,
            category=words.category(view.kind, view.category),
            place=words.place(view),
            name=view.reporter_name,
            phone=phone,
            note=view.closing_note,
        ),
        inline(dial, results),
        chat_id=turn.person.telegram_id,
        protect=True,
    )
    if not turn.private:
        turn.edit(turn.t("call-task-taken", code=view.code, name=turn.person.name))


@router.callback_query(CallTaskPress.of("solved", "unsolved", "nobody"))
async def called(
    query: CallbackQuery,
    callback_data: CallTaskPress,
    turn: Turn,
    runner: Runner,
    follow_ups: FollowUps,
) -> None:
    """Record what was heard."""
    command = Called(
        key=turn.key,
        by=turn.person.id,
        ticket_id=TicketId(callback_data.ticket_id),
        cycle=callback_data.cycle,
        solved={"solved": True, "unsolved": False}.get(callback_data.action),
    )
    view = await runner.run(follow_ups.called, command)
    turn.edit(turn.t(f"call-task-{callback_data.action}", code=view.code))


def _answer(press: FollowUpPress, turn: Turn, *, solved: bool) -> Solved:
    return Solved(
        key=turn.key,
        by=turn.person.id,
        ticket_id=TicketId(press.ticket_id),
        solved=solved,
        cycle=press.cycle,
    )


def _why(turn: Turn, view: TicketView, cycle: int, name: str) -> Button:
    press = FollowUpPress(action="why", ticket_id=view.id, cycle=cycle, value=name)
    return button(turn.t(f"btn-why-{name}"), press)
