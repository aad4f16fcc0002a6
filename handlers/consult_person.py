"""Hands a question to a person (转人工): filed for the service centre with all that was said."""

import secrets
from collections.abc import Sequence
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.telegram.keyboards import inline
from bot.telegram.turn import Turn
from domain.desk import Community, Desk
from domain.ticket import TicketKind
from handlers.aside import go_on, step_aside
from handlers.attachments import unpack, words_of
from handlers.communities import communities_of, name_buttons, take_name
from handlers.consent import ask_consent, consent_given
from handlers.consult_answers import Answers
from handlers.consult_memory import AskPress, Consult, Memory
from handlers.handed_over import HandedOver
from handlers.question_text import parted
from handlers.report_card import show_receipt
from handlers.report_draft import Report, ReportDraft, ReportStep, own_homes
from services.filing import QUESTION_CATEGORY, Draft, FileTicket, Filing
from services.identity import Identity
from services.intents import Json
from services.ports import Runner

router = Router(name="consult_person")


@router.callback_query(AskPress.of("person"))
async def wants_a_person(
    query: CallbackQuery,
    callback_data: AskPress,
    turn: Turn,
    desk: Desk,
    **data: Any,  # noqa: ANN401 - by name
) -> None:
    """Hand over the question that the button belongs to; without one, ask for a sentence."""
    turn.strip()
    memory = Memory(turn.dialogue)
    if callback_data.token != memory.token:
        memory.forget()
    turn.speak(memory.language or turn.language)
    await hand_over(turn, desk, data)


@router.callback_query(ReportStep.of("person"))
async def wants_a_person_for_a_report(
    query: CallbackQuery,
    turn: Turn,
    desk: Desk,
    **data: Any,  # noqa: ANN401 - by name
) -> None:
    """Hand over what the report says so far, and keep the report."""
    turn.strip()
    draft = ReportDraft(turn.dialogue)
    said, community = draft.text, draft.community
    step_aside(turn.dialogue, Consult.question)
    if said:
        Memory(turn.dialogue).begin(said, turn.now)
    await hand_over(turn, desk, data, community)


@router.message(Consult.question)
async def a_sentence(
    message: Message,
    turn: Turn,
    desk: Desk,
    **data: Any,  # noqa: ANN401 - by name
) -> None:
    """Take the sentence and hand it over."""
    said = words_of(message)
    if not said:
        if turn.album_last:
            turn.say(turn.t("consult-for-person"))
        return
    memory = Memory(turn.dialogue)
    community = take_name(said, desk)[0] if memory.text or memory.files else None
    if community is None:
        whole = "\n".join(filter(None, [memory.text, said]))
        memory.begin(whole, turn.now, memory.files, memory.token)
    await hand_over(turn, desk, data, community.code if community else "")


@router.callback_query(AskPress.of("there"))
async def says_where(
    query: CallbackQuery,
    callback_data: AskPress,
    turn: Turn,
    desk: Desk,
    **data: Any,  # noqa: ANN401 - by name
) -> None:
    """Hand the question over to the service centre of the community that was chosen."""
    turn.strip()
    if callback_data.token != Memory(turn.dialogue).token:
        turn.say(turn.t("consult-say-again"))
        return
    await hand_over(turn, desk, data, callback_data.value)


async def hand_over(turn: Turn, desk: Desk, data: dict[str, Any], community: str = "") -> None:
    """File the remembered question for the service centre, at once where nothing is in the way.

    ``data`` is what a handler may ask for by name; ``community`` is asked for where it is open.
    """
    memory = Memory(turn.dialogue)
    if not memory.text and not memory.files:
        step_aside(turn.dialogue, Consult.question)
        turn.say(turn.t("consult-for-person"))
        return
    runner: Runner = data["runner"]
    identity: Identity = data["identity"]
    filing: Filing = data["filing"]
    actor = await runner.read(identity.actor, turn.person.id)
    communities = communities_of(desk, actor)
    if not community and len(communities) > 1:
        _ask_where(turn, communities)
        return
    community = community or communities[0].code
    homes = [tie for tie in own_homes(actor) if tie.house.community == community]
    categories = desk.categories_for(TicketKind.QUESTION)
    category = categories[0].code if categories else QUESTION_CATEGORY
    text, files = memory.exchange.told(turn, memory.text), memory.exchange.files
    answers: Answers = data["answers"]
    handed = HandedOver.of(memory)
    if not consent_given(turn, desk):
        await handed.wants_a_person(turn, runner, answers)
        question, before = parted(turn.texts, text)
        known: dict[str, Json] = {
            "text": question,
            "said_before": before,
            "wordless": not question,
            "files": [*files],
            "community": community,
            "category": category,
            **handed.carried(),
        }
        ReportDraft.begin(turn.dialogue, desk, actor, TicketKind.QUESTION, known)
        turn.dialogue.go(Report.card)
        ask_consent(turn, desk)
        return
    draft = Draft(
        draft_key=f"ask:{memory.token or secrets.token_hex(6)}",
        kind=TicketKind.QUESTION,
        community=community,
        category=category,
        description=text,
        house_id=homes[0].house.id if homes else None,
        attachments=unpack(files),
    )
    command = FileTicket(key=turn.key, by=turn.person.id, draft=draft)
    view = await runner.run(filing.file, command)
    await handed.arrive(turn, runner, data["owners"], answers, view)
    memory.forget()
    show_receipt(turn, desk, view, fresh=True)
    if (turn.dialogue.state or "").startswith("Consult:"):
        await go_on(turn, {"desk": desk, **data})


def _ask_where(turn: Turn, communities: Sequence[Community]) -> None:
    """Ask which community's service centre is meant; the question waits meanwhile."""
    memory = Memory(turn.dialogue)
    if turn.dialogue.state != Consult.question.state:
        carried = memory.carry()
        memory.forget()
        step_aside(turn.dialogue, Consult.question)
        memory.take_over(carried)
    token = memory.token
    rows = name_buttons(
        turn, communities, lambda code: AskPress(action="there", token=token, value=code)
    )
    turn.say(turn.t("consult-which-community"), inline(*rows))
