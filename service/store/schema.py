"""The schema's version: bringing a database up to the code's migrations, and asking where it stands."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from service.store.database import Database, translated_errors
from service.store.tables import Table

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x636C61696D73  # "claims": one migrator at a time, whatever the number of machines
_STATEMENT_TIMEOUT = "10min"  # the wait for another migrator included
_LOCK_TIMEOUT = "5s"  # a migration that waits for a lock makes everyone behind it wait


def scripts() -> ScriptDirectory:
    """The migrations themselves."""
    return ScriptDirectory(str(_MIGRATIONS))


@cache
def head() -> str:
    """The newest revision that the code knows."""
    revision = scripts().get_current_head()
    if revision is None:
        raise RuntimeError("the package holds no migrations")
    return revision


def current(database: Database) -> str | None:
    """The revision that the database is at, or None where it is empty."""
    with database.begin() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def fits(revision: str | None) -> bool:
    """Whether the code can work on a database at this revision: its own, or one of a later release.

    Revisions are numbered, and each leaves what the release before it needs (a test sees to that), so that a
    database may be upgraded while that release still serves.
    """
    return revision is not None and revision >= head()


def upgrade(database: Database, to: str = "head") -> None:
    """Bring the database to the newest revision, or the one named, all in one transaction, one migrator at a time.

    One that a later release has upgraded is left as it is.
    """
    with database.begin() as connection:
        connection.execute(text(f"SET LOCAL statement_timeout = '{_STATEMENT_TIMEOUT}'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        if fits(MigrationContext.configure(connection).get_current_revision()):
            return
        connection.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT}'"))
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(_MIGRATIONS))
        command.upgrade(config, to)


def drift(database: Database) -> list[object]:
    """Differences between the database's tables and the code's: none in a healthy release."""
    with translated_errors(), database.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), Table.metadata))
