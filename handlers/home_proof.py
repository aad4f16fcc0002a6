"""The phone that proves who somebody is, and the home that the list does not have."""

from typing import Any

import phonenumbers
from aiogram import F, Router
from aiogram.types import Message

from bot.telegram.texts import Html
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.errors import ConsentMissing
from domain.language import DEFAULT_LANGUAGE
from domain.ticket import TicketKind
from handlers.command_menu import show_own_commands
from handlers.consent import ask_consent
from handlers.filters import PrivateChat
from handlers.home_claims import outcome_text
from handlers.home_questions import (
    HomeWalk,
    ask_phone,
    ask_where,
    leave_walk,
    phone_keyboard,
)
from handlers.main_menu import main_menu
from services.filing import QUESTION_CATEGORY, Draft, FileTicket, Filing
from services.identity import Check, Identity, ProvePhone
from services.ports import Runner
from services.rows import Attachment

router = Router(name="home_proof")

FEWEST_DIGITS = 5
"""With fewer digits a text is hardly meant to be a phone number."""


@router.message(HomeWalk.phone, F.text)
async def phone_typed(message: Message, turn: Turn) -> None:
    """Explain why a typed number is not enough, and what is, where it was something else."""
    digits = sum(sign.isdigit() for sign in message.text or "")
    name = "home-phone-typed" if digits >= FEWEST_DIGITS else "home-phone-needed"
    turn.say(turn.t(name), phone_keyboard(turn))


@router.message(HomeWalk.missing, F.text | F.photo)
async def missing_told(
    message: Message,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    filing: Filing,
    **data: Any,  # noqa: ANN401 - by name
) -> None:
    """Hand a home that is not listed to the service centre, as a question that cannot be lost."""
    photos = turn.dialogue.texts("photos")
    if message.photo:
        photos.append(message.photo[-1].file_id)
    said = message.text or message.caption or turn.dialogue.text("said")
    turn.dialogue.put(photos=[*photos], said=said)
    if not turn.album_last:
        return
    community = turn.dialogue.text("community")
    category = next(iter(desk.categories_for(TicketKind.QUESTION)), None)
    draft = Draft(
        draft_key=f"home-missing:{turn.key}",
        kind=TicketKind.QUESTION,
        community=community,
        category=category.code if category else QUESTION_CATEGORY,
        description=turn.texts.get(DEFAULT_LANGUAGE, "home-missing-report", said=Html(said)),
        attachments=tuple(Attachment(kind="photo", file_id=photo) for photo in photos),
    )
    command = FileTicket(key=turn.key, by=turn.person.id, draft=draft)
    try:
        view = await runner.run(filing.file, command)
    except ConsentMissing:
        ask_consent(turn, desk)
        return
    turn.in_community(community)
    turn.say(turn.t("home-missing-filed", code=view.code, by=view.accept_by), main_menu(turn))
    if turn.person.phone is None:
        ask_phone(turn)
    else:
        await leave_walk(turn, {**data, "desk": desk, "runner": runner})


@router.message(F.contact, PrivateChat())
async def contact_sent(
    message: Message,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    **data: Any,  # noqa: ANN401 - by name
) -> None:
    """Keep the person's own number; somebody else's card is refused."""
    sent = message.contact
    sender = message.from_user
    if sent is None or sender is None:
        return
    if sent.user_id != sender.id or message.forward_origin is not None:
        keyboard = phone_keyboard(turn) if turn.dialogue.state == HomeWalk.phone.state else None
        turn.say(turn.t("home-phone-not-own"), keyboard)
        return
    command = ProvePhone(key=turn.key, by=turn.person.id, phone=_e164(sent.phone_number))
    try:
        checked = await runner.run(identity.prove_phone, command)
    except ConsentMissing:
        ask_consent(turn, desk)
        return
    turn.say(outcome_text(turn, desk, checked), main_menu(turn))
    if checked.became_staff:
        turn.say(turn.t("home-also-staff"))
        show_own_commands(turn, checked.actor)
    await leave_walk(turn, {**data, "desk": desk, "runner": runner, "identity": identity})
    if checked.check is Check.NO_HOME_YET and turn.dialogue.state is None:
        ask_where(turn, desk)


def _e164(number: str) -> str:
    """Return a number of the messenger, which may lack its plus, as it is stored."""
    digits = "+" + "".join(sign for sign in number if sign.isdigit())
    try:
        parsed = phonenumbers.parse(digits)
    except phonenumbers.NumberParseException:
        return digits
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
