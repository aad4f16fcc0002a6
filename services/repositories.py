"""What the desk keeps: tickets, people and chats, as protocols that storage implements."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

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
from domain.ticket import Ticket, TicketId
from domain.timeline import TicketEvent
from services.rows import (
    Attachment,
    FollowUp,
    FoundTicket,
    Invite,
    TeamChat,
    TicketQuery,
)


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


class Figuring(Protocol):
    """Aggregates that figures are made of."""

    def figures(self, community: str, period: Period, team: str | None, now: datetime) -> Figures:
        """Return the figures of a period, by their definitions in `domain.statistics`."""
        ...
