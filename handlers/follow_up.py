"""After the work: solved? one to five? and the call by the service centre after silence."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.telegram.callbacks import CallTaskPress, FollowUpPress, TicketAction
from bot.telegram.keyboards import Button, button, grid, inline
from bot.telegram.notices import stars
from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Desk
from domain.language import DEFAULT_LANGUAGE
from domain.lifecycle import Status
from domain.ticket import TicketId, TicketKind
from services.acts import TicketCommand
from services.call_tasks import Called, CallTasks
from services.follow_ups import FollowUps, Rate, Reason, Solved
from services.ports import Runner
from services.views import TicketView

router = Router(name="follow_up")

REASONS = ("slow", "not-fixed", "attitude", "mess", "other")
REASONS_FOR_AN_ANSWER = ("slow", "unclear", "attitude", "other")


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
    if view.cycle != callback_data.cycle:
        _say_over(turn, view)
        return
    ask_score(turn, desk, view)


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
    say_reopened(turn, view)


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
    if view.cycle != callback_data.cycle and view.score != score:
        _say_over(turn, view)
        return
    say_rated(turn, view, command)


@router.callback_query(FollowUpPress.of("why"))
async def why(
    query: CallbackQuery,
    callback_data: FollowUpPress,
    turn: Turn,
    runner: Runner,
    follow_ups: FollowUps,
) -> None:
    """Keep the reason, in the team's language."""
    known = {*REASONS, *REASONS_FOR_AN_ANSWER}
    name = callback_data.value if callback_data.value in known else "other"
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
    call_tasks: CallTasks,
) -> None:
    """Send the number, in private, to the colleague who calls; the button stays until a result."""
    command = TicketCommand(
        key=turn.key, by=turn.person.id, ticket_id=TicketId(callback_data.ticket_id)
    )
    await runner.run(call_tasks.take, command)
    turn.answer(turn.t("call-task-sent"))


@router.callback_query(CallTaskPress.of("solved", "unsolved", "nobody"))
async def called(
    query: CallbackQuery,
    callback_data: CallTaskPress,
    turn: Turn,
    runner: Runner,
    call_tasks: CallTasks,
) -> None:
    """Record what was heard."""
    command = Called(
        key=turn.key,
        by=turn.person.id,
        ticket_id=TicketId(callback_data.ticket_id),
        cycle=callback_data.cycle,
        solved={"solved": True, "unsolved": False}.get(callback_data.action),
    )
    view = await runner.run(call_tasks.called, command)
    again = callback_data.action == "nobody" and view.status is Status.DONE
    name = "call-task-again" if again else f"call-task-{callback_data.action}"
    turn.edit(turn.t(name, code=view.code))


# ---- what is said, to an answer that was tapped or written --------------------------------


def ask_score(turn: Turn, desk: Desk, view: TicketView) -> None:
    """Ask for one to five."""
    words = Words(turn.texts, desk, turn.language, turn.now)
    turn.edit(turn.t("follow-up-score", code=view.code), stars(words, view.id, view.cycle))


def _say_over(turn: Turn, view: TicketView) -> None:
    """Say that the question whether it is solved was about an earlier round."""
    over = turn.t("follow-up-over", code=view.code, kind=view.kind.value)
    turn.answer(over, alert=True)


def say_reopened(turn: Turn, view: TicketView) -> None:
    """Say who comes again and by when, and take more words."""
    turn.in_community(view.community)
    more = TicketAction(action="add", ticket_id=view.id)
    talks = view.kind is TicketKind.QUESTION and view.assignee_name
    name = "follow-up-question-reopened" if talks else "follow-up-reopened"
    turn.edit(
        turn.t(name, code=view.code, accept_by=view.accept_by, name=view.assignee_name),
        inline([button(turn.t("btn-say-more"), more)]),
    )


def say_rated(turn: Turn, view: TicketView, given: Rate) -> None:
    """Thank for a score; a low one has reopened the ticket, and is asked for its reason."""
    turn.in_community(view.community)
    if view.cycle == given.cycle:
        turn.edit(turn.t("follow-up-thanks", score=given.score, code=view.code))
    elif given.reason:
        say_reopened(turn, view)
    else:
        answer = view.kind is TicketKind.QUESTION
        reasons = REASONS_FOR_AN_ANSWER if answer else REASONS
        turn.edit(
            turn.t("follow-up-low", score=given.score, code=view.code, accept_by=view.accept_by),
            inline(*grid([_why(turn, view, given.cycle, name) for name in reasons], 3)),
        )


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
