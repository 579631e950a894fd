"""Whether the database takes what is written: a disk that is full lets it answer questions, and no more."""

import time
from collections.abc import Callable
from threading import Lock

from sqlalchemy import text

from service.domain.errors import StoreUnavailable
from service.store.database import Database

_SECONDS = 2  # for each statement of the probe
_EVERY = 5.0  # seconds for which an answer holds
_FULL = {"53100", "53400"}  # disk_full, configuration_limit_exceeded (of temporary files)
_SET = """
    SELECT set_config('work_mem', '64kB', true), set_config('statement_timeout', :timeout, true),
           current_setting('transaction_read_only') = 'on'
"""
# A megabyte is sorted in a file of its own, as it is over `work_mem`, so the disk has to have room for that. It is
# gone with the query: no table grows by it.
_FILE = """
    SELECT max(n), max(filler) FROM (
        SELECT n, repeat(md5(n::text), 32) AS filler FROM generate_series(1, 1024) AS n ORDER BY 2 OFFSET 0
    ) AS sorted
"""
# Some bytes of the log, which their commit has to bring to the disk. Nobody reads them.
_LOG = "SELECT pg_logical_emit_message(true, 'claims', 'ready')"


class Storage:
    """Asks a database to write, at most every few seconds however often it is called; `clock` tells seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._turn = clock, Lock()
        self._state, self._until = "", float("-inf")

    def state(self, database: Database) -> str:
        """One of "ok", "full" and "read-only"; raises `StoreUnavailable` where the database does not answer."""
        with self._turn:
            if self._clock() >= self._until:
                self._state = _probe(database)
                self._until = self._clock() + _EVERY
            return self._state


def _probe(database: Database) -> str:
    try:
        with database.begin() as connection:
            if connection.execute(text(_SET), {"timeout": f"{_SECONDS}s"}).one()[2]:
                return "read-only"
            connection.execute(text(_FILE))
            connection.execute(text(_LOG))
    except StoreUnavailable as error:
        if getattr(getattr(error.__cause__, "orig", None), "sqlstate", None) in _FULL:
            return "full"
        raise
    return "ok"
