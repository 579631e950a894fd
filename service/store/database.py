"""The door to Postgres: one pool, transactions, and the driver's errors turned into our own."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

import uuid_utils.compat
from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from service.domain.errors import StoreUnavailable

__all__ = ["Connection", "Database", "uuid7"]


def uuid7() -> UUID:
    """A new id, which tells the machine's time, and is greater than those that this process has made before."""
    return uuid_utils.compat.uuid7()


class Database:
    """A pool of connections to one Postgres.

    Each transaction begins with `begin()`, commits when its block ends, and rolls back when it raises.
    Raises `StoreUnavailable` where the database is away, its pool is used up for `pool_timeout` seconds, or
    a statement runs longer than `statement_timeout` seconds.
    """

    def __init__(
        self,
        url: str,
        *,
        pool_size: int = 5,
        pool_timeout: float = 5,
        statement_timeout: float = 10,
        connect_timeout: int = 3,
    ) -> None:
        self.url = make_url(url).set(drivername="postgresql+psycopg")
        self._joined: ContextVar[Connection | None] = ContextVar("joined", default=None)
        self.engine = create_engine(
            self.url,
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=pool_timeout,
            pool_pre_ping=True,
            connect_args={
                "connect_timeout": connect_timeout,
                # Pages lie on solid state or in memory now: at the default of 4 the planner shuns good indexes.
                "options": f"-c statement_timeout={int(statement_timeout * 1000)} -c timezone=UTC"
                " -c random_page_cost=1.1",
                "application_name": "claims",
            },
        )

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction on one connection of the pool, or a savepoint of the transaction of `as_one`."""
        joined = self._joined.get()
        if joined is not None:
            with joined.begin_nested():
                yield joined
            return
        with translated_errors(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def as_one(self) -> Iterator[Connection]:
        """One transaction that every `begin` within the block is part of."""
        with self.begin() as connection:
            token = self._joined.set(connection)
            try:
                yield connection
            finally:
                self._joined.reset(token)

    def ping(self) -> None:
        """Ask the database for a sign of life; raises `StoreUnavailable` where there is none."""
        with self.begin() as connection:
            connection.execute(text("SELECT 1"))

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn what the driver raises when the database is away or too slow into `StoreUnavailable`."""
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout) as error:
        raise StoreUnavailable from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise StoreUnavailable from error
        raise
