"""The map of (chat, message) to ticket."""

from domain.ticket import TicketId
from storage.statements import Statement
from storage.transaction import Transaction

_RETIRE_CARD = Statement(
    "UPDATE message_map SET kind = 'old_card'"
    " WHERE chat_id = :chat_id AND thread_id = :thread_id AND ticket_id = :ticket_id"
    " AND kind = 'card'"
    " AND message_id <> :message_id"
)
_REMEMBER = Statement(
    "INSERT INTO message_map (chat_id, message_id, ticket_id, kind, thread_id)"
    " VALUES (:chat_id, :message_id, :ticket_id, :kind, :thread_id)"
    " ON CONFLICT (chat_id, message_id) DO UPDATE SET"
    " ticket_id = excluded.ticket_id, kind = excluded.kind, thread_id = excluded.thread_id"
)
_TICKET_AT = Statement(
    "SELECT ticket_id FROM message_map WHERE chat_id = :chat_id AND message_id = :message_id"
)
_CARD = Statement(
    "SELECT message_id FROM message_map"
    " WHERE ticket_id = :ticket_id AND chat_id = :chat_id AND thread_id = :thread_id"
    " AND kind = 'card' AND message_id > 0"
)
_CARD_CHATS = Statement(
    "SELECT chat_id, thread_id FROM message_map WHERE ticket_id = :ticket_id AND kind = 'card'"
    " ORDER BY chat_id, thread_id"
)


class SqlMessages:
    """Implements `services.repositories.Messages`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def remember(
        self,
        chat_id: int,
        message_id: int,
        ticket_id: TicketId,
        kind: str,
        thread_id: int | None = None,
    ) -> None:
        """Record that a message is about a ticket; kind ``"card"`` replaces the topic's card."""
        params = {
            "chat_id": chat_id,
            "message_id": message_id,
            "ticket_id": ticket_id,
            "thread_id": thread_id or 0,
        }
        if kind == "card":
            self._transaction.change(_RETIRE_CARD, params)
        self._transaction.change(_REMEMBER, params | {"kind": kind})

    def ticket_at(self, chat_id: int, message_id: int) -> TicketId | None:
        """Return the ticket that a message is about, or ``None``."""
        row = self._transaction.row(_TICKET_AT, {"chat_id": chat_id, "message_id": message_id})
        return None if row is None else TicketId(row[0])

    def card(self, chat_id: int, ticket_id: TicketId, thread_id: int | None = None) -> int | None:
        """Return the message id of a ticket's card in a chat, or in a topic of it.

        ``None`` also for a card that stayed behind when its group became a supergroup.
        """
        params = {"chat_id": chat_id, "ticket_id": ticket_id, "thread_id": thread_id or 0}
        row = self._transaction.row(_CARD, params)
        return None if row is None else int(row[0])

    def card_places(self, ticket_id: TicketId) -> list[tuple[int, int | None]]:
        """Return the chats, each with its topic, that hold a card of a ticket."""
        rows = self._transaction.rows(_CARD_CHATS, {"ticket_id": ticket_id})
        return [(row[0], row[1] or None) for row in rows]
