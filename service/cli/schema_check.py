"""What a command that serves asks of the database before it begins."""

from service.cli.output import EXIT_UNREACHABLE, fail
from service.store import schema
from service.store.database import Database


def check_schema(database: Database) -> None:
    """End the program where the database's schema is not this release's."""
    at, head = schema.current(database), schema.head()
    if not schema.fits(at):
        fail(
            f"the database is at schema {at}, this release needs {head}: run `claims db upgrade`",
            EXIT_UNREACHABLE,
        )
