"""Which answers nobody has looked at for long (核对): a list, a tap for each that is right."""

from collections.abc import Sequence
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.telegram.callbacks import FaqPress, Press
from bot.telegram.keyboards import Keyboard, button, inline
from bot.telegram.turn import Turn
from handlers.consult_answers import Answers
from handlers.faq_view import fits
from services.knowledge import EntryNote
from services.knowledge_review import AskStale, KnowledgeReview
from services.ports import KeptKnowledge, Runner
from services.teaching import MarkReviewed, Teaching

router = Router(name="faq_review")

PAGE: Final = 5


class ReviewPress(Press, prefix="fr"):
    """``right`` says that an entry's answer still is; ``show`` shows it, ``page`` the list."""

    page: int = 0
    community: str
    entry: str = ""


async def page_of(
    turn: Turn,
    runner: Runner,
    knowledge_review: KnowledgeReview,
    knowledge: KeptKnowledge,
    community: str,
    page: int = 0,
) -> tuple[str, Keyboard]:
    """Return a page of the entries that should be looked at, the longest untouched first."""
    notes = tuple(knowledge.notes(turn.language.value))
    asked = AskStale(by=turn.person.id, community=community, notes=notes)
    old = await runner.read(knowledge_review.stale, asked)
    first = min(max(0, page), max(0, (len(old) - 1) // PAGE)) * PAGE
    return (
        _text(turn, old, first),
        _keyboard(turn, old, first, community),
    )


def _text(turn: Turn, old: Sequence[EntryNote], first: int) -> str:
    if not old:
        return turn.t("faq-review-nothing")
    lines = [turn.t("faq-review", count=len(old))]
    for number, one in enumerate(old[first : first + PAGE], first + 1):
        name = "faq-review-line" if one.reviewed is not None else "faq-review-line-never"
        day = one.reviewed.isoformat() if one.reviewed is not None else ""
        lines.append(turn.t(name, number=number, question=one.question, day=day))
    return "\n".join(lines)


def _keyboard(turn: Turn, old: Sequence[EntryNote], first: int, community: str) -> Keyboard:
    page = first // PAGE
    rows = []
    for number, one in enumerate(old[first : first + PAGE], first + 1):
        press = ReviewPress(action="right", page=page, community=community, entry=one.entry_id)
        if fits(press):
            show = press.model_copy(update={"action": "show"})
            rows.append(
                [
                    button(turn.t("btn-faq-right", number=number), press),
                    button(turn.t("btn-faq-look", number=number), show),
                ]
            )
    pages = []
    if first > 0:
        back = ReviewPress(action="page", page=page - 1, community=community)
        pages.append(button(turn.t("btn-page-back"), back))
    if first + PAGE < len(old):
        on = ReviewPress(action="page", page=page + 1, community=community)
        pages.append(button(turn.t("btn-page-on"), on))
    return inline(*rows, pages)


@router.callback_query(FaqPress.of("review"))
async def first_page(
    query: CallbackQuery,
    callback_data: FaqPress,
    turn: Turn,
    runner: Runner,
    knowledge_review: KnowledgeReview,
    answers: Answers,
) -> None:
    """Show the list in the same message."""
    community = callback_data.value
    knowledge = answers.in_community(community)
    turn.edit(*await page_of(turn, runner, knowledge_review, knowledge, community))


@router.callback_query(ReviewPress.of("page"))
async def turn_page(
    query: CallbackQuery,
    callback_data: ReviewPress,
    turn: Turn,
    runner: Runner,
    knowledge_review: KnowledgeReview,
    answers: Answers,
) -> None:
    """Show another page."""
    community, page = callback_data.community, callback_data.page
    knowledge = answers.in_community(community)
    turn.edit(*await page_of(turn, runner, knowledge_review, knowledge, community, page))


@router.callback_query(ReviewPress.of("show"))
async def show(
    query: CallbackQuery, callback_data: ReviewPress, turn: Turn, answers: Answers
) -> None:
    """Show an answer as owners see it."""
    knowledge = answers.in_community(callback_data.community)
    entry = knowledge.entry(callback_data.entry, turn.language.value)
    if entry is None:
        turn.answer(turn.t("consult-entry-gone"), alert=True)
        return
    right = callback_data.model_copy(update={"action": "right"})
    back = callback_data.model_copy(update={"action": "page", "entry": ""})
    turn.edit(
        turn.t("consult-answer", question=entry.question, answer=entry.answer),
        inline([button(turn.t("btn-faq-still-right"), right), button(turn.t("btn-back"), back)]),
    )


@router.callback_query(ReviewPress.of("right"))
async def still_right(
    query: CallbackQuery,
    callback_data: ReviewPress,
    turn: Turn,
    runner: Runner,
    teaching: Teaching,
    knowledge_review: KnowledgeReview,
    answers: Answers,
) -> None:
    """Note that an answer is still right, and show what is left."""
    community, page = callback_data.community, callback_data.page
    knowledge = answers.in_community(community)
    if knowledge.entry(callback_data.entry, turn.language.value) is None:
        turn.answer(turn.t("consult-entry-gone"), alert=True)
        return
    command = MarkReviewed(
        key=turn.key, by=turn.person.id, community=community, entry_id=callback_data.entry
    )
    done = await runner.run(teaching.mark_reviewed, command)
    turn.answer(turn.t("faq-reviewed", author=done.author))
    turn.edit(*await page_of(turn, runner, knowledge_review, knowledge, community, page))
