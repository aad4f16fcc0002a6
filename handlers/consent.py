"""The privacy notice: agreed to, or put off; consultation and emergencies never wait for it."""

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.telegram import keyboards
from bot.telegram.callbacks import Press
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.ticket import TicketKind
from handlers.command_menu import show_own_commands
from handlers.expiry import repeat_question
from handlers.home_questions import ask_where
from handlers.main_menu import main_menu
from handlers.report_draft import ReportDraft
from services.identity import GiveConsent, Identity
from services.ports import Runner

router = Router(name="consent")


class ConsentPress(Press, prefix="cs"):
    """The answer to the privacy notice: ``agree`` or ``later``."""


def consent_given(turn: Turn, desk: Desk) -> bool:
    """Whether the person has agreed to the notice as it is now."""
    return turn.person.consent_at is not None and (
        turn.person.consent_version == desk.consent_version
    )


def ask_consent(turn: Turn, desk: Desk) -> None:
    """Show the privacy notice and ask for agreement."""
    name = "consent-again" if turn.person.consent_at is not None else "consent-ask"
    turn.say(turn.t(name, company=desk.company.text(turn.language)), _answers(turn))


def remind_of_consent(turn: Turn, lead: str) -> None:
    """Ask once more, in few words; ``lead`` says what became of what came instead."""
    short = turn.t("consent-waits")
    turn.say(f"{lead}\n{short}" if lead else short, _answers(turn))


def _answers(turn: Turn) -> keyboards.Keyboard:
    return keyboards.inline(
        [
            keyboards.button(turn.t("btn-agree"), ConsentPress(action="agree"), style="success"),
            keyboards.button(turn.t("btn-just-ask"), ConsentPress(action="later")),
        ]
    )


@router.callback_query(ConsentPress.of("agree"))
async def agree(
    query: CallbackQuery,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    **data: Any,  # noqa: ANN401 - by name
) -> None:
    """Keep the agreement, then go on with what was under way, or with the person's home."""
    await runner.run(identity.consent, GiveConsent(by=turn.person.id))
    actor = await runner.read(identity.actor, turn.person.id)
    company = desk.company.text(turn.language)
    turn.edit(turn.t("consent-ask", company=company) + "\n\n" + turn.t("consent-agreed"))
    turn.say(turn.t("consent-thanks"), main_menu(turn))
    show_own_commands(turn, actor)
    known = {"desk": desk, "runner": runner, "identity": identity, **data}
    if await repeat_question(turn, known) or actor.residences:
        return
    ask_where(turn, desk, fresh=True)


@router.callback_query(ConsentPress.of("later"))
async def put_off(query: CallbackQuery, turn: Turn) -> None:
    """Let the person look around first; a question that waited for a person is given up."""
    turn.strip()
    draft = ReportDraft(turn.dialogue)
    if draft.id and draft.kind is TicketKind.QUESTION:
        turn.dialogue.end()
    turn.say(turn.t("consent-later"), main_menu(turn))
