"""What dialogue tests look up about tickets, and how an owner files one quickly."""

from domain.ticket import Ticket
from domain.timeline import TicketEvent
from playground.chats import Message
from services.rows import Attachment, TicketQuery
from tests.dialogs.desk import DeskOnTrial, Group, Somebody


async def tickets(desk: DeskOnTrial) -> list[Ticket]:
    """All tickets, oldest first."""
    query = TicketQuery(community=desk.community, oldest_first=True, limit=50)
    found, _ = await desk.ask(lambda uow: uow.tickets.find(query))
    return [
        await desk.ask(lambda uow, known=row.id: uow.tickets.get_required(known))  # type: ignore[misc]  # bound early
        for row in found
    ]


async def files_of(desk: DeskOnTrial, ticket: Ticket) -> list[Attachment]:
    """A ticket's files."""
    return await desk.ask(lambda uow: uow.tickets.attachments(ticket.id))


async def events_of(desk: DeskOnTrial, ticket: Ticket) -> list[TicketEvent]:
    """A ticket's timeline."""
    return await desk.ask(lambda uow: uow.tickets.events(ticket.id))


async def told_a_leak(owner: Somebody, text: str = "厨房水槽下面一直滴水") -> None:
    """Report a leak at home, as far as the card."""
    await owner.says("报修")
    await owner.taps("漏水")
    await owner.says(text)


async def filed_a_leak(desk: DeskOnTrial, owner: Somebody, text: str = "厨房滴水") -> Ticket:
    """Report a leak at home and send it."""
    await told_a_leak(owner, text)
    await owner.taps("提交")
    return (await tickets(desk))[-1]


def cards(group: Group, code: str) -> list[Message]:
    """The cards of a leak in a group, oldest first: a card's first line says what it is."""
    heads = [(message, message.text.partition("\n")[0]) for message in group.messages]
    return [message for message, head in heads if code in head and "漏水" in head]
