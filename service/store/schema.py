"""The schema's version: bringing a database up to the code's migrations, and asking where it stands."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from service.store import constraints, partitions
from service.store.database import Connection, Database, translated_errors, uuid7
from service.store.entity_tables import EntityRow
from service.store.errors import SchemaRefused
from service.store.standing import Place, Standing
from service.store.standing import standing as standing_of

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x636C61696D73  # "claims": one migrator at a time, whatever the number of machines
_LOCK_TIMEOUT = "5s"  # a migration that waits for a lock makes everyone behind it wait
_STATEMENT_TIMEOUT = "1h"  # of each statement: one that runs away gives its locks back


@cache
def head() -> str:
    """The newest revision that the code knows."""
    revision = ScriptDirectory(str(_MIGRATIONS)).get_current_head()
    if revision is None:
        raise RuntimeError("the package holds no migrations")
    return revision


def current(database: Database) -> str | None:
    """The revision that the database is at, or None where it is empty."""
    with database.begin() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def standing(database: Database) -> Standing:
    """Where the database stands beside this release.

    Revisions are numbered, and each leaves what the release before it needs (a test checks that), so that a
    database may be upgraded while that release still serves.
    """
    with database.begin() as connection:
        return _standing(connection)


def upgrade(database: Database, to: str | None = None) -> Standing:
    """Bring the database to the newest revision, or to `to`, all in one transaction, one migrator at a time.

    Where it stood before. At the newest, the partitions of the months ahead are there too, and then constraints are
    validated that every row meets, without a lock that others would feel. One that a later release has upgraded is
    left as it is. Raises `SchemaRefused`, with nothing changed, where this release cannot use it.
    """
    with database.begin() as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        lock(connection)
        connection.execute(text(f"SET LOCAL statement_timeout = '{_STATEMENT_TIMEOUT}'"))
        before = _standing(connection)
        if before.place in (Place.TOO_NEW, Place.FOREIGN):
            raise SchemaRefused(before.message)
        if before.place == Place.NEWER:
            return before
        connection.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT}'"))
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(_MIGRATIONS))
        command.upgrade(config, to or "head")
        if to in (None, head()):
            partitions.add_missing(connection, uuid7())
    if to in (None, head()):
        constraints.validate(database)
    return before


def _standing(connection: Connection) -> Standing:
    return standing_of(connection, head=head(), known=revisions())


@cache
def revisions() -> set[str]:
    """Every revision that the code knows."""
    return {script.revision for script in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()}


def lock(connection: Connection) -> None:
    """Wait to be the only one at work on the schema; nobody else will be until the transaction ends."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def try_lock(connection: Connection) -> bool:
    """As `lock`, without waiting: whether nobody else is at work on the schema."""
    return bool(connection.scalar(text("SELECT pg_try_advisory_xact_lock(:lock)"), {"lock": _LOCK}))


def drift(database: Database) -> list[object]:
    """Differences between the database's tables and the code's: none in a healthy release."""
    with translated_errors(), database.engine.connect() as connection:
        parts = partitions.tables(connection)

        def known(name: str | None, kind: str, _parents: object) -> bool:
            return kind != "table" or not (name in parts or (name or "").startswith("procrastinate_"))

        context = MigrationContext.configure(connection, opts={"include_name": known})
        return list(compare_metadata(context, EntityRow.metadata))
