"""What is open, oldest first, and what is late, for all staff."""

from collections.abc import Mapping

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.telegram import moments
from bot.telegram.callbacks import OpenPress, TicketAction
from bot.telegram.keyboards import Button, Keyboard, button, grid, inline
from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Desk
from domain.lifecycle import WAITING_STATUSES, Status
from domain.people import StaffId
from domain.ticket import TicketKind
from handlers.communities import keep_choice, settle_community
from handlers.staff_request import read_request
from services import views
from services.lookup import AskCommunities, Lookup, OpenPage, OpenTickets
from services.ports import Runner
from services.rows import FoundTicket

router = Router(name="manager_open")


@router.message(Command("open"))
async def open_tickets(
    message: Message,
    command: CommandObject,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    lookup: Lookup,
) -> None:
    """List what is open, oldest first: ``/open 维修组``, ``/open 超时``."""
    asked = read_request(command.args or "", desk)
    wanted = OpenPress(
        action="page", community="", team=asked.team or "", overdue=bool(asked.overdue)
    )
    where = AskCommunities(by=turn.person.id, chat_id=None if turn.private else turn.chat_id)
    offered = await runner.read(lookup.communities, where)
    community = settle_community(
        turn,
        desk,
        offered,
        asked.community,
        lambda code: wanted.model_copy(update={"community": code}),
    )
    if community is None:
        return
    there = wanted.model_copy(update={"community": community})
    text, keyboard = await _page(turn, runner, desk, lookup, there)
    if asked.rest:
        text = turn.t("stats-not-understood", rest=asked.rest) + "\n\n" + text
    turn.say(text, keyboard)


@router.callback_query(OpenPress.of("list"))
async def list_open(
    query: CallbackQuery,
    callback_data: OpenPress,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    lookup: Lookup,
) -> None:
    """List what is open below the figures, which stay."""
    turn.say(*await _page(turn, runner, desk, lookup, callback_data))


@router.callback_query(OpenPress.filter())
async def open_page(
    query: CallbackQuery,
    callback_data: OpenPress,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    lookup: Lookup,
) -> None:
    """Turn the page, or change what is listed, in the same message."""
    turn.edit(*await _page(turn, runner, desk, lookup, callback_data))
    keep_choice(turn, desk, callback_data.community)


async def _page(
    turn: Turn, runner: Runner, desk: Desk, lookup: Lookup, wanted: OpenPress
) -> tuple[str, Keyboard]:
    chat_id = None if turn.private else turn.chat_id
    request = OpenTickets(
        by=turn.person.id,
        community=wanted.community,
        team=wanted.team or None,
        overdue=wanted.overdue,
        offset=max(0, wanted.offset),
        chat_id=chat_id,
    )
    page = await runner.read(lookup.open, request)
    offered = await runner.read(
        lookup.communities, AskCommunities(by=turn.person.id, chat_id=chat_id)
    )
    words = Words(turn.texts, desk, turn.language, turn.now)
    held = {row.assignee for row in page.tickets if row.assignee is not None}
    names = await runner.read(views.names, frozenset(held))
    lines = [_head(page, request, turn, words)]
    lines += [_line(row, names, turn, words) for row in page.tickets]
    cards = [
        button(f"R-{row.number}", TicketAction(action="open", ticket_id=row.id))
        for row in page.tickets
    ]
    return "\n".join(lines), inline(
        *grid(cards, 4),
        _pages(page, request, turn, wanted),
        [_other(turn, wanted)],
        *grid(_places(offered, wanted, words), 2),
    )


def _head(page: OpenPage, request: OpenTickets, turn: Turn, words: Words) -> str:
    """Say what is listed: where the desk has several communities, and of which team."""
    narrowed = [words.community(request.community)] if len(words.desk.communities) > 1 else []
    narrowed += [words.team(page.team)] if page.team else []
    where = "".join(f"{name} · " for name in narrowed)
    kind = "open-overdue" if request.overdue else "open"
    if not page.tickets:
        return turn.t(f"{kind}-none", where=where)
    return turn.t(
        f"{kind}-head",
        where=where,
        total=page.total,
        first=request.offset + 1,
        last=request.offset + len(page.tickets),
    )


def _line(row: FoundTicket, names: Mapping[StaffId, str], turn: Turn, words: Words) -> str:
    waiting = row.status in WAITING_STATUSES
    late = row.overdue(turn.now)
    taken = None if waiting or row.assignee is None else names.get(row.assignee)
    return turn.t(
        "open-line",
        sign=turn.t("open-late", by=late) if late is not None else "",
        code=f"R-{row.number}",
        category=words.category(TicketKind(row.kind), row.category),
        place=row.place,
        status=words.status(Status(row.status)),
        who=taken or words.team(row.team),
        age=moments.span(turn.now - row.filed_at, turn.language),
    )


def _pages(page: OpenPage, request: OpenTickets, turn: Turn, wanted: OpenPress) -> list[Button]:
    pages = []
    if request.offset:
        back = {"action": "page", "offset": max(0, request.offset - request.limit)}
        pages.append(button(turn.t("btn-page-back"), wanted.model_copy(update=back)))
    if request.offset + len(page.tickets) < page.total:
        on = {"action": "page", "offset": request.offset + request.limit}
        pages.append(button(turn.t("btn-page-on"), wanted.model_copy(update=on)))
    return pages


def _other(turn: Turn, wanted: OpenPress) -> Button:
    """Lead from everything that is open to what is late, and back."""
    other = {"action": "page", "overdue": not wanted.overdue, "offset": 0}
    name = "btn-open-all" if wanted.overdue else "btn-open-overdue"
    return button(turn.t(name), wanted.model_copy(update=other))


def _places(offered: tuple[str, ...], wanted: OpenPress, words: Words) -> list[Button]:
    """Lead to the other communities of somebody who works in several."""
    return [
        button(
            ("• " if code == wanted.community else "") + words.community(code),
            wanted.model_copy(update={"action": "page", "community": code, "offset": 0}),
        )
        for code in offered
        if len(offered) > 1
    ]
