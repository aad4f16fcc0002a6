"""Consultation (咨询): whatever is written outside a dialogue is answered, or led to who can."""

import asyncio
from typing import Any

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.keyboards import Button
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.ticket import TicketKind
from handlers import consult_media, consult_person
from handlers.aside import go_on, step_aside
from handlers.attachments import words_of
from handlers.consult_answers import Answers
from handlers.consult_memory import AskPress, Consult, Memory
from handlers.cues import Says, Small, Way, asks, danger, kinds, small_talk
from handlers.emergency import SosKind
from handlers.expiry import asks_again, repeat_question
from handlers.filters import MenuWord, PrivateChat
from handlers.main_menu import main_menu
from handlers.report import begin
from services.filing import MAX_DESCRIPTION
from services.identity import Identity
from services.intents import Json
from services.knowledge import KnowledgeMatch
from services.owners import Owners
from services.ports import Knowledge, Runner

router = Router(name="consult")
router.message.filter(PrivateChat())
router.callback_query.filter(PrivateChat())

leave_router = Router(name="consult_leave")
"""Comes before whatever else /cancel may mean: what waits behind a question is not dropped."""

PERSON_FIRST = 2
"""After so many misses in a row a person is offered first."""

_OFFERED = (TicketKind.REPAIR, TicketKind.COMPLAINT)


# ---- browsing -----------------------------------------------------------------------------


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
    turn.edit(
        turn.t("consult-ask"),
        keyboards.inline(*keyboards.grid(buttons, 2), [*_back_to_dialogue(turn), _person(turn)]),
    )


def _back_to_dialogue(turn: Turn) -> list[Button]:
    """Return the way back to the dialogue that waits, where one does."""
    if turn.dialogue.state != Consult.asking.state:
        return []
    return [keyboards.button(turn.t("btn-consult-back"), AskPress(action="back"))]


def _person(turn: Turn, token: str = "", name: str = "btn-consult-person") -> Button:
    return keyboards.button(turn.t(name), AskPress(action="person", token=token))


@router.callback_query(AskPress.of("topic"))
async def topic(
    query: CallbackQuery, callback_data: AskPress, turn: Turn, runner: Runner, answers: Answers
) -> None:
    """Show the questions of a topic."""
    knowledge = await answers.of(turn, runner)
    entries = knowledge.in_topic(callback_data.value, turn.language.value)
    names = dict(knowledge.topics(turn.language.value))
    back = keyboards.button(turn.t("btn-back"), AskPress(action="topics"))
    buttons = [_entry_button(entry) for entry in entries]
    turn.edit(
        turn.t("consult-topic", topic=names.get(callback_data.value, "")),
        keyboards.inline(*keyboards.grid(buttons, 1), [back]),
    )


def _entry_button(entry: KnowledgeMatch, token: str = "") -> Button:
    press = AskPress(action="entry", token=token, value=entry.entry_id)
    return keyboards.button(entry.question, press)


@router.callback_query(AskPress.of("entry"))
async def entry(
    query: CallbackQuery, callback_data: AskPress, turn: Turn, runner: Runner, answers: Answers
) -> None:
    """Answer a question that was picked."""
    knowledge = await answers.of(turn, runner)
    found = knowledge.entry(callback_data.value, turn.language.value)
    if found is None:
        turn.answer(turn.t("consult-entry-gone"), alert=True)
        return
    memory = Memory(turn.dialogue)
    if not callback_data.token or callback_data.token != memory.token:
        memory.begin(found.question)
    _say_answer(turn, found, ())


# ---- whatever is written ------------------------------------------------------------------


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
    turn.say(turn.t(name), keyboards.inline(_back_to_dialogue(turn)))


@router.message(Says(Way.PERSON), StateFilter(None, Consult.asking))
async def wants_a_person(
    message: Message,
    turn: Turn,
    desk: Desk,
    **data: Any,  # noqa: ANN401 - by name
) -> None:
    """Hand the last question over; without one, ask for a sentence."""
    await consult_person.hand_over(turn, desk, data)


@router.message(StateFilter(None, Consult.asking), F.text, ~F.text.startswith("/"))
async def free_text(
    message: Message, turn: Turn, answers: Answers, runner: Runner, owners: Owners
) -> None:
    """Answer, offer a report, or ask: never guess."""
    await take_words(turn, answers, runner, owners, words_of(message))


