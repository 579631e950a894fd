"""The door to Postgres: one pool, transactions, and the driver's errors turned into our own."""

import select
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

import psycopg
import uuid_utils.compat
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError, InterfaceError, InvalidatePoolError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from service.domain.errors import StoreUnavailable
from service.store import driver_errors, tracing
from service.telemetry.metrics import metrics

__all__ = ["Connection", "Database", "uuid7"]

# A peer that vanished without a word is given up on after about this long, not after the kernel's two hours.
_VANISHED_AFTER = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 25_000}


def uuid7() -> UUID:
    """A new id, which tells the machine's time, and is greater than those that this process has made before."""
    return uuid_utils.compat.uuid7()


class Database:
    """A pool of connections to one Postgres.

    Each transaction begins with `begin()`, commits when its block ends, and rolls back when it raises.
    Raises `StoreUnavailable` where the database is away, its pool is used up for `pool_timeout` seconds, or
    a statement runs longer than `statement_timeout` seconds.

    With `pooler` a pooler in transaction mode stands before the database: a connection is another server
    process with each transaction, so nothing may be set, or prepared, for longer than that. A database that is
    `traced` tells of each statement as a span.
    """

    def __init__(
        self,
        url: str,
        *,
        pool_size: int = 5,
        pool_timeout: float = 5,
        statement_timeout: float = 10,
        connect_timeout: int = 3,
        pooler: bool = False,
        traced: bool = False,
    ) -> None:
        self.url = make_url(url).set(drivername="postgresql+psycopg")
        self._pooler = pooler
        self._joined: ContextVar[Connection | None] = ContextVar("joined", default=None)
        settings = {
            "statement_timeout": str(int(statement_timeout * 1000)),
            "timezone": "UTC",
            # Pages lie on solid state or in memory now: at the default of 4 the planner shuns good indexes.
            "random_page_cost": "1.1",
        }
        self.engine = create_engine(
            self.url,
            pool_size=pool_size,
            max_overflow=0,
            hide_parameters=True,  # they are texts of articles
            pool_timeout=pool_timeout,
            connect_args={
                "connect_timeout": connect_timeout,
                "application_name": "claims",
                **_VANISHED_AFTER,
                **({"prepare_threshold": None} if pooler else {"options": _as_options(settings)}),
            },
        )
        _meter(self.engine, pool_size)
        if pooler:
            _set_in_each_transaction(self.engine, settings)
        _check_before_use(self.engine)
        driver_errors.silence(self.engine)
        if traced:
            tracing.trace(self.engine)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction on one connection of the pool, or a savepoint of the transaction of `as_one`."""
        joined = self._joined.get()
        if joined is not None:
            with joined.begin_nested():
                yield joined
            return
        with self.apart() as connection:
            yield connection

    @contextmanager
    def apart(self) -> Iterator[Connection]:
        """One transaction on another connection of the pool than that of `as_one`: it commits when its block ends."""
        with translated_errors(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def look(self) -> Iterator[Connection]:
        """A connection for a look at something: each query is by itself, and no round trip goes to a transaction."""
        joined = self._joined.get()
        if joined is not None:
            yield joined
            return
        if self._pooler:  # which wants its settings in each transaction
            with self.begin() as connection:
                yield connection
            return
        with translated_errors(), self.engine.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")

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


def _as_options(settings: Mapping[str, str]) -> str:
    return " ".join(f"-c {name}={value}" for name, value in settings.items())


def _set_in_each_transaction(engine: Engine, settings: Mapping[str, str]) -> None:
    # one round trip for all of them
    query = text("SELECT " + ", ".join(f"set_config('{name}', :{name}, true)" for name in settings))

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.execute(query, settings)


def _meter(engine: Engine, pool_size: int) -> None:
    """Count the pool's connections: those that there may be, from the first on, and those in use."""

    @event.listens_for(engine, "first_connect")
    def open_pool(*_: object) -> None:
        metrics().pool_size.inc(pool_size)

    @event.listens_for(engine, "checkout")
    def take(*_: object) -> None:
        metrics().pool_in_use.inc()

    @event.listens_for(engine, "checkin")
    def give_back(*_: object) -> None:
        metrics().pool_in_use.dec()


def _check_before_use(engine: Engine) -> None:
    """Replace pooled connections that the server has closed, before they are used.

    To ask the server each time would cost a round trip; that it has gone can be read from the socket.
    """

    def check(connection: psycopg.Connection, *_: object) -> None:
        try:
            if _has_been_sent_something(connection):
                engine.dialect.do_ping(connection)  # type: ignore[arg-type]
        except psycopg.Error as error:
            raise InvalidatePoolError from error

    event.listen(engine, "checkout", check, insert=True)


def _has_been_sent_something(connection: psycopg.Connection) -> bool:
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))


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
