"""Words during the search for a home that are no home: the way out, a person, what is wrong.

The search begins by itself after the privacy notice, so a newcomer's first word may well be about
something else.
"""

from typing import Any

from aiogram import F, Router
from aiogram.filters import Filter, StateFilter
from aiogram.types import Message

from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.house_text import read_house
from handlers import consult_person
from handlers.aside import held_value
from handlers.attachments import words_of
from handlers.consult_answers import Answers
from handlers.consult_words import take_words
from handlers.cues import Says, Way, asks, kinds
from handlers.filters import PrivateChat
from handlers.home_questions import HomeWalk, ask_where, leave_walk
from handlers.main_menu import main_menu
from services.owners import Owners
from services.ports import Runner

router = Router(name="home_aside")
router.message.filter(PrivateChat())


class AboutSomethingElse(Filter):
    """Something to report or to ask, and no home; not where an address in words is awaited."""

    async def __call__(self, message: Message, turn: Turn) -> bool:
        """Whether the search should let the message pass."""
        said = words_of(message)
        if turn.dialogue.state == HomeWalk.missing.state or read_house(said) is not None:
            return False
        # A report that waits for its home goes on where it was, and is told there.
        if held_value(turn.dialogue, "draft") is not None:
            return False
        return bool(kinds(said)) or asks(said)


@router.message(Says(Way.OUT), StateFilter(HomeWalk))
async def leave(message: Message, turn: Turn, **data: Any) -> None:  # noqa: ANN401 - by name
    """Leave the home for later."""
    turn.say(turn.t("home-later"), main_menu(turn))
    await leave_walk(turn, data)


@router.message(Says(Way.BACK), StateFilter(HomeWalk))
async def begin_again(message: Message, turn: Turn, desk: Desk) -> None:
    """Begin the search again."""
    ask_where(turn, desk)


@router.message(Says(Way.PERSON), StateFilter(HomeWalk))
async def wants_a_person(
    message: Message,
    turn: Turn,
    desk: Desk,
    **data: Any,  # noqa: ANN401 - by name
) -> None:
    """Hand over to a person; the search waits meanwhile."""
    await consult_person.hand_over(turn, desk, data)


@router.message(AboutSomethingElse(), StateFilter(HomeWalk), F.text)
async def something_else(
    message: Message, turn: Turn, answers: Answers, runner: Runner, owners: Owners
) -> None:
    """Listen to that first; the home can wait."""
    turn.dialogue.end()
    turn.say(turn.t("home-set-aside"), main_menu(turn))
    await take_words(turn, answers, runner, owners, words_of(message))
