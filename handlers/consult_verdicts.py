"""The buttons under an answer and an offer: it was of use or not, a report, only a question."""

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.telegram import keyboards
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.language import Language
from domain.ticket import TicketKind
from handlers import consult_media
from handlers.consult_answers import Answers
from handlers.consult_memory import AskPress, Memory
from handlers.consult_replies import look_up, person_button, report_row, say_answer
from handlers.consult_words import answer_or_offer
from handlers.emergency import SosKind
from handlers.expiry import repeat_question
from handlers.report import begin
from services.filing import MAX_DESCRIPTION
from services.identity import Identity
from services.intents import Json
from services.knowledge_rows import Verdict
from services.owners import Owners
from services.ports import Runner

router = Router(name="consult_verdicts")


@router.callback_query(AskPress.of("good"))
async def good(
    query: CallbackQuery, callback_data: AskPress, turn: Turn, runner: Runner, answers: Answers
) -> None:
    """Be glad."""
    turn.strip()
    memory = Memory(turn.dialogue)
    if callback_data.token == memory.token:
        turn.speak(memory.language or turn.language)
        await answers.received(turn, runner, Verdict.USEFUL, callback_data.value)
    turn.answer(turn.t("consult-good"))


@router.callback_query(AskPress.of("bad"))
async def bad(
    query: CallbackQuery, callback_data: AskPress, turn: Turn, runner: Runner, answers: Answers
) -> None:
    """Show the next best; when there is none, be sorry and offer a person first."""
    memory, token = Memory(turn.dialogue), callback_data.token
    turn.strip()
    present = bool(token) and token == memory.token
    if present and callback_data.value != memory.entry:
        return  # pressed twice: the next best stands there already
    if present:
        turn.speak(memory.language or turn.language)
        memory.exchange.say("useless")
        await answers.received(turn, runner, Verdict.USELESS, callback_data.value)
        knowledge = await answers.of(turn, runner)
        while entry_id := memory.next_best():
            found = knowledge.entry(entry_id, turn.language.value)
            if found is not None:
                say_answer(turn, knowledge, found, next_best=True)
                return
    memory.missed()
    turn.say(
        turn.t("consult-bad"),
        keyboards.inline([person_button(turn, token)], report_row(turn, token)),
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
    turn.speak(memory.language or turn.language)
    adds = await consult_media.add_buttons(turn, runner, owners, memory.token)
    say = look_up if callback_data.action == "only" else answer_or_offer
    await say(turn, answers, runner, memory.text, adds)


@router.callback_query(AskPress.of("report"))
async def report(
    query: CallbackQuery,
    callback_data: AskPress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    answers: Answers,
) -> None:
    """Begin a report with the words and files that are kept; they asked for no answer."""
    memory = Memory(turn.dialogue)
    if callback_data.value not in {kind.value for kind in TicketKind}:
        turn.answer(turn.t("fallback-old-button"), alert=True)
        return
    same = callback_data.token == memory.token
    text, files = (memory.text[:MAX_DESCRIPTION], memory.files) if same else ("", [])
    known: dict[str, Json] = {"text": text, "files": [*files]}
    turn.strip()
    kind = TicketKind(callback_data.value)
    if same:
        await answers.received(turn, runner, Verdict.REPORT, memory.entry)
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
    spoken = turn.dialogue.text("sos_language")
    turn.speak(Language(spoken) if spoken else turn.language)
    turn.dialogue.drop("sos_text", "sos_files", "sos_album", "sos_language")
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
        token = Memory(turn.dialogue).begin(said, turn.now, files)
        adds = await consult_media.add_buttons(turn, runner, owners, token)
        await answer_or_offer(turn, answers, runner, said, adds)
