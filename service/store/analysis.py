"""Analysis versions: the number that today's has in a database, and how much another has read."""

from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import InstrumentedAttribute

from service.analysis import analysis_hash
from service.store.database import Connection, Database
from service.store.tables import AnalysisVersionRow, ArticleRow, WatchRow

EXACT_UP_TO = 10_000  # index entries that are read for one count
_NONE = -1  # no version's number

_known: WeakKeyDictionary[Database, dict[str, int]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What today's version has still to read, each up to `EXACT_UP_TO`."""

    claims: int
    articles: int

    def __bool__(self) -> bool:
        """Whether anything is left."""
        return self.claims + self.articles > 0


def current(database: Database, now: datetime) -> int:
    """The number of today's version, which is given one at its first use; asked for once in a process.

    A new number is written in a transaction of its own: nobody waits for it until a batch of requests is done, and
    it is not rolled back with one.
    """
    known = _known.setdefault(database, {})
    today = analysis_hash()
    if today not in known:
        known[today] = _look_up(database, now)
    return known[today]


def _look_up(database: Database, now: datetime) -> int:
    with database.look() as connection:
        number = find(connection)
    if number is None:
        with database.apart() as connection:
            number = _add(connection, now)
    return number


def find(connection: Connection) -> int | None:
    """The number of today's version, or None where it has read nothing yet."""
    return connection.scalar(select(AnalysisVersionRow.id).where(AnalysisVersionRow.hash == analysis_hash()))


def count_left(connection: Connection) -> Left:
    """How many claims and articles another version than today's has read."""
    today = find(connection)
    return Left(
        claims=_count(connection, select(WatchRow.claim_id).where(is_other(WatchRow.analysis_version, today))),
        articles=_count(
            connection,
            select(ArticleRow.id).where(
                is_other(ArticleRow.analysis_version, today),
                ArticleRow.withdrawn_at.is_(None),
                ArticleRow.superseded_at.is_(None),
            ),
        ),
    )


def is_other(column: InstrumentedAttribute[int], today: int | None) -> ColumnElement[bool]:
    """The condition that another version than `today` stands in the column, in the form that an index answers."""
    number = _NONE if today is None else today
    return or_(column < number, column > number)


def _count(connection: Connection, left: Select[UUID]) -> int:
    some = left.limit(EXACT_UP_TO).subquery()
    return connection.scalar(select(func.count()).select_from(some)) or 0


def _add(connection: Connection, now: datetime) -> int:
    new = {"hash": analysis_hash(), "release": version("claim-tracker"), "first_used": now}
    query = insert(AnalysisVersionRow).values(new).on_conflict_do_nothing().returning(AnalysisVersionRow.id)
    number = connection.scalar(query)
    if number is None:  # another process was faster, and has committed
        number = connection.scalar(select(AnalysisVersionRow.id).where(AnalysisVersionRow.hash == new["hash"]))
    if number is None:
        raise LookupError("the analysis version was taken away as it was written")
    return number
