"""Guides (办事指南): how something is arranged, step by step, and the request that begins it.

A guide is one message, edited in place. Its buttons hold all they need, so that an old one works;
nothing is kept and no consent is needed until a request is begun.
"""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.keyboards import Button, Keyboard
from bot.telegram.texts import Html
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.intake import Question
from domain.language import Language
from domain.ticket import TicketKind
from handlers.consult_answers import Answers
from handlers.consult_memory import AskPress, Memory
from handlers.filters import MenuWord, PrivateChat
from handlers.guide_buttons import GuidePress
from handlers.report import begin
from services.guides import Guide
from services.identity import Identity
from services.ports import Knowledge, Runner

router = Router(name="guides")
router.message.filter(PrivateChat())
router.callback_query.filter(PrivateChat())


# ---- the ways in --------------------------------------------------------------------------


@router.message(MenuWord("menu-guides"))
@router.message(Command("guide", "guides"))
async def list_by_word(message: Message, turn: Turn, runner: Runner, answers: Answers) -> None:
    """Show what there are guides for; a dialogue under way stays as it is."""
    turn.say(*_list(turn, await answers.of(turn, runner)))


@router.callback_query(GuidePress.of("list"))
async def list_in_place(
    query: CallbackQuery, turn: Turn, runner: Runner, answers: Answers
) -> None:
    """Show what there are guides for."""
    turn.edit(*_list(turn, await answers.of(turn, runner)))


def _list(turn: Turn, knowledge: Knowledge) -> tuple[str, Keyboard]:
    found = knowledge.guides(turn.language.value)
    buttons = [
        keyboards.button(guide.name, GuidePress(action="step", guide=guide.guide_id))
        for guide in found
    ]
    topics = keyboards.button(turn.t("btn-guide-topics"), AskPress(action="topics"))
    text = turn.t("guides-list" if found else "guides-none")
    return text, keyboards.inline(*keyboards.grid(buttons, 2), [topics])


# ---- the guide ----------------------------------------------------------------------------


@router.callback_query(GuidePress.of("open", "step", "papers"))
async def show(
    query: CallbackQuery,
    callback_data: GuidePress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    answers: Answers,
) -> None:
    """Show a page of a guide: in place, but beside an answer, which stays."""
    guide = await _guide(callback_data, turn, runner, answers)
    if guide is None:
        return
    at = min(max(callback_data.at, 0), len(guide.steps))
    if callback_data.action == "open":
        turn.say(*_page(turn, desk, guide, at))
    elif callback_data.action == "papers":
        turn.edit(*_papers(turn, desk, guide, at))
    else:
        turn.edit(*_page(turn, desk, guide, at))


async def _guide(press: GuidePress, turn: Turn, runner: Runner, answers: Answers) -> Guide | None:
    """Return the guide of a button, in its language; whoever presses one that is gone is told."""
    if press.language in set(Language):
        turn.speak(Language(press.language))
    knowledge = await answers.of(turn, runner)
    found = knowledge.guide(press.guide, turn.language.value)
    if found is None:
        turn.answer(turn.t("guide-gone"), alert=True)
    return found


def _page(turn: Turn, desk: Desk, guide: Guide, at: int) -> tuple[str, Keyboard]:
    """Return one step, or, at 0, what the guide is about."""
    count = len(guide.steps)
    if at == 0:
        lines = [turn.t("guide-head", name=guide.name, intro=guide.intro, count=count)]
        lines += [
            turn.t(f"guide-{what}", what=f"\n{said}" if "\n" in said else said)
            for what, said in (("cost", guide.cost), ("time", guide.time))
            if said
        ]
        text = "\n".join(lines)
    else:
        step = guide.steps[at - 1]
        text = turn.t(
            "guide-step", name=guide.name, at=at, count=count, title=step.title, text=step.text
        )
    way = []
    if at > 0:
        way.append(_press(turn, "btn-guide-back", guide, "step", at - 1))
    if at < count:
        name = "btn-guide-on" if at > 0 else "btn-guide-first"
        way.append(_press(turn, name, guide, "step", at + 1))
    papers = _press(turn, "btn-guide-papers", guide, "papers", at)
    back = keyboards.button(turn.t("btn-back"), GuidePress(action="list"))
    return text, keyboards.inline(way, [papers, _start(turn, desk, guide)], [back])


def _papers(turn: Turn, desk: Desk, guide: Guide, at: int) -> tuple[str, Keyboard]:
    """Return what to bring, and the way back to the page before."""
    listed = "\n".join(turn.t("guide-paper", paper=paper) for paper in guide.documents)
    back = _press(turn, "btn-back", guide, "step", at)
    return (
        turn.t("guide-papers", name=guide.name, papers=Html(listed)),
        keyboards.inline([_start(turn, desk, guide)], [back]),
    )


def _press(turn: Turn, text: str, guide: Guide, action: str, at: int) -> Button:
    press = GuidePress(action=action, guide=guide.guide_id, at=at, language=turn.language.value)
    return keyboards.button(turn.t(text), press)


def _start(turn: Turn, desk: Desk, guide: Guide) -> Button:
    """Return the button that begins the request; a person where the desk does not take it."""
    if _requestable(desk, guide):
        press = GuidePress(action="start", guide=guide.guide_id)
        return keyboards.button(turn.t("btn-guide-start"), press, "primary")
    token = Memory(turn.dialogue).token
    return keyboards.button(turn.t("btn-consult-person"), AskPress(action="person", token=token))


def _requestable(desk: Desk, guide: Guide) -> bool:
    category = desk.category(guide.request)
    return category is not None and TicketKind.REQUEST in category.kinds


# ---- the request --------------------------------------------------------------------------


@router.callback_query(GuidePress.of("start"))
async def start(
    query: CallbackQuery,
    callback_data: GuidePress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    answers: Answers,
) -> None:
    """Begin the request, in a message of its own: the guide can still be read."""
    guide = await _guide(callback_data, turn, runner, answers)
    if guide is None:
        return
    if not _requestable(desk, guide):
        turn.edit(*_page(turn, desk, guide, 0))
        return
    known = {Question.CATEGORY.value: guide.request}
    await begin(turn, desk, runner, identity, TicketKind.REQUEST, known, fresh=True)
