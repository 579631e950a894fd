"""Statements by month of arrival: pruning drops a partition, and ingest stays flat as years pile up.

Copies every statement with the table locked: it is to be run before there is much to copy.
"""

from datetime import UTC, datetime
from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0003"

_COLUMNS = (
    "id, article_id, claim_id, matched_by, published_on, kind, text, start_at, end_at, sentence_start, sentence_end,"
    " head, head_start, head_end, cue, cue_start, cue_end, rule, polarity, modality, conditional, speaker, due"
)
_INDEXES = {
    "ix_statement_article_id": "(article_id, id)",
    "ix_statement_published_on": "(published_on, id)",
    "ix_statement_speaker": "(lower(speaker), published_on, id)",
    "ix_statement_search": "USING gin (search)",
    "ix_statement_claim_id": "(claim_id) WHERE claim_id IS NOT NULL",
}
_NEAR = (
    "abs(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint"
    " - ('x' || left(replace(article_id::text, '-', ''), 12))::bit(48)::bigint) < 86400000"
)


def upgrade() -> None:
    """Make the partitioned table, fill it from the one there was, and give it its indexes."""
    op.execute("ALTER TABLE statement RENAME TO statement_whole")
    op.execute("ALTER TABLE statement_whole RENAME CONSTRAINT pk_statement TO pk_statement_whole")
    for name in _INDEXES:
        op.execute(f"DROP INDEX {name}")
    # No more than the usual statistics of words: planning reads those of every partition, and a month's need fewer.
    # Its columns with their NOT NULLs, what is computed, and its CHECKs; keys and indexes come when it is filled.
    op.execute(
        "CREATE TABLE statement (LIKE statement_whole INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS)"
        " PARTITION BY RANGE (id)"
    )
    op.execute(f"ALTER TABLE statement ADD CONSTRAINT ck_statement_near_its_article CHECK ({_NEAR})")
    op.execute("CREATE TABLE statement_default PARTITION OF statement DEFAULT")
    for first, end in _months(op.get_bind()):
        op.execute(
            f"CREATE TABLE statement_{first:%Y_%m} PARTITION OF statement"
            f" FOR VALUES FROM ('{_first_id(first)}') TO ('{_first_id(end)}')"
        )
    op.execute(f"INSERT INTO statement ({_COLUMNS}) SELECT {_COLUMNS} FROM statement_whole")  # noqa: S608
    op.execute("DROP TABLE statement_whole")
    op.execute("ALTER TABLE statement ADD CONSTRAINT pk_statement PRIMARY KEY (id)")
    for name, definition in _INDEXES.items():
        op.execute(f"CREATE INDEX {name} ON statement {definition}")
    for column in ("article", "claim"):
        op.execute(
            f"ALTER TABLE statement ADD CONSTRAINT fk_statement_{column}_id"
            f" FOREIGN KEY ({column}_id) REFERENCES {column} (id)"
        )


def _months(connection: sa.Connection) -> list[tuple[datetime, datetime]]:
    """The months from which there are statements, each with the one after it."""
    arrived = "to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)"
    query = f"SELECT DISTINCT date_trunc('month', {arrived}, 'UTC') FROM statement_whole"  # noqa: S608
    firsts = [first.astimezone(UTC) for first in connection.scalars(sa.text(query))]
    return [(first, first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)) for first in firsts]


def _first_id(at: datetime) -> UUID:
    return UUID(int=int(at.timestamp() * 1000) << 80)
