"""Calls to owners who gave no answer (电话任务, S-098): asked for every day until one is made."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.errors import InvalidInput, WrongStatus
from domain.lifecycle import Action, Status
from domain.people import Actor
from domain.ticket import Ticket, TicketId
from domain.timeline import DESK, By
from services.acts import TicketActs, TicketCommand
from services.authority import centre_post
from services.intents import Notice
from services.owners import reopen
from services.ports import UnitOfWork
from services.rows import DueRow, FollowUp
from services.views import TicketView
from services.voice import say_to_person

CALL_AGAIN = "call-again"

CALL_EVERY = timedelta(hours=24)
MOST_CALLS = 3
"""After so many calls that nobody took a ticket is put away: not reached, never satisfied."""

NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class Called(TicketCommand):
    """What a colleague heard when they called: solved or not, or nobody there (``None``)."""

    solved: bool | None
    cycle: int


class CallTasks(TicketActs):
    """Hands calls to the service centre, and takes down what was heard."""

    def begin(self, uow: UnitOfWork, ticket: Ticket, key: str) -> None:
        """Ask the service centre to call the owner of a ticket whose work has ended."""
        now = self._clock.now()
        known = uow.follow_ups.get(ticket.id, ticket.cycle)
        follow_up = known or FollowUp(ticket_id=ticket.id, cycle=ticket.cycle)
        uow.follow_ups.save(replace(follow_up, call_task_at=now))
        ticket.record(Action.CALL_TASK, DESK, now)
        self._reactions.settle(uow, ticket, f"{key}:call-task", now)
        self._call_tomorrow(uow, ticket, now)

    def remind(self, uow: UnitOfWork, row: DueRow) -> None:
        """Remind the service centre of a call that nobody has made; it is asked day by day."""
        ticket = uow.tickets.get(TicketId(int(row.payload["ticket_id"])))
        if ticket is None or not _to_be_called(uow, ticket, int(row.payload["cycle"])):
            return
        now = self._clock.now()
        ticket.record(Action.CALL_TASK, DESK, now)
        self._reactions.settle(uow, ticket, row.key, now)
        self._call_tomorrow(uow, ticket, now)

    def take(self, uow: UnitOfWork, command: TicketCommand) -> TicketView:
        """Send the number to the colleague who takes the call task; written to the timeline.

        Raises:
            NotAllowed: Only the service centre and managers may.
            WrongStatus: The call was made already, or the owner has answered.
            InvalidInput: The colleague has not opened the private chat.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            post = centre_post(actor, ticket.place.community)
            if not _to_be_called(uow, ticket, ticket.cycle):
                raise WrongStatus(Action.CALLED, ticket.status)
            ticket.record(Action.REVEAL, By(staff_id=post.id), now)
            details = Notice(
                name="call-task-details", ticket_id=ticket.id, args={"cycle": ticket.cycle}
            )
            if not say_to_person(uow, actor.person, details, f"{command.key}:details"):
                raise InvalidInput("open-private-first")

        return self._act(uow, command, act)

    def called(self, uow: UnitOfWork, command: Called) -> TicketView:
        """Record what was heard on the phone: who, how, and whether it is solved.

        A call that nobody took is made again the next day, `MOST_CALLS` times in all.

        Raises:
            NotAllowed: Only the service centre and managers may.
            WrongStatus: The call was made already, or the owner has answered.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            by = By(staff_id=centre_post(actor, ticket.place.community).id)
            if not _to_be_called(uow, ticket, command.cycle):
                raise WrongStatus(Action.CALLED, ticket.status)
            result = {True: "solved", False: "not_solved", None: NOT_REACHED}[command.solved]
            ticket.record(Action.CALLED, by, now, result=result)
            if command.solved is None and _calls_nobody_took(uow, ticket) + 1 < MOST_CALLS:
                return
            known = uow.follow_ups.get(ticket.id, ticket.cycle)
            uow.follow_ups.save(
                replace(
                    known or FollowUp(ticket_id=ticket.id, cycle=ticket.cycle),
                    solved=command.solved,
                    called_by=by.staff_id,
                    called_at=now,
                    call_result=result,
                )
            )
            if command.solved is False:
                reopen(self._desk, ticket, by, now, "")
            else:
                ticket.close(by, now)

        return self._act(uow, command, act)

    def _call_tomorrow(self, uow: UnitOfWork, ticket: Ticket, now: datetime) -> None:
        community = self._desk.community(ticket.place.community)
        at = community.quiet_hours.next_outside(now + CALL_EVERY, community.timezone)
        key = f"csat:{ticket.id}:{ticket.cycle}:{CALL_AGAIN}:{int(at.timestamp())}"
        uow.due.put(key, CALL_AGAIN, at, {"ticket_id": ticket.id, "cycle": ticket.cycle})


def _to_be_called(uow: UnitOfWork, ticket: Ticket, cycle: int) -> bool:
    """Whether a call task of this closing is still open: neither answered nor called."""
    if ticket.status is not Status.DONE or ticket.cycle != cycle:
        return False
    follow_up = uow.follow_ups.get(ticket.id, cycle)
    return (
        follow_up is not None
        and follow_up.call_task_at is not None
        and follow_up.answered_at is None
        and follow_up.called_at is None
    )


def _calls_nobody_took(uow: UnitOfWork, ticket: Ticket) -> int:
    """Return how many calls nobody took since the work ended."""
    count = 0
    for event in uow.tickets.events(ticket.id):
        if event.kind is Action.FINISH:
            count = 0
        elif event.kind is Action.CALLED and event.detail.get("result") == NOT_REACHED:
            count += 1
    return count
