"""Where a database stands beside this release: its own schema, an earlier or later one, or none of this service's."""

import re
from dataclasses import dataclass
from enum import StrEnum

from alembic.migration import MigrationContext
from sqlalchemy import text

from service.store.database import Connection
from service.store.tables import Table

_NUMBERED = re.compile(r"\d{4,}")
_FIRST = {"article", "claim", "event", "api_key"}  # tables that every release has
_SHOWN = 5  # names in a message
_TABLES = """
    SELECT relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND nspname NOT LIKE 'pg\\_%temp\\_%'
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid
                    AND deptype = 'e')
    ORDER BY relkind NOT IN ('r', 'p'), relname
"""
_COLUMNS = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"


class Place(StrEnum):
    """Where a database stands."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"  # a later release's, with all that this one needs
    TOO_NEW = "too_new"  # a later release's, which has dropped what this one needs
    FOREIGN = "foreign"  # something else's


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A database's revision `at` beside this release's `head`; `names` are what it lacks, or has of others."""

    place: Place
    at: str | None
    head: str
    names: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether this release can work on it."""
        return self.place in (Place.CURRENT, Place.NEWER)

    @property
    def message(self) -> str:
        """What is to be known of it, and what to do; for the release's own schema, that it is."""
        match self.place:
            case Place.CURRENT:
                return f"schema {self.at}: as this release needs it"
            case Place.EMPTY | Place.OLDER:
                return f"the database is at schema {self.at}, this release needs {self.head}: run `claims db upgrade`"
            case Place.NEWER:
                return (
                    f"the database is at schema {self.at}, which a later release has made. This one, made for "
                    f"{self.head}, finds all that it needs there, and changes nothing: install the later release soon"
                )
            case Place.TOO_NEW:
                return (
                    f"the database is at schema {self.at}, which a later release has made, and lacks what this one, "
                    f"made for {self.head}, needs ({self._listed()}). Nothing was changed: install the later release, "
                    "or restore a backup from before into an empty database"
                )
            case Place.FOREIGN:
                held = f"is at schema {self.at}, which no release has made" if self.at else "is not empty"
                return (
                    f"the database {held}, and has tables that are not this service's ({self._listed()}). "
                    "Nothing was changed: name an empty database by CLAIMS_DATABASE_URL"
                )

    def _listed(self) -> str:
        more = ", …" if len(self.names) > _SHOWN else ""
        return ", ".join(self.names[:_SHOWN]) + more


def standing(connection: Connection, *, head: str, known: set[str]) -> Standing:
    """Where the database stands beside a release whose newest revision is `head`, and which knows the `known` ones."""
    revisions = MigrationContext.configure(connection).get_current_heads()
    at = ", ".join(revisions) or None
    if at == head:
        return Standing(place=Place.CURRENT, at=at, head=head)
    tables = table_names(connection)
    if at is None and not tables:
        return Standing(place=Place.EMPTY, at=at, head=head)
    if not set(tables) >= _FIRST or at is None:
        return Standing(place=Place.FOREIGN, at=at, head=head, names=tables)
    if at in known:
        return Standing(place=Place.OLDER, at=at, head=head)
    if not _NUMBERED.fullmatch(at) or int(at) < int(head):
        return Standing(place=Place.FOREIGN, at=at, head=head, names=tables)
    lacking = _lacking(connection)
    return Standing(place=Place.TOO_NEW if lacking else Place.NEWER, at=at, head=head, names=lacking)


def table_names(connection: Connection) -> tuple[str, ...]:
    """Whatever there is in the database that does not belong to Postgres or an extension, tables first."""
    return tuple(connection.scalars(text(_TABLES)))


def _lacking(connection: Connection) -> tuple[str, ...]:
    there = {(table, column) for table, column in connection.execute(text(_COLUMNS))}
    needed = [(table.name, column.name) for table in Table.metadata.sorted_tables for column in table.columns]
    return tuple(f"{table}.{column}" for table, column in needed if (table, column) not in there)
