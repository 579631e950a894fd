"""Digests of texts without what line ends and white space around them make different.

Of articles that turn out to be the same the first gets the digest that new ones are looked for by; the others keep the
digest of their text to the character.
"""

from alembic import op

revision = "0014"
down_revision = "0013"

_DIGEST = (
    "sha256(convert_to(btrim(replace(replace(text, E'\\r\\n', E'\\n'), E'\\r', E'\\n'), E' \\t\\n\\v\\f\\r'), 'UTF8'))"
)


def upgrade() -> None:
    """Make those digests anew that are others now."""
    op.execute(
        f"CREATE TEMPORARY TABLE redone ON COMMIT DROP AS SELECT * FROM"  # noqa: S608
        f" (SELECT id, {_DIGEST} AS digest, text_digest AS known FROM article OFFSET 0) AS digested"
        " WHERE digest <> known"
    )
    op.execute("CREATE INDEX ON redone (digest, id)")
    op.execute("ANALYZE redone")
    op.execute(
        "UPDATE article SET text_digest = redone.digest FROM redone WHERE redone.id = article.id"
        " AND NOT EXISTS (SELECT FROM redone AS other WHERE other.digest = redone.digest AND other.id < redone.id)"
        " AND NOT EXISTS (SELECT FROM article AS other WHERE other.text_digest = redone.digest)"
    )
