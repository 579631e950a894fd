"""The pool: what becomes of it when the database restarts."""

import psycopg
import pytest
from sqlalchemy import text

from service.domain.errors import StoreUnavailable
from service.store.database import Connection, Database


def test_connections_that_the_server_closed_are_replaced_before_use(database: Database, server: str) -> None:
    with database.begin() as one, database.begin() as other:
        old = {_backend(one), _backend(other)}
    _close(server, old)

    with database.begin() as one, database.begin() as other:
        assert old.isdisjoint({_backend(one), _backend(other)})


def test_a_connection_that_breaks_in_use_is_one_failure_and_no_more(database: Database, server: str) -> None:
    with pytest.raises(StoreUnavailable):
        _lose(database, server)

    database.ping()


def test_a_notice_leaves_a_connection_in_use(database: Database, server: str) -> None:
    with database.begin() as connection:
        old = _backend(connection)
        connection.execute(text("LISTEN gossip"))
    with psycopg.connect(server.replace("/postgres?", f"/{database.url.database}?"), autocommit=True) as other:
        other.execute("NOTIFY gossip")

    for _ in range(2):
        with database.begin() as connection:
            assert _backend(connection) == old


def _lose(database: Database, server: str) -> None:
    with database.begin() as connection:
        _close(server, {_backend(connection)})
        connection.execute(text("SELECT 1"))


def _backend(connection: Connection) -> int:
    pid: int = connection.scalar(text("SELECT pg_backend_pid()"))
    return pid


def _close(server: str, backends: set[int]) -> None:
    with psycopg.connect(server, autocommit=True) as other:
        for backend in backends:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])  # waits until it is gone
