"""Finds tickets and owners for staff: by a home, a name, a phone's end, a number or a word."""

import re
from typing import Any

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.telegram.callbacks import Press, TicketAction
from bot.telegram.keyboards import Button, Keyboard, button, grid, inline
from bot.telegram.texts import Html
from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Desk
from domain.errors import NotAllowed
from domain.lifecycle import Status
from domain.people import mask_name, mask_phone
from domain.ticket import TicketKind
from handlers.aside import go_on, step_aside
from handlers.card_view import private_buttons, read_card, ticket_id_of, words_here
from handlers.communities import take_name
from handlers.expiry import asks_again
from handlers.ticket_text import ticket_text
from services.acts import TicketCommand
from services.cards import BringCard, bring
from services.identity import Identity
from services.lookup import PAGE, Find, Findings, FoundPerson, Lookup
from services.ports import Runner
from services.rows import FoundTicket
from services.work import Work

router = Router(name="staff_find")

LONGEST = 60
"""Characters of a search; what is longer is no name, number or word."""

_QUOTED = re.compile(r"[「“](.*)[」”]")


class FindPress(Press, prefix="fd"):
    """Another page of what was found, in one ``community`` of several or in all of them.

    What was looked for stands in the message itself.
    """

    community: str = ""
    offset: int = 0


class StaffFind(StatesGroup):
    """Waits for what is to be found."""

    text = State()


@router.message(Command("find"))
async def find(
    message: Message,
    command: CommandObject,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    identity: Identity,
    lookup: Lookup,
) -> None:
    """Find at once; without a word, ask for it."""
    if command.args and command.args.strip():
        await _say_found(turn, runner, desk, lookup, command.args)
        return
    actor = await runner.read(identity.actor, turn.person.id)
    if not actor.is_staff:
        raise NotAllowed("staff")
    if turn.private:
        step_aside(turn.dialogue, StaffFind.text)
        turn.say(turn.t("find-ask"))
    else:
        turn.say(turn.t("find-usage"), reply_to=turn.message_id)


@router.message(StaffFind.text, F.text, ~F.text.startswith("/"))
async def find_typed(
    message: Message,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    lookup: Lookup,
    **data: Any,  # noqa: ANN401 - by name
) -> None:
    """Find what was typed, and go on with what was under way."""
    await _say_found(turn, runner, desk, lookup, message.text or "")
    await go_on(turn, {"runner": runner, "desk": desk, "lookup": lookup, **data})


@asks_again(StaffFind)
async def ask_again(turn: Turn) -> None:
    """Repeat the question."""
    turn.say(turn.t("find-ask"))


@router.callback_query(FindPress.filter())
async def turn_page(
    query: CallbackQuery,
    callback_data: FindPress,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    lookup: Lookup,
) -> None:
    """Show another page in the same message."""
    shown = query.message.text if isinstance(query.message, Message) else None
    quoted = _QUOTED.search((shown or "").partition("\n")[0])
    if quoted is None:
        turn.answer(turn.t("find-again"), alert=True)
        return
    turn.edit(*await _found(turn, runner, desk, lookup, quoted[1], callback_data))


@router.callback_query(TicketAction.of("open"))
async def open_ticket(
    query: CallbackQuery,
    callback_data: TicketAction,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    work: Work,
    identity: Identity,
) -> None:
    """Open a row: the whole ticket in private, its masked card in a group."""
    ticket_id = ticket_id_of(callback_data.ticket_id)
    command = TicketCommand(key=turn.key, by=turn.person.id, ticket_id=ticket_id)
    view = await runner.read(work.show, command)
    if not turn.private:
        await _bring_card(turn, runner, command, view.code)
        return
    # Who may read the ticket need not see the phone: the card's rule for this chat says it.
    card = await read_card(turn, runner, ticket_id)
    actor = await runner.read(identity.actor, turn.person.id)
    keyboard = private_buttons(card.ticket, actor, words_here(turn, desk, card))
    turn.in_community(view.community)
    turn.say(ticket_text(card.ticket, turn, desk), keyboard, protect=True)


async def _bring_card(turn: Turn, runner: Runner, command: TicketCommand, code: str) -> None:
    where = BringCard(
        key=command.key,
        by=command.by,
        ticket_id=command.ticket_id,
        chat_id=turn.chat_id,
        thread_id=turn.thread_id,
    )
    try:
        await runner.run(bring, where)
    except NotAllowed:
        turn.answer(turn.t("card-not-here"), alert=True)
        return
    turn.answer(turn.t("card-here", code=code))


