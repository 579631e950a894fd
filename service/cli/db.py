"""`claims db`: the database's schema, and its backups."""

import click

from service.cli.backup import backup_command, restore_command
from service.cli.context import local_services
from service.cli.output import EXIT_REFUSED, fail
from service.cli.reread import tell_left
from service.cli.secrets import encrypt_secrets, rotate_secrets, secret_faults
from service.store import schema
from service.store.standing import Place
from service.usecases.audit import audit
from service.usecases.rereading import count_left


@click.group("db")
def db_command() -> None:
    """Look after the database."""


db_command.add_command(backup_command)
db_command.add_command(restore_command)


@db_command.command("upgrade", short_help="Bring the schema up to this release.")
@click.option("--or-newer", is_flag=True, help="End with 0, too, where a later release has upgraded it already.")
def upgrade(or_newer: bool) -> None:
    """Bring the schema up to this release, and encrypt secrets that are stored readable, where there is a key.

    Safe to run twice, and from several machines at once. A database that a later release has upgraded, or that is
    not this service's, is left as it is: exit code 1.
    """
    with local_services(any_schema=True) as services:
        before = schema.upgrade(services.database)
        after = schema.current(services.database)
        if after == schema.head():
            encrypt_secrets(services.database, services.secrets)
    if before.place == Place.NEWER and not or_newer:
        fail(before.message, EXIT_REFUSED)
    if before.place == Place.NEWER:
        click.echo(before.message)
    else:
        click.echo(f"schema {after}" if before.at == after else f"schema {before.at or 'empty'} → {after}")


@db_command.command("rotate-secrets", short_help="Encrypt webhook secrets with the newest key.")
def rotate() -> None:
    """Encrypt the secrets of webhooks with the newest key of CLAIMS_SECRET_KEYS_FILE.

    To replace a key: put a new one in the first line of the file, restart what serves and works, run this, remove the
    old line, and restart again.
    """
    with local_services() as services:
        renewed = rotate_secrets(services)
    click.echo(f"{renewed} webhook secrets encrypted with the newest key: none needs another")


@db_command.command("check", short_help="Tell whether schema and secrets are sound.")
def check() -> None:
    """Tell whether the schema is this release's, and how much is left for `claims reread`.

    And whether the secrets are safe, and whether anything is stored that cannot be: older releases let some of it in.
    Once it is put right, `claims db upgrade` has it refused for good.
    """
    with local_services(any_schema=True) as services:
        found = schema.standing(services.database)
        current = found.place == Place.CURRENT
        drift = schema.drift(services.database) if current else []
        faults = secret_faults(services.database, services.secrets) if current else []
        wrong = audit(services.database) if current and not drift else []
        left = count_left(services.database) if current and not drift else None
    if not current:
        fail(found.message, EXIT_REFUSED)
    if drift:
        fail(
            "\n".join(["the tables differ from this release's:", *(f"  {item}" for item in drift)]),
            EXIT_REFUSED,
        )
    if faults:
        fail("\n".join(faults), EXIT_REFUSED)
    if wrong:
        lines = [f"  {one.count} {one.state}" + (f": {', '.join(one.ids)}" if one.ids else "") for one in wrong]
        fail("\n".join(["there is what cannot be:", *lines]), EXIT_REFUSED)
    click.echo(found.message)
    if left:
        click.echo(tell_left(left))
