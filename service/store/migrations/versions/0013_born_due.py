"""Claims that are born due: what arrived at the same moment is looked for once more by the next sweep."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the mark, and an index of those that have it."""
    op.add_column("watch", sa.Column("look_again", sa.Boolean(), nullable=False, server_default=sa.text("false")))
    op.create_index("ix_watch_look_again", "watch", ["claim_id"], postgresql_where=sa.text("look_again"))