# ---- what was found -----------------------------------------------------------------------


async def _say_found(turn: Turn, runner: Runner, desk: Desk, lookup: Lookup, text: str) -> None:
    found, keyboard = await _found(turn, runner, desk, lookup, text, FindPress(action="page"))
    turn.say(found, keyboard, reply_to=None if turn.private else turn.message_id)


async def _found(
    turn: Turn, runner: Runner, desk: Desk, lookup: Lookup, text: str, page: FindPress
) -> tuple[str, Keyboard]:
    """Return a page of what was found; in a group names and phones stay masked.

    A community may be named beside what is looked for: ``/find 月亮湾 3-2-501``.
    """
    wanted = " ".join(text.split())[:LONGEST]
    named, rest = take_name(wanted, desk)
    offset = min(max(0, page.offset), _LAST_OFFSET)
    request = Find(
        by=turn.person.id,
        text=rest or wanted,
        community=page.community or (named.code if named and rest else None),
        offset=offset,
        chat_id=None if turn.private else turn.chat_id,
    )
    found = await runner.read(lookup.find, request)
    words = Words(turn.texts, desk, turn.language, turn.now)
    if not (found.tickets or found.people or found.houses):
        return turn.t("find-nothing", text=wanted), inline()
    lines = [_head(turn, wanted, found, offset)]
    for house in found.houses:
        home = words.at(house.community, words.home(house))
        lines.append(turn.t("find-house", home=home))
    lines += [_person_line(person, turn, words) for person in found.people]
    rows = [[_ticket_button(row, words)] for row in found.tickets]
    pages = _pages(turn, found, page.model_copy(update={"offset": offset}))
    return "\n".join(lines), inline(*rows, pages, *_places(turn, found, page, words))


def _head(turn: Turn, wanted: str, found: Findings, offset: int) -> str:
    if found.total <= len(found.tickets):
        return turn.t("find-head", text=wanted, total=found.total)
    return turn.t(
        "find-head-page",
        text=wanted,
        total=found.total,
        first=offset + 1,
        last=offset + len(found.tickets),
    )


def _person_line(found: FoundPerson, turn: Turn, words: Words) -> str:
    person, ties = found.person, found.residences
    homes = [
        f"{words.at(tie.house.community, words.home(tie.house))} {words.relation(tie.relation)}"
        for tie in ties
    ]
    name, phone = person.name, person.phone or ""
    if not turn.private:
        name, phone = mask_name(name), mask_phone(phone) if phone else ""
    return turn.t(
        "find-person",
        name=name,
        phone=phone or turn.t("phone-unknown"),
        homes="、".join(homes) or Html(turn.t("find-no-home")),
    )


def _ticket_button(row: FoundTicket, words: Words) -> Button:
    category = words.category(TicketKind(row.kind), row.category)
    place = words.at(row.community, row.place)
    text = f"R-{row.number} {category} · {place} · {words.status(Status(row.status))}"
    return button(text[:_BUTTON_TEXT], TicketAction(action="open", ticket_id=row.id))


def _pages(turn: Turn, found: Findings, page: FindPress) -> list[Button]:
    pages = []
    if page.offset:
        back = page.model_copy(update={"offset": max(0, page.offset - PAGE)})
        pages.append(button(turn.t("btn-page-back"), back))
    if page.offset + len(found.tickets) < found.total and found.tickets:
        on = page.model_copy(update={"offset": page.offset + PAGE})
        pages.append(button(turn.t("btn-page-on"), on))
    return pages


def _places(turn: Turn, found: Findings, page: FindPress, words: Words) -> list[list[Button]]:
    """Narrow what was found in several communities to one of them, and widen it again."""
    if page.community:
        everywhere = FindPress(action="page")
        return [[button(turn.t("btn-find-everywhere"), everywhere)]]
    if len(found.communities) < 2:
        return []
    narrowed = [
        button(words.community(code), FindPress(action="page", community=code))
        for code in found.communities
    ]
    return grid(narrowed, 2)


_BUTTON_TEXT = 60
_LAST_OFFSET = 10_000
