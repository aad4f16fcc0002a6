"""What the use cases need of the world, as protocols; what they exchange is in `services.rows`."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from domain.language import Language
from domain.people import (
    Actor,
    House,
    HouseId,
    Person,
    PersonId,
    Relation,
    Residence,
    ResidenceStatus,
    StaffId,
    StaffMember,
    StaffRole,
)
from domain.statistics import Figures, Period
from domain.ticket import Ticket, TicketEvent, TicketId
from services.intents import Outgoing
from services.rows import (
    Attachment,
    DeadLetter,
    DeliveryResult,
    DialogueState,
    DueRow,
    FollowUp,
    FoundTicket,
    InboxUpdate,
    Invite,
    KnowledgeMatch,
    KnowledgeReply,
    OutboxRow,
    TeamChat,
    TicketQuery,
)

CommandT = TypeVar("CommandT")
ResultT = TypeVar("ResultT")


# ---- repositories -------------------------------------------------------------------------


class Tickets(Protocol):
    """Tickets with their timelines and attachments."""

    def add(self, ticket: Ticket, key: str) -> None:
        """Store a new ticket with its events: sets ``id``, ``number`` and ``version``.

        The number comes from the community's counter (first 1001), within the transaction.
        """
        ...

    def save(self, ticket: Ticket, key: str) -> None:
        """Store a changed ticket and append its pulled events; ``version`` grows by one.

        ``key`` is the natural key of the act; `applied` knows it afterwards.

        Raises:
            Conflict: The stored version is not the ticket's: somebody was faster.
        """
        ...

    def applied(self, key: str) -> TicketId | None:
        """Return the ticket that an act with this key has already changed, or ``None``."""
        ...

    def get(self, ticket_id: TicketId) -> Ticket | None: ...  # noqa: D102
    def get_required(self, ticket_id: TicketId) -> Ticket:
        """Return a ticket.

        Raises:
            NotFound: There is none.
        """
        ...

    def by_draft(self, draft_key: str) -> Ticket | None:
        """Return the ticket that a draft has become, or ``None``."""
        ...

    def by_number(self, community: str, number: int) -> Ticket | None: ...  # noqa: D102
    def find(self, query: TicketQuery) -> tuple[list[FoundTicket], int]:
        """Return a page of tickets and how many there are in all."""
        ...

    def events(self, ticket_id: TicketId) -> list[TicketEvent]:
        """Return the timeline, oldest first."""
        ...

    def attach(self, ticket_id: TicketId, attachments: Iterable[Attachment]) -> list[int]:
        """Add attachments and return their ids; one with a known file of the ticket is skipped."""
        ...

    def attachments(self, ticket_id: TicketId) -> list[Attachment]: ...  # noqa: D102
    def move_reporter(self, old: PersonId, new: PersonId) -> None:
        """Hand all tickets of one person row to another, when both turn out to be the same."""
        ...


class People(Protocol):
    """Persons and their homes. Names and phones are encrypted below this port."""

    def get(self, person_id: PersonId) -> Person | None: ...  # noqa: D102
    def get_required(self, person_id: PersonId) -> Person:
        """Return a person.

        Raises:
            NotFound: There is none.
        """
        ...

    def by_telegram(self, telegram_id: int) -> Person | None: ...  # noqa: D102
    def by_phone(self, phone: str) -> list[Person]:
        """Return everybody with exactly this phone number (E.164), by the blind index."""
        ...

    def add(
        self,
        *,
        telegram_id: int | None,
        name: str,
        phone: str | None,
        language: Language,
    ) -> Person:
        """Store a new person; for a known ``telegram_id`` return the stored one unchanged."""
        ...

    def save(self, person: Person) -> None:
        """Store all fields of a known person."""
        ...

    def reach(self, person_id: PersonId, reachable: bool) -> None:
        """Store only whether a person can be written to, whatever else changes meanwhile."""
        ...

    def remove(self, person_id: PersonId) -> None:
        """Delete a person row that was merged into another."""
        ...

    def actor(self, person_id: PersonId) -> Actor:
        """Return the person with active posts and not ended residences, read afresh.

        Raises:
            NotFound: There is no such person.
        """
        ...

    def search(self, community: str, text: str) -> list[Person]:
        """Return residents of a community by (a beginning of) a name or the end of a phone."""
        ...

    def add_residence(
        self, person_id: PersonId, house_id: HouseId, relation: Relation, status: ResidenceStatus
    ) -> Residence:
        """Tie a person to a home; an existing tie is updated instead (an ended one revives)."""
        ...

    def residence(self, residence_id: int) -> Residence | None: ...  # noqa: D102
    def tie(self, person_id: PersonId, house_id: HouseId) -> Residence | None:
        """Return a person's tie to a home, an ended one included, or ``None``."""
        ...

    def decide_residence(
        self, residence_id: int, status: ResidenceStatus, by: StaffId | None, reason: str
    ) -> None:
        """Record a decision on a tie."""
        ...

    def pending_residences(self, community: str) -> list[Residence]:
        """Return the ties of a community that wait for a decision, oldest first."""
        ...

    def residents(self, house_id: HouseId) -> list[tuple[Person, Residence]]:
        """Return everybody tied to a home, the ended ties left out."""
        ...

    def move_residences(self, old: PersonId, new: PersonId) -> None:
        """Hand all ties of one person row to another."""
        ...


