"""The queue of background jobs: procrastinate's own schema, and the jobs that clients wait for.

procrastinate's part is a frozen copy of the schema of its release 3.10 (`0003_procrastinate.sql`), not what the
installed release happens to bring: a database made today and one upgraded over the years must be the same. When
procrastinate is upgraded and its schema has changed, `test_the_queue_fits_the_library` fails; the remedy is a new
migration that holds the statements of its `sql/migrations` between the two releases.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0001"


def upgrade() -> None:
    """Make them."""
    queue = Path(__file__).with_name("0003_procrastinate.sql").read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(queue.replace("%", "%%"))

    op.create_table(
        "job",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("request", sa.LargeBinary(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("results", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("failure", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("task IN ('add_article', 'add_articles')", name=op.f("ck_job_task")),
        sa.CheckConstraint("jsonb_array_length(results) <= total", name=op.f("ck_job_results")),
        sa.CheckConstraint("failure IS NULL OR finished_at IS NOT NULL", name=op.f("ck_job_failure_at_end")),
        sa.CheckConstraint("(request IS NULL) = (finished_at IS NOT NULL)", name=op.f("ck_job_request_until_end")),
        sa.ForeignKeyConstraint(["key_id"], ["api_key.id"], name=op.f("fk_job_key_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index("ix_job_key_id", "job", ["key_id", "id"])
    op.create_index("ix_job_created_at", "job", ["created_at"])
