"""What an owner adds to a ticket: after 补充, as a reply to one of our messages, or too late."""

import re
from typing import Any

from aiogram import Bot, Router
from aiogram.filters import Command, Filter, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.callbacks import TicketAction
from bot.telegram.keyboards import Button
from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Desk
from domain.errors import InvalidInput, TooSoon, WrongStatus
from domain.lifecycle import Status
from domain.ticket import TicketId
from handlers.aside import go_on, step_aside
from handlers.attachments import pack, read_attachment, unpack, words_of
from handlers.communities import take_name
from handlers.cues import Says, Way
from handlers.expiry import asks_again
from services.acts import AddFiles, Say, TicketCommand
from services.owners import AboutMessage, Owners
from services.ports import Runner
from services.views import TicketView

router = Router(name="ticket_talk")

reply_router = Router(name="ticket_replies")
"""Sees a reply to one of our messages before a dialogue takes it for an answer."""

_CODE = re.compile(r"\bR-(\d{1,9})\b")


class TicketTalk(StatesGroup):
    """Words and files for one ticket; its id is kept in the dialogue."""

    adding = State()
    escalating = State()
    closed = State()


class ReplyToMyTicket(Filter):
    """A reply to a message of ours that is about one of the person's own tickets."""

    async def __call__(
        self, message: Message, turn: Turn, desk: Desk, runner: Runner, owners: Owners, bot: Bot
    ) -> bool | dict[str, Any]:
        """Return the ticket as ``about``, or false."""
        replied = message.reply_to_message
        if not turn.private or replied is None or replied.from_user is None:
            return False
        if replied.from_user.id != bot.id or (message.text or "").startswith("/"):
            return False
        if not words_of(message) and read_attachment(message) is None:
            return False
        codes = set(_CODE.findall(replied.text or replied.caption or ""))
        asked = AboutMessage(
            by=turn.person.id,
            chat_id=turn.chat_id,
            message_id=replied.message_id,
            number=int(codes.pop()) if len(codes) == 1 else None,
        )
        views = await runner.read(owners.about, asked)
        if len(views) > 1:
            # The story of a ticket names its community; a number alone would be a guess.
            named, _ = take_name(replied.text or replied.caption or "", desk)
            views = [view for view in views if named and view.community == named.code]
        return {"about": views[0]} if len(views) == 1 else False


# ---- adding -------------------------------------------------------------------------------


def listen(turn: Turn, view: TicketView) -> None:
    """Listen for additions to an open ticket; for a finished one ask what it is to be."""
    if view.closed_at is not None or view.done_at is not None:
        _ask_reopen_or_new(turn, view, "", [])
        return
    step_aside(turn.dialogue, TicketTalk.adding, ticket_id=view.id, code=view.code)
    _ask_for_more(turn)


def _ask_for_more(turn: Turn) -> None:
    turn.say(turn.t("talk-ask", code=turn.dialogue.text("code")), keyboards.inline([_done(turn)]))


def _done(turn: Turn) -> Button:
    ticket_id = turn.dialogue.number("ticket_id") or 0
    press = TicketAction(action="talk-done", ticket_id=ticket_id)
    return keyboards.button(turn.t("btn-talk-done"), press)


@asks_again(TicketTalk)
async def ask_again(turn: Turn) -> None:
    """Repeat what the ticket's dialogue waits for."""
    if turn.dialogue.state == TicketTalk.escalating.state:
        _ask_why(turn)
    elif turn.dialogue.state == TicketTalk.closed.state:
        _ask_closed(turn)
    else:
        _ask_for_more(turn)


@router.message(Command("cancel"), StateFilter(TicketTalk))
@router.message(Says(Way.OUT, Way.BACK), StateFilter(TicketTalk))
async def leave(message: Message, turn: Turn, **data: Any) -> None:  # noqa: ANN401 - by name
    """Stop; what was passed on already stays."""
    turn.say(turn.t("talk-left", code=turn.dialogue.text("code")))
    await go_on(turn, data)


@router.callback_query(TicketAction.of("talk-done"))
async def nothing_more(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    **data: Any,  # noqa: ANN401 - by name
) -> None:
    """Stop listening."""
    turn.strip()
    here = (turn.dialogue.state or "").startswith("TicketTalk:")
    if here and turn.dialogue.number("ticket_id") == callback_data.ticket_id:
        turn.say(turn.t("talk-left", code=turn.dialogue.text("code")))
        await go_on(turn, data)


