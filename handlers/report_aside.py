"""A question in the middle of a report: it is answered, and nothing of the report is lost.

Where the report waits for a choice, the question is answered and the choice asked again. Where
words are kept for the report they stay, for a fault is often told as a question (车位怎么被占了);
a button says that it was only a question.
"""

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
from services.knowledge import KnowledgeReply
from services.ports import Runner

router = Router(name="report_aside")


class AsksInBetween(Filter):
    """A question that the knowledge base answers for sure, and that tells of no fault."""

    async def __call__(
        self, message: Message, turn: Turn, runner: Runner, answers: Answers
    ) -> bool | dict[str, Any]:
        """Return what answers it as ``reply``, or false."""
        said = message.text or ""
        if not _may_ask(said):
            return False
        reply = await answers.find(turn, runner, said)
        return {"reply": reply} if reply.decision == "answer" else False


@router.message(AsksInBetween(), StateFilter(Report.community, Report.place, Report.visit))
async def answer_and_ask_again(
    message: Message,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    answers: Answers,
    reply: KnowledgeReply,
) -> None:
    """Answer, and ask once more what the report needs."""
    await answers.keep(turn, runner, message.text or "", reply)
    repeat(turn, desk, _answer_text(turn, reply))


async def doubt(turn: Turn, runner: Runner, answers: Answers, said: str) -> str:
    """Say how to take back words that were kept and may have been a question; "" for others."""
    if not _may_ask(said) or not (await answers.find(turn, runner, said)).matches:
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
    lead = _answer_text(turn, await answers.ask(turn, runner, asked))
    if turn.dialogue.state == Report.card.state:
        ask_next(turn, desk, lead)
    else:
        repeat(turn, desk, lead)


def _may_ask(said: str) -> bool:
    """Whether words ask; what tells of a fault does not, whatever its form."""
    return asks(said) and not describes(said)


def _answer_text(turn: Turn, reply: KnowledgeReply) -> str:
    """Return the answer, or the likeliest, with the end of a line; nothing where there is none."""
    if not reply.matches:
        return ""
    found = reply.matches[0]
    name = "consult-answer" if reply.decision == "answer" else "consult-next-best"
    return turn.t(name, question=found.question, answer=found.answer) + "\n"
