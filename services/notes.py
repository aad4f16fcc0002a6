"""What staff say about a ticket: kept inside, or sent to its owner by an explicit button."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.errors import InvalidInput, NotFound, WrongStatus
from domain.lifecycle import Action, Status
from domain.people import Actor
from domain.ticket import Ticket
from domain.timeline import By, files_detail
from services.acts import (
    MAX_NOTE,
    Act,
    AddFiles,
    Say,
    TicketActs,
    TicketCommand,
    attach_files,
)
from services.authority import team_or_centre_post
from services.ports import UnitOfWork
from services.said_to_owner import BUNDLE
from services.views import CLOSING, TicketView


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepPictures(AddFiles):
    """Pictures of a colleague's; ``bundle`` is the same for all that were sent as one."""

    bundle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine(TicketCommand):
    """What was kept inside, by its place in the timeline, which only ever grows."""

    line: int


class Notes(TicketActs):
    """Words and pictures of staff; none of them changes where a ticket stands."""

    def note(self, uow: UnitOfWork, command: Say) -> TicketView:
        """Add an internal note: the owner never sees it."""

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            post = team_or_centre_post(actor, ticket)
            ticket.record(Action.NOTE, By(staff_id=post.id), now, command.text[:MAX_NOTE])

        return self._act(uow, command, act)

    def relay(self, uow: UnitOfWork, command: Say) -> TicketView:
        """Send words to the owner, as the explicit button does (S-068)."""

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            post = team_or_centre_post(actor, ticket)
            text = command.text.strip()[:MAX_NOTE]
            if not text:
                raise InvalidInput("empty-description")
            ticket.record(Action.STAFF_MESSAGE, By(staff_id=post.id), now, text)

        return self._act(uow, command, act)

    def relay_note(self, uow: UnitOfWork, command: NoteLine) -> TicketView:
        """Send a note that was kept inside to the owner, exactly once whoever presses (S-068).

        Raises:
            NotInTeam: Only staff of the ticket's team or of the centre may.
            NotFound: There is no such note.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            text = _note_at(uow, ticket, command.line)
            by = By(staff_id=team_or_centre_post(actor, ticket).id)
            ticket.record(Action.STAFF_MESSAGE, by, now, text)

        return self._once(uow, command, "relay", act)

    def close_with_note(self, uow: UnitOfWork, command: NoteLine) -> TicketView:
        """Make a note that was kept inside part of the closing note, which the owner reads.

        Raises:
            NotInTeam: Only staff of the ticket's team or of the centre may.
            NotFound: There is no such note.
            WrongStatus: The work has not ended, or was judged already.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            if ticket.status is not Status.DONE:
                raise WrongStatus(Action.FINISH, ticket.status)
            text = _note_at(uow, ticket, command.line)
            by = By(staff_id=team_or_centre_post(actor, ticket).id)
            ticket.record(Action.NOTE, by, now, text, None, **{CLOSING: 1})

        return self._once(uow, command, "closing", act)

    def attach(self, uow: UnitOfWork, command: KeepPictures) -> TicketView:
        """Keep pictures that a colleague took inside, without a change of status."""

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            post = team_or_centre_post(actor, ticket)
            files = attach_files(uow, ticket, command.attachments)
            detail = {BUNDLE: command.bundle, **files_detail(files)}
            ticket.record(Action.ATTACH, By(staff_id=post.id), now, "", None, **detail)

        return self._act(uow, command, act)

    def relay_pictures(self, uow: UnitOfWork, command: NoteLine) -> TicketView:
        """Send pictures that were kept inside to the owner, all that came as one, once (S-068).

        Raises:
            NotInTeam: Only staff of the ticket's team or of the centre may.
            NotFound: A colleague has kept no pictures there.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            by = By(staff_id=team_or_centre_post(actor, ticket).id)
            files = _pictures_at(uow, ticket, command.line)
            ticket.record(Action.STAFF_MESSAGE, by, now, "", None, **files_detail(files))

        return self._once(uow, command, "relay", act)

    def _once(self, uow: UnitOfWork, command: NoteLine, what: str, act: Act) -> TicketView:
        """Run an act on a note under a key of the note's own, for whoever may do it."""
        ticket = uow.tickets.get_required(command.ticket_id)
        team_or_centre_post(uow.people.actor(command.by), ticket)
        return self._act(uow, replace(command, key=f"{what}:{ticket.id}:{command.line}"), act)


def _note_at(uow: UnitOfWork, ticket: Ticket, line: int) -> str:
    events = uow.tickets.events(ticket.id)
    if not 0 <= line < len(events) or events[line].kind is not Action.NOTE:
        raise NotFound(line)
    return events[line].text


def _pictures_at(uow: UnitOfWork, ticket: Ticket, line: int) -> list[int]:
    events = uow.tickets.events(ticket.id)
    bundle = events[line].detail.get(BUNDLE) if 0 <= line < len(events) else None
    files = [file for one in events if one.detail.get(BUNDLE) == bundle for file in one.files]
    if bundle is None or not files:
        raise NotFound(line)
    return files
