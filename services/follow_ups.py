"""The question after the work (回访): asked, reminded, then a call; silence is never a score."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.clock import Clock
from domain.desk import Desk
from domain.errors import InvalidInput, NotFound, WrongStatus
from domain.lifecycle import Action, Status
from domain.ticket import DESK, By, Ticket, TicketId
from services.authority import centre_post, own_ticket
from services.intents import Doubt, Lane, Notice, Outgoing
from services.owners import reopen
from services.ports import UnitOfWork
from services.reactions import Reactions
from services.rows import DueRow, FollowUp
from services.views import TicketView, ticket_view
from services.voice import say_to_person
from services.work import TicketCommand

FOLLOW_UP_REMIND = "follow-up-remind"
FOLLOW_UP_CALL = "follow-up-call"
CALL_AGAIN = "call-again"

CALL_EVERY = timedelta(hours=24)
MOST_CALLS = 3
"""After so many calls that nobody took a ticket is put away: not reached, never satisfied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved(TicketCommand):
    """The owner says whether it is solved; ``reason`` is what is still wrong."""

    solved: bool
    cycle: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(TicketCommand):
    """The owner gives one to five stars, for the closing of this cycle, perhaps with words."""

    score: int
    cycle: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(TicketCommand):
    """Why the score was low, in a word."""

    reason: str
    cycle: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Called(TicketCommand):
    """What a colleague heard when they called: solved or not, or nobody there (``None``)."""

    solved: bool | None
    cycle: int


NOT_REACHED = "not_reached"


