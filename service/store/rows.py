"""Inserting rows by the hundred: one statement and one round trip for up to a thousand of them.

They go as one JSON value, which costs less on both sides than a parameter for each cell.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import TableValuedAlias, bindparam, column, func, select
from sqlalchemy.dialects.postgresql import JSON, Insert, insert
from sqlalchemy.types import Text

from service.store.database import Connection
from service.store.tables import Table

_AT_ONCE = 1_000  # rows
Part = TypeVar("Part")
Row = dict[str, Any]  # by column; dates, instants and UUIDs as they are


def insert_rows(connection: Connection, table: type[Table], rows: Sequence[Row]) -> None:
    """Insert the rows, all of the same columns, in their order."""
    for part in in_parts(rows):
        connection.execute(insertion(table, *rows[0]), as_parameter(part))


def in_parts(rows: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """The rows, or ids, in parts so small that a statement that takes one is well within its time."""
    return (rows[first : first + _AT_ONCE] for first in range(0, len(rows), _AT_ONCE))


def as_parameter(rows: Sequence[Row]) -> dict[str, str]:
    """The rows as the parameter of an `insertion`."""
    return {"rows": json.dumps(rows, default=_plain, ensure_ascii=False)}


@cache
def insertion(table: type[Table], *names: str) -> Insert:
    """The statement that inserts rows of these columns."""
    return insert(table).from_select(names, select(*values(names, table).c))


def values(names: Iterable[str], table: type[Table]) -> TableValuedAlias:
    """The rows of the parameter `rows`, of these columns, as a table that queries can name."""
    return (
        func.json_to_recordset(bindparam("rows", type_=Text).cast(JSON))
        .table_valued(*(column(name, table.__table__.c[name].type) for name in names))
        .render_derived("new", with_types=True)
    )


def _plain(value: object) -> str:
    if isinstance(value, UUID | date):  # instants too
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON that Postgres reads back")
