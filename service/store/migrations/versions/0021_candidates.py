"""The sentences of articles, among which a claim's candidates are found, and the keys that articles are found by.

Articles that are there already have none until they are read again, which another analysis version asks for anyway.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "article_passages",
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("keys", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("passages", postgresql.JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_article_passages")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_article_passages_article_id")),
        sa.CheckConstraint("isfinite(published_on)", name=op.f("ck_article_passages_finite")),
    )
    op.create_table(
        "article_key",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("key", "published_on", "article_id", name=op.f("pk_article_key")),
        sa.CheckConstraint("isfinite(published_on)", name=op.f("ck_article_key_finite")),
    )
