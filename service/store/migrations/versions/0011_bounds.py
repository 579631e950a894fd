"""How many statements of an article are left out; where the clause stands in the text of a claim."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_CLAUSE = (
    "(clause_start IS NULL) = (clause_end IS NULL)"
    " AND (clause_start IS NULL OR (0 <= clause_start AND clause_start < clause_end))"
)


def upgrade() -> None:
    """Add the columns: of what is stored nothing was left out, and where its clauses stand nobody noted.

    Both constraints hold for what is stored, so it is not looked through while the tables are locked.
    """
    op.add_column("article", sa.Column("omitted", sa.Integer(), server_default="0", nullable=False))
    op.add_column("claim", sa.Column("clause_start", sa.Integer(), nullable=True))
    op.add_column("claim", sa.Column("clause_end", sa.Integer(), nullable=True))
    op.create_check_constraint(op.f("ck_article_omitted"), "article", "omitted >= 0")
    op.create_check_constraint(op.f("ck_claim_clause"), "claim", _CLAUSE)
