"""The question after the work (回访): asked, reminded, then a call; silence is never a score."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.clock import Clock
from domain.desk import Desk
from domain.errors import InvalidInput, NotFound
from domain.language import Language
from domain.lifecycle import Action, Status
from domain.people import Actor
from domain.ticket import Ticket, TicketId, TicketKind
from services.acts import TicketActs, TicketCommand
from services.asking_times import first_awake
from services.authority import own_ticket
from services.call_tasks import CallTasks
from services.intents import Doubt, Lane, Notice, Outgoing, ShowMedia
from services.owners import reopen
from services.ports import UnitOfWork
from services.reactions import Reactions
from services.rows import DueRow, FollowUp
from services.views import TicketView

FOLLOW_UP_REMIND = "follow-up-remind"
FOLLOW_UP_CALL = "follow-up-call"


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


class FollowUps(TicketActs):
    """Asks owners after the work and takes their answers."""

    def __init__(
        self, desk: Desk, clock: Clock, reactions: Reactions, call_tasks: CallTasks
    ) -> None:
        super().__init__(desk, clock, reactions)
        self._call_tasks = call_tasks

    # ---- timers ---------------------------------------------------------------------------

    def ask(self, uow: UnitOfWork, row: DueRow) -> None:
        """Ask the owner, or, when they cannot be reached, make it a call task."""
        self._ask(uow, row, "follow-up-ask", FOLLOW_UP_REMIND)

    def remind(self, uow: UnitOfWork, row: DueRow) -> None:
        """Ask once more, after silence."""
        self._ask(uow, row, "follow-up-remind", FOLLOW_UP_CALL)

    def hand_to_centre(self, uow: UnitOfWork, row: DueRow) -> None:
        """Make it a call task for the service centre, after silence twice."""
        ticket, _ = self._waiting(uow, row)
        if ticket is not None:
            self._call_tasks.begin(uow, ticket, row.key)

    def give_up_asking(self, uow: UnitOfWork, ticket: Ticket, key: str) -> None:
        """The owner cannot be asked in the messenger: what still waits becomes a call task."""
        if ticket.status is not Status.DONE:
            return
        follow_up = uow.follow_ups.get(ticket.id, ticket.cycle)
        if follow_up is None or follow_up.answered_at is not None:
            return
        if follow_up.call_task_at is None:
            self._call_tasks.begin(uow, ticket, key)

    def _ask(self, uow: UnitOfWork, row: DueRow, name: str, following: str) -> None:
        ticket, follow_up = self._waiting(uow, row)
        if ticket is None or follow_up is None:
            return
        now = self._clock.now()
        awake = first_awake(uow, self._desk, ticket, now)
        if awake > now:
            # Only a moved clock or a long stop brings a question into the night: ask later.
            uow.due.put(f"{row.key}:awake", row.kind, awake, row.payload)
            return
        person = uow.people.get_required(ticket.reporter)
        if person.telegram_id is None or not person.reachable:
            self._call_tasks.begin(uow, ticket, row.key)
            return
        if following == FOLLOW_UP_REMIND:
            _show_result(uow, ticket, person.telegram_id, person.language)
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
        community = self._desk.community(ticket.place.community)
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

    # ---- answers --------------------------------------------------------------------------

    def answer(self, uow: UnitOfWork, command: Solved) -> TicketView:
        """Take the owner's word: solved confirms, not solved reopens to the same worker.

        Of a question that is being answered still, it is the end that it has its answer.

        Raises:
            NotFound: It is not their ticket.
            WrongStatus: It is a question that nobody has taken.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            by = own_ticket(actor, ticket)
            if _reopened_since(ticket, command.cycle):
                return
            if command.solved and ticket.kind is TicketKind.QUESTION and ticket.is_open:
                ticket.settle(by, now)
            self._answered(uow, ticket, now, command.solved, command.reason)
            if not command.solved:
                reopen(self._desk, ticket, by, now, command.reason)
            elif ticket.status is Status.DONE:
                ticket.confirm(by, now)

        return self._act(uow, command, act)

    def rate(self, uow: UnitOfWork, command: Rate) -> TicketView:
        """Take a score; one at or below the policy's limit reopens the ticket.

        Raises:
            InvalidInput: It is not one to five.
            NotFound: It is not their ticket.
        """
        if not 1 <= command.score <= 5:
            raise InvalidInput("bad-score")

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            by = own_ticket(actor, ticket)
            if _reopened_since(ticket, command.cycle):
                return
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

        return self._act(uow, command, act)

    def explain(self, uow: UnitOfWork, command: Reason) -> TicketView:
        """Keep why the score was low; the team and the centre read it.

        Raises:
            NotFound: It is not their ticket.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            by = own_ticket(actor, ticket)
            known = uow.follow_ups.get(ticket.id, command.cycle)
            follow_up = known or FollowUp(ticket_id=ticket.id, cycle=command.cycle)
            uow.follow_ups.save(replace(follow_up, reason=command.reason))
            ticket.record(Action.OWNER_MESSAGE, by, now, command.reason)

        return self._act(uow, command, act)

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


def _reopened_since(ticket: Ticket, cycle: int) -> bool:
    """Whether an answer is to the question of an earlier cycle, pressed once more.

    Raises:
        NotFound: There was no such cycle yet.
    """
    if ticket.cycle < cycle:
        raise NotFound(ticket.id)
    return ticket.cycle > cycle


def _ticket_id(row: DueRow) -> TicketId:
    return TicketId(int(row.payload["ticket_id"]))


def _show_result(uow: UnitOfWork, ticket: Ticket, chat_id: int, language: Language) -> None:
    """Show the owner the pictures that came with the end of the work; inside ones stay inside."""
    events = uow.tickets.events(ticket.id)
    end = next((event for event in reversed(events) if event.kind is Action.FINISH), None)
    if end is None or not end.files:
        return
    uow.outbox.put(
        Outgoing(
            key=f"csat:{ticket.id}:{ticket.cycle}:pictures",
            chat_id=chat_id,
            content=ShowMedia(
                ticket_id=ticket.id, attachment_ids=end.files, caption="follow-up-pictures"
            ),
            language=language,
            lane=Lane.FOLLOW_UP,
            doubt=Doubt.PARK,
            silent=True,
        )
    )
