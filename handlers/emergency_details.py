"""After an emergency call: whatever is said goes to those who are on their way; a false alarm."""

from collections.abc import Sequence
from typing import Any

from aiogram import Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.callbacks import Press
from bot.telegram.keyboards import Button
from bot.telegram.texts import Html
from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Community, Desk
from domain.errors import InvalidInput, NotFound, WrongStatus
from domain.people import Actor, HouseId
from domain.ticket import TicketId, TicketKind
from handlers.aside import go_on, step_aside
from handlers.attachments import read_attachment, words_of
from handlers.cues import Says, Way
from handlers.expiry import asks_again
from handlers.report_draft import own_homes
from services.acts import AddFiles, Say, TicketCommand
from services.filing import Draft, FileTicket, Filing
from services.identity import Identity
from services.owners import Owners, Relocate
from services.ports import Runner
from services.views import TicketView

router = Router(name="emergency_details")


class Emergency(StatesGroup):
    """After the call: whatever is said goes to those who are on their way."""

    details = State()


class SosTicket(Press, prefix="sx"):
    """What is done after the call: ``false`` alarm, ``undo`` of that, ``home``, ``done``."""

    ticket_id: int
    value: str = ""


def numbers(turn: Turn, communities: Sequence[Community]) -> str:
    """Return whom to call, a line each, below the community's name where there are several."""
    lines = []
    for found in communities:
        if len(communities) > 1:
            lines.append(turn.t("emergency-community", name=found.name.text(turn.language)))
        lines += [
            turn.t("emergency-number", label=item.label.text(turn.language), number=item.number)
            for item in found.emergency_numbers
        ]
    return "\n".join(lines)


def show_called(turn: Turn, desk: Desk, actor: Actor, view: TicketView) -> None:
    """Say what to do, whom to call and who is called; then listen for details."""
    open_place = view.house is None and not view.spot
    step_aside(turn.dialogue, Emergency.details, ticket_id=view.id, place_open=open_place)
    words = Words(turn.texts, desk, turn.language, turn.now)
    kind = desk.emergency(view.category)
    lines = [
        turn.t("emergency-safety", text=kind.safety.text(turn.language) if kind else ""),
        numbers(turn, [desk.community(view.community)]),
        "",
        turn.t(
            "emergency-called",
            team=words.team(view.team),
            code=view.code,
            coming=_coming(turn, view),
        ),
        turn.t("emergency-place", place=words.place(view)),
        turn.t("emergency-ask-details"),
    ]
    others = [
        keyboards.button(
            turn.t("btn-sos-home", home=words.home(tie.house)),
            SosTicket(action="home", ticket_id=view.id, value=str(tie.house.id)),
        )
        for tie in own_homes(actor)
        if tie.house.community == view.community and tie.house != view.house
    ]
    rows = keyboards.grid(others, 1)
    turn.edit("\n".join(lines), keyboards.inline(*rows, _under_way(turn, view.id)))


def _coming(turn: Turn, view: TicketView) -> Html:
    """Say who is on the way, or by when somebody gets in touch."""
    turn.in_community(view.community)
    waiting = "due" if turn.now < view.accept_by else "late"
    said = turn.t(
        "emergency-coming",
        who="taken" if view.taken else waiting,
        worker=view.assignee_name,
        accept_by=view.accept_by,
    )
    return Html(said)


def _under_way(turn: Turn, ticket_id: int) -> list[Button]:
    false, done = (SosTicket(action=name, ticket_id=ticket_id) for name in ("false", "done"))
    return [
        keyboards.button(turn.t("btn-sos-false"), false),
        keyboards.button(turn.t("btn-sos-done"), done),
    ]


@asks_again(Emergency)
async def ask_again(turn: Turn) -> None:
    """Ask for details once more."""
    ticket_id = turn.dialogue.number("ticket_id") or 0
    buttons = keyboards.inline(_under_way(turn, ticket_id))
    turn.say(turn.t("emergency-ask-details"), buttons)


# ---- details ------------------------------------------------------------------------------


@router.message(Command("cancel"), StateFilter(Emergency))
@router.message(Says(Way.OUT, Way.BACK), StateFilter(Emergency))
async def stop_listening(
    message: Message,
    turn: Turn,
    runner: Runner,
    owners: Owners,
    **data: Any,  # noqa: ANN401
) -> None:
    """Go on with what was under way; the call itself stands, and can be taken back."""
    command = TicketCommand(key=turn.key, by=turn.person.id, ticket_id=_ticket_id(turn))
    view = await runner.read(owners.show, command)
    turn.say(
        turn.t("emergency-still-open", code=view.code, coming=_coming(turn, view)),
        keyboards.inline(_under_way(turn, view.id)),
    )
    await go_on(turn, {"runner": runner, "owners": owners, **data})


@router.message(Emergency.details)
async def add_details(
    message: Message,
    turn: Turn,
    runner: Runner,
    owners: Owners,
    **data: Any,  # noqa: ANN401
) -> None:
    """Pass on what comes: words, pictures, voice, where somebody stands."""
    attachment, said = read_attachment(message), _said(message, turn)
    ticket_id = _ticket_id(turn)
    if attachment is None and not said:
        turn.say(turn.t("emergency-not-understood"), keyboards.inline(_under_way(turn, ticket_id)))
        return
    passed = True
    try:
        if attachment is not None:
            files = AddFiles(
                key=turn.key, by=turn.person.id, ticket_id=ticket_id, attachments=(attachment,)
            )
            passed = await _passed(runner, owners, files)
        if said:
            await _write(turn, runner, owners, ticket_id, said)
    except WrongStatus:
        turn.say(turn.t("emergency-over"))
        await go_on(turn, {"runner": runner, "owners": owners, **data})
        return
    if not passed:
        turn.say(turn.t("emergency-files-full"))
    elif turn.album_last:
        turn.say(turn.t("emergency-passed-on"), keyboards.inline(_under_way(turn, ticket_id)))


