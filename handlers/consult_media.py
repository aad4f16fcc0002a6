"""A picture or a voice message out of nowhere: kept, until its sender says what it is for."""

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.keyboards import Button
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.intake import MAX_FILES
from domain.ticket import TicketId, TicketKind
from handlers.attachments import pack, read_attachment, words_of
from handlers.consult_memory import AskPress, Consult, Memory
from handlers.ticket_talk import pass_on
from services.acts import TicketCommand
from services.filing import MAX_DESCRIPTION
from services.owners import MyTickets, Owners
from services.ports import Runner

router = Router(name="consult_media")

OPEN_OFFERED = 2
"""How many open tickets are offered to add it to."""


@router.message(
    StateFilter(None, Consult.asking),
    F.photo | F.video | F.voice | (F.document & ~F.animation),
)
async def out_of_nowhere(message: Message, turn: Turn, runner: Runner, owners: Owners) -> None:
    """Keep it and ask what it is for; an album is asked about once."""
    attachment = read_attachment(message)
    if attachment is None:
        return
    if turn.album_id and turn.dialogue.text("sos_album") == turn.album_id:
        # The album's first picture spoke of danger: its other ones go the same way.
        files = [*turn.dialogue.texts("sos_files"), pack(attachment)]
        turn.dialogue.put(sos_files=[*files])
        return
    memory = Memory(turn.dialogue)
    if not memory.joins(turn.album_id):
        # Somebody who has just said what is wrong shows it now, or one more picture follows.
        text, files = memory.waiting(turn.now)
        memory.begin(text, turn.now, files, memory.token if text or files else "")
    fits = memory.keep(pack(attachment), words_of(message))
    memory.offered(turn.now)
    if turn.album_last:
        lines = [] if fits else [turn.t("report-files-over", limit=MAX_FILES)]
        await ask_what_for(turn, runner, owners, lines)


async def ask_what_for(
    turn: Turn, runner: Runner, owners: Owners, lines: Sequence[str] = ()
) -> None:
    """Ask what the files that are kept are for, below these lines."""
    memory = Memory(turn.dialogue)
    token = memory.token
    reports = [
        keyboards.button(
            turn.t(f"btn-begin-{kind.value}"),
            AskPress(action="report", token=token, value=kind.value),
        )
        for kind in (TicketKind.REPAIR, TicketKind.COMPLAINT)
    ]
    adds = await add_buttons(turn, runner, owners, token)
    spoken = memory.files[-1].startswith("voice:")
    asked = turn.t("consult-voice" if spoken else "consult-files", count=len(memory.files))
    turn.say("\n".join([*lines, asked]), keyboards.inline(reports, *keyboards.grid(adds, 1)))


async def add_buttons(turn: Turn, runner: Runner, owners: Owners, token: str) -> list[Button]:
    """Return buttons that add what is remembered to the person's newest open tickets."""
    asked = MyTickets(by=turn.person.id, open_only=True, limit=OPEN_OFFERED)
    rows, _ = await runner.read(owners.mine, asked)
    return [
        keyboards.button(
            turn.t("btn-consult-add", code=f"R-{row.number}"),
            AskPress(action="to", token=token, value=str(row.id)),
        )
        for row in rows
    ]


@router.callback_query(AskPress.of("to"))
async def add_to_ticket(
    query: CallbackQuery,
    callback_data: AskPress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    owners: Owners,
) -> None:
    """Add what is kept to an open ticket."""
    memory = Memory(turn.dialogue)
    turn.strip()
    if callback_data.token != memory.token or not callback_data.value.isdecimal():
        turn.say(turn.t("consult-say-again"))
        return
    command = TicketCommand(
        key=turn.key, by=turn.person.id, ticket_id=TicketId(int(callback_data.value))
    )
    view = await runner.read(owners.show, command)
    text, files = memory.text[:MAX_DESCRIPTION], memory.files
    memory.forget()
    await pass_on(turn, desk, runner, owners, view, text, files)
