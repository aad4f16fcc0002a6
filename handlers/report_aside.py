"""A question in the middle of a report: it is answered, and nothing of the report is lost.

Where the report waits for a choice, the question is answered and the choice asked again. Where
words are kept for the report they stay, for a fault is often told as a question (车位怎么被占了);
a button says that it was only a question.
"""

import asyncio
from typing import Any

from aiogram import Router
from aiogram.filters import Filter, StateFilter
from aiogram.types import CallbackQuery, Message

from bot.telegram.turn import Turn
from domain.desk import Desk
from handlers.consult_answers import Answers
from handlers.cues import asks, describes
from handlers.report_draft import Report, ReportDraft, ReportStep
from handlers.report_steps import ask_next, repeat
from services.knowledge import KnowledgeMatch
from services.ports import Runner

router = Router(name="report_aside")


class AsksInBetween(Filter):
    """A question that the knowledge base answers for sure, and that tells of no fault."""

    async def __call__(
        self, message: Message, turn: Turn, runner: Runner, answers: Answers
    ) -> bool | dict[str, Any]:
        """Return what answers it as ``found``, or false."""
        found = await _answer(turn, runner, answers, message.text or "")
        return {"found": found} if found is not None else False


@router.message(AsksInBetween(), StateFilter(Report.community, Report.place, Report.visit))
async def answer_and_ask_again(
    message: Message, turn: Turn, desk: Desk, found: KnowledgeMatch
) -> None:
    """Answer, and ask once more what the report needs."""
    repeat(turn, desk, _answer_text(turn, found))


async def doubt(turn: Turn, runner: Runner, answers: Answers, said: str) -> str:
    """Say how to take back words that were kept and may have been a question; "" for others."""
    if await _answer(turn, runner, answers, said, sure=False) is None:
        return ""
    turn.dialogue.put(asked=said)
    return turn.t("report-perhaps-asked")


@router.callback_query(ReportStep.of("only-asked"))
async def only_asked(
    query: CallbackQuery, turn: Turn, desk: Desk, runner: Runner, answers: Answers
) -> None:
    """Take the question out of the report, answer it, and go on where the report was."""
    draft = ReportDraft(turn.dialogue)
    asked = draft.asked
    if not asked:
        repeat(turn, desk)
        return
    draft.take_back(asked)
    found = await _answer(turn, runner, answers, asked)
    likely = found or await _answer(turn, runner, answers, asked, sure=False)
    lead = _answer_text(turn, likely, sure=found is not None) if likely is not None else ""
    if turn.dialogue.state == Report.card.state:
        ask_next(turn, desk, lead)
    else:
        repeat(turn, desk, lead)


async def _answer(
    turn: Turn, runner: Runner, answers: Answers, said: str, *, sure: bool = True
) -> KnowledgeMatch | None:
    """Return what answers a question for sure, or at best if need be; nothing for a fault."""
    if not asks(said) or describes(said):
        return None
    knowledge = await answers.of(turn, runner)
    reply = await asyncio.to_thread(knowledge.ask, said, turn.language.value)
    fits = reply.decision == "answer" or (not sure and reply.decision == "suggest")
    return reply.matches[0] if fits else None


def _answer_text(turn: Turn, found: KnowledgeMatch, *, sure: bool = True) -> str:
    name = "consult-answer" if sure else "consult-next-best"
    return turn.t(name, question=found.question, answer=found.answer) + "\n"