@router.message(TicketTalk.adding)
async def add(message: Message, turn: Turn, desk: Desk, runner: Runner, owners: Owners) -> None:
    """Pass a message on, and go on listening."""
    if not words_of(message) and read_attachment(message) is None:
        turn.say(turn.t("talk-not-understood"), keyboards.inline([_done(turn)]))
        return
    command = TicketCommand(key=turn.key, by=turn.person.id, ticket_id=_ticket_id(turn))
    view = await runner.read(owners.show, command)
    said, files = words_of(message), _file_of(message)
    await pass_on(turn, desk, runner, owners, view, said, files, listening=True)


@reply_router.message(ReplyToMyTicket())
async def reply(
    message: Message, turn: Turn, desk: Desk, runner: Runner, owners: Owners, about: TicketView
) -> None:
    """Pass a reply on to the ticket that the message is about; a dialogue is left alone."""
    await pass_on(turn, desk, runner, owners, about, words_of(message), _file_of(message))


async def pass_on(
    turn: Turn,
    desk: Desk,
    runner: Runner,
    owners: Owners,
    view: TicketView,
    said: str,
    files: list[str],
    *,
    listening: bool = False,
) -> None:
    """Pass words and (packed) files on to a ticket; ask what they are for when it is over."""
    try:
        fits = await hand_on(turn, runner, owners, view.id, said, files)
    except WrongStatus:
        _ask_reopen_or_new(turn, view, said, files)
        return
    words = Words(turn.texts, desk, turn.language, turn.now)
    buttons = keyboards.inline([_done(turn)]) if listening else None
    if not fits:
        turn.say(turn.t("talk-files-full", code=view.code), buttons)
    elif turn.album_last:
        turn.say(turn.t("talk-passed-on", code=view.code, team=words.team(view.team)), buttons)


async def hand_on(
    turn: Turn,
    runner: Runner,
    owners: Owners,
    ticket_id: TicketId,
    said: str,
    files: list[str],
) -> bool:
    """Add words and (packed) files to a ticket; false where it has as many files as it takes.

    Raises:
        WrongStatus: It is not open.
    """
    fits = not files or await _attached(turn, runner, owners, ticket_id, files)
    if said:
        command = Say(key=f"{turn.key}:words", by=turn.person.id, ticket_id=ticket_id, text=said)
        await runner.run(owners.write, command)
    return fits


async def _attached(
    turn: Turn, runner: Runner, owners: Owners, ticket_id: TicketId, files: list[str]
) -> bool:
    """Add files; false where the ticket has as many as it takes."""
    command = AddFiles(
        key=turn.key, by=turn.person.id, ticket_id=ticket_id, attachments=unpack(files)
    )
    try:
        await runner.run(owners.attach, command)
    except InvalidInput:
        return False
    return True


def _file_of(message: Message) -> list[str]:
    attachment = read_attachment(message)
    return [pack(attachment)] if attachment else []


def _ticket_id(turn: Turn) -> TicketId:
    return TicketId(turn.dialogue.number("ticket_id") or 0)


# ---- too late -----------------------------------------------------------------------------


def _ask_reopen_or_new(turn: Turn, view: TicketView, said: str, files: list[str]) -> None:
    """Ask whether a finished ticket is to be reopened, and keep what was said until then."""
    step_aside(
        turn.dialogue,
        TicketTalk.closed,
        ticket_id=view.id,
        code=view.code,
        may_reopen=view.status is not Status.CANCELLED,
        said=said,
        files=[*files],
    )
    if turn.album_last:
        _ask_closed(turn)


def _ask_closed(turn: Turn) -> None:
    ticket_id = turn.dialogue.number("ticket_id") or 0
    reopen = TicketAction(action="reopen", ticket_id=ticket_id)
    again = TicketAction(action="again", ticket_id=ticket_id)
    may = bool(turn.dialogue.get("may_reopen"))
    row = [keyboards.button(turn.t("btn-reopen"), reopen)] if may else []
    turn.say(
        turn.t("talk-closed" if may else "talk-cancelled", code=turn.dialogue.text("code")),
        keyboards.inline(
            [*row, keyboards.button(turn.t("btn-report-again"), again)], [_done(turn)]
        ),
    )


@router.message(TicketTalk.closed)
async def more_for_a_finished_one(message: Message, turn: Turn) -> None:
    """Keep what else is said, and ask once more."""
    dialogue = turn.dialogue
    said = "\n".join(filter(None, [dialogue.text("said"), words_of(message)]))
    dialogue.put(said=said, files=[*dialogue.texts("files"), *_file_of(message)])
    if turn.album_last:
        _ask_closed(turn)


