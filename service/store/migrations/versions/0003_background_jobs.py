"""The queue of background jobs: procrastinate's own schema, and the jobs that clients wait for.

procrastinate's part is a frozen copy of the schema of its release 3.10 (`0003_procrastinate.sql`), not what the
installed release happens to bring: a database made today and one upgraded over the years must be the same. When
procrastinate is upgraded and its schema has changed, `test_the_queue_fits_the_library` fails; the remedy is a new
migration that holds the statements of its `sql/migrations` between the two releases.
"""

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0001"


def upgrade() -> None:
    """Make them."""
    queue = Path(__file__).with_name("0003_procrastinate.sql").read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(queue.replace("%", "%%"))
