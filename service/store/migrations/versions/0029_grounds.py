"""What evidence rests on, as data. Evidence of earlier rules has none: it counts for nothing until it is read again."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Add the column; what people add by hand never has any."""
    op.add_column("evidence", sa.Column("grounds", postgresql.JSONB()))
    op.execute(
        "ALTER TABLE evidence ADD CONSTRAINT ck_evidence_grounds_of_rules CHECK (grounds IS NULL OR by = 'rules')"
        " NOT VALID"
    )
    op.execute("ALTER TABLE evidence VALIDATE CONSTRAINT ck_evidence_grounds_of_rules")