async def _passed(runner: Runner, owners: Owners, files: AddFiles) -> bool:
    """Add a file; false where the ticket has as many as it takes."""
    try:
        await runner.run(owners.attach, files)
    except InvalidInput:
        return False
    return True


async def _write(
    turn: Turn, runner: Runner, owners: Owners, ticket_id: TicketId, said: str
) -> None:
    """Pass words on; the first ones also say where it is, where nobody knows yet."""
    key = f"{turn.key}:words"
    if turn.dialogue.get("place_open"):
        place = Relocate(key=key, by=turn.person.id, ticket_id=ticket_id, text=said, spot=said)
        await runner.run(owners.relocate, place)
        turn.dialogue.put(place_open=False)
        return
    words = Say(key=key, by=turn.person.id, ticket_id=ticket_id, text=said)
    await runner.run(owners.write, words)


def _said(message: Message, turn: Turn) -> str:
    """Return what a message says in words; a location or a contact is put into words."""
    if message.location is not None:
        north, east = f"{message.location.latitude:.6f}", f"{message.location.longitude:.6f}"
        return turn.t("emergency-location", north=north, east=east)
    if message.contact is not None:
        name = message.contact.first_name
        return f"{name} {message.contact.phone_number}"
    return words_of(message)


def _ticket_id(turn: Turn) -> TicketId:
    return TicketId(turn.dialogue.number("ticket_id") or 0)


@router.callback_query(SosTicket.of("home"))
async def another_home(
    query: CallbackQuery,
    callback_data: SosTicket,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    owners: Owners,
) -> None:
    """Send everybody to another of the person's homes."""
    actor = await runner.read(identity.actor, turn.person.id)
    homes = {str(tie.house.id): tie.house for tie in own_homes(actor)}
    house = homes.get(callback_data.value)
    if house is None:
        raise NotFound(callback_data.value)
    place = Words(turn.texts, desk, turn.language, turn.now).home(house)
    command = Relocate(
        key=turn.key,
        by=turn.person.id,
        ticket_id=TicketId(callback_data.ticket_id),
        house_id=HouseId(house.id),
        text=turn.t("emergency-moved", place=place),
    )
    view = await runner.run(owners.relocate, command)
    show_called(turn, desk, actor, view)


@router.callback_query(SosTicket.of("done"))
async def nothing_more(
    query: CallbackQuery,
    callback_data: SosTicket,
    turn: Turn,
    **data: Any,  # noqa: ANN401
) -> None:
    """Go on with what was under way before."""
    turn.strip()
    await _leave(turn, callback_data.ticket_id, data)


async def _leave(turn: Turn, ticket_id: int, data: dict[str, Any]) -> None:
    here = turn.dialogue.state == Emergency.details.state
    if here and turn.dialogue.number("ticket_id") == ticket_id:
        await go_on(turn, data)


# ---- a false alarm ------------------------------------------------------------------------


@router.callback_query(SosTicket.of("false"))
async def false_alarm(
    query: CallbackQuery,
    callback_data: SosTicket,
    turn: Turn,
    runner: Runner,
    owners: Owners,
    **data: Any,  # noqa: ANN401
) -> None:
    """Take it back without asking twice; one tap calls everybody again."""
    command = Say(
        key=turn.key,
        by=turn.person.id,
        ticket_id=TicketId(callback_data.ticket_id),
        text=turn.t("emergency-false-reason"),
    )
    view = await runner.run(owners.cancel, command)
    undo = SosTicket(action="undo", ticket_id=view.id)
    turn.edit(
        turn.t("emergency-false-done", code=view.code),
        keyboards.inline([keyboards.button(turn.t("btn-sos-undo"), undo, "danger")]),
    )
    await _leave(turn, view.id, {"runner": runner, "owners": owners, **data})


@router.callback_query(SosTicket.of("undo"))
async def not_false_after_all(
    query: CallbackQuery,
    callback_data: SosTicket,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    owners: Owners,
    filing: Filing,
) -> None:
    """Call everybody again, with a ticket of its own for the same place and kind."""
    asked = TicketCommand(
        key=turn.key, by=turn.person.id, ticket_id=TicketId(callback_data.ticket_id)
    )
    old = await runner.read(owners.show, asked)
    if old.kind is not TicketKind.EMERGENCY:
        raise NotFound(callback_data.ticket_id)
    draft = Draft(
        draft_key=f"sos-again:{old.id}",
        kind=TicketKind.EMERGENCY,
        community=old.community,
        category=old.category,
        description=old.description,
        house_id=old.house.id if old.house else None,
        spot=old.spot,
    )
    command = FileTicket(key=turn.key, by=turn.person.id, draft=draft)
    view = await runner.run(filing.file, command)
    actor = await runner.read(identity.actor, turn.person.id)
    show_called(turn, desk, actor, view)
