"""Versions of an article: another text at the same URL is kept beside the one that stood there before.

Each article that is there already is the only version of itself: no row is written.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"

_CHECKS = {
    "first_version": "(version = 1) = (first_version IS NULL)",
    "version": "version > 0",
    "superseded_finite": "isfinite(superseded_at)",
}


def upgrade() -> None:
    """Add the columns, and let a URL have one current text in place of one text."""
    op.add_column("article", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    op.add_column("article", sa.Column("first_version", sa.Uuid(), nullable=True))
    op.add_column("article", sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("statement", sa.Column("replaced_by", sa.Uuid(), nullable=True))
    for name, check in _CHECKS.items():
        op.execute(f"ALTER TABLE article ADD CONSTRAINT ck_article_{name} CHECK ({check}) NOT VALID")
    op.execute(
        "ALTER TABLE article ADD CONSTRAINT fk_article_first_version"
        " FOREIGN KEY (first_version) REFERENCES article (id) NOT VALID"
    )
    op.create_index(
        "uq_article_version",
        "article",
        ["first_version", "version"],
        unique=True,
        postgresql_where=sa.text("first_version IS NOT NULL"),
    )
    op.create_index(
        "uq_article_current_url",
        "article",
        ["url"],
        unique=True,
        postgresql_where=sa.text("url IS NOT NULL AND superseded_at IS NULL"),
    )
    op.drop_index("uq_article_url", "article")
