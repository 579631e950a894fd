"""Why an outcome makes no claim. What is stored already has one, or states a result: no row is touched."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

_CHECK = "untracked IS NULL OR (kind = 'outcome' AND claim_id IS NULL)"


def upgrade() -> None:
    """Add the column."""
    op.add_column("statement", sa.Column("untracked", sa.Text(), nullable=True))
    op.execute(f"ALTER TABLE statement ADD CONSTRAINT ck_statement_untracked_outcomes CHECK ({_CHECK}) NOT VALID")
