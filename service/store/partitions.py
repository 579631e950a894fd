"""The partitions of `statement`: one for each month of arrival, made ahead of time.

What arrives in a month that has none waits in a partition of its own, and moves when the month's is made.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from psycopg.errors import LockNotAvailable
from sqlalchemy import text

from service.domain.errors import StoreUnavailable
from service.store.database import Connection, Database
from service.store.month import Month
from service.store.tables import StatementRow

PARENT = StatementRow.__tablename__
STRAYS = f"{PARENT}_default"
AHEAD = 3  # months: so long may every sweep fail before a month begins without its partition
COLUMNS = ", ".join(column.name for column in StatementRow.__table__.c if column.computed is None)
_FIRST = Month(2020, 1)  # before the first of all ids
_LOCK = 0x6D6F6E746873  # "months": one at a time makes, moves or drops them
_LONGEST = "1h"  # a statement that runs away gives its locks back
_PATIENCE = "1s"  # whoever waits for a table's lock makes everyone behind it wait


class TableBusy(Exception):
    """A lock was not to be had in good time; nothing was changed."""


def table_of(month: Month) -> str:
    """The name of the month's partition."""
    return f"{PARENT}_{month.year:04}_{month.month:02}"


@contextmanager
def impatient(database: Database) -> Iterator[Connection]:
    """A transaction that waits for no lock for long, though its work may last; it alone is at work on partitions.

    Raises `TableBusy` where it would have to wait.
    """
    try:
        with database.begin() as connection:
            connection.execute(text(f"SET LOCAL lock_timeout = '{_PATIENCE}'"))
            connection.execute(text(f"SET LOCAL statement_timeout = '{_LONGEST}'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection
    except StoreUnavailable as error:
        if isinstance(getattr(error.__cause__, "orig", None), LockNotAvailable):
            raise TableBusy from error
        raise


def ensure(database: Database, at: UUID) -> bool:
    """Make the partitions of the month in which the id `at` was given and of the months ahead, where they are missing.

    Whether they are all there now: False where the tables were too busy, which is to be made up for at another time.
    """
    with database.begin() as connection:
        if not list(_missing(connection, at)):
            return True
    try:
        with impatient(database) as connection:
            add_missing(connection, at)
    except TableBusy:
        return False
    return True


def add_missing(connection: Connection, at: UUID) -> None:
    """As `ensure`, within a transaction and with its patience."""
    for month in _missing(connection, at):
        add(connection, month)


def add(connection: Connection, month: Month) -> None:
    """Make the month's partition, which takes over what has arrived in that month already."""
    table, first, end = table_of(month), month.first_id, month.after(1).first_id
    connection.execute(text(f"CREATE TABLE {table} (LIKE {PARENT} INCLUDING ALL)"))
    # In the order in which an article is stored, so that nobody waits for a lock while holding one that we wait for.
    connection.execute(text("LOCK TABLE article, claim IN SHARE ROW EXCLUSIVE MODE"))
    connection.execute(text(f"LOCK TABLE {STRAYS} IN ACCESS EXCLUSIVE MODE"))
    connection.execute(
        text(
            f"WITH moved AS (DELETE FROM {STRAYS} WHERE id >= :first AND id < :end RETURNING {COLUMNS})"  # noqa: S608
            f" INSERT INTO {table} ({COLUMNS}) SELECT {COLUMNS} FROM moved"
        ),
        {"first": first, "end": end},
    )
    attach(connection, table, month)


def attach(connection: Connection, table: str, month: Month) -> None:
    """Make the table the month's partition."""
    bounds = f"FROM ('{month.first_id}') TO ('{month.after(1).first_id}')"
    connection.execute(text(f"ALTER TABLE {PARENT} ATTACH PARTITION {table} FOR VALUES {bounds}"))


def tables(connection: Connection, *, but: str | None = None) -> set[str]:
    """The names of all partitions, except for those with the comment `but`."""
    query = (
        "SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid"
        " WHERE inhparent = CAST(:parent AS regclass)"
        " AND obj_description(inhrelid, 'pg_class') IS DISTINCT FROM coalesce(:but, 'no such comment')"
    )
    return set(connection.scalars(text(query), {"parent": PARENT, "but": but}))


def existing(connection: Connection, *, but: str | None = None) -> set[Month]:
    """The months that have a partition, except for those whose partition has the comment `but`."""
    names = tables(connection, but=but) - {STRAYS}
    return {Month(*map(int, name.removeprefix(f"{PARENT}_").split("_"))) for name in names}


def _missing(connection: Connection, at: UUID) -> Iterator[Month]:
    """The months from that of `at` to the last ahead, and those of earlier strays, that have no partition."""
    now = Month.of(at)
    there = existing(connection)
    yield from (month for month in (now.after(count) for count in range(AHEAD + 1)) if month not in there)
    place = _FIRST.first_id
    while stray := _stray(connection, place, now.first_id):
        yield Month.of(stray)
        place = Month.of(stray).after(1).first_id


def _stray(connection: Connection, first: UUID, end: UUID) -> UUID | None:
    query = f"SELECT id FROM {STRAYS} WHERE id >= :first AND id < :end ORDER BY id LIMIT 1"  # noqa: S608
    found: UUID | None = connection.scalar(text(query), {"first": first, "end": end})
    return found
