"""The tables of people, homes, staff and tickets.

Columns hold only what both dialects store alike: integers, text, booleans and bytes. Moments are
microseconds (`storage.moments`), sealed columns are bytes (`storage.crypto`).
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

from domain.lifecycle import OPEN_STATUSES

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

big_id = BigInteger().with_variant(Integer, "sqlite")
"""A counted key: SQLite numbers rows itself only in a column that is declared INTEGER."""

_OPEN = ", ".join(f"'{status.value}'" for status in sorted(OPEN_STATUSES))
TICKET_IS_OPEN = f"status IN ({_OPEN})"
"""The condition of the partial indexes over open tickets, for queries to repeat word by word."""

_is_open: ColumnElement[bool] = literal_column(TICKET_IS_OPEN)

keyring_check = Table(
    "keyring_check",
    metadata,
    Column("key_id", Integer, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("blind", LargeBinary, nullable=False),
)

house = Table(
    "house",
    metadata,
    Column("id", big_id, primary_key=True),
    Column("community", Text, nullable=False),
    Column("building", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("room", Text, nullable=False),
    UniqueConstraint("community", "building", "unit", "room"),
)

person = Table(
    "person",
    metadata,
    Column("id", big_id, primary_key=True),
    Column("telegram_id", BigInteger, unique=True),
    Column("name", LargeBinary, nullable=False),
    Column("phone", LargeBinary),
    Column("phone_index", LargeBinary),
    Column("language", Text, nullable=False),
    Column("language_chosen", Boolean, nullable=False),
    Column("consent_version", Text),
    Column("consent_at", BigInteger),
    Column("reachable", Boolean, nullable=False),
    Index(None, "phone_index"),
)

search_token = Table(
    "search_token",
    metadata,
    Column("token", LargeBinary, primary_key=True),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Index(None, "person_id"),
)

residence = Table(
    "residence",
    metadata,
    Column("id", big_id, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("house_id", ForeignKey("house.id"), nullable=False),
    Column("relation", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("decided_by", ForeignKey("staff_post.id")),
    Column("decided_reason", Text, nullable=False),
    UniqueConstraint("person_id", "house_id"),
    Index(None, "house_id"),
)

staff_post = Table(
    "staff_post",
    metadata,
    Column("id", big_id, primary_key=True),
    Column("community", Text, nullable=False),
    Column("team", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("name", LargeBinary, nullable=False),
    Column("phone", LargeBinary),
    Column("phone_index", LargeBinary),
    Column("person_id", ForeignKey("person.id")),
    Column("active", Boolean, nullable=False),
    UniqueConstraint("community", "team", "person_id"),
    Index(None, "person_id"),
    Index(None, "phone_index"),
)

invite = Table(
    "invite",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("community", Text, nullable=False),
    Column("team", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("created_by", BigInteger),
    Column("expires_at", BigInteger, nullable=False),
    Column("taken_by", BigInteger),
    Column("taken_at", BigInteger),
)

team_chat = Table(
    "team_chat",
    metadata,
    Column("community", Text, primary_key=True),
    Column("team", Text, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger),
    Column("title", Text, nullable=False),
    Column("language", Text, nullable=False),
    Index(None, "chat_id"),
)

ticket_counter = Table(
    "ticket_counter",
    metadata,
    Column("community", Text, primary_key=True),
    Column("last", BigInteger, nullable=False),
)

ticket = Table(
    "ticket",
    metadata,
    Column("id", big_id, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("community", Text, nullable=False),
    Column("house_id", ForeignKey("house.id")),
    Column("spot", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("reporter", ForeignKey("person.id"), nullable=False),
    Column("verified", Boolean, nullable=False),
    Column("draft_key", Text, nullable=False, unique=True),
    Column("filed_at", BigInteger, nullable=False),
    Column("accept_by", BigInteger, nullable=False),
    Column("finish_by", BigInteger, nullable=False),
    Column("status", Text, nullable=False),
    Column("team", Text),
    Column("assignee", ForeignKey("staff_post.id")),
    Column("visit_wish", Text, nullable=False),
    Column("logged_by", ForeignKey("staff_post.id")),
    Column("tier", SmallInteger, nullable=False),
    Column("cycle", Integer, nullable=False),
    Column("outcome", Text),
    Column("held_at", BigInteger),
    Column("hold_until", BigInteger),
    Column("dispatched_at", BigInteger),
    Column("accepted_at", BigInteger),
    Column("arrived_at", BigInteger),
    Column("done_at", BigInteger),
    Column("confirmed_at", BigInteger),
    Column("closed_at", BigInteger),
    Column("first_accept_by", BigInteger),
    Column("first_finish_by", BigInteger),
    Column("first_accepted_at", BigInteger),
    Column("first_done_at", BigInteger),
    Column("urged_at", BigInteger),
    Column("reopened", Integer, nullable=False),
    Column("score", SmallInteger),
    UniqueConstraint("community", "number"),
    Index(None, "community", "filed_at"),
    Index(None, "community", "team", "filed_at"),
    Index(None, "reporter", "filed_at"),
    Index(None, "house_id"),
    Index(
        "ix_ticket_open",
        "community",
        "filed_at",
        sqlite_where=_is_open,
        postgresql_where=_is_open,
    ),
    Index("ix_ticket_assignee_open", "assignee", sqlite_where=_is_open, postgresql_where=_is_open),
)

# Only ever added to: triggers of the migration refuse UPDATE, DELETE and TRUNCATE. Persons may be
# merged and removed later, so their ids are kept here without a foreign key.
ticket_event = Table(
    "ticket_event",
    metadata,
    Column("id", big_id, primary_key=True),
    Column("ticket_id", ForeignKey("ticket.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("person_id", BigInteger),
    Column("staff_id", BigInteger),
    Column("status_before", Text),
    Column("status_after", Text),
    Column("text", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Index(None, "ticket_id"),
)

act = Table(
    "act",
    metadata,
    Column("key", Text, primary_key=True),
    Column("ticket_id", ForeignKey("ticket.id"), nullable=False),
)

attachment = Table(
    "attachment",
    metadata,
    Column("id", big_id, primary_key=True),
    Column("ticket_id", ForeignKey("ticket.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("file_id", Text, nullable=False),
    Column("by_staff", Boolean, nullable=False),
    UniqueConstraint("ticket_id", "file_id"),
)

follow_up = Table(
    "follow_up",
    metadata,
    Column("ticket_id", ForeignKey("ticket.id"), primary_key=True),
    Column("cycle", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("asked_at", BigInteger),
    Column("reminded_at", BigInteger),
    Column("solved", Boolean),
    Column("reason", Text, nullable=False),
    Column("answered_at", BigInteger),
    Column("call_task_at", BigInteger),
    Column("called_by", BigInteger),
    Column("called_at", BigInteger),
    Column("call_result", Text, nullable=False),
)
