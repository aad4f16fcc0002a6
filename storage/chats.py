"""Which chat belongs to which team."""

from collections.abc import Sequence
from typing import Any

from domain.language import Language
from services.rows import TeamChat
from storage.statements import Statement
from storage.transaction import Transaction

_SELECT = "SELECT community, team, chat_id, thread_id, title, language FROM team_chat"
_OF_TEAM = Statement(f"{_SELECT} WHERE community = :community AND team = :team")
_AT = Statement(f"{_SELECT} WHERE chat_id = :chat_id ORDER BY community, team")
_BIND = Statement(
    "INSERT INTO team_chat (community, team, chat_id, thread_id, title, language)"
    " VALUES (:community, :team, :chat_id, :thread_id, :title, :language)"
    " ON CONFLICT (community, team) DO UPDATE SET chat_id = excluded.chat_id,"
    " thread_id = excluded.thread_id, title = excluded.title, language = excluded.language"
)
_UNBIND = Statement("DELETE FROM team_chat WHERE chat_id = :chat_id")
_MIGRATE_TEAMS = Statement("UPDATE team_chat SET chat_id = :new WHERE chat_id = :old")
_MIGRATE_OUTBOX = Statement(
    "UPDATE outbox SET chat_id = :new WHERE chat_id = :old AND status <> 'sent'"
)
# A supergroup counts its messages from 1 again. A card that was in the group is remembered for
# its chat, under an id that no message has, so that the next change of its ticket sends it anew.
_MIGRATE_CARDS = Statement(
    "UPDATE message_map SET chat_id = :new, message_id = -message_id"
    " WHERE chat_id = :old AND kind = 'card'"
)


class SqlChats:
    """Implements `services.repositories.Chats`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def of_team(self, community: str, team: str) -> TeamChat | None:
        """Return the chat of a team, or ``None``."""
        row = self._transaction.row(_OF_TEAM, {"community": community, "team": team})
        return None if row is None else _team_chat(row)

    def at(self, chat_id: int) -> list[TeamChat]:
        """Return all bindings of a chat, one for each topic."""
        return [_team_chat(row) for row in self._transaction.rows(_AT, {"chat_id": chat_id})]

    def bind(self, chat: TeamChat) -> None:
        """Bind a team to a chat; an earlier binding of the team is replaced."""
        self._transaction.change(
            _BIND,
            {
                "community": chat.community,
                "team": chat.team,
                "chat_id": chat.chat_id,
                "thread_id": chat.thread_id,
                "title": chat.title,
                "language": chat.language,
            },
        )

    def unbind(self, chat_id: int) -> None:
        """Forget all bindings of a chat that the desk can no longer write to."""
        self._transaction.change(_UNBIND, {"chat_id": chat_id})

    def migrate(self, old: int, new: int) -> None:
        """Let every stored id of a group follow its becoming a supergroup. May be repeated."""
        for statement in (_MIGRATE_TEAMS, _MIGRATE_OUTBOX, _MIGRATE_CARDS):
            self._transaction.change(statement, {"old": old, "new": new})


def _team_chat(row: Sequence[Any]) -> TeamChat:
    community, team, chat_id, thread_id, title, language = row
    return TeamChat(
        community=community,
        team=team,
        chat_id=chat_id,
        thread_id=thread_id,
        title=title,
        language=Language(language),
    )
