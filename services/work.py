"""What staff do with a ticket: take it, give it back, move it on, work on it, end it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.errors import InvalidInput, NotFound, WrongStatus
from domain.lifecycle import Action, DeclineReason, HoldReason, Outcome
from domain.people import CENTRE, Actor, StaffId
from domain.ticket import Ticket
from domain.timeline import By
from services.acts import MAX_NOTE, TicketActs, TicketCommand, attach_files
from services.authority import (
    dispatching_post,
    giving_up_post,
    may_read,
    team_post,
    working_post,
)
from services.ports import UnitOfWork
from services.rows import Attachment
from services.views import TicketView, view_for


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveBack(TicketCommand):
    """Give a ticket back with a reason."""

    reason: DeclineReason


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveOn(TicketCommand):
    """Move a ticket to another team."""

    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(TicketCommand):
    """Give a ticket to a named colleague."""

    staff_id: StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(TicketCommand):
    """Rest a ticket with a reason and an end, an aware moment in the future."""

    reason: HoldReason
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish(TicketCommand):
    """End the work."""

    outcome: Outcome
    note: str = ""
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates(TicketCommand):
    """Asks whom a ticket can be given to; ``team`` names another team than its own."""

    team: str | None = None


class Work(TicketActs):
    """The acts of staff. Each checks at the moment of the act whether this person may."""

    def accept(self, uow: UnitOfWork, command: TicketCommand) -> TicketView:
        """Take a ticket.

        Raises:
            NotInTeam: Only staff of the ticket's team may.
            AlreadyAccepted: Somebody was first.
            WrongStatus: It is not waiting to be taken.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            ticket.accept(team_post(actor, ticket).id, now)

        return self._act(uow, command, act)

    def assign(self, uow: UnitOfWork, command: Assign) -> TicketView:
        """Give a ticket to a colleague, as a leader of the team or the service centre may.

        Raises:
            NotAllowed: Neither of these.
            NotFound: The colleague does not exist or has left.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            post = dispatching_post(actor, ticket)
            target = uow.staff.get(command.staff_id)
            if target is None or not target.active or target.community != ticket.place.community:
                raise NotFound(command.staff_id)
            ticket.assign(target.id, target.team, By(staff_id=post.id), now)

        return self._act(uow, command, act)

    def decline(self, uow: UnitOfWork, command: GiveBack) -> TicketView:
        """Give a ticket back (退回): untaken to the service centre, taken to the team.

        Raises:
            NotInTeam: Only staff of the ticket's team or of the centre may.
            NotAllowed: It is a colleague's.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            post = giving_up_post(actor, ticket)
            ticket.decline(post.id, command.reason, now)

        return self._act(uow, command, act)

    def transfer(self, uow: UnitOfWork, command: MoveOn) -> TicketView:
        """Move a ticket to another team (转派), or dispatch one that waits at the centre.

        Raises:
            NotInTeam: Only staff of the ticket's team or of the centre may.
            NotAllowed: It is a colleague's, or it is with that team already.
            InvalidInput: There is no such team.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            if self._desk.team(command.team) is None:
                raise InvalidInput("no-such-team")
            if uow.chats.of_team(ticket.place.community, command.team) is None:
                # Nobody would see it there; here somebody has it before their eyes.
                raise InvalidInput("team-without-chat")
            post = giving_up_post(actor, ticket)
            ticket.transfer(command.team, By(staff_id=post.id), now)

        return self._act(uow, command, act)

    def arrive(self, uow: UnitOfWork, command: TicketCommand) -> TicketView:
        """Say that the worker is on site (到场)."""

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            ticket.arrive(working_post(actor, ticket).id, now)

        return self._act(uow, command, act)

    def hold(self, uow: UnitOfWork, command: Hold) -> TicketView:
        """Rest a ticket (挂起) with a reason and an end.

        Raises:
            InvalidInput: The end is not within the next 90 days.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            if not now < command.until <= now + MAX_HOLD:
                raise InvalidInput("bad-hold-until")
            ticket.hold(working_post(actor, ticket).id, command.reason, command.until, now)

        return self._act(uow, command, act)

    def resume(self, uow: UnitOfWork, command: TicketCommand) -> TicketView:
        """Go on with a ticket that was at rest."""

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            ticket.resume(By(staff_id=working_post(actor, ticket).id), now)

        return self._act(uow, command, act)

    def finish(self, uow: UnitOfWork, command: Finish) -> TicketView:
        """End the work (完成) with an honest outcome, a note and pictures."""

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            post = working_post(actor, ticket)
            files = attach_files(uow, ticket, command.attachments)
            note = command.note.strip()[:MAX_NOTE]
            ticket.finish(post.id, command.outcome, note, now, files)

        return self._act(uow, command, act)

    def undo(self, uow: UnitOfWork, command: TicketCommand) -> TicketView:
        """Take the end of the work back (撤销), shortly after a slip.

        Raises:
            NotInTeam: Somebody of another team.
            NotAllowed: It is a colleague's.
            WrongStatus: It is too late, or the owner was asked already.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            post = working_post(actor, ticket)
            if uow.follow_ups.get(ticket.id, ticket.cycle) is not None:
                raise WrongStatus(Action.UNDO, ticket.status)
            ticket.undo(By(staff_id=post.id), now)

        return self._act(uow, command, act)

    def reveal(self, uow: UnitOfWork, command: TicketCommand) -> TicketView:
        """Return a ticket in the clear, for the one who works on it; written to the timeline.

        Raises:
            NotAllowed: It is a colleague's.
            NotInTeam: It is another team's.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            ticket.record(Action.REVEAL, By(staff_id=working_post(actor, ticket).id), now)

        return self._act(uow, command, act)

    def show(self, uow: UnitOfWork, command: TicketCommand) -> TicketView:
        """Return a ticket to staff who may read it, masked unless they may see the number.

        Raises:
            NotFound: There is none, or it is not theirs to see.
        """
        ticket = uow.tickets.get_required(command.ticket_id)
        actor = uow.people.actor(command.by)
        if not may_read(actor, ticket):
            raise NotFound(command.ticket_id)
        return view_for(uow, ticket, actor)

    def colleagues(self, uow: UnitOfWork, command: Candidates) -> list[tuple[StaffId, str]]:
        """Return whom the ticket can be given to: everybody of its team, or of the one asked for.

        Raises:
            NotAllowed: Only a leader of the team and the service centre may ask.
        """
        ticket = uow.tickets.get_required(command.ticket_id)
        dispatching_post(uow.people.actor(command.by), ticket)
        team = command.team or ticket.team or CENTRE
        return [(p.id, p.name) for p in uow.staff.of_team(ticket.place.community, team)]


MAX_HOLD = timedelta(days=90)
