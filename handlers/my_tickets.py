"""The owner's own tickets (我的工单): the list, the story of one, and what can be done with it."""

import re
from typing import Any

from aiogram import Router
from aiogram.filters import Command, Filter, StateFilter
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.callbacks import Press, TicketAction
from bot.telegram.keyboards import Button, Keyboard
from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Desk
from domain.errors import TooSoon
from domain.intake import Question
from domain.lifecycle import Status
from domain.ticket import TicketId, TicketKind
from handlers import ticket_talk
from handlers.aside import step_back
from handlers.filters import MenuWord, PrivateChat
from handlers.my_ticket_text import my_ticket_buttons, my_ticket_text
from handlers.report import begin
from handlers.report_draft import pack_house
from handlers.ticket_talk import kept_for, listen
from services.acts import Say, TicketCommand
from services.identity import Identity
from services.intents import Json
from services.owners import AboutMessage, MyTickets, Owners
from services.ports import Runner
from services.rows import FoundTicket
from services.views import TicketView

router = Router(name="my_tickets")
router.message.filter(PrivateChat())
router.callback_query.filter(PrivateChat())

PAGE = 6
"""Tickets on a page: as many buttons as a thumb finds."""

_IN_PLACE = "here"

_NUMBER = re.compile(r"[Rr][-—－ ]?(\d{1,9})")


class MyList(Press, prefix="ml"):
    """A page of ``open`` tickets or of ``all``."""

    page: int = 0


# ---- the list -----------------------------------------------------------------------------


@router.message(MenuWord("menu-my-tickets"))
@router.message(Command("tickets"))
async def list_mine(
    message: Message, turn: Turn, desk: Desk, runner: Runner, owners: Owners
) -> None:
    """Show the open tickets; all of them where none is open."""
    await _show_list(turn, desk, runner, owners, MyList(action="open"))


@router.callback_query(MyList.of("open", "all"))
async def turn_page(
    query: CallbackQuery,
    callback_data: MyList,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    owners: Owners,
) -> None:
    """Show another page."""
    await _show_list(turn, desk, runner, owners, callback_data)


async def _show_list(
    turn: Turn, desk: Desk, runner: Runner, owners: Owners, wanted: MyList
) -> None:
    open_only, page = wanted.action == "open", max(wanted.page, 0)
    asked = MyTickets(by=turn.person.id, open_only=open_only, limit=PAGE, offset=page * PAGE)
    rows, total = await runner.read(owners.mine, asked)
    if open_only and not total:
        await _show_list(turn, desk, runner, owners, MyList(action="all"))
        return
    if not total:
        turn.edit(turn.t("my-tickets-none"))
        return
    words = Words(turn.texts, desk, turn.language, turn.now)
    several = len({row.community for row in rows}) > 1
    buttons = [_row_button(row, words, several=several) for row in rows]
    name = "my-tickets-open" if open_only else "my-tickets-all"
    turn.edit(
        turn.t(name, count=total),
        keyboards.inline(
            *keyboards.grid(buttons, 1),
            _pages(turn, wanted.action, page, total),
            _other(turn, wanted),
        ),
    )


def _row_button(row: FoundTicket, words: Words, *, several: bool) -> Button:
    """Return a row's button; it names the community where the page has tickets of several."""
    label = words.t(
        "btn-my-ticket",
        code=f"R-{row.number}",
        category=words.category(TicketKind(row.kind), row.category),
        status=words.status(Status(row.status)),
    )
    press = TicketAction(action="show", ticket_id=row.id, arg=_IN_PLACE)
    return keyboards.button(
        f"{label} · {words.community(row.community)}" if several else label, press
    )


def _pages(turn: Turn, action: str, page: int, total: int) -> list[Button]:
    found = []
    if page > 0:
        found.append(
            keyboards.button(turn.t("btn-page-back"), MyList(action=action, page=page - 1))
        )
    if (page + 1) * PAGE < total:
        found.append(keyboards.button(turn.t("btn-page-on"), MyList(action=action, page=page + 1)))
    return found


def _other(turn: Turn, wanted: MyList) -> list[Button]:
    other = "all" if wanted.action == "open" else "open"
    return [keyboards.button(turn.t(f"btn-my-{other}"), MyList(action=other))]


# ---- one ticket ---------------------------------------------------------------------------


class OwnNumber(Filter):
    """The number of one of the person's own tickets, and nothing else."""

    async def __call__(
        self, message: Message, turn: Turn, runner: Runner, owners: Owners
    ) -> bool | dict[str, Any]:
        """Return the tickets as ``about``, or false."""
        number = _NUMBER.fullmatch((message.text or "").strip())
        if number is None:
            return False
        asked = AboutMessage(
            by=turn.person.id,
            chat_id=turn.chat_id,
            message_id=message.message_id,
            number=int(number[1]),
        )
        views = await runner.read(owners.about, asked)
        return {"about": views} if views else False


@router.message(OwnNumber(), StateFilter(None))
async def show_by_number(
    message: Message, turn: Turn, desk: Desk, about: list[TicketView]
) -> None:
    """Tell the story of the ticket whose number was typed; of two homes it may be two."""
    if len(about) == 1:
        turn.say(*_story(turn, desk, about[0]))
        return
    words = Words(turn.texts, desk, turn.language, turn.now)
    rows = [
        [
            keyboards.button(
                words.place(view),
                TicketAction(action="show", ticket_id=view.id, arg=_IN_PLACE),
            )
        ]
        for view in about
    ]
    text = turn.t("ticket-which-of", code=about[0].code, count=len(about))
    turn.say(text, keyboards.inline(*rows))


