"""What happens when a ticket's timer fires. Each reads the ticket again and decides afresh."""

from domain.clock import Clock
from domain.lifecycle import Action, Status
from domain.ticket import TicketId
from domain.timeline import DESK
from services.ports import UnitOfWork
from services.reactions import Reactions
from services.rows import DueRow
from services.voice import ACCEPT_OVERDUE, FINISH_OVERDUE, Voice


class TicketTimers:
    """The timers of a ticket, apart from those of its follow-up."""

    def __init__(self, clock: Clock, reactions: Reactions) -> None:
        self._clock = clock
        self._reactions = reactions

    def accept_overdue(self, uow: UnitOfWork, row: DueRow) -> None:
        """Nobody has taken the ticket by the promised moment: the team, the centre, the owner."""
        ticket = uow.tickets.get(_ticket_id(row))
        now = self._clock.now()
        if ticket is None or not ticket.waits_too_long(now):
            return
        ticket.record(Action.OVERDUE, DESK, now, timer=ACCEPT_OVERDUE)
        self._reactions.settle(uow, ticket, row.key, now)

    def finish_overdue(self, uow: UnitOfWork, row: DueRow) -> None:
        """The work is not done by the promised moment: the team, the centre, the owner."""
        ticket = uow.tickets.get(_ticket_id(row))
        now = self._clock.now()
        if ticket is None or not ticket.takes_too_long(now):
            return
        ticket.record(Action.OVERDUE, DESK, now, timer=FINISH_OVERDUE)
        self._reactions.settle(uow, ticket, row.key, now)

    def apologize(self, uow: UnitOfWork, row: DueRow) -> None:
        """Tell the owner in the morning of a promise broken at night, if it still is broken."""
        ticket = uow.tickets.get(_ticket_id(row))
        timer = str(row.payload["timer"])
        if ticket is None or ticket.cycle != row.payload["cycle"]:
            return
        now = self._clock.now()
        waits = timer == ACCEPT_OVERDUE
        if ticket.waits_too_long(now) if waits else ticket.takes_too_long(now):
            Voice(uow, self._reactions.desk, ticket, now).apologize(timer)

    def hold_ends(self, uow: UnitOfWork, row: DueRow) -> None:
        """The rest is over: the ticket goes on, and its worker is told."""
        ticket = uow.tickets.get(_ticket_id(row))
        now = self._clock.now()
        if ticket is None or ticket.status is not Status.HELD:
            return
        if ticket.hold_until is not None and ticket.hold_until > now:
            return
        ticket.resume(DESK, now)
        self._reactions.settle(uow, ticket, row.key, now)

    def close_confirmed(self, uow: UnitOfWork, row: DueRow) -> None:
        """The owner said solved and gave no score: the ticket is put away without one."""
        ticket = uow.tickets.get(_ticket_id(row))
        if ticket is None or ticket.status is not Status.CONFIRMED:
            return
        now = self._clock.now()
        ticket.close(DESK, now)
        self._reactions.settle(uow, ticket, row.key, now)


def _ticket_id(row: DueRow) -> TicketId:
    return TicketId(int(row.payload["ticket_id"]))
