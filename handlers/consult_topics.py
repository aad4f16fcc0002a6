"""Browsing what the knowledge base knows, topic by topic, and picking a question."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.turn import Turn
from handlers.aside import step_aside
from handlers.consult_answers import Answers
from handlers.consult_memory import AskPress, Consult, Memory
from handlers.consult_replies import back_to_dialogue, entry_button, person_button, say_answer
from handlers.filters import MenuWord
from handlers.guide_buttons import guides_row
from services.knowledge_rows import Verdict
from services.ports import Knowledge, Runner

router = Router(name="consult_topics")


@router.message(MenuWord("menu-ask"))
@router.message(Command("ask"))
async def what_to_ask(message: Message, turn: Turn, runner: Runner, answers: Answers) -> None:
    """Say that one can simply ask, and offer the topics; a dialogue under way waits."""
    if turn.dialogue.state is not None and turn.dialogue.state != Consult.asking.state:
        step_aside(turn.dialogue, Consult.asking)
    _show_topics(turn, await answers.of(turn, runner))


@router.callback_query(AskPress.of("topics"))
async def topics(query: CallbackQuery, turn: Turn, runner: Runner, answers: Answers) -> None:
    """Show the topics again."""
    _show_topics(turn, await answers.of(turn, runner))


def _show_topics(turn: Turn, knowledge: Knowledge) -> None:
    buttons = [
        keyboards.button(name, AskPress(action="topic", value=code))
        for code, name in knowledge.topics(turn.language.value)
    ]
    last = [*back_to_dialogue(turn), person_button(turn)]
    turn.edit(
        turn.t("consult-ask"),
        keyboards.inline(*keyboards.grid(buttons, 2), guides_row(turn, knowledge), last),
    )


@router.callback_query(AskPress.of("topic"))
async def topic(
    query: CallbackQuery, callback_data: AskPress, turn: Turn, runner: Runner, answers: Answers
) -> None:
    """Show the questions of a topic."""
    knowledge = await answers.of(turn, runner)
    entries = knowledge.in_topic(callback_data.value, turn.language.value)
    names = dict(knowledge.topics(turn.language.value))
    back = keyboards.button(turn.t("btn-back"), AskPress(action="topics"))
    buttons = [entry_button(entry) for entry in entries]
    turn.edit(
        turn.t("consult-topic", topic=names.get(callback_data.value, "")),
        keyboards.inline(*keyboards.grid(buttons, 1), [back]),
    )


@router.callback_query(AskPress.of("entry"))
async def entry(
    query: CallbackQuery, callback_data: AskPress, turn: Turn, runner: Runner, answers: Answers
) -> None:
    """Answer a question that was picked, from a topic or from what was suggested."""
    memory = Memory(turn.dialogue)
    suggested = bool(callback_data.token) and callback_data.token == memory.token
    if suggested:
        turn.speak(memory.language or turn.language)
    knowledge = await answers.of(turn, runner)
    found = knowledge.entry(callback_data.value, turn.language.value)
    if found is None:
        turn.answer(turn.t("consult-entry-gone"), alert=True)
        return
    if suggested:
        await answers.received(turn, runner, Verdict.PICKED, found.entry_id)
    else:
        memory.begin(found.question, turn.now)
    say_answer(turn, knowledge, found)
