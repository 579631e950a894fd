"""`claims feeds`: secret addresses of feeds, for readers that know no passwords."""

from uuid import UUID

import click

from service.cli.context import client
from service.cli.output import format_option, print_json, print_table
from service.client.wire import to_json


@click.group("feeds")
def feeds_command() -> None:
    """Make, list and revoke secret addresses of feeds."""


@feeds_command.command("create", short_help="Make a secret address and print its feeds.")
@click.argument("name")
def create(name: str) -> None:
    """Make a secret address for the reader called NAME and print its feeds: it cannot be shown again."""
    with client() as service:
        made = service.create_feed(name)
    for feed in ("claims.atom", "claims.ics"):
        click.echo(f"{made.url}/{feed}")


@feeds_command.command("list")
@format_option
def list_(as_json: bool) -> None:
    """List every secret address, the revoked ones too. Secrets are not kept, so none is shown."""
    with client() as service:
        rows = [to_json(address) for address in service.feeds()]
    if as_json:
        print_json(rows)
    else:
        print_table(["id", "name", "created", "revoked", "last used"], [list(row.values()) for row in rows])


@feeds_command.command("revoke")
@click.argument("feed_id", metavar="ID", type=click.UUID)
def revoke(feed_id: UUID) -> None:
    """Revoke the secret address with this ID, at once and for good."""
    with client() as service:
        service.revoke_feed(feed_id)
    click.echo(f"revoked {feed_id}")