@router.callback_query(TicketAction.of("show"))
async def show(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    owners: Owners,
) -> None:
    """Tell the whole story: in place of the list, but beside a notice, which stays."""
    view = await runner.read(owners.show, _command(turn, callback_data))
    text, buttons = _story(turn, desk, view)
    if callback_data.arg == _IN_PLACE:
        turn.edit(text, buttons)
    else:
        turn.say(text, buttons)


def _story(turn: Turn, desk: Desk, view: TicketView) -> tuple[str, Keyboard]:
    back = keyboards.button(turn.t("btn-my-list"), MyList(action="open"))
    return my_ticket_text(view, turn, desk), my_ticket_buttons(view, turn, back)


def show_done(turn: Turn, desk: Desk, view: TicketView, lead: str) -> None:
    """Show a ticket in place of the pressed message; ``lead`` says what was just done."""
    text, buttons = _story(turn, desk, view)
    turn.edit(f"{lead}\n\n{text}", buttons)


@router.callback_query(TicketAction.of("urge"))
async def urge(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    owners: Owners,
) -> None:
    """Urge (催单) the team once more, at most once an hour."""
    try:
        view = await runner.run(owners.urge, _command(turn, callback_data))
    except TooSoon as error:
        turn.answer(turn.t("my-ticket-urged-already", minutes=error.minutes), alert=True)
        return
    turn.in_community(view.community)
    words = Words(turn.texts, desk, turn.language, turn.now)
    lead = turn.t("my-ticket-urged", code=view.code, team=words.team(view.team))
    show_done(turn, desk, view, lead)


# ---- taking it back -----------------------------------------------------------------------


@router.callback_query(TicketAction.of("cancel"))
async def ask_whether_to_cancel(
    query: CallbackQuery, callback_data: TicketAction, turn: Turn, runner: Runner, owners: Owners
) -> None:
    """Ask once before a report is taken back."""
    view = await runner.read(owners.show, _command(turn, callback_data))
    yes = TicketAction(action="cancel-yes", ticket_id=view.id)
    no = TicketAction(action="show", ticket_id=view.id, arg=_IN_PLACE)
    turn.edit(
        turn.t("my-ticket-cancel", code=view.code),
        keyboards.inline(
            [
                keyboards.button(turn.t("btn-cancel-yes"), yes, "danger"),
                keyboards.button(turn.t("btn-cancel-no"), no),
            ]
        ),
    )


@router.callback_query(TicketAction.of("cancel-yes"))
async def cancel(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    owners: Owners,
) -> None:
    """Take a report back; the team is told."""
    command = Say(
        key=turn.key,
        by=turn.person.id,
        ticket_id=TicketId(callback_data.ticket_id),
        text="",
    )
    view = await runner.run(owners.cancel, command)
    show_done(turn, desk, view, turn.t("my-ticket-cancelled", code=view.code))


# ---- the same again -----------------------------------------------------------------------


@router.callback_query(TicketAction.of("again"))
async def report_again(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    owners: Owners,
    identity: Identity,
) -> None:
    """Begin a new report of the same kind and place, with what was said for the old one."""
    view = await runner.read(owners.show, _command(turn, callback_data))
    said, files = kept_for(turn, view.id)
    if said or files:
        step_back(turn.dialogue)
        turn.strip()
    known = known_again(view, desk) | {"text": said, "files": [*files]}
    await begin(turn, desk, runner, identity, kind_again(view, desk), known, fresh=True)


def kind_again(view: TicketView, desk: Desk) -> TicketKind:
    """Return the kind of report that follows a ticket; an emergency leaves a repair."""
    guided = {
        TicketKind.REPAIR,
        TicketKind.COMPLAINT,
        TicketKind.SUGGESTION,
        TicketKind.PRAISE,
    }
    if desk.categories_for(TicketKind.REQUEST):
        guided.add(TicketKind.REQUEST)
    return view.kind if view.kind in guided else TicketKind.REPAIR


def known_again(view: TicketView, desk: Desk) -> dict[str, Json]:
    """Return what a new report takes over from a ticket: its place, and its category."""
    kind = kind_again(view, desk)
    known: dict[str, Json] = {"community": view.community}
    category = desk.category(view.category)
    if category is not None and kind in category.kinds:
        known[Question.CATEGORY.value] = category.code
    if view.house is not None:
        known |= {"house": [*pack_house(view.house)], "spot": ""}
    elif view.spot:
        known |= {"house": [], "spot": view.spot}
    return known


@router.callback_query(TicketAction.of("add"))
async def add(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    runner: Runner,
    owners: Owners,
) -> None:
    """Listen for what the owner wants to add; other dialogues wait meanwhile."""
    view = await runner.read(owners.show, _command(turn, callback_data))
    listen(turn, view)


def _command(turn: Turn, press: TicketAction) -> TicketCommand:
    return TicketCommand(key=turn.key, by=turn.person.id, ticket_id=TicketId(press.ticket_id))


router.include_router(ticket_talk.router)
