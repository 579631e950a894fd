"""Filling a database with a made-up archive by COPY: partitions first, indexes after the rows, statistics last."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

import psycopg
from psycopg import sql

from service.store import partitions, schema
from service.store.database import Database
from service.store.month import Month
from tests.bench.archive import FIRST_DAY, TODAY, Row, articles

_TABLES = ("article", "claim", "statement", "resolution", "proposal")
_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = ANY (%s::regclass[]) AND NOT indisprimary
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""

# What each claim's history would be: its birth, and the move that led to where it stands.
_HISTORY = """
    INSERT INTO event (id, claim_id, type, actor, at, from_status, to_status, version, data, state)
    SELECT gen_random_uuid(), id, CASE line WHEN 1 THEN 'claim.created' ELSE 'claim.' || status END, 'bench',
        CASE line WHEN 1 THEN created_at ELSE updated_at END, CASE line WHEN 1 THEN NULL ELSE 'open' END,
        CASE WHEN line = version THEN status ELSE 'open' END, line, '{}', '{}'
    FROM claim CROSS JOIN LATERAL generate_series(1, version) AS line
"""


@contextmanager
def created(server: str, name: str) -> Iterator[Database]:
    """A database of its own with our tables, on a server whose data are not to outlive a crash."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    database = Database(server.replace("/postgres?", f"/{name}?"), pool_size=1)
    schema.upgrade(database)
    yield database
    database.dispose()


def url_of(database: Database) -> str:
    """The address of a database, for what connects to it by itself."""
    return database.url.set(drivername="postgresql").render_as_string(hide_password=False)


def fill(url: str, claims: int) -> None:
    """Put articles with `claims` claims in all into the tables, which must be empty."""
    make_months(url)
    with bulk(url, _TABLES):
        _copy(url, claims)


@contextmanager
def bulk(url: str, tables: Sequence[str]) -> Iterator[None]:
    """Take the indexes of `tables` away while the block fills them; then the claims get their histories."""
    with without_indexes(url, tables) as connection:
        yield
        connection.execute(_HISTORY)


@contextmanager
def without_indexes(url: str, tables: Sequence[str]) -> Iterator[psycopg.Connection]:
    """Take the indexes of `tables` away while the block fills them.

    As pg_restore does it: nobody else is there, and what comes is known to be whole.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET maintenance_work_mem = '512MB'")
        indexes = connection.execute(_INDEXES, [list(tables)]).fetchall()
        for name, _ in indexes:
            connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        yield connection
        for _, definition in indexes:
            connection.execute(definition.replace(" ON ONLY ", " ON "))  # of a partitioned table: on its partitions too
        connection.execute("VACUUM ANALYZE")


def make_months(url: str) -> None:
    """Make the partitions of the archive's months, as the service would have made them in their time."""
    database = Database(url)
    last = Month(TODAY.year, TODAY.month)
    with database.begin() as connection:
        there = partitions.existing(connection)
        month = Month(FIRST_DAY.year, FIRST_DAY.month)
        while month <= last:
            if month not in there:
                partitions.add(connection, month)
            month = month.after(1)
    database.dispose()


def _copy(url: str, claims: int) -> None:
    """Copy into all tables at once, each through a connection of its own, so that no rows wait in memory."""
    with ExitStack() as stack:
        copies: dict[str, psycopg.Copy] = {}
        for tables in articles(claims):
            for table, rows in tables.items():
                for row in rows:
                    if table not in copies:
                        connection = stack.enter_context(psycopg.connect(url))
                        connection.execute("SET session_replication_role = replica")
                        copies[table] = stack.enter_context(connection.cursor().copy(_command(table, row)))
                    copies[table].write_row(tuple(row.values()))


def _command(table: str, row: Row) -> sql.Composed:
    columns = sql.SQL(", ").join(map(sql.Identifier, row))
    return sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
