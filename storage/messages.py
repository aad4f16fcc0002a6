"""The map of (chat, message) to ticket."""

from domain.ticket import TicketId
from storage.statements import Statement
from storage.transaction import Transaction

_RETIRE_CARD = Statement(
    "UPDATE message_map SET kind = 'old_card'"
    " WHERE chat_id = :chat_id AND ticket_id = :ticket_id AND kind = 'card'"
    " AND message_id <> :message_id"
)
_REMEMBER = Statement(
    "INSERT INTO message_map (chat_id, message_id, ticket_id, kind, version)"
    " VALUES (:chat_id, :message_id, :ticket_id, :kind, :version)"
    " ON CONFLICT (chat_id, message_id) DO UPDATE SET"
    " ticket_id = excluded.ticket_id, kind = excluded.kind, version = excluded.version"
)
_TICKET_AT = Statement(
    "SELECT ticket_id FROM message_map WHERE chat_id = :chat_id AND message_id = :message_id"
)
_CARD = Statement(
    "SELECT message_id FROM message_map"
    " WHERE ticket_id = :ticket_id AND chat_id = :chat_id AND kind = 'card' AND message_id > 0"
)
_CARD_CHATS = Statement(
    "SELECT chat_id FROM message_map WHERE ticket_id = :ticket_id AND kind = 'card'"
    " ORDER BY chat_id"
)


class SqlMessages:
    """Implements `services.ports.Messages`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def remember(
        self, chat_id: int, message_id: int, ticket_id: TicketId, kind: str, version: int = 0
    ) -> None:
        """Record that a message is about a ticket; kind ``"card"`` replaces the chat's card."""
        params = {"chat_id": chat_id, "message_id": message_id, "ticket_id": ticket_id}
        if kind == "card":
            self._transaction.change(_RETIRE_CARD, params)
        self._transaction.change(_REMEMBER, params | {"kind": kind, "version": version})

    def ticket_at(self, chat_id: int, message_id: int) -> TicketId | None:
        """Return the ticket that a message is about, or ``None``."""
        row = self._transaction.row(_TICKET_AT, {"chat_id": chat_id, "message_id": message_id})
        return None if row is None else TicketId(row[0])

    def card(self, chat_id: int, ticket_id: TicketId) -> int | None:
        """Return the message id of a ticket's card in a chat.

        ``None`` also for a card that stayed behind when its group became a supergroup.
        """
        row = self._transaction.row(_CARD, {"chat_id": chat_id, "ticket_id": ticket_id})
        return None if row is None else int(row[0])

    def card_chats(self, ticket_id: TicketId) -> list[int]:
        """Return the chats that hold a card of a ticket."""
        return [row[0] for row in self._transaction.rows(_CARD_CHATS, {"ticket_id": ticket_id})]
