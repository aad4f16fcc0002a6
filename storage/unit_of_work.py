"""One transaction with all repositories over it, made when they are first asked for."""

from functools import cached_property

from storage.chats import SqlChats
from storage.consultations import SqlConsultations
from storage.cron_runs import SqlCronRuns
from storage.dialogues import SqlDialogues
from storage.due import SqlDueRows
from storage.figures import SqlFiguring
from storage.follow_ups import SqlFollowUps
from storage.houses import SqlHouses
from storage.inbox import SqlInbox
from storage.knowledge_edits import SqlKnowledgeEdits
from storage.messages import SqlMessages
from storage.outbox import SqlOutbox
from storage.people import SqlPeople
from storage.staff import SqlStaff
from storage.tickets import SqlTickets
from storage.transaction import Transaction


class SqlUnitOfWork:
    """Implements `services.ports.UnitOfWork`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self.outbox = SqlOutbox(transaction)
        self.due = SqlDueRows(transaction)

    @cached_property
    def tickets(self) -> SqlTickets:
        """Tickets with their timelines and attachments."""
        return SqlTickets(self._transaction)

    @cached_property
    def people(self) -> SqlPeople:
        """Persons and their homes."""
        return SqlPeople(self._transaction)

    @cached_property
    def houses(self) -> SqlHouses:
        """Homes, as imported."""
        return SqlHouses(self._transaction)

    @cached_property
    def staff(self) -> SqlStaff:
        """Posts, and the invites to them."""
        return SqlStaff(self._transaction)

    @cached_property
    def chats(self) -> SqlChats:
        """Which chat belongs to which team."""
        return SqlChats(self._transaction)

    @cached_property
    def messages(self) -> SqlMessages:
        """The map of (chat, message) to ticket."""
        return SqlMessages(self._transaction)

    @cached_property
    def follow_ups(self) -> SqlFollowUps:
        """Questions after the work."""
        return SqlFollowUps(self._transaction)

    @cached_property
    def inbox(self) -> SqlInbox:
        """Updates, stored before they are acknowledged."""
        return SqlInbox(self._transaction)

    @cached_property
    def dialogues(self) -> SqlDialogues:
        """Where dialogues stand."""
        return SqlDialogues(self._transaction)

    @cached_property
    def cron_runs(self) -> SqlCronRuns:
        """Which calendar jobs have run."""
        return SqlCronRuns(self._transaction)

    @cached_property
    def figuring(self) -> SqlFiguring:
        """Aggregates that figures are made of."""
        return SqlFiguring(self._transaction)

    @cached_property
    def consultations(self) -> SqlConsultations:
        """Questions as they were asked."""
        return SqlConsultations(self._transaction)

    @cached_property
    def knowledge_edits(self) -> SqlKnowledgeEdits:
        """All edits of the knowledge base."""
        return SqlKnowledgeEdits(self._transaction)
