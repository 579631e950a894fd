"""What a command that serves asks of the database before it begins."""

import click

from service.cli.output import EXIT_UNREACHABLE, fail
from service.store import schema
from service.store.database import Database
from service.store.standing import Place


def check_schema(database: Database) -> None:
    """End the program where this release cannot work on the database; tell where a later one has upgraded it."""
    found = schema.standing(database)
    if not found.fits:
        fail(found.message, EXIT_UNREACHABLE)
    if found.place == Place.NEWER:
        click.echo(f"claims: {found.message}", err=True)
