"""What a pressed button of a card leads back to: the card as it stands now, and who may act."""

from collections.abc import Callable
from typing import TypeVar

from aiogram.types import User

from bot.telegram.callbacks import TicketAction
from bot.telegram.card_menus import bystander_buttons, card_buttons
from bot.telegram.cards import DESCRIPTION, head_lines, render_card, status_lines
from bot.telegram.keyboards import Keyboard
from bot.telegram.texts import Html
from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Desk
from domain.errors import (
    AlreadyAccepted,
    Conflict,
    NotAllowed,
    NotFound,
    NotInTeam,
    WrongStatus,
)
from domain.lifecycle import Action
from domain.people import CENTRE, Actor, StaffRole
from domain.ticket import TicketId
from services import cards, views
from services.cards import Intend, intend
from services.ports import Runner, UnitOfWork
from services.views import CardQuery, CardView, TicketView

_NO_ID = 2**63

CommandT = TypeVar("CommandT")
ResultT = TypeVar("ResultT")


def ticket_id_of(number: int) -> TicketId:
    """Return the id that a button carries; whether it exists is for the service to say.

    Raises:
        NotFound: No database could hold it: somebody made the button up.
    """
    if not 0 < number < _NO_ID:
        raise NotFound(number)
    return TicketId(number)


async def attempt(
    turn: Turn,
    runner: Runner,
    desk: Desk,
    ticket_id: TicketId,
    act: Callable[[UnitOfWork, CommandT], ResultT],
    command: CommandT,
) -> ResultT | None:
    """Run an act; where the ticket has moved on meanwhile, say how it stands and return ``None``.

    Raises:
        DomainError: The person has nothing to do with this team, or what they want cannot be.
    """
    try:
        return await runner.run(act, command)
    except (AlreadyAccepted, WrongStatus, Conflict, NotFound):
        await show_present(turn, runner, desk, ticket_id)
    except NotInTeam:
        raise
    except NotAllowed:
        await _say_whose(turn, runner, ticket_id)
    return None


async def _say_whose(turn: Turn, runner: Runner, ticket_id: TicketId) -> None:
    """Tell a colleague of the team who may do what they may not."""
    view = (await read_card(turn, runner, ticket_id)).ticket
    name = "card-a-colleagues" if view.taken else "card-for-leaders"
    turn.answer(turn.t(name, code=view.code, name=view.assignee_name), alert=True)


async def show_present(turn: Turn, runner: Runner, desk: Desk, ticket_id: TicketId) -> None:
    """Tell the presser alone how the ticket stands, and bring the card up to date."""
    try:
        card = await read_card(turn, runner, ticket_id)
    except NotFound:
        turn.strip()
        turn.answer(turn.t("card-gone"), alert=True)
        return
    words = Words(turn.texts, desk, turn.language, turn.now)
    present = "\n".join([f"{card.ticket.code}", *status_lines(card.ticket, words)])
    turn.answer(present, alert=True)
    if turn.private:
        await renew_private(turn, runner, desk, card)
    else:
        refresh(turn, desk, card)


def refresh(turn: Turn, desk: Desk, card: CardView) -> None:
    """Draw the pressed card anew; a message that is not the chat's card loses its buttons."""
    if card.message_id != turn.message_id:
        turn.strip()
        return
    text, keyboard = render_card(card, card.language, turn.texts, desk, turn.now)
    turn.edit(text, keyboard)


async def read_card(turn: Turn, runner: Runner, ticket_id: TicketId) -> CardView:
    """Return the ticket as this chat may see it.

    Raises:
        NotFound: There is no such ticket.
    """
    query = CardQuery(ticket_id=ticket_id, chat_id=turn.chat_id, thread_id=turn.thread_id)
    return await runner.read(views.card, query)


async def intended(
    turn: Turn, runner: Runner, desk: Desk, press: TicketAction, action: Action
) -> tuple[TicketView, Words] | None:
    """Return the ticket and the chat's words when the presser may do this now.

    Where the ticket has moved on, say so and return ``None``.
    """
    ticket_id = ticket_id_of(press.ticket_id)
    command = Intend(key=turn.key, by=turn.person.id, ticket_id=ticket_id, action=action)
    view = await attempt(turn, runner, desk, ticket_id, intend, command)
    if view is None:
        return None
    card = await read_card(turn, runner, ticket_id)
    return view, words_here(turn, desk, card)


async def said(
    turn: Turn, runner: Runner, desk: Desk, view: TicketView | None, name: str, /, **args: str
) -> None:
    """Say to the presser what was done.

    In a group the card follows by itself, and a message that is not the card loses its buttons;
    in private the message becomes the card as it stands now, so that the next step is at hand.
    """
    if view is None:
        return
    turn.answer(turn.t(name, code=view.code, **args))
    card = await read_card(turn, runner, view.id)
    if turn.private:
        # Whoever has just taken it gets the owner's number, and the buttons with it.
        await renew_private(turn, runner, desk, card, buttons=name != "card-said-accept")
    elif card.message_id != turn.message_id:
        turn.strip()


async def renew_private(
    turn: Turn, runner: Runner, desk: Desk, card: CardView, *, buttons: bool = True
) -> None:
    """Make the pressed message, in a colleague's own chat, the card as it stands now."""
    view, words = card.ticket, words_here(turn, desk, card)
    text = "\n".join([*head_lines(view, words, DESCRIPTION), *status_lines(view, words)])
    turn.edit(text, await buttons_here(turn, runner, desk, card) if buttons else None)


async def buttons_here(turn: Turn, runner: Runner, desk: Desk, card: CardView) -> Keyboard:
    """Return the card's first buttons: the chat's, in private those of this colleague."""
    words = words_here(turn, desk, card)
    if not turn.private:
        return card_buttons(card.ticket, card.team_here, words)
    actor = await runner.read(cards.actor, turn.person.id)
    return private_buttons(card.ticket, actor, words)


def show_keyboard(turn: Turn, keyboard: Keyboard, message_id: int | None = None) -> None:
    """Change only the buttons of a message, of the pressed one unless another is named."""
    target = message_id or turn.message_id
    if target is not None:
        turn.send("editMessageReplyMarkup", message_id=target, reply_markup=keyboard)


def words_here(turn: Turn, desk: Desk, card: CardView) -> Words:
    """Return the words of the chat: a group's own language, in private the person's."""
    language = turn.language if turn.private else card.language
    return Words(turn.texts, desk, language, turn.now)


def private_buttons(view: TicketView, actor: Actor, words: Words) -> Keyboard:
    """Return the buttons that a ticket has in a colleague's own chat, by their posts."""
    own = actor.post_in(view.community, view.team or CENTRE)
    overseer = actor.post_in(view.community, CENTRE)
    if own is None:
        return card_buttons(view, CENTRE if overseer else None, words)
    if view.taken and not overseer and own.role != StaffRole.LEADER and own.id != view.assignee:
        return bystander_buttons(view, words)
    return card_buttons(view, own.team, words)


def mention(user: User) -> Html:
    """Return a name that rings for its bearer."""
    name = user.full_name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Html(f'<a href="tg://user?id={user.id}">{name}</a>')
