"""Claims are assigned to members, and commented."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

_EVENTS = (
    "'claim.amended', 'claim.assigned', 'claim.corrected', 'claim.created', 'claim.dismissed', 'claim.due',"
    " 'claim.mentioned', 'claim.merged', 'claim.proposal_rejected', 'claim.proposed', 'claim.reopened',"
    " 'claim.reread', 'claim.resolved', 'claim.split'"
)
_TYPES = {
    ("event", "type"): f"type IN ({_EVENTS})",
    ("webhook", "types"): f"types <@ ARRAY[{_EVENTS}]",
}
_ASSIGNED_BY_VERSION = """
    CREATE TRIGGER claim_assigned_by_version BEFORE UPDATE OF assignee_id ON claim FOR EACH ROW
        WHEN (NEW.version = OLD.version AND OLD.assignee_id IS DISTINCT FROM NEW.assignee_id)
        EXECUTE FUNCTION claims_refuse_change('a claim changes by a new version, and never back')
"""
# A comment stands as it was written; a withdrawal blanks it.
_KEPT = """
    CREATE TRIGGER comment_is_kept BEFORE UPDATE ON comment FOR EACH ROW
        WHEN (NEW.text <> '[withdrawn]' OR (OLD.id, OLD.claim_id, OLD.by, OLD.created_at)
            IS DISTINCT FROM (NEW.id, NEW.claim_id, NEW.by, NEW.created_at))
        EXECUTE FUNCTION claims_refuse_change('what was written stays, but for a withdrawal')
"""


def upgrade() -> None:
    """Add the assignee and the comments."""
    op.add_column("claim", sa.Column("assignee_id", sa.Uuid(), nullable=True))
    op.execute(
        "ALTER TABLE claim ADD CONSTRAINT fk_claim_assignee_id"
        " FOREIGN KEY (assignee_id) REFERENCES member (id) NOT VALID"
    )
    op.create_index(
        "ix_claim_assignee", "claim", ["assignee_id", "id"], postgresql_where=sa.text("assignee_id IS NOT NULL")
    )
    op.execute(_ASSIGNED_BY_VERSION)
    for (table, name), check in _TYPES.items():
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT ck_{table}_{name}")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT ck_{table}_{name} CHECK ({check}) NOT VALID")
    op.create_table(
        "comment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_comment"),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name="fk_comment_claim_id"),
        sa.CheckConstraint(r"text ~ '\S' AND length(text) <= 4000", name=op.f("ck_comment_text")),
        sa.CheckConstraint("isfinite(created_at)", name=op.f("ck_comment_finite")),
    )
    op.create_index("ix_comment_claim_id", "comment", ["claim_id", "id"])
    op.execute(_KEPT)
