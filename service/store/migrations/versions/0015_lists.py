"""Lists: words of articles and of speakers' names, and articles by outlet and by day of publication."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"

_WORDS = "to_tsvector('english', left(coalesce(title, ''), 1000) || ' ' || left(text, 100000))"
_NAMES = sa.text("to_tsvector('simple', left(speaker, 1000))")


def upgrade() -> None:
    """Make the column and the indexes; the words of names take the place of whole names."""
    words = sa.Column("search", postgresql.TSVECTOR(), sa.Computed(_WORDS, persisted=True), nullable=False)
    op.add_column("article", words)
    op.create_index("ix_article_search", "article", ["search"], postgresql_using="gin")
    op.create_index("ix_article_outlet", "article", [sa.text("lower(outlet)"), "id"])
    op.create_index("ix_article_published_on", "article", ["published_on", "id"])
    for table in ("claim", "statement"):
        op.create_index(f"ix_{table}_speaker_words", table, [_NAMES], postgresql_using="gin")
        op.drop_index(f"ix_{table}_speaker", table)