class Houses(Protocol):
    """Homes, as imported."""

    def get(self, house_id: HouseId) -> House | None: ...  # noqa: D102
    def find(self, community: str, building: str, unit: str, room: str) -> House | None:
        """Return a home; an empty unit also finds the room where only one unit has it."""
        ...

    def units(self, community: str, building: str) -> list[str]: ...  # noqa: D102
    def rooms(self, community: str, building: str, unit: str) -> list[House]: ...  # noqa: D102
    def add_many(self, houses: Iterable[tuple[str, str, str, str]]) -> int:
        """Add (community, building, unit, room) rows, skip known ones, return how many are new."""
        ...


class Staff(Protocol):
    """Posts, and the invites to them."""

    def get(self, staff_id: StaffId) -> StaffMember | None: ...  # noqa: D102
    def add(
        self,
        *,
        community: str,
        team: str,
        role: StaffRole,
        name: str,
        phone: str | None,
        person_id: PersonId | None,
    ) -> StaffMember:
        """Add a post; the same person or phone in the same team and community is updated."""
        ...

    def find(
        self, community: str, team: str, phone: str, person_id: PersonId | None
    ) -> StaffMember | None:
        """Return the post in a team of a person, or else of a phone; ended ones included."""
        ...

    def link(self, phone: str, person_id: PersonId) -> list[StaffMember]:
        """Tie posts that were imported with this phone to the person who proved to own it."""
        ...

    def move_person(self, old: PersonId, new: PersonId) -> None:
        """Hand all posts of one person row to another."""
        ...

    def end(self, staff_id: StaffId) -> None:
        """End a post."""
        ...

    def of_team(self, community: str, team: str) -> list[StaffMember]:
        """Return the active posts of a team, leaders first."""
        ...

    def with_role(self, community: str, *roles: StaffRole) -> list[StaffMember]: ...  # noqa: D102
    def any_admin(self) -> bool:
        """Whether the desk has an administrator at all."""
        ...

    def add_invite(self, invite: Invite) -> None: ...  # noqa: D102
    def invite(self, token_hash: bytes) -> Invite | None:
        """Return an invite, used up and expired ones included, or ``None``."""
        ...

    def take_invite(self, token_hash: bytes, person_id: PersonId, now: datetime) -> bool:
        """Use an invite up; false when it is unknown, used or has expired."""
        ...


class Chats(Protocol):
    """Which chat belongs to which team."""

    def of_team(self, community: str, team: str) -> TeamChat | None: ...  # noqa: D102
    def at(self, chat_id: int) -> list[TeamChat]:
        """Return all bindings of a chat, one for each topic."""
        ...

    def bind(self, chat: TeamChat) -> None:
        """Bind a team to a chat; an earlier binding of the team is replaced."""
        ...

    def unbind(self, chat_id: int) -> None:
        """Forget all bindings of a chat that the desk can no longer write to."""
        ...

    def migrate(self, old: int, new: int) -> None:
        """Let every stored id of a group follow its becoming a supergroup."""
        ...