async def take_words(
    turn: Turn, answers: Answers, runner: Runner, owners: Owners, text: str
) -> None:
    """Answer what was written outside every dialogue."""
    said = small_talk(text)
    if said is not None:
        _say_small_talk(turn, said)
        return
    kept = text[:MAX_DESCRIPTION]
    memory = Memory(turn.dialogue)
    before, files = memory.waiting(turn.now)
    if (before or files) and _goes_on(before, kept):
        # What was said or shown a moment ago, and not used yet, belongs to what is said now.
        joined = f"{before}\n{kept}".strip()[:MAX_DESCRIPTION]
        token = memory.begin(joined, files, memory.token)
        memory.offered(turn.now)
    else:
        token = memory.begin(kept)
    found = danger(text)
    if found is not None:
        row = [
            keyboards.button(turn.t("btn-sos-help"), SosKind(action="help"), "danger"),
            keyboards.button(turn.t("btn-sos-no"), AskPress(action="no-danger", token=token)),
        ]
        turn.say(turn.t("emergency-doubt"), keyboards.inline(row))
        return
    adds = await consult_media.add_buttons(turn, runner, owners, token)
    await _answer_or_offer(turn, await answers.of(turn, runner), kept, adds)


def _goes_on(before: str, text: str) -> bool:
    """Whether a text goes on with a report that was offered: no question, no other matter."""
    likely = kinds(text)
    return not asks(text) and (not before or not likely or likely[0] in kinds(before))


async def _answer_or_offer(
    turn: Turn, knowledge: Knowledge, text: str, adds: list[Button]
) -> None:
    memory = Memory(turn.dialogue)
    likely = kinds(text) or kinds(memory.text)
    if (likely or memory.files) and not asks(text):
        memory.offered(turn.now)
        token = memory.token
        only = [keyboards.button(turn.t("btn-consult-only"), AskPress(action="only", token=token))]
        turn.say(
            turn.t("consult-offer-report"),
            keyboards.inline(report_row(turn, token, likely), *keyboards.grid(adds, 1), only),
        )
        return
    await _look_up(turn, knowledge, text, adds)


def report_row(turn: Turn, token: str, likely: tuple[TicketKind, ...] = ()) -> list[Button]:
    """Return buttons that begin a report with what was said, the likely kinds first."""
    offered = [*likely, *(kind for kind in _OFFERED if kind not in likely)][:3]
    return [
        keyboards.button(
            turn.t(f"btn-begin-{kind.value}"),
            AskPress(action="report", token=token, value=kind.value),
            "primary" if likely and kind is likely[0] else None,
        )
        for kind in offered
    ]


async def _look_up(turn: Turn, knowledge: Knowledge, text: str, adds: list[Button]) -> None:
    """Look into the knowledge base, off the event loop; ``adds`` lead to open tickets."""
    token, likely = Memory(turn.dialogue).token, kinds(text)
    reply = await asyncio.to_thread(knowledge.ask, text, turn.language.value)
    if reply.decision == "answer":
        _say_answer(turn, reply.matches[0], likely)
    elif reply.decision == "suggest":
        rows = [[_entry_button(found, token)] for found in reply.matches[:3]]
        reports = report_row(turn, token, likely) if likely else []
        if likely:
            Memory(turn.dialogue).offered(turn.now)
        none = [_person(turn, token, "btn-consult-none")]
        more = keyboards.grid(adds, 1)
        turn.say(turn.t("consult-suggest"), keyboards.inline(*rows, reports, *more, none))
    else:
        _say_unsure(turn, token, adds)


def _say_answer(turn: Turn, found: KnowledgeMatch, likely: tuple[TicketKind, ...]) -> None:
    memory = Memory(turn.dialogue)
    memory.answered(found.answer)
    token = memory.token
    row = [
        keyboards.button(turn.t("btn-consult-good"), AskPress(action="good", token=token)),
        keyboards.button(turn.t("btn-consult-bad"), AskPress(action="bad", token=token)),
        _person(turn, token),
    ]
    reports = report_row(turn, token, likely) if likely else []
    turn.edit(
        turn.t("consult-answer", question=found.question, answer=found.answer),
        keyboards.inline(row, reports, _back_to_dialogue(turn)),
    )


