"""The tables of what comes in, goes out and falls due, and of the dialogues in between."""

from sqlalchemy import (
    BigInteger,
    Boolean,
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

IS_PENDING = "status = 'pending'"
"""The condition of the partial indexes over waiting rows, for queries to repeat word by word."""

_is_pending: ColumnElement[bool] = literal_column(IS_PENDING)
_is_card: ColumnElement[bool] = literal_column("kind = 'card'")
_is_unfinished: ColumnElement[bool] = literal_column("finished_at IS NULL")
_is_finished: ColumnElement[bool] = literal_column("finished_at IS NOT NULL")
_is_sent: ColumnElement[bool] = literal_column("status = 'sent'")
_is_over: ColumnElement[bool] = literal_column("status IN ('cancelled', 'fired')")

inbox = Table(
    "inbox",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("lane_key", Text, nullable=False),
    Column("payload", LargeBinary),
    Column("unreadable", Boolean, nullable=False),
    Column("stored_at", BigInteger, nullable=False),
    Column("finished_at", BigInteger),
    Index(
        "ix_inbox_unfinished",
        "stored_at",
        sqlite_where=_is_unfinished,
        postgresql_where=_is_unfinished,
    ),
    Index(
        "ix_inbox_finished",
        "finished_at",
        sqlite_where=_is_finished,
        postgresql_where=_is_finished,
    ),
)

dialogue = Table(
    "dialogue",
    metadata,
    Column("key", Text, primary_key=True),
    Column("state", Text),
    Column("data", LargeBinary, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", big_id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("lane", SmallInteger, nullable=False),
    Column("rank", BigInteger, nullable=False),
    Column("doubt", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("not_before", BigInteger, nullable=False),
    Column("payload", LargeBinary),
    Column("attempts", Integer, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("lease_until", BigInteger),
    Column("owner", Text),
    Column("message_id", BigInteger),
    Column("error", Text, nullable=False),
    Column("finished_at", BigInteger),
    Index(
        "ix_outbox_pending",
        "rank",
        "id",
        sqlite_where=_is_pending,
        postgresql_where=_is_pending,
    ),
    Index(
        "ix_outbox_undeliverable",
        "finished_at",
        sqlite_where=literal_column("status IN ('dead', 'parked')"),
        postgresql_where=literal_column("status IN ('dead', 'parked')"),
    ),
    Index("ix_outbox_sent", "finished_at", sqlite_where=_is_sent, postgresql_where=_is_sent),
)

due = Table(
    "due",
    metadata,
    Column("id", big_id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("payload", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("lease_until", BigInteger),
    Column("owner", Text),
    Column("fired_at", BigInteger),
    Index("ix_due_pending", "at", sqlite_where=_is_pending, postgresql_where=_is_pending),
    Index("ix_due_over", "at", sqlite_where=_is_over, postgresql_where=_is_over),
)

message_map = Table(
    "message_map",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("ticket_id", ForeignKey("ticket.id"), nullable=False),
    Column("kind", Text, nullable=False),
    # 0 where the chat has no topics, so that the key below holds there too.
    Column("thread_id", BigInteger, nullable=False),
    Index(
        "uq_message_map_card",
        "ticket_id",
        "chat_id",
        "thread_id",
        unique=True,
        sqlite_where=_is_card,
        postgresql_where=_is_card,
    ),
)

# The unique key lets any number of processes try to be the one that runs a calendar job.
cron_run = Table(
    "cron_run",
    metadata,
    Column("name", Text, primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("ran_at", BigInteger, nullable=False),
)
