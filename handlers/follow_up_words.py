"""Answers to the questions after the work, written instead of tapped: 好了, 还没好, 5 分."""

from typing import Any

from aiogram import Router
from aiogram.filters import Filter, StateFilter
from aiogram.types import Message

from bot.telegram.notices import answer_words
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.language import Language
from domain.lifecycle import Outcome, Status
from handlers.answer_text import read_score, says_solved
from handlers.filters import PrivateChat
from handlers.follow_up import ask_score, say_rated, say_reopened
from handlers.ticket_talk import ReplyToMyTicket
from services.acts import TicketCommand
from services.follow_ups import FollowUps, Rate, Solved
from services.owners import MyTickets, Owners
from services.ports import Runner
from services.views import TicketView

router = Router(name="follow_up_words")
router.message.filter(PrivateChat())

reply_router = Router(name="follow_up_replies")
"""Sees a reply to the question itself before it is taken for an addition to the ticket."""

RECENT = 8
"""How many of somebody's newest tickets are looked at."""


class SaysSolved(Filter):
    """A plain yes or no to the question whether it is solved, while that question is open.

    A reply is about the ticket that the message names, else just one of the person's tickets
    must be waiting for the answer.
    """

    async def __call__(
        self,
        message: Message,
        turn: Turn,
        runner: Runner,
        owners: Owners,
        about: TicketView | None = None,
    ) -> bool | dict[str, Any]:
        """Return the ticket as ``asked`` and the answer as ``is_solved``, or false."""
        said = (message.text or "").strip()
        if all(_answer(said, turn, outcome) is None for outcome in Outcome):
            return False
        view = await _waiting(Status.DONE, turn, runner, owners, about)
        if view is None:
            return False
        is_solved = _answer(said, turn, view.outcome or Outcome.FIXED)
        return {"asked": view, "is_solved": is_solved} if is_solved is not None else False


class GivesScore(Filter):
    """One to five in words or figures, while somebody is asked for it; as with `SaysSolved`."""

    async def __call__(
        self,
        message: Message,
        turn: Turn,
        runner: Runner,
        owners: Owners,
        about: TicketView | None = None,
    ) -> bool | dict[str, Any]:
        """Return the ticket as ``asked``, the ``score`` and a ``remark`` beside it, or false."""
        read = read_score(message.text or "")
        if read is None:
            return False
        view = await _waiting(Status.CONFIRMED, turn, runner, owners, about)
        if view is None or view.score is not None:
            return False
        return {"asked": view, "score": read[0], "remark": read[1]}


async def _waiting(
    status: Status, turn: Turn, runner: Runner, owners: Owners, about: TicketView | None
) -> TicketView | None:
    """Return the ticket that a word must be about: the one replied to, or the only one."""
    if about is not None:
        return about if about.status is status else None
    rows, _ = await runner.read(owners.mine, MyTickets(by=turn.person.id, limit=RECENT))
    found = [row.id for row in rows if row.status == status.value]
    if len(found) != 1:
        return None
    command = TicketCommand(key=turn.key, by=turn.person.id, ticket_id=found[0])
    return await runner.read(owners.show, command)


def _answer(said: str, turn: Turn, outcome: Outcome) -> bool | None:
    """Return the answer to the question that follows an outcome; its buttons' words count."""
    for name, is_solved in zip(answer_words(outcome), (True, False), strict=True):
        if said.casefold() in {turn.texts.get(one, name).casefold() for one in Language}:
            return is_solved
    return says_solved(said, outcome)


@reply_router.message(ReplyToMyTicket(), SaysSolved())
@router.message(SaysSolved(), StateFilter(None))
async def answered_in_words(
    message: Message,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    follow_ups: FollowUps,
    asked: TicketView,
    is_solved: bool,
) -> None:
    """Take the answer as if it had been tapped; more words than a plain no are the reason."""
    command = Solved(
        key=turn.key,
        by=turn.person.id,
        ticket_id=asked.id,
        solved=is_solved,
        cycle=asked.cycle,
        reason="" if is_solved else (message.text or "").strip(),
    )
    view = await runner.run(follow_ups.answer, command)
    if is_solved:
        ask_score(turn, desk, view)
    else:
        say_reopened(turn, view)


@reply_router.message(ReplyToMyTicket(), GivesScore())
@router.message(GivesScore(), StateFilter(None))
async def rated_in_words(
    message: Message,
    turn: Turn,
    runner: Runner,
    follow_ups: FollowUps,
    asked: TicketView,
    score: int,
    remark: str,
) -> None:
    """Take the score as if it had been tapped; words beside it go to the team."""
    command = Rate(
        key=turn.key,
        by=turn.person.id,
        ticket_id=asked.id,
        score=score,
        cycle=asked.cycle,
        reason=remark,
    )
    view = await runner.run(follow_ups.rate, command)
    say_rated(turn, view, command)
