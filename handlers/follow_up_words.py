"""Answers to the question after the work that were written instead of tapped (好了, 还没好, 5)."""

import re
from collections.abc import Sequence
from typing import Any

from aiogram import Router
from aiogram.filters import Filter, StateFilter
from aiogram.types import Message

from bot.telegram.callbacks import TicketAction
from bot.telegram.keyboards import button, inline
from bot.telegram.notices import stars
from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Desk
from domain.lifecycle import Status
from handlers.filters import PrivateChat
from services.follow_ups import FollowUps, Solved
from services.owners import MyTickets, Owners
from services.ports import Runner
from services.rows import FoundTicket
from services.views import TicketView
from services.work import TicketCommand

router = Router(name="follow_up_words")
router.message.filter(PrivateChat())

RECENT = 8
"""How many of somebody's newest tickets are looked at."""

_SOLVED = re.compile(
    r"(是的?|对|已经|已經|都|真的)?(好了|修好了|弄好了|解决了|解決了|没问题了|沒問題了)(谢谢|謝謝)?"
    r"|是的?|(yes)?(its|itis)?(fixed|solved|allgood|yes)(now)?(thanks|thankyou)?",
    re.IGNORECASE,
)
_UNSOLVED = re.compile(
    r"((还|還|仍|又|根本)?(没有?|沒有?|未)(好|修好|修|弄好|解决|解決)|(还|還|仍)(在|是)?[漏滴坏壞响響堵]"
    r"|(还|還)(没有?|沒有?)$|不好$|no$|not\s*(fixed|solved|yet)|still\s)",
    re.IGNORECASE,
)
_GAPS = re.compile(r"[\W_]+")


class AnswersInWords(Filter):
    """A plain yes or no while exactly one of the person's tickets waits for that answer."""

    async def __call__(
        self, message: Message, turn: Turn, runner: Runner, owners: Owners
    ) -> bool | dict[str, Any]:
        """Return the ticket as ``asked`` and the answer as ``is_solved``, or false."""
        said = (message.text or "").strip()
        is_solved = says_solved(said)
        if is_solved is None:
            return False
        query = MyTickets(by=turn.person.id, limit=RECENT)
        rows, _ = await runner.read(owners.mine, query)
        waiting = _waiting(rows)
        if len(waiting) != 1:
            return False
        command = TicketCommand(key=turn.key, by=turn.person.id, ticket_id=waiting[0].id)
        return {"asked": await runner.read(owners.show, command), "is_solved": is_solved}


def says_solved(text: str) -> bool | None:
    """Return whether a text says that it is solved, or that it is not; else ``None``."""
    if _UNSOLVED.match(text):
        return False
    return True if _SOLVED.fullmatch(_GAPS.sub("", text)) else None


def _waiting(rows: Sequence[FoundTicket]) -> list[FoundTicket]:
    return [row for row in rows if row.status == Status.DONE.value]


@router.message(AnswersInWords(), StateFilter(None))
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
    reason = "" if is_solved else (message.text or "").strip()
    command = Solved(
        key=turn.key,
        by=turn.person.id,
        ticket_id=asked.id,
        solved=is_solved,
        cycle=asked.cycle,
        reason=reason,
    )
    view = await runner.run(follow_ups.answer, command)
    turn.in_community(view.community)
    if is_solved:
        words = Words(turn.texts, desk, turn.language, turn.now)
        turn.say(turn.t("follow-up-score", code=view.code), stars(words, view.id, view.cycle))
        return
    more = TicketAction(action="add", ticket_id=view.id)
    turn.say(
        turn.t("follow-up-reopened", code=view.code, accept_by=view.accept_by),
        inline([button(turn.t("btn-say-more"), more)]),
    )
