"""Whatever is written outside every dialogue: answered, offered as a report, or asked about."""

from collections.abc import Sequence

from bot.telegram import keyboards
from bot.telegram.keyboards import Button
from bot.telegram.turn import Turn
from handlers import consult_media
from handlers.consult_answers import Answers
from handlers.consult_memory import AskPress, Memory
from handlers.consult_replies import look_up, person_button, report_row
from handlers.cues import Small, asks, danger, has_words, kinds, small_talk
from handlers.emergency import SosKind
from handlers.main_menu import main_menu
from handlers.question_language import question_language
from services.owners import Owners
from services.ports import Runner


async def take_words(
    turn: Turn, answers: Answers, runner: Runner, owners: Owners, text: str
) -> None:
    """Answer what was written outside every dialogue, in the language it was written in."""
    language = question_language(text)
    turn.speak(language or turn.language)
    said = small_talk(text)
    if said is not None:
        _say_small_talk(turn, said)
        return
    if not has_words(text):
        row = [person_button(turn, Memory(turn.dialogue).token)]
        turn.say(turn.t("consult-no-words"), keyboards.inline(row))
        return
    memory = Memory(turn.dialogue)
    if memory.was_cut(turn.now):
        text = f"{memory.text}{text}"
        token = memory.begin(text, turn.now, memory.files, memory.token)
    else:
        token = _remember(turn, memory, text)
    memory.asked_in(language)
    if danger(text) is not None:
        row = [
            keyboards.button(turn.t("btn-sos-help"), SosKind(action="help"), "danger"),
            keyboards.button(turn.t("btn-sos-no"), AskPress(action="no-danger", token=token)),
        ]
        turn.say(turn.t("emergency-doubt"), keyboards.inline(row))
        return
    adds = await consult_media.add_buttons(turn, runner, owners, token)
    await answer_or_offer(turn, answers, runner, text, adds)


def _remember(turn: Turn, memory: Memory, text: str) -> str:
    """Remember what was said; return the token of its buttons."""
    before, files = memory.waiting(turn.now)
    if (before or files) and _goes_on(before, text):
        # What was said or shown a moment ago, and not used yet, belongs to what is said now.
        token = memory.begin(f"{before}\n{text}".strip(), turn.now, files, memory.token)
        memory.offered(turn.now)
        return token
    return memory.begin(text, turn.now)


def _goes_on(before: str, text: str) -> bool:
    """Whether a text goes on with a report that was offered: no question, no other matter."""
    likely = kinds(text)
    return not asks(text) and (not before or not likely or likely[0] in kinds(before))


async def answer_or_offer(
    turn: Turn, answers: Answers, runner: Runner, text: str, adds: Sequence[Button]
) -> None:
    """Offer a report for what sounds like one and does not ask; look up anything else."""
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
    await look_up(turn, answers, runner, text, adds)


def _say_small_talk(turn: Turn, said: Small) -> None:
    if said is Small.ABUSE:
        memory = Memory(turn.dialogue)
        kept = memory.text and not memory.silent_since(turn.now)
        token = memory.token if kept else memory.begin("", turn.now)
        row = [person_button(turn, token), *report_row(turn, token)]
        turn.say(turn.t("consult-abuse"), keyboards.inline(row))
    else:
        turn.say(turn.t(f"consult-{said.value}"), main_menu(turn))
