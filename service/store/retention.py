"""Which statements and articles are old and unused, and letting them go, a month of arrival at a time.

A month's partition is not thinned out: what stays is written beside it, and takes its place.
"""

from datetime import date
from uuid import UUID

from psycopg.errors import LockNotAvailable
from sqlalchemy import delete, text
from sqlalchemy.exc import OperationalError

from service.domain.retention import RetainedPart
from service.store import passages
from service.store.database import Connection
from service.store.month import Month, days_around, first_id_on
from service.store.partitions import COLUMNS, PARENT, STRAYS, TableBusy, attach, existing, table_of
from service.store.tables import ArticleRow, Table

# Outcomes are mentions of claims. A result stays as long as anything names it.
_NAMING = [table.name for table in Table.metadata.sorted_tables if "statement_id" in table.c]
STAYS = " OR ".join(
    ["s.kind = 'outcome'", *(f"EXISTS (SELECT FROM {name} WHERE {name}.statement_id = s.id)" for name in _NAMING)]
)
_FOREIGN_KEYS = (
    "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = CAST(:parent AS regclass) AND contype = 'f'"
)
_PRUNED = "Its unused results have gone."
# One that was withdrawn stays, to be known if it comes again.
_SETTLED = "a.id >= :from AND a.id < :to AND a.withdrawn_at IS NULL"
_OF_ARTICLE = "FROM statement AS s WHERE s.article_id = a.id AND s.id >= :since AND s.id < :until"
_BATCH = 1_000  # articles
_ATTEMPTS = 10
_PATIENCE = "300ms"  # for the locks that keep readers out
_PAUSE = 1  # second, between attempts


def months_before(connection: Connection, day: date) -> list[Month]:
    """The months of arrival that were over by `day` and have not been pruned, oldest first."""
    first = first_id_on(day)
    return sorted(month for month in existing(connection, but=_PRUNED) if month.after(1).first_id <= first)


def is_pruned(connection: Connection, article_id: UUID) -> bool:
    """Whether the results that no claim uses have gone, of the month in which the article arrived."""
    return Month.of(article_id) in existing(connection) - existing(connection, but=_PRUNED)


