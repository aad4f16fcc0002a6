"""All edits of the knowledge base, their words sealed; a table that is only ever added to."""

import json
from collections.abc import Sequence
from typing import Any, Final

from domain.language import Language
from domain.people import StaffId
from services.knowledge_rows import EditKind, KnowledgeEdit
from storage.envelopes import write_json
from storage.moments import from_micros, to_micros
from storage.statements import Statement
from storage.transaction import Transaction, clean_text

_DETAIL: Final = "knowledge_edit.detail"

_SELECT: Final = (
    "SELECT edit.id, edit.key, edit.at, edit.author, edit.community, edit.kind, edit.entry_id,"
    " edit.language, edit.detail, edit.settles, edit.undoes, undo.id"
    " FROM knowledge_edit AS edit LEFT JOIN knowledge_edit AS undo ON undo.undoes = edit.id"
)
# Two that add at the same moment want the same id: the database lets one of them have it, and the
# runner begins the other again. A sequence would hand out ids that are committed out of order.
_ADD = Statement(
    "INSERT INTO knowledge_edit (id, key, at, author, community, kind, entry_id, language, detail,"
    " settles, undoes)"
    " VALUES (:id, :key, :at, :author, :community, :kind, :entry_id, :language, :detail,"
    " :settles, :undoes)"
)
_VERSION = Statement("SELECT COALESCE(MAX(id), 0) FROM knowledge_edit")
_GET = Statement(f"{_SELECT} WHERE edit.id = :id")
_BY_KEY = Statement(f"{_SELECT} WHERE edit.key = :key")
_ALL = Statement(f"{_SELECT} ORDER BY edit.id")
_NEWEST = Statement(
    f"{_SELECT} WHERE edit.community = :community ORDER BY edit.id DESC LIMIT :most"
)


class SqlKnowledgeEdits:
    """Implements `services.knowledge_rows.KnowledgeEdits`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, edit: KnowledgeEdit) -> None:
        """Store an edit under its id, which is one more than the newest's."""
        detail = {
            "category": edit.category,
            "question": edit.question,
            "answer": edit.answer,
            "phrasings": list(edit.phrasings),
        }
        kept = {name: value for name, value in detail.items() if value}
        params = {
            "id": edit.id,
            "key": edit.key,
            "at": to_micros(edit.at),
            "author": edit.author,
            "community": edit.community,
            "kind": edit.kind,
            "entry_id": edit.entry_id,
            "language": edit.language,
            "detail": self._transaction.keyring.seal(_DETAIL, write_json(kept).encode()),
            "settles": edit.settles,
            "undoes": edit.undoes,
        }
        self._transaction.change(_ADD, params)

    def by_key(self, key: str) -> KnowledgeEdit | None:
        """Return the edit that an act has already made, or ``None``."""
        return self._one(_BY_KEY, {"key": clean_text(key)})

    def get(self, edit_id: int) -> KnowledgeEdit | None:
        """Return an edit, or ``None``."""
        return self._one(_GET, {"id": edit_id})

    def version(self) -> int:
        """Return the id of the newest edit; 0 where there is none."""
        row = self._transaction.row(_VERSION, {})
        return int(row[0]) if row else 0

    def all(self) -> list[KnowledgeEdit]:
        """Return every edit, oldest first."""
        return [self._edit(row) for row in self._transaction.rows(_ALL, {})]

    def newest(self, communities: Sequence[str], limit: int) -> list[KnowledgeEdit]:
        """Return the last edits that were made in these communities, newest first."""
        found = [
            self._edit(row)
            for community in communities
            for row in self._transaction.rows(_NEWEST, {"community": community, "most": limit})
        ]
        return sorted(found, key=lambda edit: -edit.id)[:limit]

    def _one(self, statement: Statement, params: dict[str, Any]) -> KnowledgeEdit | None:
        row = self._transaction.row(statement, params)
        return None if row is None else self._edit(row)

    def _edit(self, row: Sequence[Any]) -> KnowledgeEdit:
        edit_id, key, at, author, community, kind, entry_id, language, detail, *rest = row
        settles, undoes, undone_by = rest
        known = json.loads(self._transaction.keyring.open(_DETAIL, bytes(detail)))
        return KnowledgeEdit(
            id=edit_id,
            key=key,
            at=from_micros(at),
            author=StaffId(author),
            community=community,
            kind=EditKind(kind),
            entry_id=entry_id,
            language=None if language is None else Language(language),
            category=known.get("category", ""),
            question=known.get("question", ""),
            answer=known.get("answer", ""),
            phrasings=tuple(known.get("phrasings", ())),
            settles=settles,
            undoes=undoes,
            undone_by=undone_by,
        )
