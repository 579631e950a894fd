"""Keys of judges, which have the scope `judge` and no other, and the index that their proposals are counted by."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

_CHECKS = {
    "known_scopes": "scopes <@ ARRAY['read', 'write', 'resolve', 'admin', 'judge']",
    "judge_alone": "NOT 'judge' = ANY (scopes) OR cardinality(scopes) = 1",
}


def upgrade() -> None:
    """Let keys have the scope, alone."""
    op.execute("ALTER TABLE api_key DROP CONSTRAINT ck_api_key_known_scopes")
    for name, check in _CHECKS.items():
        op.execute(f"ALTER TABLE api_key ADD CONSTRAINT ck_api_key_{name} CHECK ({check})")
    op.create_index("ix_proposal_judge", "proposal", ["by"], postgresql_where=sa.text("by LIKE 'judge:%'"))
