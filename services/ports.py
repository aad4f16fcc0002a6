"""What the use cases need of the world, as protocols; what they exchange is in `services.rows`."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol, TypeVar

from services.guides import Guide
from services.intents import Outgoing
from services.knowledge import EntryNote, KnowledgeMatch, KnowledgeReply
from services.knowledge_rows import ConsultationArchive, KnowledgeEdits
from services.queues import CronRuns, Dialogues, DueRows, Inbox, Outbox
from services.repositories import (
    Chats,
    Figuring,
    FollowUps,
    Houses,
    Messages,
    People,
    Staff,
    Tickets,
)
from services.rows import DeliveryResult

CommandT = TypeVar("CommandT")
ResultT = TypeVar("ResultT")


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
    @property
    def consultations(self) -> ConsultationArchive: ...  # noqa: D102
    @property
    def knowledge_edits(self) -> KnowledgeEdits: ...  # noqa: D102


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
    def guides(self, language: str) -> tuple[Guide, ...]: ...  # noqa: D102
    def guide(self, guide_id: str, language: str) -> Guide | None: ...  # noqa: D102
    def guide_of(self, entry_id: str) -> str | None:
        """Return the id of the guide that an entry leads to."""
        ...

    def nearest(self, text: str, language: str, count: int) -> tuple[KnowledgeMatch, ...]:
        """Return the entries nearest to a text, however little it is trusted: somebody picks."""
        ...

    def clusters(self, texts: Sequence[str]) -> list[list[int]]:
        """Return which of the texts ask the same thing, by their places.

        The largest cluster comes first, and in each the most central text. Seconds for thousands.
        """
        ...


class KeptKnowledge(Knowledge, Protocol):
    """The base of one community, as those see it who keep it."""

    def notes(self, language: str) -> tuple[EntryNote, ...]:
        """Return every entry that is offered."""
        ...


class Courier(Protocol):
    """Carries one message to the messenger. Never called inside a transaction."""

    async def deliver(self, message: Outgoing) -> DeliveryResult:
        """Send a message; every failure is a value, never an exception."""
        ...