class Messages(Protocol):
    """Our own map of (chat, message) to ticket: the messenger's forwards cannot be relied on."""

    def remember(
        self,
        chat_id: int,
        message_id: int,
        ticket_id: TicketId,
        kind: str,
        thread_id: int | None = None,
    ) -> None:
        """Record that a message is about a ticket; kind ``"card"`` replaces the topic's card."""
        ...

    def ticket_at(self, chat_id: int, message_id: int) -> TicketId | None: ...  # noqa: D102
    def card(self, chat_id: int, ticket_id: TicketId, thread_id: int | None = None) -> int | None:
        """Return the message id of a ticket's card in a chat, or in a topic of it."""
        ...

    def card_places(self, ticket_id: TicketId) -> list[tuple[int, int | None]]:
        """Return the chats, each with its topic, that hold a card of a ticket."""
        ...


class FollowUps(Protocol):
    """Questions after the work."""

    def get(self, ticket_id: TicketId, cycle: int) -> FollowUp | None: ...  # noqa: D102
    def save(self, follow_up: FollowUp) -> None:
        """Store a question, new (version 0) or changed; the stored version grows by one.

        Raises:
            Conflict: The stored version is another: somebody was faster.
        """
        ...


class Inbox(Protocol):
    """Updates, stored before they are acknowledged."""

    def store(self, updates: Sequence[InboxUpdate], now: datetime) -> list[InboxUpdate]:
        """Store updates and return those that were new, in order."""
        ...

    def pending(self) -> list[InboxUpdate]:
        """Return what is stored and not finished, oldest first."""
        ...

    def finish(self, bot_id: int, update_id: int, now: datetime) -> None:
        """Mark an update as handled and forget its content."""
        ...

    def set_aside(self, update: InboxUpdate, now: datetime) -> bool:
        """Keep an update that cannot be read, stored or not; false when it was finished before.

        Its content stays, sealed, until a person has looked at it; `pending` no longer has it.
        """
        ...

    def forget(self, before: datetime, limit: int) -> int:
        """Delete what was finished before; return how many. What was set aside stays."""
        ...


class Dialogues(Protocol):
    """Where dialogues stand."""

    def get(self, key: str) -> DialogueState | None: ...  # noqa: D102
    def save(self, dialogue: DialogueState) -> None:
        """Store a dialogue; one with no state and no data is deleted."""
        ...

    def forget(self, before: datetime, limit: int) -> int:
        """Delete dialogues that nobody has touched since, and return how many that were."""
        ...


class Outbox(Protocol):
    """Messages to be sent."""

    def put(self, message: Outgoing) -> None:
        """Add a message; one whose key is known is left alone.

        A message that may be sent at once is claimed at birth by this process, so that it need
        not be read back: the runner hands it to delivery after the commit.
        """
        ...

    def claim(self, now: datetime, limit: int) -> list[OutboxRow]:
        """Claim messages that are due and free, or whose lease ran out, the lowest rank first."""
        ...

    def sent(self, row_id: int, fence: int, message_id: int | None, now: datetime) -> bool:
        """Mark a message as sent and forget its content; false when the fence was lost."""
        ...

    def later(
        self, row_id: int, fence: int, at: datetime, error: str, *, counts: bool = True
    ) -> None:
        """Give a message back, to be tried again at ``at``; ``counts`` makes it a failed try."""
        ...

    def dead(self, row_id: int, fence: int, error: str, now: datetime) -> None:
        """Give a message up; it waits for a person to look."""
        ...

    def dead_letters(self, limit: int) -> list[DeadLetter]:
        """Return what was given up or is in doubt: after a test or a benchmark, nothing."""
        ...

    def waiting(self) -> int:
        """Return how many messages wait to be sent, those kept back included."""
        ...

    def forget(self, before: datetime, limit: int) -> int:
        """Delete what was sent before, and return how many that were. Nothing else is deleted."""
        ...

    def release(self) -> None:
        """Void all leases, when no other process can hold one: the embedded desk has started.

        A message in doubt is parked or freed, as its `Doubt` says.
        """
        ...


