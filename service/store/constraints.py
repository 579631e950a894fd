"""Constraints that a migration has added without a look at what stood already: validated where every row meets them."""

from dataclasses import dataclass

import structlog
from psycopg.errors import LockNotAvailable
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from service.domain.errors import StoreUnavailable
from service.store.database import Connection, Database

_LONGEST = "1h"  # of one constraint; whoever reads and writes its table goes on meanwhile
_PATIENCE = "5s"
# Those of partitions follow their table's.
_WAITING = """
    SELECT conrelid::regclass::text AS in_table, conname AS name FROM pg_constraint
    WHERE NOT convalidated AND coninhcount = 0 AND conparentid = 0 AND connamespace = current_schema()::regnamespace
    ORDER BY 1, 2
"""
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Unvalidated:
    """A constraint that holds for what is written and not for all that stands."""

    in_table: str
    name: str


def unvalidated(connection: Connection) -> list[Unvalidated]:
    """Every such constraint."""
    return [Unvalidated(*row) for row in connection.execute(text(_WAITING))]


def validate(database: Database) -> None:
    """Validate each that every row meets, in a transaction of its own; the others are left, and wait."""
    with database.begin() as connection:
        waiting = unvalidated(connection)
    for one in waiting:
        try:
            with database.begin() as connection:
                connection.execute(text(f"SET LOCAL statement_timeout = '{_LONGEST}'"))
                connection.execute(text(f"SET LOCAL lock_timeout = '{_PATIENCE}'"))
                connection.execute(text(f'ALTER TABLE {one.in_table} VALIDATE CONSTRAINT "{one.name}"'))
        except IntegrityError:
            _log.warning("rows do not meet a constraint", table=one.in_table, constraint=one.name)
        except StoreUnavailable as error:
            if not isinstance(getattr(error.__cause__, "orig", None), LockNotAvailable):
                raise
            _log.warning("a constraint is validated another time", table=one.in_table, constraint=one.name)
