"""Analysis versions: which of them has read an article, a statement, and what a claim is told by.

What is there already was read before versions were kept, which is version 0: so is what the release before adds.
Postgres keeps such a default beside the table, so that no row is written here.

A statement that a later reading did not find is no mention any more, and a rereading is an event like others.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

_READ = ("article", "statement", "identity", "watch")
_EVENTS = (
    "'claim.amended', 'claim.corrected', 'claim.created', 'claim.dismissed', 'claim.due', 'claim.mentioned',"
    " 'claim.merged', 'claim.proposal_rejected', 'claim.proposed', 'claim.reopened', 'claim.reread',"
    " 'claim.resolved', 'claim.split'"
)
_TYPES = {
    ("event", "type"): f"type IN ({_EVENTS})",
    ("webhook", "types"): f"types <@ ARRAY[{_EVENTS}]",
}
_COUNT = """
CREATE OR REPLACE FUNCTION claims_count_mentions(asked uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM claim WHERE id = asked
        AND mentions <> (SELECT count(*) FROM statement WHERE claim_id = asked AND vanished_in IS NULL)
    ) THEN
        PERFORM claims_refuse('statement: a mention was moved without its claims');
    END IF;
END $$
"""


def upgrade() -> None:
    """Make the table with its version 0, and the columns that name it."""
    op.create_table(
        "analysis_version",
        sa.Column("id", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("release", sa.Text(), nullable=False),
        sa.Column("first_used", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_analysis_version"),
        sa.CheckConstraint("isfinite(first_used)", name=op.f("ck_analysis_version_finite")),
    )
    op.create_index("uq_analysis_version_hash", "analysis_version", ["hash"], unique=True)
    op.execute("INSERT INTO analysis_version VALUES (0, 'before versions', '0.1.0', now())")
    for table in _READ:
        op.execute(f"ALTER TABLE {table} ADD COLUMN analysis_version integer NOT NULL DEFAULT 0")
    op.execute("ALTER TABLE statement ADD COLUMN vanished_in integer")
    op.execute(_COUNT)
    for (table, name), check in _TYPES.items():
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT ck_{table}_{name}")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT ck_{table}_{name} CHECK ({check}) NOT VALID")
    for table in ("article", "watch"):
        op.create_index(f"ix_{table}_analysis_version", table, ["analysis_version"])
    op.create_index("ix_claim_unstated", "claim", ["id"], postgresql_where=sa.text("mentions = 0 AND rule IS NOT NULL"))
