"""What crosses the ports: rows that storage keeps, and what a delivery came to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from domain.language import Language
from domain.lifecycle import WAITING_STATUSES, Status
from domain.people import HouseId, PersonId, StaffId, StaffRole
from domain.ticket import TicketId
from services.intents import Json, Outgoing


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that belongs to a ticket. The messenger keeps the bytes; we keep its handle."""

    kind: Literal["photo", "voice", "video", "document"]
    file_id: str
    by_staff: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamChat:
    """The chat (and topic) in which a team of a community works."""

    community: str
    team: str
    chat_id: int
    thread_id: int | None
    title: str
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """A single-use link that makes somebody staff. Only a hash of its token is stored.

    ``taken_by`` is who has used it up.
    """

    token_hash: bytes
    community: str
    team: str
    role: StaffRole
    created_by: PersonId | None
    expires_at: datetime
    taken_by: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """The question after the work (回访), apart from the score: one row for each closing cycle.

    ``version`` is 0 until it is stored; `services.repositories.FollowUps.save` counts it.
    """

    ticket_id: TicketId
    cycle: int
    version: int = 0
    asked_at: datetime | None = None
    reminded_at: datetime | None = None
    solved: bool | None = None
    reason: str = ""
    answered_at: datetime | None = None
    call_task_at: datetime | None = None
    called_by: StaffId | None = None
    called_at: datetime | None = None
    call_result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxUpdate:
    """An update as the messenger delivered it; ``lane_key`` keeps one person's in order."""

    bot_id: int
    update_id: int
    lane_key: str
    payload: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueState:
    """Where one person's dialogue in one chat stands. ``state`` ``None`` means nowhere."""

    key: str
    state: str | None
    data: Mapping[str, Json]
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """A claimed message: it is ours to send until ``lease_until``, as long as the fence holds.

    The lowest ``rank`` is sent first: the moment it was written, plus its lane's `PATIENCE`.
    """

    id: int
    rank: int
    fence: int
    attempts: int
    message: Outgoing


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of a message: it waits still, or has gone out with the messenger's id."""

    waits: bool = False
    message_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """A claimed timer. It carries ids only; everything else is read again when it fires."""

    id: int
    fence: int
    key: str
    kind: str
    at: datetime
    payload: Mapping[str, str | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A message that could not be delivered and waits for a person to look."""

    id: int
    chat_id: int
    error: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTicket:
    """One row of a ticket list."""

    id: TicketId
    number: int
    status: str
    kind: str
    category: str
    severity: str
    community: str
    place: str
    team: str | None
    assignee: StaffId | None
    description: str
    filed_at: datetime
    accept_by: datetime
    finish_by: datetime

    def overdue(self, now: datetime) -> timedelta | None:
        """Return how long ago its promise passed; ``None`` where it is kept, or at rest."""
        if self.status == Status.HELD:
            return None
        waits = self.status in WAITING_STATUSES
        promise = min(self.accept_by, self.finish_by) if waits else self.finish_by
        return now - promise if promise < now else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketQuery:
    """Which tickets a list shows; every field that is set narrows it. Newest first by default.

    ``warned`` are those that went overdue from its first moment to before its second;
    ``overdue_at`` keeps what is open and late at that moment, the oldest promise first.
    """

    community: str | None = None
    number: int | None = None
    status: str | None = None
    open_only: bool = False
    team: str | None = None
    assignee: StaffId | None = None
    reporter: PersonId | None = None
    house: HouseId | None = None
    words: str | None = None
    warned: tuple[datetime, datetime] | None = None
    oldest_first: bool = False
    overdue_at: datetime | None = None
    limit: int = 20
    offset: int = 0


MOST_OPEN = 10_000
"""More open tickets than any community can have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """A message arrived; ``message_ids`` are the messenger's, the first one the main one."""

    message_ids: tuple[int, ...] = ()
    card_of: TicketId | None = None
    about: TicketId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryLater:
    """The messenger wants us to wait, or could not be reached."""

    seconds: float
    error: str
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRests:
    """The messenger wants a chat left alone until then; this was not the message's fault."""

    until: datetime
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreachable:
    """The person blocked the bot, or the group threw it out."""

    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrated:
    """The group has become a supergroup with another id."""

    new_chat_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The messenger will never take this message."""

    error: str


DeliveryResult = Delivered | RetryLater | ChatRests | Unreachable | Migrated | Refused
