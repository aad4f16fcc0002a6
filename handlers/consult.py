"""Consultation (咨询): whatever is written outside a dialogue is answered, or led to who can."""

from typing import Any

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.turn import Turn
from domain.desk import Desk
from handlers import consult_media, consult_person, consult_topics, consult_verdicts
from handlers.aside import go_on
from handlers.attachments import words_of
from handlers.consult_answers import Answers
from handlers.consult_memory import AskPress, Consult, Memory
from handlers.consult_replies import back_to_dialogue
from handlers.consult_words import take_words
from handlers.cues import Says, Way
from handlers.expiry import asks_again
from handlers.filters import PrivateChat
from handlers.main_menu import main_menu
from services.owners import Owners
from services.ports import Runner

router = Router(name="consult")
router.message.filter(PrivateChat())
router.callback_query.filter(PrivateChat())
router.include_router(consult_topics.router)

leave_router = Router(name="consult_leave")
"""Comes before whatever else /cancel may mean: what waits behind a question is not dropped."""


@router.message(Says(Way.OUT, Way.BACK), StateFilter(None))
async def nothing_to_leave(message: Message, turn: Turn) -> None:
    """Say that nothing is under way."""
    Memory(turn.dialogue).forget()
    turn.say(turn.t("consult-nothing-open"), main_menu(turn))


@leave_router.message(Command("cancel"), StateFilter(Consult))
@leave_router.message(Says(Way.OUT, Way.BACK), StateFilter(Consult))
async def leave(message: Message, turn: Turn, **data: Any) -> None:  # noqa: ANN401 - by name
    """Stop asking, and go on with what was under way before."""
    turn.say(turn.t("consult-left"))
    await go_on(turn, data)


@router.callback_query(AskPress.of("back"))
async def back(query: CallbackQuery, turn: Turn, **data: Any) -> None:  # noqa: ANN401
    """Go on with what was under way before."""
    turn.strip()
    if (turn.dialogue.state or "").startswith("Consult:"):
        await go_on(turn, data)


@asks_again(Consult)
async def ask_again(turn: Turn) -> None:
    """Repeat what is waited for."""
    name = "consult-ask" if turn.dialogue.state == Consult.asking.state else "consult-for-person"
    turn.say(turn.t(name), keyboards.inline(back_to_dialogue(turn)))


@router.message(Says(Way.PERSON), StateFilter(None, Consult.asking))
async def wants_a_person(
    message: Message,
    turn: Turn,
    desk: Desk,
    **data: Any,  # noqa: ANN401 - by name
) -> None:
    """Hand the last question over; without one, ask for a sentence."""
    memory = Memory(turn.dialogue)
    if memory.silent_since(turn.now):
        memory.forget()
    await consult_person.hand_over(turn, desk, data)


@router.message(StateFilter(None, Consult.asking), F.text, ~F.text.startswith("/"))
async def free_text(
    message: Message, turn: Turn, answers: Answers, runner: Runner, owners: Owners
) -> None:
    """Answer, offer a report, or ask: never guess."""
    await take_words(turn, answers, runner, owners, words_of(message))


router.include_routers(consult_verdicts.router, consult_person.router, consult_media.router)
