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
_LOCK_TIMEOUT = "5s"  # a migration that waits for a lock makes everyone behind it wait


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


def fits(revision: str | None) -> bool:
    """Whether the code can work on a database at this revision: its own, or one of a later release.

    Revisions are numbered, and each leaves what the release before it needs (a test sees to that), so that a
    database may be upgraded while that release still serves.
    """
    return revision is not None and revision >= head()


def upgrade(database: Database) -> None:
    """Bring the database to the newest revision, all in one transaction, one migrator at a time.

    One that a later release has upgraded is left as it is.
    """
    with database.begin() as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        if (MigrationContext.configure(connection).get_current_revision() or "") > head():
            return
        connection.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT}'"))
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(_MIGRATIONS))
        command.upgrade(config, "head")


def drift(database: Database) -> list[object]:
    """Differences between the database's tables and the code's: none in a healthy release."""
    with translated_errors(), database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_ours})
        return list(compare_metadata(context, Table.metadata))


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or not (name or "").startswith("procrastinate_")