class DueRows(Protocol):
    """Timers."""

    def put(self, key: str, kind: str, at: datetime, payload: Mapping[str, str | int]) -> None:
        """Set a timer; one that waits or has fired is left alone, a cancelled one is set anew."""
        ...

    def cancel(self, *keys: str) -> None:
        """Cancel timers that have not fired."""
        ...

    def claim(self, now: datetime, limit: int) -> list[DueRow]:
        """Claim timers that are due and free, or whose lease ran out, oldest first."""
        ...

    def done(self, row_id: int, fence: int, now: datetime) -> bool:
        """Mark a timer as fired; false when the fence was lost: then nothing may be committed."""
        ...

    def next_at(self) -> datetime | None:
        """Return when the next timer is due."""
        ...

    def forget(self, before: datetime, limit: int) -> int:
        """Delete what fired or was cancelled before, and return how many that were."""
        ...

    def release(self) -> None:
        """Void all leases, when no other process can hold one: the embedded desk has started."""
        ...


class CronRuns(Protocol):
    """Which calendar jobs have run, whichever process did."""

    def begin(self, name: str, slot: str, now: datetime) -> bool:
        """Claim a job's slot; false when another process has it, or had it before."""
        ...

    def forget(self, before: datetime) -> int:
        """Delete the slots that were claimed before, and return how many that were."""
        ...


class Figuring(Protocol):
    """Aggregates that figures are made of."""

    def figures(self, community: str, period: Period, team: str | None, now: datetime) -> Figures:
        """Return the figures of a period, by their definitions in `domain.statistics`."""
        ...


class UnitOfWork(Protocol):
    """One transaction. The runner commits or rolls back; nothing in here ever does."""

    @property
    def tickets(self) -> Tickets: ...  # noqa: D102
    @property
    def people(self) -> People: ...  # noqa: D102
    @property
    def houses(self) -> Houses: ...  # noqa: D102
    @property
    def staff(self) -> Staff: ...  # noqa: D102
    @property
    def chats(self) -> Chats: ...  # noqa: D102
    @property
    def messages(self) -> Messages: ...  # noqa: D102
    @property
    def follow_ups(self) -> FollowUps: ...  # noqa: D102
    @property
    def inbox(self) -> Inbox: ...  # noqa: D102
    @property
    def dialogues(self) -> Dialogues: ...  # noqa: D102
    @property
    def outbox(self) -> Outbox: ...  # noqa: D102
    @property
    def due(self) -> DueRows: ...  # noqa: D102
    @property
    def cron_runs(self) -> CronRuns: ...  # noqa: D102
    @property
    def figuring(self) -> Figuring: ...  # noqa: D102


UseCase = Callable[[UnitOfWork, CommandT], ResultT]
"""A public method of a service: synchronous, handed its transaction and one command."""


class Runner(Protocol):
    """Runs a use case in a transaction of its own, off the event loop."""

    def run(
        self, use_case: Callable[[UnitOfWork, CommandT], ResultT], command: CommandT
    ) -> Awaitable[ResultT]:
        """Run a use case and return its result after the commit; its error after the rollback."""
        ...

    def read(
        self, query: Callable[[UnitOfWork, CommandT], ResultT], command: CommandT
    ) -> Awaitable[ResultT]:
        """Run what only reads, on a connection of its own, without holding up the writer."""
        ...


# ---- knowledge ----------------------------------------------------------------------------


class Knowledge(Protocol):
    """The FAQ knowledge base (知识库, S-025)."""

    def ask(self, text: str, language: str) -> KnowledgeReply:
        """Find what fits a question; ``language`` is the one that the answer is wanted in."""
        ...

    def entry(self, entry_id: str, language: str) -> KnowledgeMatch | None: ...  # noqa: D102
    def topics(self, language: str) -> tuple[tuple[str, str], ...]:
        """Return (category, its name) pairs for browsing."""
        ...

    def in_topic(self, category: str, language: str) -> tuple[KnowledgeMatch, ...]: ...  # noqa: D102


# ---- delivery -----------------------------------------------------------------------------


class Courier(Protocol):
    """Carries one message to the messenger. Never called inside a transaction."""

    async def deliver(self, message: Outgoing) -> DeliveryResult:
        """Send a message; every failure is a value, never an exception."""
        ...