def _say_unsure(turn: Turn, token: str, adds: list[Button]) -> None:
    """Say honestly that nothing fits; the second time in a row a person comes first."""
    again = Memory(turn.dialogue).missed() >= PERSON_FIRST
    person, reports = [_person(turn, token)], report_row(turn, token)
    rows = [person, reports] if again else [[*reports, *person]]
    turn.say(
        turn.t("consult-unsure-again" if again else "consult-unsure"),
        keyboards.inline(*rows, *keyboards.grid(adds, 1)),
    )


def _say_small_talk(turn: Turn, said: Small) -> None:
    if said is Small.ABUSE:
        token = Memory(turn.dialogue).begin("")
        row = [_person(turn, token), *report_row(turn, token)]
        turn.say(turn.t("consult-abuse"), keyboards.inline(row))
    else:
        turn.say(turn.t(f"consult-{said.value}"), main_menu(turn))


# ---- buttons under an answer --------------------------------------------------------------


@router.callback_query(AskPress.of("good"))
async def good(query: CallbackQuery, turn: Turn) -> None:
    """Be glad."""
    turn.strip()
    turn.answer(turn.t("consult-good"))


@router.callback_query(AskPress.of("bad"))
async def bad(query: CallbackQuery, callback_data: AskPress, turn: Turn) -> None:
    """Be sorry, and offer a person first."""
    Memory(turn.dialogue).missed()
    turn.strip()
    token = callback_data.token
    turn.say(
        turn.t("consult-bad"), keyboards.inline([_person(turn, token)], report_row(turn, token))
    )


@router.callback_query(AskPress.of("only", "no-danger"))
async def only_asking(
    query: CallbackQuery,
    callback_data: AskPress,
    turn: Turn,
    answers: Answers,
    runner: Runner,
    owners: Owners,
) -> None:
    """Answer what was asked; it is no report, or no emergency."""
    memory = Memory(turn.dialogue)
    turn.strip()
    if not memory.text or callback_data.token != memory.token:
        turn.say(turn.t("consult-say-again"))
        return
    adds = await consult_media.add_buttons(turn, runner, owners, memory.token)
    knowledge = await answers.of(turn, runner)
    if callback_data.action == "only":
        await _look_up(turn, knowledge, memory.text, adds)
    else:
        await _answer_or_offer(turn, knowledge, memory.text, adds)


@router.callback_query(AskPress.of("report"))
async def report(
    query: CallbackQuery,
    callback_data: AskPress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
) -> None:
    """Begin a report with the words and files that are kept."""
    memory = Memory(turn.dialogue)
    if callback_data.value not in {kind.value for kind in TicketKind}:
        turn.answer(turn.t("fallback-old-button"), alert=True)
        return
    same = callback_data.token == memory.token
    text, files = (memory.text, memory.files) if same else ("", [])
    known: dict[str, Json] = {"text": text, "files": [*files]}
    turn.strip()
    kind = TicketKind(callback_data.value)
    await begin(turn, desk, runner, identity, kind, known, fresh=True)


@router.callback_query(SosKind.of("calm"))
async def no_emergency(
    query: CallbackQuery,
    turn: Turn,
    answers: Answers,
    runner: Runner,
    owners: Owners,
    **data: Any,  # noqa: ANN401
) -> None:
    """Go on where it was: with the question of the dialogue, or with what was said."""
    said = turn.dialogue.text("sos_text")
    files = turn.dialogue.texts("sos_files")
    turn.dialogue.drop("sos_text", "sos_files", "sos_album")
    turn.strip()
    nothing_said = not said and not files
    if turn.dialogue.state is not None:
        if not nothing_said:
            turn.dialogue.put(calm=True)
            turn.say(turn.t("emergency-calm"))
        await repeat_question(turn, {"runner": runner, "owners": owners, **data})
    elif nothing_said:
        turn.say(turn.t("consult-good"))
    else:
        token = Memory(turn.dialogue).begin(said, files)
        adds = await consult_media.add_buttons(turn, runner, owners, token)
        await _answer_or_offer(turn, await answers.of(turn, runner), said, adds)


router.include_routers(consult_person.router, consult_media.router)
