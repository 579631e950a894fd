"""Indexes: of proposed claims in the order in which they were said, and of keys with all keys in them at once."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

# By default an index keeps a list of what it has still to take in, and each look-up reads that whole list.
_AT_ONCE = "WITH (fastupdate = off)"


def upgrade() -> None:
    """Make them; anew where they are known, for the setting of an index on a partitioned table cannot be changed."""
    proposed = sa.text("status = 'proposed'")
    op.create_index("ix_claim_proposed_said_on", "claim", ["said_on", "id"], postgresql_where=proposed)
    op.execute("DROP INDEX ix_identity_keys")
    op.execute(f"CREATE INDEX ix_identity_keys ON identity USING gin (keys) {_AT_ONCE}")
    op.execute("DROP INDEX ix_statement_keys")
    op.execute(f"CREATE INDEX ix_statement_keys ON statement USING gin (keys) {_AT_ONCE} WHERE keys IS NOT NULL")
