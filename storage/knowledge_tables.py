"""The tables of the consultation archive and of the edits of the knowledge base."""

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    literal_column,
)

from storage.tables import big_id, metadata

TO_LEARN_FROM = (
    "text IS NOT NULL AND settled_by IS NULL AND (verdict IN ('useless', 'person')"
    " OR (verdict IS NULL AND decision IN ('suggest', 'abstain')))"
)
"""What nobody could answer, or was badly received, and no edit has dealt with: the condition of
the partial index, for queries to repeat word by word."""

_to_learn_from: ColumnElement[bool] = literal_column(TO_LEARN_FROM)
_has_asker: ColumnElement[bool] = literal_column("asker IS NOT NULL")
_has_person: ColumnElement[bool] = literal_column("person_id IS NOT NULL")

# Only ever added to: triggers of the migration refuse UPDATE, DELETE and TRUNCATE.
knowledge_edit = Table(
    "knowledge_edit",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False, unique=True),
    Column("at", BigInteger, nullable=False),
    Column("author", ForeignKey("staff_post.id"), nullable=False),
    Column("community", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("entry_id", Text),
    Column("language", Text),
    Column("detail", LargeBinary, nullable=False),
    Column("settles", Integer, nullable=False),
    Column("undoes", ForeignKey("knowledge_edit.id"), unique=True),
)

consultation = Table(
    "consultation",
    metadata,
    Column("id", big_id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("at", BigInteger, nullable=False),
    Column("community", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("text", LargeBinary),
    Column("asker", LargeBinary),
    Column("person_id", ForeignKey("person.id")),
    Column("decision", Text, nullable=False),
    Column("entry_id", Text),
    Column("score", SmallInteger, nullable=False),
    Column("verdict", Text),
    Column("received_entry_id", Text),
    Column("ticket_id", ForeignKey("ticket.id")),
    Column("settled_by", ForeignKey("knowledge_edit.id")),
    Index(
        "ix_consultation_to_learn_from",
        "community",
        "at",
        sqlite_where=_to_learn_from,
        postgresql_where=_to_learn_from,
    ),
    Index("ix_consultation_kept", "at", sqlite_where=_has_asker, postgresql_where=_has_asker),
    Index(
        "ix_consultation_person_id",
        "person_id",
        sqlite_where=_has_person,
        postgresql_where=_has_person,
    ),
    Index(None, "settled_by"),
)
