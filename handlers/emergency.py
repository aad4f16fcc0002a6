"""Emergencies (紧急求助): numbers first, then the kind and the call, details after (S-088)."""

import secrets
from collections.abc import Sequence

from aiogram import Router
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.callbacks import Press
from bot.telegram.turn import Turn
from domain.desk import Community, Desk
from domain.language import Language
from domain.people import Actor
from domain.ticket import TicketKind
from handlers import emergency_details
from handlers.attachments import pack, read_attachment, unpack, words_of
from handlers.communities import communities_of, name_buttons
from handlers.cues import Danger, SpeaksOfDanger
from handlers.emergency_details import numbers, show_called
from handlers.filters import MenuWord, PrivateChat
from handlers.question_language import question_language
from handlers.report_draft import own_homes
from services.filing import Draft, FileTicket, Filing
from services.identity import Identity
from services.ports import Runner

router = Router(name="emergency")
router.message.filter(PrivateChat())
router.callback_query.filter(PrivateChat())

alarm_router = Router(name="alarm")
"""Sees every message before a dialogue does: it only looks for plain words of danger."""


class SosKind(Press, prefix="sk"):
    """``kind`` with its code, ``help`` for the numbers and kinds, ``calm`` for: it is not."""

    draft: str = ""
    code: str = ""
    community: str = ""


_LISTENS = frozenset({"", "Report", "TicketTalk", "HomeWalk"})
"""Where an owner may cry for help; a colleague's note about a fire is no such cry."""


class MayCryForHelp(Filter):
    """In no dialogue or an owner's own one, unless they said that it is no emergency."""

    async def __call__(self, message: Message, turn: Turn) -> bool:
        """Whether words of danger should be heard here."""
        group = (turn.dialogue.state or "").partition(":")[0]
        return turn.private and group in _LISTENS and not turn.dialogue.get("calm")


# ---- the first answer ---------------------------------------------------------------------


@router.message(MenuWord("menu-emergency"))
@router.message(Command("sos", "emergency"))
async def call_for_help(
    message: Message, turn: Turn, desk: Desk, runner: Runner, identity: Identity
) -> None:
    """Give the numbers at once and ask for the kind; the dialogue under way is left alone."""
    turn.dialogue.put(sos_text="", sos_files=[], sos_language="")
    actor = await runner.read(identity.actor, turn.person.id)
    offer(turn, desk, actor)


@alarm_router.message(MayCryForHelp(), SpeaksOfDanger())
async def hear_danger(
    message: Message,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    found_danger: Danger,
) -> None:
    """Offer help at once when somebody speaks of danger, whatever they were doing."""
    attachment = read_attachment(message)
    language = question_language(words_of(message))
    turn.speak(language or turn.language)
    turn.dialogue.put(
        sos_text=words_of(message),
        sos_language=language.value if language else "",
        sos_files=[pack(attachment)] if attachment else [],
        sos_album=turn.album_id or "",
    )
    actor = await runner.read(identity.actor, turn.person.id)
    offer(turn, desk, actor, found_danger.code, may_be_calm=True)


@router.callback_query(SosKind.of("help"))
async def help_after_all(
    query: CallbackQuery, turn: Turn, desk: Desk, runner: Runner, identity: Identity
) -> None:
    """Somebody was asked whether it is an emergency, and it is."""
    actor = await runner.read(identity.actor, turn.person.id)
    turn.strip()
    offer(turn, desk, actor)


def offer(
    turn: Turn, desk: Desk, actor: Actor, first: str = "", *, may_be_calm: bool = False
) -> None:
    """Say whom to call and offer the kinds, the most likely one ``first`` with what to do."""
    draft = secrets.token_hex(6)
    kinds = sorted(desk.emergencies, key=lambda kind: kind.code != first)
    buttons = [
        keyboards.button(
            kind.name.text(turn.language),
            SosKind(action="kind", draft=draft, code=kind.code),
            "danger" if kind.code == first else None,
        )
        for kind in kinds
    ]
    # Whoever said it may have meant something else; whoever pressed the button may have slipped.
    wrong = turn.t("btn-sos-calm" if may_be_calm else "btn-sos-slip")
    calm = [keyboards.button(wrong, SosKind(action="calm", draft=draft))]
    rows = [*keyboards.grid(buttons, 3), calm]
    likely = desk.emergency(first)
    safety = likely.safety.text(turn.language) if likely else ""
    lines = [
        *([turn.t("emergency-safety", text=safety)] if safety else []),
        turn.t("emergency-first"),
        numbers(turn, communities_of(desk, actor)),
        "",
        turn.t("emergency-ask-kind"),
    ]
    turn.say("\n".join(lines), keyboards.inline(*rows))


# ---- the call -----------------------------------------------------------------------------


@router.callback_query(SosKind.of("kind"))
async def call_the_team(
    query: CallbackQuery,
    callback_data: SosKind,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    filing: Filing,
) -> None:
    """Open the ticket and call the team at once; the same message opens one, however tapped."""
    actor = await runner.read(identity.actor, turn.person.id)
    kind = desk.emergency(callback_data.code)
    if kind is None:
        turn.strip()
        offer(turn, desk, actor)
        return
    spoken = turn.dialogue.text("sos_language")
    turn.speak(Language(spoken) if spoken else turn.language)
    communities = communities_of(desk, actor)
    if not callback_data.community and len(communities) > 1:
        _ask_community(turn, communities, callback_data)
        return
    community = callback_data.community or communities[0].code
    homes = [tie for tie in own_homes(actor) if tie.house.community == community]
    said = turn.dialogue.text("sos_text")
    files = unpack(turn.dialogue.texts("sos_files"))
    draft = Draft(
        draft_key=f"sos:{callback_data.draft}",
        kind=TicketKind.EMERGENCY,
        community=community,
        category=kind.code,
        description=said or kind.name.text(turn.language),
        house_id=homes[0].house.id if homes else None,
        attachments=files,
    )
    turn.dialogue.drop("sos_text", "sos_files", "sos_album", "sos_language")
    command = FileTicket(key=turn.key, by=turn.person.id, draft=draft)
    view = await runner.run(filing.file, command)
    show_called(turn, desk, actor, view)


def _ask_community(turn: Turn, communities: Sequence[Community], press: SosKind) -> None:
    rows = name_buttons(
        turn, communities, lambda code: press.model_copy(update={"community": code})
    )
    text = numbers(turn, communities) + "\n\n" + turn.t("emergency-ask-community")
    turn.edit(text, keyboards.inline(*rows))


router.include_router(emergency_details.router)