def count_results(connection: Connection, month: Month) -> tuple[RetainedPart, int]:
    """The month's results that no claim uses, with their share of its size, and how many statements stay."""
    table = table_of(month)
    row = connection.execute(
        text(
            f"SELECT count(*) AS all, count(*) FILTER (WHERE {STAYS}) AS staying,"  # noqa: S608
            f" pg_total_relation_size('{table}') AS bytes FROM {table} AS s"
        )
    ).one()
    results = row.all - row.staying
    return RetainedPart(rows=results, bytes=row.bytes * results // max(row.all, 1)), row.staying


def drop_results(connection: Connection, month: Month) -> None:
    """Let the month's results go that no claim uses.

    To be done in an impatient transaction. Writers wait while what changed in the meantime is made up for, readers
    while one table takes the place of the other. Raises `TableBusy` where they are not to be had to.
    """
    table = table_of(month)
    beside = f"{table}_kept"
    connection.execute(text(f"CREATE TABLE {beside} (LIKE {PARENT} INCLUDING ALL)"))
    # Saves attaching it a look at each row.
    bounds = f"id >= '{month.first_id}' AND id < '{month.after(1).first_id}'"
    connection.execute(text(f"ALTER TABLE {beside} ADD CONSTRAINT within_its_month CHECK ({bounds})"))
    _copy_missing(connection, table, beside)
    for _ in range(_ATTEMPTS):
        try:
            with connection.begin_nested():
                _replace(connection, table, beside, month)
            return
        except OperationalError as error:
            if not isinstance(error.orig, LockNotAvailable):
                raise
        connection.execute(text("SELECT pg_sleep(:pause)"), {"pause": _PAUSE})
    raise TableBusy


def _replace(connection: Connection, table: str, beside: str, month: Month) -> None:
    # Locks in the order in which an article is stored and its claims are split or merged.
    connection.execute(text("LOCK TABLE article, claim IN SHARE ROW EXCLUSIVE MODE"))
    connection.execute(text(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE"))
    columns = [f"{{0}}.{name}" for name in COLUMNS.split(", ")]
    before, now = (f"ROW({', '.join(columns)})".format(name) for name in ("k", "s"))
    connection.execute(
        text(f"DELETE FROM {beside} k USING {table} s WHERE s.id = k.id AND {before} IS DISTINCT FROM {now}")  # noqa: S608
    )
    _copy_missing(connection, table, beside)
    for constraint in connection.scalars(text(_FOREIGN_KEYS), {"parent": PARENT}).all():
        connection.execute(text(f"ALTER TABLE {beside} ADD {constraint}"))
    connection.execute(text(f"SET LOCAL lock_timeout = '{_PATIENCE}'"))
    connection.execute(text(f"LOCK TABLE article, claim, ONLY {PARENT}, {table}, {STRAYS} IN ACCESS EXCLUSIVE MODE"))
    _copy_missing(connection, table, beside)  # whoever was just about to use a result has done so
    connection.execute(text(f"DROP TABLE {table}"))
    connection.execute(text(f"ALTER TABLE {beside} RENAME TO {table}"))
    attach(connection, table, month)
    connection.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT within_its_month"))


def _copy_missing(connection: Connection, table: str, beside: str) -> None:
    """Copy what stays and is not there yet."""
    connection.execute(
        text(
            f"INSERT INTO {beside} ({COLUMNS}) SELECT {COLUMNS} FROM {table} AS s"  # noqa: S608
            f" WHERE ({STAYS}) AND NOT EXISTS (SELECT FROM {beside} AS k WHERE k.id = s.id)"
        )
    )


def count_articles(connection: Connection, month: Month) -> RetainedPart:
    """The articles of which nothing is left when the month's results have gone, and about how large they are."""
    row = connection.execute(
        text(
            "SELECT count(*) AS rows, coalesce(sum(pg_column_size(a.*)), 0) AS bytes FROM article AS a"  # noqa: S608
            f" WHERE {_SETTLED} AND NOT EXISTS (SELECT {_OF_ARTICLE} AND ({STAYS}))"
        ),
        _days(month),
    ).one()
    return RetainedPart(rows=row.rows, bytes=int(row.bytes))


def delete_articles(connection: Connection, month: Month, after: UUID) -> list[UUID]:
    """Delete the next articles after `after` of which nothing is left, the month's results having gone; their ids."""
    found = (
        f"SELECT a.id FROM article AS a WHERE {_SETTLED} AND a.id > :after"  # noqa: S608
        f" AND NOT EXISTS (SELECT {_OF_ARTICLE})"
        f" ORDER BY a.id LIMIT {_BATCH}"
    )
    gone = list(connection.scalars(text(f"{found} FOR UPDATE"), {**_days(month), "after": after}))
    passages.forget(connection, gone)
    connection.execute(delete(ArticleRow).where(ArticleRow.id.in_(gone)))
    return gone


def _days(month: Month) -> dict[str, UUID]:
    """The bounds of the articles that have no statement after the month: a statement is within a day of its article."""
    end = month.after(1).first_id
    return {
        "from": days_around(month.first_id, 1)[0],
        "to": days_around(end, 1)[0],
        "since": days_around(month.first_id, 2)[0],
        "until": end,
    }


def close(connection: Connection, month: Month) -> None:
    """Have it known that the month has been pruned, articles and all; what nothing is left of goes as a whole."""
    table = table_of(month)
    if connection.scalar(text(f"SELECT EXISTS (SELECT FROM {table})")):  # noqa: S608
        connection.execute(text(f"COMMENT ON TABLE {table} IS '{_PRUNED}'"))
    else:
        connection.execute(
            text(f"LOCK TABLE article, claim, ONLY {PARENT}, {table}, {STRAYS} IN ACCESS EXCLUSIVE MODE")
        )
        connection.execute(text(f"DROP TABLE {table}"))
