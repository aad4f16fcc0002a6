"""Looks up a colleague's own words in the service centre's group, and teaches the base these."""

import re
from collections.abc import Sequence

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.telegram.callbacks import FaqPress
from bot.telegram.keyboards import Keyboard, button, grid, inline
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.errors import NotFound
from domain.private_words import leave_out_private
from handlers.consult_answers import Answers
from handlers.faq_view import fits, nearest_to, say_done
from handlers.faq_writing import begin_writing
from services.knowledge import EntryNote
from services.learning import AskPlaces, Learning
from services.ports import KeptKnowledge, Runner
from services.taught import LONGEST_PHRASING
from services.teaching import AddPhrasing, Teaching

router = Router(name="faq_words")

_QUOTED = re.compile(r"[「“](.*)[」”]")


async def page_of(
    turn: Turn, desk: Desk, knowledge: KeptKnowledge, words: str, community: str
) -> tuple[str, Keyboard]:
    """Return the entries nearest to a colleague's words, which stand in the message itself.

    A button says which community it is by its place in the desk file: beside an entry's id
    there is no room for more.
    """
    place = desk.communities.index(desk.community(community))
    nearest = await nearest_to(turn, knowledge, words)
    notes = {one.entry_id: one for one in knowledge.notes(turn.language.value)}
    lines = [turn.t("faq-words", words=words)]
    lines += _entry_lines(turn, [notes[one.entry_id] for one in nearest if one.entry_id in notes])
    adds = [
        button(turn.t("btn-faq-into", question=one.question), press)
        for one in nearest
        if fits(press := FaqPress(action="say", at=place, value=one.entry_id))
    ]
    write_it = button(turn.t("btn-faq-write"), FaqPress(action="say-write", value=community))
    return "\n".join(lines), inline(*grid(adds, 1), [write_it])


def _entry_lines(turn: Turn, notes: Sequence[EntryNote]) -> list[str]:
    if not notes:
        return [turn.t("faq-words-none")]
    return [turn.t("faq-entry", question=one.question, count=one.phrasings) for one in notes]


def _said(query: CallbackQuery) -> str:
    """Return the words that a message is about.

    Raises:
        NotFound: It is about none, or is too old to be read.
    """
    shown = query.message.text if isinstance(query.message, Message) else None
    quoted = _QUOTED.search((shown or "").partition("\n")[0])
    if quoted is None or len(quoted[1]) > LONGEST_PHRASING:
        raise NotFound("words")
    return quoted[1]


@router.callback_query(FaqPress.of("say"))
async def add_words(
    query: CallbackQuery,
    callback_data: FaqPress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    teaching: Teaching,
    answers: Answers,
) -> None:
    """Let an entry answer the words."""
    words = _said(query)
    if callback_data.at >= len(desk.communities):
        raise NotFound(callback_data.at)
    community = desk.communities[callback_data.at].code
    knowledge = answers.in_community(community)
    if knowledge.entry(callback_data.value, turn.language.value) is None:
        turn.answer(turn.t("consult-entry-gone"), alert=True)
        return
    command = AddPhrasing(
        key=turn.key,
        by=turn.person.id,
        community=community,
        entry_id=callback_data.value,
        texts=(words,),
    )
    say_done(turn, await runner.run(teaching.add_phrasing, command), knowledge)


@router.callback_query(FaqPress.of("say-write"))
async def write_words(
    query: CallbackQuery,
    callback_data: FaqPress,
    turn: Turn,
    runner: Runner,
    learning: Learning,
    answers: Answers,
) -> None:
    """Begin an entry that answers the words."""
    words = _said(query)
    asked = AskPlaces(by=turn.person.id, chat_id=turn.chat_id)
    if callback_data.value not in await runner.read(learning.places, asked):
        raise NotFound(callback_data.value)
    nearest = await nearest_to(turn, answers.in_community(callback_data.value), words)
    begin_writing(
        turn,
        query.from_user,
        community=callback_data.value,
        category=nearest[0].category if nearest else "",
        heading=leave_out_private(words),  # owners read it
        texts=(words,),
    )
