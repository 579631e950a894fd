"""What statements and claims say: one proposition in place of what identity and evidence each kept of them.

What was kept in the old forms is dropped at once, in whatever number; it is made anew by rereading the texts.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"

_OLD = {"statement": "account", "watch": "account", "identity": "terms"}


def upgrade() -> None:
    """Change the columns; no row is touched."""
    for table, column in _OLD.items():
        op.drop_column(table, column)
        op.add_column(table, sa.Column("proposition", postgresql.JSONB(), nullable=True))
