"""A ticket: what it holds, and the rules that move it along its life."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from domain.errors import AlreadyAccepted, NotAllowed, WrongStatus
from domain.lifecycle import (
    OPEN_STATUSES,
    TRANSITIONS,
    WAITING_STATUSES,
    Action,
    DeclineReason,
    HoldReason,
    Outcome,
    Status,
)
from domain.people import HouseId, PersonId, StaffId
from domain.timeline import By, TicketEvent, files_detail

TicketId = NewType("TicketId", int)


class TicketKind(StrEnum):
    """What an owner wants of the desk (S-012)."""

    REPAIR = "repair"
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    PRAISE = "praise"
    QUESTION = "question"
    REQUEST = "request"
    EMERGENCY = "emergency"


class Severity(StrEnum):
    """Red: emergency; yellow: damage or danger may follow; green: normal (S-087)."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"


class Channel(StrEnum):
    """How a report reached the desk (S-005)."""

    CHAT = "chat"
    PHONE = "phone"
    COUNTER = "counter"
    IN_PERSON = "in_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where it is: a home, or a spot in public described in words."""

    community: str
    house_id: HouseId | None = None
    spot: str = ""

    @property
    def public(self) -> bool:
        """Whether the place is a public one."""
        return self.house_id is None


@dataclass(slots=True, kw_only=True)
class Ticket:
    """The aggregate. ``version`` decides races; ``cycle`` counts from 1 and grows on reopening.

    ``id``, ``number`` and ``version`` are given by storage; a ticket that was not stored has 0.
    Times are aware UTC. The ``first_…`` times are those of the first cycle, which the figures are
    made from; the others begin anew when the ticket is reopened. ``assignee`` stays set then,
    so that the same worker is asked first. ``accept_by`` and ``finish_by`` are promised to the
    owner on filing and on reopening: who has the ticket in between moves neither, only a rest
    moves ``finish_by``.
    """

    kind: TicketKind
    place: Place
    category: str
    severity: Severity
    description: str
    channel: Channel
    reporter: PersonId
    verified: bool
    draft_key: str
    filed_at: datetime
    accept_by: datetime
    finish_by: datetime
    id: TicketId = TicketId(0)
    number: int = 0
    version: int = 0
    status: Status = Status.FILED
    team: str | None = None
    assignee: StaffId | None = None
    visit_wish: str = ""
    logged_by: StaffId | None = None
    tier: int = 1
    cycle: int = 1
    outcome: Outcome | None = None
    held_at: datetime | None = None
    hold_until: datetime | None = None
    dispatched_at: datetime | None = None
    accepted_at: datetime | None = None
    arrived_at: datetime | None = None
    done_at: datetime | None = None
    confirmed_at: datetime | None = None
    closed_at: datetime | None = None
    first_accept_by: datetime | None = None
    first_finish_by: datetime | None = None
    first_accepted_at: datetime | None = None
    first_done_at: datetime | None = None
    urged_at: datetime | None = None
    reopened: int = 0
    score: int | None = None
    _events: list[TicketEvent] = field(default_factory=list)

    @property
    def code(self) -> str:
        """The number people say aloud, such as R-1027."""
        return f"R-{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has work to do."""
        return self.status in OPEN_STATUSES

    def waits_too_long(self, now: datetime) -> bool:
        """Whether nobody has taken it by the promised moment."""
        return self.status in WAITING_STATUSES and self.accept_by <= now

    def takes_too_long(self, now: datetime) -> bool:
        """Whether it is not finished by the promised moment; one at rest has not broken it."""
        return self.is_open and self.status is not Status.HELD and self.finish_by <= now

    def allows(self, action: Action) -> bool:
        """Whether the map allows the action now."""
        return (self.status, action) in TRANSITIONS

    @property
    def pending_events(self) -> tuple[TicketEvent, ...]:
        """What happened since the last pull, oldest first."""
        return tuple(self._events)

    def pull_events(self) -> list[TicketEvent]:
        """Return what happened since the last pull, oldest first, and forget it."""
        events, self._events = self._events, []
        return events

    def record(
        self,
        kind: Action,
        by: By,
        now: datetime,
        text: str = "",
        before: Status | None = None,
        **detail: str | int,
    ) -> None:
        """Append to the timeline what happened without, or beside, a change of status."""
        self._events.append(
            TicketEvent(
                kind=kind,
                at=now,
                person_id=by.person_id,
                staff_id=by.staff_id,
                before=before,
                after=self.status,
                text=text,
                detail=detail,
            )
        )

    def _move(
        self, action: Action, by: By, now: datetime, text: str = "", **detail: str | int
    ) -> None:
        after = TRANSITIONS.get((self.status, action))
        if after is None:
            raise WrongStatus(action, self.status)
        before, self.status = self.status, after
        self.record(action, by, now, text, before, **detail)

    def file(self, by: By, now: datetime) -> None:
        """Begin the life of a new ticket."""
        self.first_accept_by, self.first_finish_by = self.accept_by, self.finish_by
        self.record(Action.FILE, by, now, self.description, channel=self.channel.value)

    def dispatch(self, team: str, by: By, now: datetime) -> None:
        """Hand a filed ticket to a team."""
        self._move(Action.DISPATCH, by, now, team=team)
        self.team, self.dispatched_at = team, self.dispatched_at or now

    def accept(self, staff: StaffId, now: datetime, **detail: str | int) -> None:
        """Take the ticket. The second one to try is told who was first."""
        if self.assignee is not None and self.status in {
            Status.ACCEPTED,
            Status.WORKING,
            Status.HELD,
        }:
            raise AlreadyAccepted(self.assignee)
        self._move(Action.ACCEPT, By(staff_id=staff), now, "", **detail)
        self.assignee, self.accepted_at = staff, self.accepted_at or now
        self.first_accepted_at = self.first_accepted_at or now

    def assign(
        self, staff: StaffId, team: str, by: By, now: datetime, **detail: str | int
    ) -> None:
        """Give the ticket to a named colleague, as a leader or the service centre may."""
        detail |= {"assignee": staff, "team": team}
        if self.team is not None:
            detail["from_team"] = self.team
        if self.assignee is not None:
            detail["former"] = self.assignee
        self._move(Action.ASSIGN, by, now, "", **detail)
        self.team, self.assignee = team, staff
        self.dispatched_at = self.dispatched_at or now
        self.accepted_at = self.accepted_at or now
        self.first_accepted_at = self.first_accepted_at or now

    def answer(
        self, staff: StaffId, team: str, text: str, now: datetime, **detail: str | int
    ) -> None:
        """Let the owner read an answer; whoever answers what nobody has taken has taken it."""
        by = By(staff_id=staff)
        if self.status is Status.DISPATCHED and team == self.team:
            self.accept(staff, now, **{ANSWERING: 1})
        elif self.status in WAITING_STATUSES:
            self.assign(staff, team, by, now, **{ANSWERING: 1})
        self.record(Action.STAFF_MESSAGE, by, now, text, None, **detail)

    def settle(self, by: By, now: datetime) -> None:
        """The owner says that they have their answer, before whoever gave it has said so."""
        self._move(Action.FINISH, by, now, outcome=Outcome.FIXED.value)
        self._end_hold(now)
        self.outcome, self.done_at = Outcome.FIXED, now
        self.first_done_at = self.first_done_at or now
        self.confirm(by, now)

    def decline(self, staff: StaffId, reason: DeclineReason, now: datetime) -> None:
        """Give the ticket back: an untaken one to the service centre, a taken one to the team."""
        self._move(Action.DECLINE, By(staff_id=staff), now, reason=reason.value)
        self._leave_worker(now)

    def transfer(self, team: str, by: By, now: datetime) -> None:
        """Move the ticket to another team."""
        if team == self.team and self.status is Status.DISPATCHED:
            raise NotAllowed(team)
        self._move(Action.TRANSFER, by, now, team=team)
        self.team = team
        self._leave_worker(now)
        self.dispatched_at = self.dispatched_at or now

    def arrive(self, staff: StaffId, now: datetime) -> None:
        """Say that the worker is on site."""
        self._move(Action.ARRIVE, By(staff_id=staff), now)
        self.arrived_at = self.arrived_at or now

    def hold(self, staff: StaffId, reason: HoldReason, until: datetime, now: datetime) -> None:
        """Stop work with a reason and an end."""
        by = By(staff_id=staff)
        self._move(Action.HOLD, by, now, reason=reason.value, until=until.isoformat())
        self.held_at, self.hold_until = now, until

    def resume(self, by: By, now: datetime) -> None:
        """Go on after a hold."""
        self._move(Action.RESUME, by, now)
        self._end_hold(now)

    def _end_hold(self, now: datetime) -> None:
        """Let the promised end move by as long as the ticket was at rest."""
        if self.held_at is not None:
            rested = now - self.held_at
            self.finish_by += rested
            if self.cycle == 1 and self.first_finish_by is not None:
                self.first_finish_by += rested
        self.held_at = self.hold_until = None

    def _leave_worker(self, now: datetime) -> None:
        """Let nobody have it: what the last worker did on the way does not count for the next."""
        self._end_hold(now)
        self.assignee = self.accepted_at = self.arrived_at = None

    def finish(
        self,
        staff: StaffId,
        outcome: Outcome,
        note: str,
        now: datetime,
        files: Sequence[int] = (),
    ) -> None:
        """End the work with an honest outcome, and pictures that the owner is to see."""
        by, shown = By(staff_id=staff), files_detail(files)
        self._move(Action.FINISH, by, now, note, outcome=outcome.value, **shown)
        self._end_hold(now)
        self.outcome, self.done_at = outcome, now
        self.first_done_at = self.first_done_at or now
        self.assignee = self.assignee or staff

    def undo(self, by: By, now: datetime) -> None:
        """Take the end of the work back, shortly after it was pressed by mistake (撤销)."""
        if self.done_at is not None and now - self.done_at >= UNDO_WITHIN:
            raise WrongStatus(Action.UNDO, self.status)
        self._move(Action.UNDO, by, now)
        if self.first_done_at == self.done_at:
            self.first_done_at = None
        self.outcome = self.done_at = None

    def confirm(self, by: By, now: datetime) -> None:
        """The owner says that it is solved."""
        self._move(Action.CONFIRM, by, now)
        self.confirmed_at = now

    def rate(self, score: int, by: By, now: datetime) -> None:
        """The owner gives one to five stars; a new score replaces the old, both are recorded."""
        if self.status not in {Status.DONE, Status.CONFIRMED, Status.CLOSED}:
            raise WrongStatus(Action.RATE, self.status)
        self.record(Action.RATE, by, now, score=score)
        self.score = score

    def reopen(
        self, by: By, now: datetime, promise: tuple[datetime, datetime], reason: str = ""
    ) -> None:
        """Begin a new cycle: the same worker is asked first, and it counts as rework."""
        self._move(Action.REOPEN, by, now, reason, cycle=self.cycle + 1)
        self.cycle += 1
        self.reopened += 1
        self.accept_by, self.finish_by = promise
        self.accepted_at = self.arrived_at = self.done_at = None
        self.confirmed_at = self.closed_at = None
        self.outcome = None

    def close(self, by: By, now: datetime, text: str = "") -> None:
        """Put the ticket away. Silence closes nothing by itself: somebody called, or confirmed."""
        self._move(Action.CLOSE, by, now, text)
        self.closed_at = now

    def cancel(self, by: By, now: datetime, reason: str = "") -> None:
        """The owner takes the report back."""
        self._move(Action.CANCEL, by, now, reason)
        self._end_hold(now)
        self.closed_at = now

    def escalate(self, by: By, now: datetime, reason: str = "") -> None:
        """Move up a tier: first, again, escalated (S-039)."""
        if self.status is Status.CANCELLED:
            raise WrongStatus(Action.ESCALATE, self.status)
        self.tier = min(self.tier + 1, MAX_TIER)
        self.record(Action.ESCALATE, by, now, reason, tier=self.tier)


ANSWERING = "answering"
"""The detail of a ticket's being taken by an answer: the owner reads that, and needs no other."""

UNDO_WITHIN = timedelta(minutes=3)
"""How long the end of the work can be taken back; its owner is asked later than that."""

MAX_TIER = 3
"""First (首次), again (再次), escalated (升级): S-039."""
