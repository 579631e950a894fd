"""Statements by month of arrival: pruning drops a partition, and ingest stays flat as years pile up.

Copies every statement with the table locked: it is to be run before there is much to copy.
"""

from datetime import UTC, datetime
from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"

_MILLISECONDS = "('x' || left(replace({}::text, '-', ''), 12))::bit(48)::bigint"
_NEAR = f"abs({_MILLISECONDS.format('id')} - {_MILLISECONDS.format('article_id')}) < 86400000"
_COLUMNS = (
    "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = 'statement_whole'::regclass"
    " AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum"
)
_INDEXES = "SELECT indexdef FROM pg_indexes WHERE tablename = 'statement' AND indexname <> 'pk_statement'"
_FOREIGN_KEYS = (
    "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE conrelid = 'statement'::regclass AND contype = 'f'"
)


def upgrade() -> None:
    """Make the partitioned table like the one there was, fill it from that, and give it its keys and indexes."""
    connection = op.get_bind()
    indexes = connection.scalars(sa.text(_INDEXES)).all()
    foreign_keys = connection.execute(sa.text(_FOREIGN_KEYS)).all()
    op.execute("ALTER TABLE statement RENAME TO statement_whole")
    op.execute("ALTER TABLE statement_whole RENAME CONSTRAINT pk_statement TO pk_statement_whole")
    _make_months(connection)
    columns = ", ".join(connection.scalars(sa.text(_COLUMNS)))
    op.execute(f"INSERT INTO statement ({columns}) SELECT {columns} FROM statement_whole")  # noqa: S608
    op.execute("DROP TABLE statement_whole")
    op.execute("ALTER TABLE statement ADD CONSTRAINT pk_statement PRIMARY KEY (id)")
    for name, definition in foreign_keys:
        op.execute(f"ALTER TABLE statement ADD CONSTRAINT {name} {definition}")
    for definition in indexes:
        op.execute(definition)


def _make_months(connection: sa.Connection) -> None:
    """Make the table and a partition for each month that there are statements of.

    No more than the usual statistics of words: planning reads those of every partition, and a month's need fewer.
    """
    op.execute(
        "CREATE TABLE statement (LIKE statement_whole INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS)"
        " PARTITION BY RANGE (id)"
    )
    op.execute(f"ALTER TABLE statement ADD CONSTRAINT ck_statement_near_its_article CHECK ({_NEAR})")
    op.execute("CREATE TABLE statement_default PARTITION OF statement DEFAULT")
    arrived = f"to_timestamp({_MILLISECONDS.format('id')} / 1000.0)"
    months = f"SELECT DISTINCT date_trunc('month', {arrived}, 'UTC') FROM statement_whole"  # noqa: S608
    for at in connection.scalars(sa.text(months)).all():
        first = at.astimezone(UTC)
        end = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
        op.execute(
            f"CREATE TABLE statement_{first:%Y_%m} PARTITION OF statement"
            f" FOR VALUES FROM ('{_first_id(first)}') TO ('{_first_id(end)}')"
        )


def _first_id(at: datetime) -> UUID:
    return UUID(int=int(at.timestamp() * 1000) << 80)