class FollowUps:
    """Asks owners after the work and takes their answers."""

    def __init__(self, desk: Desk, clock: Clock, reactions: Reactions) -> None:
        self._desk = desk
        self._clock = clock
        self._reactions = reactions

    # ---- timers ---------------------------------------------------------------------------

    def ask(self, uow: UnitOfWork, row: DueRow) -> None:
        """Ask the owner, or, when they cannot be reached, make it a call task."""
        self._ask(uow, row, "follow-up-ask", FOLLOW_UP_REMIND)

    def remind(self, uow: UnitOfWork, row: DueRow) -> None:
        """Ask once more, after silence."""
        self._ask(uow, row, "follow-up-remind", FOLLOW_UP_CALL)

    def hand_to_centre(self, uow: UnitOfWork, row: DueRow) -> None:
        """Make it a call task for the service centre, after silence twice."""
        ticket, follow_up = self._waiting(uow, row)
        if ticket is not None and follow_up is not None:
            self._call_task(uow, ticket, follow_up, row.key)

    def call_again(self, uow: UnitOfWork, row: DueRow) -> None:
        """Remind the service centre of a call that nobody has made; it is asked day by day."""
        ticket = uow.tickets.get(_ticket_id(row))
        if ticket is None or not self._to_be_called(uow, ticket, int(row.payload["cycle"])):
            return
        now = self._clock.now()
        ticket.record(Action.CALL_TASK, DESK, now)
        self._reactions.settle(uow, ticket, row.key, now)
        self._call_tomorrow(uow, ticket, now)

    def give_up_asking(self, uow: UnitOfWork, ticket: Ticket, key: str) -> None:
        """The owner cannot be asked in the messenger: what still waits becomes a call task."""
        if ticket.status is not Status.DONE:
            return
        follow_up = uow.follow_ups.get(ticket.id, ticket.cycle)
        if follow_up is None or follow_up.answered_at is not None:
            return
        if follow_up.call_task_at is None:
            self._call_task(uow, ticket, follow_up, key)

    def _ask(self, uow: UnitOfWork, row: DueRow, name: str, following: str) -> None:
        ticket, follow_up = self._waiting(uow, row)
        if ticket is None or follow_up is None:
            return
        now = self._clock.now()
        community = self._desk.community(ticket.place.community)
        awake = community.quiet_hours.next_outside(now, community.timezone)
        if awake > now:
            # Only a moved clock or a long stop brings a question into the night: ask later.
            uow.due.put(f"{row.key}:awake", row.kind, awake, row.payload)
            return
        person = uow.people.get_required(ticket.reporter)
        if person.telegram_id is None or not person.reachable:
            self._call_task(uow, ticket, follow_up, row.key)
            return
        uow.outbox.put(
            Outgoing(
                key=f"csat:{ticket.id}:{ticket.cycle}:{name}",
                chat_id=person.telegram_id,
                content=Notice(name=name, ticket_id=ticket.id, args={"cycle": ticket.cycle}),
                language=person.language,
                lane=Lane.FOLLOW_UP,
                doubt=Doubt.PARK,
            )
        )
        rules = self._desk.follow_up
        if following == FOLLOW_UP_REMIND:
            uow.follow_ups.save(replace(follow_up, asked_at=now))
            at = now + rules.remind_after
        else:
            uow.follow_ups.save(replace(follow_up, reminded_at=now))
            at = now + rules.call_after
        at = community.quiet_hours.next_outside(at, community.timezone)
        payload = {"ticket_id": ticket.id, "cycle": ticket.cycle}
        uow.due.put(f"csat:{ticket.id}:{ticket.cycle}:{following}", following, at, payload)

    def _waiting(self, uow: UnitOfWork, row: DueRow) -> tuple[Ticket | None, FollowUp | None]:
        """Return what still waits for an answer; nothing once the owner or a colleague spoke."""
        ticket = uow.tickets.get(_ticket_id(row))
        cycle = int(row.payload.get("cycle", ticket.cycle if ticket else 0))
        if ticket is None or ticket.status is not Status.DONE or ticket.cycle != cycle:
            return None, None
        known = uow.follow_ups.get(ticket.id, cycle)
        follow_up = known or FollowUp(ticket_id=ticket.id, cycle=cycle)
        if follow_up.answered_at is not None or follow_up.call_task_at is not None:
            return None, None
        return ticket, follow_up

    def _call_task(self, uow: UnitOfWork, ticket: Ticket, follow_up: FollowUp, key: str) -> None:
        now = self._clock.now()
        uow.follow_ups.save(replace(follow_up, call_task_at=now))
        ticket.record(Action.CALL_TASK, DESK, now)
        self._reactions.settle(uow, ticket, f"{key}:call-task", now)
        self._call_tomorrow(uow, ticket, now)

    def _call_tomorrow(self, uow: UnitOfWork, ticket: Ticket, now: datetime) -> None:
        community = self._desk.community(ticket.place.community)
        at = community.quiet_hours.next_outside(now + CALL_EVERY, community.timezone)
        key = f"csat:{ticket.id}:{ticket.cycle}:{CALL_AGAIN}:{int(at.timestamp())}"
        uow.due.put(key, CALL_AGAIN, at, {"ticket_id": ticket.id, "cycle": ticket.cycle})

    def _to_be_called(self, uow: UnitOfWork, ticket: Ticket, cycle: int) -> bool:
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

    # ---- answers --------------------------------------------------------------------------

    def answer(self, uow: UnitOfWork, command: Solved) -> TicketView:
        """Take the owner's word: solved confirms, not solved reopens to the same worker.

        Raises:
            NotFound: It is not their ticket.
        """

        def act(ticket: Ticket, by: By, now: datetime) -> None:
            self._answered(uow, ticket, now, command.solved, command.reason)
            if not command.solved:
                reopen(self._desk, ticket, by, now, command.reason)
            elif ticket.status is Status.DONE:
                ticket.confirm(by, now)

        return self._act(uow, command, command.cycle, act)

    def rate(self, uow: UnitOfWork, command: Rate) -> TicketView:
        """Take a score; one at or below the policy's limit reopens the ticket.

        Raises:
            InvalidInput: It is not one to five.
            NotFound: It is not their ticket.
        """
        if not 1 <= command.score <= 5:
            raise InvalidInput("bad-score")

        def act(ticket: Ticket, by: By, now: datetime) -> None:
            low = command.score <= self._desk.follow_up.reopen_at_or_below
            self._answered(uow, ticket, now, None if low else True, command.reason)
            if ticket.status is Status.DONE and not low:
                ticket.confirm(by, now)
            ticket.rate(command.score, by, now)
            if low:
                reopen(self._desk, ticket, by, now, command.reason)
                return
            if command.reason:
                ticket.record(Action.OWNER_MESSAGE, by, now, command.reason)
            if ticket.status is Status.CONFIRMED:
                ticket.close(by, now)

        return self._act(uow, command, command.cycle, act)

    def explain(self, uow: UnitOfWork, command: Reason) -> TicketView:
        """Keep why the score was low; the team and the centre read it.

        Raises:
            NotFound: It is not their ticket.
        """
        ticket = uow.tickets.get_required(command.ticket_id)
        own_ticket(uow.people.actor(command.by), ticket)
        if uow.tickets.applied(command.key) is None:
            now = self._clock.now()
            known = uow.follow_ups.get(ticket.id, command.cycle)
            follow_up = known or FollowUp(ticket_id=ticket.id, cycle=command.cycle)
            uow.follow_ups.save(replace(follow_up, reason=command.reason))
            by = By(person_id=command.by)
            ticket.record(Action.OWNER_MESSAGE, by, now, command.reason)
            self._reactions.settle(uow, ticket, command.key, now)
        return ticket_view(uow, ticket)

    def take_call(self, uow: UnitOfWork, command: TicketCommand) -> TicketView:
        """Send the number to the colleague who takes the call task; written to the timeline.

        Raises:
            NotAllowed: Only the service centre and managers may.
            WrongStatus: The call was made already, or the owner has answered.
            InvalidInput: The colleague has not opened the private chat.
        """
        ticket = uow.tickets.get_required(command.ticket_id)
        actor = uow.people.actor(command.by)
        post = centre_post(actor, ticket.place.community)
        if uow.tickets.applied(command.key) is None:
            if not self._to_be_called(uow, ticket, ticket.cycle):
                raise WrongStatus(Action.CALLED, ticket.status)
            now = self._clock.now()
            ticket.record(Action.REVEAL, By(staff_id=post.id), now)
            self._reactions.settle(uow, ticket, command.key, now)
            details = Notice(
                name="call-task-details", ticket_id=ticket.id, args={"cycle": ticket.cycle}
            )
            if not say_to_person(uow, actor.person, details, f"{command.key}:details"):
                raise InvalidInput("open-private-first")
        return ticket_view(uow, ticket)

    def called(self, uow: UnitOfWork, command: Called) -> TicketView:
        """Record what was heard on the phone: who, how, and whether it is solved (S-098).

        A call that nobody took is made again the next day, `MOST_CALLS` times in all.

        Raises:
            NotAllowed: Only the service centre and managers may.
            WrongStatus: The call was made already, or the owner has answered.
        """
        ticket = uow.tickets.get_required(command.ticket_id)
        post = centre_post(uow.people.actor(command.by), ticket.place.community)
        if uow.tickets.applied(command.key) is not None:
            return ticket_view(uow, ticket)
        if not self._to_be_called(uow, ticket, command.cycle):
            raise WrongStatus(Action.CALLED, ticket.status)
        now = self._clock.now()
        by = By(staff_id=post.id)
        result = {True: "solved", False: "not_solved", None: NOT_REACHED}[command.solved]
        ticket.record(Action.CALLED, by, now, result=result)
        if command.solved is None and self._calls(uow, ticket) + 1 < MOST_CALLS:
            self._reactions.settle(uow, ticket, command.key, now)
            return ticket_view(uow, ticket)
        known = uow.follow_ups.get(ticket.id, ticket.cycle)
        uow.follow_ups.save(
            replace(
                known or FollowUp(ticket_id=ticket.id, cycle=ticket.cycle),
                solved=command.solved,
                called_by=post.id,
                called_at=now,
                call_result=result,
            )
        )
        if command.solved is False:
            reopen(self._desk, ticket, by, now, "")
        else:
            ticket.close(by, now)
        self._reactions.settle(uow, ticket, command.key, now)
        return ticket_view(uow, ticket)

    def _calls(self, uow: UnitOfWork, ticket: Ticket) -> int:
        """Return how many calls nobody took since the work ended."""
        count = 0
        for event in uow.tickets.events(ticket.id):
            if event.kind is Action.FINISH:
                count = 0
            elif event.kind is Action.CALLED and event.detail.get("result") == NOT_REACHED:
                count += 1
        return count

    def _answered(
        self, uow: UnitOfWork, ticket: Ticket, now: datetime, solved: bool | None, reason: str
    ) -> None:
        known = uow.follow_ups.get(ticket.id, ticket.cycle)
        follow_up = known or FollowUp(ticket_id=ticket.id, cycle=ticket.cycle)
        uow.follow_ups.save(
            replace(
                follow_up,
                solved=follow_up.solved if solved is None else solved,
                reason=reason or follow_up.reason,
                answered_at=now,
            )
        )

    def _act(
        self,
        uow: UnitOfWork,
        command: TicketCommand,
        cycle: int,
        act: Callable[[Ticket, By, datetime], None],
    ) -> TicketView:
        ticket = uow.tickets.get_required(command.ticket_id)
        own_ticket(uow.people.actor(command.by), ticket)
        if uow.tickets.applied(command.key) is None:
            if ticket.cycle < cycle:
                raise NotFound(command.ticket_id)
            if ticket.cycle > cycle:
                return ticket_view(uow, ticket)  # pressed once more after it was reopened
            now = self._clock.now()
            act(ticket, By(person_id=command.by), now)
            self._reactions.settle(uow, ticket, command.key, now)
        return ticket_view(uow, ticket)


def _ticket_id(row: DueRow) -> TicketId:
    return TicketId(int(row.payload["ticket_id"]))
