"""Tells the chats what has gone overdue: one by one, or many in one message after an outage."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from domain.clock import Clock
from domain.people import CENTRE
from domain.ticket import Severity, Ticket
from services.intents import Intent, Notice, ShowOverdue
from services.ports import UnitOfWork
from services.rows import DueRow, TeamChat, TicketQuery
from services.voice import ACCEPT_OVERDUE, FINISH_OVERDUE, say_in, say_to_centre

TELL_OVERDUE = "tell-overdue"

SLOT = timedelta(seconds=30)
"""What goes overdue within one slot is told together."""

MOST_APART = 3
"""So many tickets have a message each in a chat; more have one together."""

MOST_NAMED = 5
MOST_TOLD = 1000


def tell_soon(uow: UnitOfWork, community: str, now: datetime) -> None:
    """Have a community's chats told of what goes overdue in the present slot.

    They are told one slot after its end: what began within it has ended by then, since a timer
    that takes longer than its lease of half a minute commits nothing.
    """
    number = int(now.timestamp() // SLOT.total_seconds())
    since = datetime.fromtimestamp(number * SLOT.total_seconds(), UTC)
    payload = {"community": community, "since": since.isoformat()}
    uow.due.put(f"overdue:{community}:{number}", TELL_OVERDUE, since + 2 * SLOT, payload)


class Overdue:
    """The timer that tells what has gone overdue."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def tell(self, uow: UnitOfWork, row: DueRow) -> None:
        """Tell each team of its own tickets that went overdue, and the service centre of all."""
        community = str(row.payload["community"])
        since = datetime.fromisoformat(str(row.payload["since"]))
        late = self._late(uow, community, since)
        centre = uow.chats.of_team(community, CENTRE)
        in_chat: dict[TeamChat, list[Ticket]] = defaultdict(list)
        for ticket in late:
            chat = uow.chats.of_team(community, ticket.team or CENTRE)
            if chat is not None and not _same_place(chat, centre):
                in_chat[chat].append(ticket)
        for chat, theirs in in_chat.items():
            for key, news in self._news(theirs, community, chat.team):
                say_in(uow, chat, news, f"{row.key}:{chat.team}:{key}")
        for key, news in self._news(late, community):
            say_to_centre(uow, community, news, f"{row.key}:all:{key}")

    def _late(self, uow: UnitOfWork, community: str, since: datetime) -> list[Ticket]:
        """Return what went overdue in a slot and still is, the first broken promise first."""
        query = TicketQuery(
            community=community, open_only=True, warned=(since, since + SLOT), limit=MOST_TOLD
        )
        found, _ = uow.tickets.find(query)
        now = self._clock.now()
        tickets = [uow.tickets.get_required(row.id) for row in found]
        late = [
            ticket
            for ticket in tickets
            # Red ones were told at once.
            if ticket.severity is not Severity.RED
            and (ticket.waits_too_long(now) or ticket.takes_too_long(now))
        ]
        return sorted(
            late, key=lambda one: one.accept_by if one.waits_too_long(now) else one.finish_by
        )

    def _news(
        self, late: Sequence[Ticket], community: str, team: str = ""
    ) -> Iterator[tuple[str, Intent]]:
        """Yield what a chat is told, each with the rest of its key."""
        if len(late) > MOST_APART:
            oldest = tuple(ticket.id for ticket in late[:MOST_NAMED])
            news = ShowOverdue(count=len(late), oldest=oldest, community=community, team=team)
            yield "many", news
            return
        now = self._clock.now()
        for ticket in late:
            timer = ACCEPT_OVERDUE if ticket.waits_too_long(now) else FINISH_OVERDUE
            yield (
                str(ticket.id),
                Notice(name=f"team-{timer}", ticket_id=ticket.id, reply_to_card=True),
            )


def _same_place(one: TeamChat, other: TeamChat | None) -> bool:
    return other is not None and (one.chat_id, one.thread_id) == (other.chat_id, other.thread_id)
