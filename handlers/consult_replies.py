"""What is said to a question: an answer, what it may be, an honest no, or why not."""

from collections.abc import Sequence

from bot.telegram import keyboards
from bot.telegram.keyboards import Button
from bot.telegram.turn import Turn
from domain.ticket import TicketKind
from handlers.consult_answers import Answers
from handlers.consult_memory import AskPress, Consult, Memory
from handlers.cues import kinds
from handlers.guide_buttons import guide_row
from services.knowledge import KnowledgeMatch, Refusal
from services.ports import Knowledge, Runner

PERSON_FIRST = 2
"""After so many misses in a row a person is offered first."""

SUGGESTED = 3

_OFFERED = (TicketKind.REPAIR, TicketKind.COMPLAINT)


async def look_up(
    turn: Turn, answers: Answers, runner: Runner, text: str, adds: Sequence[Button]
) -> None:
    """Look into the knowledge base and say what was found; ``adds`` lead to open tickets."""
    reply = await answers.ask(turn, runner, text)
    likely = kinds(text)
    if reply.refusal is not None:
        say_refused(turn, reply.refusal)
    elif reply.decision == "answer":
        say_answer(turn, await answers.of(turn, runner), reply.matches[0], likely)
    elif reply.decision == "suggest":
        _say_suggestions(turn, reply.matches[:SUGGESTED], likely, adds)
    else:
        say_unsure(turn, adds)


def say_answer(
    turn: Turn,
    knowledge: Knowledge,
    found: KnowledgeMatch,
    likely: tuple[TicketKind, ...] = (),
    *,
    next_best: bool = False,
) -> None:
    """Give an answer, in the place of the list it was picked from; or the next best, after it."""
    memory = Memory(turn.dialogue)
    memory.answered(found.entry_id)
    memory.exchange.say("answered", f"{found.question}\n{found.answer}")
    token = memory.token
    row = [
        keyboards.button(turn.t(f"btn-consult-{verdict}"), press)
        for verdict in ("good", "bad")
        for press in [AskPress(action=verdict, token=token, value=found.entry_id)]
    ]
    reports = report_row(turn, token, likely) if likely else []
    show = turn.say if next_best else turn.edit
    show(
        turn.t(
            "consult-next-best" if next_best else "consult-answer",
            question=found.question,
            answer=found.answer,
        ),
        keyboards.inline(
            [*row, person_button(turn, token)],
            guide_row(turn, knowledge, found.entry_id),
            reports,
            back_to_dialogue(turn),
        ),
    )


def _say_suggestions(
    turn: Turn,
    found: Sequence[KnowledgeMatch],
    likely: tuple[TicketKind, ...],
    adds: Sequence[Button],
) -> None:
    memory = Memory(turn.dialogue)
    token = memory.token
    if likely:
        memory.offered(turn.now)
    memory.exchange.say("suggested", " / ".join(match.question for match in found))
    reports = report_row(turn, token, likely) if likely else []
    turn.say(
        turn.t("consult-suggest"),
        keyboards.inline(
            *([entry_button(match, token)] for match in found),
            reports,
            *keyboards.grid(adds, 1),
            [person_button(turn, token, "btn-consult-none")],
        ),
    )


def say_unsure(turn: Turn, adds: Sequence[Button]) -> None:
    """Say honestly that nothing fits; the second time in a row a person comes first."""
    memory = Memory(turn.dialogue)
    memory.exchange.say("unsure")
    again = memory.missed() >= PERSON_FIRST
    token = memory.token
    person, reports = [person_button(turn, token)], report_row(turn, token)
    rows = [person, reports] if again else [reports, person]
    turn.say(
        turn.t("consult-unsure-again" if again else "consult-unsure"),
        keyboards.inline(*rows, *keyboards.grid(adds, 1)),
    )


def say_refused(turn: Turn, refusal: Refusal) -> None:
    """Say calmly that it cannot be, and what can be done instead."""
    memory = Memory(turn.dialogue)
    memory.exchange.say("refused")
    turn.say(
        turn.t(f"consult-refused-{refusal.value}"),
        keyboards.inline([person_button(turn, memory.token)], back_to_dialogue(turn)),
    )


# ---- buttons ------------------------------------------------------------------------------


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


def entry_button(entry: KnowledgeMatch, token: str = "") -> Button:
    """Return the button that asks an entry's question."""
    press = AskPress(action="entry", token=token, value=entry.entry_id)
    return keyboards.button(entry.question, press)


def person_button(turn: Turn, token: str = "", name: str = "btn-consult-person") -> Button:
    """Return the button that hands a question to a person."""
    return keyboards.button(turn.t(name), AskPress(action="person", token=token))


def back_to_dialogue(turn: Turn) -> list[Button]:
    """Return the way back to the dialogue that waits, where one does."""
    if turn.dialogue.state != Consult.asking.state:
        return []
    return [keyboards.button(turn.t("btn-consult-back"), AskPress(action="back"))]
