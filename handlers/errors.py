"""Turns refusals into sentences, and the unexpected into an apology with a number and a person."""

import secrets
from typing import cast

import structlog
from aiogram.types import ErrorEvent

from bot.telegram.texts import Argument
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.errors import (
    AlreadyAccepted,
    AlreadySettled,
    AlreadyUndone,
    Conflict,
    ConsentMissing,
    DomainError,
    InvalidInput,
    InviteInvalid,
    NotAllowed,
    NotFound,
    NotInTeam,
    NotInThisGroup,
    TooSoon,
    UnknownCommunity,
    WrongStatus,
)
from handlers.card_view import mention
from handlers.communities import centre_phones, communities_here
from services.ports import Runner

_log = structlog.get_logger(__name__)

_TEXTS: tuple[tuple[type[DomainError], str], ...] = (
    (NotInTeam, "error-not-in-team"),
    (NotInThisGroup, "card-not-here"),
    (NotAllowed, "error-not-allowed"),
    (NotFound, "error-not-found"),
    (UnknownCommunity, "error-not-found"),
    (WrongStatus, "error-wrong-status"),
    (AlreadyAccepted, "error-wrong-status"),
    (TooSoon, "error-too-soon"),
    (Conflict, "error-conflict"),
    (InviteInvalid, "error-invite-invalid"),
    (ConsentMissing, "error-consent-missing"),
)


async def on_error(event: ErrorEvent, turn: Turn, desk: Desk, runner: Runner) -> None:
    """Say what went wrong; nothing of the turn that failed is kept."""
    turn.roll_back()
    error = event.exception
    if isinstance(error, DomainError):
        turn.answer(_naming(_refusal(error, turn, desk), turn, event), alert=True)
    else:
        await apologize(turn, desk, runner, error)


def _naming(text: str, turn: Turn, event: ErrorEvent) -> str:
    """Return a refusal with the name of whom it asks again, in a group: so a reply is theirs."""
    message = event.update.message
    if turn.private or message is None or message.from_user is None or turn.dialogue.state is None:
        return text
    return f"{mention(message.from_user)} {text}"


async def apologize(turn: Turn, desk: Desk, runner: Runner, error: Exception) -> str:
    """Log an error under an id of its own and say sorry with it; returns the id."""
    error_id = secrets.token_hex(3).upper()
    _log.error("handler failed", error_id=error_id, turn=turn.key, exc_info=error)
    try:
        communities = await communities_here(turn, desk, runner)
    except Exception:  # the database may be what fails: then every phone is better than none
        communities = desk.communities
    text = turn.t(
        "error-unexpected", error=error_id, phone=centre_phones(turn.language, communities)
    )
    if turn.private:
        turn.say(text)
    else:
        turn.answer(text, alert=True)
    return error_id


def _refusal(error: DomainError, turn: Turn, desk: Desk) -> str:
    if isinstance(error, InvalidInput):
        name = f"invalid-{error.reason}"
        details = cast(dict[str, Argument], error.details)
        return turn.t(name if turn.texts.has(name) else "error-invalid", **details)
    if isinstance(error, AlreadySettled):
        return turn.t("error-already-settled", name=error.by)
    if isinstance(error, AlreadyUndone):
        return turn.t("error-already-undone", name=error.by)
    if isinstance(error, TooSoon):
        return turn.t("error-too-soon", minutes=error.minutes)
    if isinstance(error, NotInTeam):
        team = desk.team(error.team)
        return turn.t("error-not-in-team", team=team.name.text(turn.language) if team else "")
    for kind, name in _TEXTS:
        if isinstance(error, kind):
            return turn.t(name)
    return turn.t("error-not-allowed")
