"""The consultation archive, and the edits of the knowledge base."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels = None
depends_on = None

counted = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    op.create_table(
        "knowledge_edit",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("author", counted, nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("entry_id", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("detail", sa.LargeBinary(), nullable=False),
        sa.Column("settles", sa.Integer(), nullable=False),
        sa.Column("undoes", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["author"], ["staff_post.id"], name="fk_knowledge_edit_author"),
        sa.ForeignKeyConstraint(
            ["undoes"], ["knowledge_edit.id"], name="fk_knowledge_edit_undoes"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_knowledge_edit"),
        sa.UniqueConstraint("key", name="uq_knowledge_edit_key"),
        sa.UniqueConstraint("undoes", name="uq_knowledge_edit_undoes"),
    )
    op.create_table(
        "consultation",
        sa.Column("id", counted, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("asker", sa.LargeBinary(), nullable=True),
        sa.Column("person_id", counted, nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("entry_id", sa.Text(), nullable=True),
        sa.Column("score", sa.SmallInteger(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("received_entry_id", sa.Text(), nullable=True),
        sa.Column("ticket_id", counted, nullable=True),
        sa.Column("settled_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_consultation_person_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_consultation_ticket_id"),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["knowledge_edit.id"], name="fk_consultation_settled_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_consultation"),
        sa.UniqueConstraint("key", name="uq_consultation_key"),
    )
    op.create_index(
        "ix_consultation_to_learn_from",
        "consultation",
        ["community", "at"],
        **where(
            "text IS NOT NULL AND settled_by IS NULL AND (verdict IN ('useless', 'person')"
            " OR (verdict IS NULL AND decision IN ('suggest', 'abstain')))"
        ),
    )
    op.create_index("ix_consultation_kept", "consultation", ["at"], **where("asker IS NOT NULL"))
    op.create_index(
        "ix_consultation_person_id",
        "consultation",
        ["person_id"],
        **where("person_id IS NOT NULL"),
    )
    op.create_index("ix_consultation_settled_by", "consultation", ["settled_by"])
    _make_edits_append_only()


def _make_edits_append_only() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER knowledge_edit_no_{what.lower()} BEFORE {what} ON knowledge_edit"
                " BEGIN SELECT RAISE(ABORT, 'knowledge_edit is append-only'); END"
            )
        return
    op.execute(
        "CREATE TRIGGER knowledge_edit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE"
        " ON knowledge_edit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    op.drop_table("consultation")
    op.drop_table("knowledge_edit")
