"""Indexes of keys that take in what is inserted at once: every article is looked up in them.

With a list of what is still to be taken in, which is the default, each look-up would read that whole list.
"""

from alembic import op

revision = "0007"
down_revision = "0006"

_AT_ONCE = "WITH (fastupdate = off)"


def upgrade() -> None:
    """Make them anew: of an index on a partitioned table the setting cannot be changed."""
    op.execute("DROP INDEX ix_identity_keys")
    op.execute(f"CREATE INDEX ix_identity_keys ON identity USING gin (keys) {_AT_ONCE}")
    op.execute("DROP INDEX ix_statement_keys")
    op.execute(f"CREATE INDEX ix_statement_keys ON statement USING gin (keys) {_AT_ONCE} WHERE keys IS NOT NULL")