def kept_for(turn: Turn, ticket_id: int) -> tuple[str, list[str]]:
    """Return the words and files that were kept while it was asked what they are for."""
    dialogue = turn.dialogue
    if dialogue.state != TicketTalk.closed.state or dialogue.number("ticket_id") != ticket_id:
        return "", []
    return dialogue.text("said"), dialogue.texts("files")


@router.callback_query(TicketAction.of("reopen"))
async def reopen(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    runner: Runner,
    owners: Owners,
    **data: Any,  # noqa: ANN401 - by name
) -> None:
    """Begin a new cycle with what was said; the same worker is asked first."""
    said, files = kept_for(turn, callback_data.ticket_id)
    command = Say(
        key=turn.key,
        by=turn.person.id,
        ticket_id=TicketId(callback_data.ticket_id),
        text=said,
    )
    view = await runner.run(owners.reopen, command)
    if files:
        attach = AddFiles(
            key=f"{turn.key}:files",
            by=turn.person.id,
            ticket_id=view.id,
            attachments=unpack(files),
        )
        try:
            await runner.run(owners.attach, attach)
        except InvalidInput:
            turn.say(turn.t("talk-files-full", code=view.code))
    turn.in_community(view.community)
    more = TicketAction(action="add", ticket_id=view.id)
    turn.edit(
        turn.t("talk-reopened", code=view.code, accept_by=view.accept_by),
        keyboards.inline([keyboards.button(turn.t("btn-add"), more)]),
    )
    if turn.dialogue.state == TicketTalk.closed.state:
        await go_on(turn, {"runner": runner, "owners": owners, **data})


# ---- escalating ---------------------------------------------------------------------------


@router.callback_query(TicketAction.of("escalate"))
async def ask_why(
    query: CallbackQuery, callback_data: TicketAction, turn: Turn, runner: Runner, owners: Owners
) -> None:
    """Ask for the reason, which is also the chance to think again (S-073)."""
    command = TicketCommand(
        key=turn.key, by=turn.person.id, ticket_id=TicketId(callback_data.ticket_id)
    )
    view = await runner.read(owners.show, command)
    step_aside(turn.dialogue, TicketTalk.escalating, ticket_id=view.id, code=view.code)
    _ask_why(turn)


def _ask_why(turn: Turn) -> None:
    ticket_id = turn.dialogue.number("ticket_id") or 0
    now = TicketAction(action="escalate-now", ticket_id=ticket_id)
    no = TicketAction(action="talk-done", ticket_id=ticket_id)
    turn.say(
        turn.t("talk-why", code=turn.dialogue.text("code")),
        keyboards.inline(
            [
                keyboards.button(turn.t("btn-escalate-now"), now, "danger"),
                keyboards.button(turn.t("btn-escalate-no"), no),
            ]
        ),
    )


@router.callback_query(TicketAction.of("escalate-now"))
async def escalate_now(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    runner: Runner,
    owners: Owners,
    **data: Any,  # noqa: ANN401 - by name
) -> None:
    """Move it up without a reason."""
    given = {"runner": runner, "owners": owners, **data}
    await _escalate(turn, TicketId(callback_data.ticket_id), "", given)


@router.message(TicketTalk.escalating)
async def escalate(
    message: Message,
    turn: Turn,
    runner: Runner,
    owners: Owners,
    **data: Any,  # noqa: ANN401 - by name
) -> None:
    """Move it up with the reason that was written."""
    said = words_of(message)
    if not said:
        if turn.album_last:
            _ask_why(turn)
        return
    await _escalate(turn, _ticket_id(turn), said, {"runner": runner, "owners": owners, **data})


async def _escalate(turn: Turn, ticket_id: TicketId, reason: str, data: dict[str, Any]) -> None:
    owners: Owners = data["owners"]
    runner: Runner = data["runner"]
    command = Say(key=turn.key, by=turn.person.id, ticket_id=ticket_id, text=reason)
    try:
        view = await runner.run(owners.escalate, command)
    except TooSoon as error:
        turn.edit(turn.t("talk-escalated-already", minutes=error.minutes))
    else:
        turn.edit(turn.t("talk-escalated", code=view.code))
    if turn.dialogue.state == TicketTalk.escalating.state:
        await go_on(turn, data)
