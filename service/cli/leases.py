"""`claims leases`: due claims for one resolution job at a time, as shell scripts take them."""

from typing import Any
from uuid import UUID

import click

from service.cli.context import client
from service.cli.filters import condition_options
from service.cli.ids import CLAIM
from service.cli.output import format_option
from service.cli.tables import print_found, print_lease, print_leases
from service.client.leases import USUAL_TTL

_ID = click.argument("lease_id", metavar="ID", type=click.UUID)
_TTL = click.option(
    "--ttl",
    type=click.IntRange(1, 3_600),
    default=USUAL_TTL,
    show_default=True,
    metavar="SECONDS",
    help="When it ends by itself, from now.",
)


@click.group("leases", short_help="Take due claims on lease, one job at a time.")
def leases_command() -> None:
    """Take due claims on lease: no other job gets them until it ends."""


@leases_command.command("take", short_help="Take due claims, the oldest review day first.")
@click.option("--limit", type=click.IntRange(1, 200), default=50, show_default=True, help="At most so many claims.")
@_TTL
@condition_options
@format_option
def take(limit: int, ttl: int, as_json: bool, **conditions: Any) -> None:
    """Take due claims that meet every condition given, the oldest review day first."""
    with client() as service:
        lease = service.take_lease(limit=limit, ttl=ttl, **conditions)
    print_found(lease, as_json, print_lease)


@leases_command.command("list", short_help="List who holds which claims.")
@click.option("--holder", help="The name of the key that took it, in any case of letters.")
@click.option("--claim", "claim_id", type=CLAIM, metavar="ID", help="The one that this claim is on.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many leases.")
@format_option
def list_(limit: int, as_json: bool, **conditions: Any) -> None:
    """List the leases that have not ended, the last taken first: who holds which claims."""
    with client() as service:
        found = list(service.leases(limit=limit, **conditions))
    print_found(found, as_json, print_leases)


@leases_command.command("show", short_help="Show a lease and the claims on it.")
@_ID
@format_option
def show(lease_id: UUID, as_json: bool) -> None:
    """Show the lease with this ID, and the claims on it that are still due."""
    with client() as service:
        lease = service.lease(lease_id)
    print_found(lease, as_json, print_lease)


@leases_command.command("renew")
@_ID
@_TTL
@format_option
def renew(lease_id: UUID, ttl: int, as_json: bool) -> None:
    """Have the lease with this ID go on from now."""
    with client() as service:
        lease = service.renew_lease(lease_id, ttl=ttl)
    print_found(lease, as_json, print_lease)


@leases_command.command("release")
@_ID
def release(lease_id: UUID) -> None:
    """End the lease with this ID: its claims are free for other jobs."""
    with client() as service:
        service.release_lease(lease_id)
    click.echo(f"released {lease_id}")
