"""Analysis versions: which of them has read an article, a statement, and what a claim is told by.

What is there already was read before versions were kept, which is version 0: so is what the release before adds.
Postgres keeps such a default beside the table, so that no row is written here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_READ = ("article", "statement", "identity", "watch")


def upgrade() -> None:
    """Make the table with its version 0, and the columns that name it."""
    op.create_table(
        "analysis_version",
        sa.Column("id", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("release", sa.Text(), nullable=False),
        sa.Column("first_used", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_analysis_version"),
    )
    op.create_index("uq_analysis_version_hash", "analysis_version", ["hash"], unique=True)
    op.execute("INSERT INTO analysis_version VALUES (0, 'before versions', '0.1.0', now())")
    for table in _READ:
        op.execute(f"ALTER TABLE {table} ADD COLUMN analysis_version integer NOT NULL DEFAULT 0")
    op.execute("ALTER TABLE statement ADD COLUMN vanished_in integer")
    for table in ("article", "watch"):
        op.create_index(f"ix_{table}_analysis_version", table, ["analysis_version"])
    op.create_index("ix_claim_unstated", "claim", ["id"], postgresql_where=sa.text("mentions = 0 AND rule IS NOT NULL"))
