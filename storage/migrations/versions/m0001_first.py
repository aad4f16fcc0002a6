"""The first shape of the database."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels = None
depends_on = None

counted = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    op.create_table(
        "cron_run",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("ran_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", "slot", name="pk_cron_run"),
    )
    op.create_table(
        "dialogue",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_dialogue"),
    )
    op.create_table(
        "due",
        sa.Column("id", counted, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("fired_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_due"),
        sa.UniqueConstraint("key", name="uq_due_key"),
    )
    op.create_index("ix_due_pending", "due", ["at"], **where("status = 'pending'"))
    op.create_index("ix_due_over", "due", ["at"], **where("status IN ('cancelled', 'fired')"))
    op.create_table(
        "house",
        sa.Column("id", counted, nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("building", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_house"),
        sa.UniqueConstraint(
            "community", "building", "unit", "room", name="uq_house_community_building_unit_room"
        ),
    )
    op.create_table(
        "inbox",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("lane_key", sa.Text(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("unreadable", sa.Boolean(), nullable=False),
        sa.Column("stored_at", sa.BigInteger(), nullable=False),
        sa.Column("finished_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("bot_id", "update_id", name="pk_inbox"),
    )
    op.create_index("ix_inbox_unfinished", "inbox", ["stored_at"], **where("finished_at IS NULL"))
    op.create_index(
        "ix_inbox_finished", "inbox", ["finished_at"], **where("finished_at IS NOT NULL")
    )
    op.create_table(
        "invite",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("taken_by", sa.BigInteger(), nullable=True),
        sa.Column("taken_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name="pk_invite"),
    )
    op.create_table(
        "keyring_check",
        sa.Column("key_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("blind", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key_id", name="pk_keyring_check"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", counted, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("lane", sa.SmallInteger(), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("doubt", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("finished_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
    )
    op.create_index("ix_outbox_pending", "outbox", ["rank", "id"], **where("status = 'pending'"))
    op.create_index("ix_outbox_sent", "outbox", ["finished_at"], **where("status = 'sent'"))
    op.create_index(
        "ix_outbox_undeliverable",
        "outbox",
        ["finished_at"],
        **where("status IN ('dead', 'parked')"),
    )
    op.create_table(
        "person",
        sa.Column("id", counted, nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("phone_index", sa.LargeBinary(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("language_chosen", sa.Boolean(), nullable=False),
        sa.Column("consent_version", sa.Text(), nullable=True),
        sa.Column("consent_at", sa.BigInteger(), nullable=True),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("telegram_id", name="uq_person_telegram_id"),
    )
    op.create_index("ix_person_phone_index", "person", ["phone_index"])
    op.create_table(
        "team_chat",
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("community", "team", name="pk_team_chat"),
    )
    op.create_index("ix_team_chat_chat_id", "team_chat", ["chat_id"])
    op.create_table(
        "ticket_counter",
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("community", name="pk_ticket_counter"),
    )
    op.create_table(
        "search_token",
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", counted, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_search_token_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token", "person_id", name="pk_search_token"),
    )
    op.create_index("ix_search_token_person_id", "search_token", ["person_id"])
    op.create_table(
        "staff_post",
        sa.Column("id", counted, nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("phone_index", sa.LargeBinary(), nullable=True),
        sa.Column("person_id", counted, nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_staff_post_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_staff_post"),
        sa.UniqueConstraint(
            "community", "team", "person_id", name="uq_staff_post_community_team_person_id"
        ),
    )
    op.create_index("ix_staff_post_person_id", "staff_post", ["person_id"])
    op.create_index("ix_staff_post_phone_index", "staff_post", ["phone_index"])
    op.create_table(
        "residence",
        sa.Column("id", counted, nullable=False),
        sa.Column("person_id", counted, nullable=False),
        sa.Column("house_id", counted, nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("decided_by", counted, nullable=True),
        sa.Column("decided_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by"], ["staff_post.id"], name="fk_residence_decided_by"),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name="fk_residence_house_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_residence_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_residence"),
        sa.UniqueConstraint("person_id", "house_id", name="uq_residence_person_id_house_id"),
    )
    op.create_index("ix_residence_house_id", "residence", ["house_id"])
    op.create_table(
        "ticket",
        sa.Column("id", counted, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("house_id", counted, nullable=True),
        sa.Column("spot", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("reporter", counted, nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("draft_key", sa.Text(), nullable=False),
        sa.Column("filed_at", sa.BigInteger(), nullable=False),
        sa.Column("accept_by", sa.BigInteger(), nullable=False),
        sa.Column("finish_by", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=True),
        sa.Column("assignee", counted, nullable=True),
        sa.Column("visit_wish", sa.Text(), nullable=False),
        sa.Column("logged_by", counted, nullable=True),
        sa.Column("tier", sa.SmallInteger(), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("held_at", sa.BigInteger(), nullable=True),
        sa.Column("hold_until", sa.BigInteger(), nullable=True),
        sa.Column("dispatched_at", sa.BigInteger(), nullable=True),
        sa.Column("accepted_at", sa.BigInteger(), nullable=True),
        sa.Column("arrived_at", sa.BigInteger(), nullable=True),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("first_accept_by", sa.BigInteger(), nullable=True),
        sa.Column("first_finish_by", sa.BigInteger(), nullable=True),
        sa.Column("first_accepted_at", sa.BigInteger(), nullable=True),
        sa.Column("first_done_at", sa.BigInteger(), nullable=True),
        sa.Column("urged_at", sa.BigInteger(), nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("score", sa.SmallInteger(), nullable=True),
        sa.ForeignKeyConstraint(["assignee"], ["staff_post.id"], name="fk_ticket_assignee"),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name="fk_ticket_house_id"),
        sa.ForeignKeyConstraint(["logged_by"], ["staff_post.id"], name="fk_ticket_logged_by"),
        sa.ForeignKeyConstraint(["reporter"], ["person.id"], name="fk_ticket_reporter"),
        sa.PrimaryKeyConstraint("id", name="pk_ticket"),
        sa.UniqueConstraint("community", "number", name="uq_ticket_community_number"),
        sa.UniqueConstraint("draft_key", name="uq_ticket_draft_key"),
    )
    op.create_index(
        "ix_ticket_assignee_open",
        "ticket",
        ["assignee"],
        **where("status IN ('accepted', 'dispatched', 'filed', 'held', 'working')"),
    )
    op.create_index("ix_ticket_community_filed_at", "ticket", ["community", "filed_at"])
    op.create_index(
        "ix_ticket_community_team_filed_at", "ticket", ["community", "team", "filed_at"]
    )
    op.create_index("ix_ticket_house_id", "ticket", ["house_id"])
    op.create_index(
        "ix_ticket_open",
        "ticket",
        ["community", "filed_at"],
        **where("status IN ('accepted', 'dispatched', 'filed', 'held', 'working')"),
    )
    op.create_index("ix_ticket_reporter_filed_at", "ticket", ["reporter", "filed_at"])
    op.create_table(
        "act",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("ticket_id", counted, nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_act_ticket_id"),
        sa.PrimaryKeyConstraint("key", name="pk_act"),
    )
    op.create_table(
        "attachment",
        sa.Column("id", counted, nullable=False),
        sa.Column("ticket_id", counted, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("by_staff", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_attachment_ticket_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
        sa.UniqueConstraint("ticket_id", "file_id", name="uq_attachment_ticket_id_file_id"),
    )
    op.create_table(
        "follow_up",
        sa.Column("ticket_id", counted, nullable=False),
        sa.Column("cycle", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.Column("reminded_at", sa.BigInteger(), nullable=True),
        sa.Column("solved", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("call_task_at", sa.BigInteger(), nullable=True),
        sa.Column("called_by", sa.BigInteger(), nullable=True),
        sa.Column("called_at", sa.BigInteger(), nullable=True),
        sa.Column("call_result", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_follow_up_ticket_id"),
        sa.PrimaryKeyConstraint("ticket_id", "cycle", name="pk_follow_up"),
    )
    op.create_table(
        "message_map",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ticket_id", counted, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_message_map_ticket_id"),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name="pk_message_map"),
    )
    op.create_index(
        "uq_message_map_card",
        "message_map",
        ["ticket_id", "chat_id", "thread_id"],
        unique=True,
        **where("kind = 'card'"),
    )
    op.create_table(
        "ticket_event",
        sa.Column("id", counted, nullable=False),
        sa.Column("ticket_id", counted, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("status_before", sa.Text(), nullable=True),
        sa.Column("status_after", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_ticket_event_ticket_id"),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_event"),
    )
    op.create_index("ix_ticket_event_ticket_id", "ticket_event", ["ticket_id"])
    _make_timeline_append_only()


def _make_timeline_append_only() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER ticket_event_no_{what.lower()} BEFORE {what} ON ticket_event"
                " BEGIN SELECT RAISE(ABORT, 'ticket_event is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    op.execute(
        "CREATE TRIGGER ticket_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE"
        " ON ticket_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    for table in (
        "ticket_event",
        "message_map",
        "follow_up",
        "attachment",
        "act",
        "ticket",
        "residence",
        "staff_post",
        "search_token",
        "ticket_counter",
        "team_chat",
        "person",
        "outbox",
        "keyring_check",
        "invite",
        "inbox",
        "house",
        "due",
        "dialogue",
        "cron_run",
    ):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")
