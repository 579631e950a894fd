"""`claims keys`: API keys, made and revoked on the database itself."""

from datetime import timedelta
from uuid import UUID

import click

from service.cli.context import local_services
from service.cli.output import format_option, print_json, print_table
from service.domain.key import Scope
from service.usecases.keys import create_key, list_keys, revoke_key

_SCOPES = click.Choice([scope.value for scope in Scope])


@click.group("keys")
def keys_command() -> None:
    """Make, list and revoke API keys."""


@keys_command.command("create")
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, type=_SCOPES, required=True, help="May be given several times.")
@click.option("--days", type=click.IntRange(1, 3650), help="Let it expire after so many days.")
def create(name: str, scopes: tuple[str, ...], days: int | None) -> None:
    """Make a key called NAME and print it: it cannot be shown again."""
    with local_services() as services:
        now = services.clock.now()
        expires_at = now + timedelta(days=days) if days else None
        _, token = create_key(services.database, name, map(Scope, scopes), now=now, expires_at=expires_at)
    click.echo(token)


@keys_command.command("list")
@format_option
def list_(as_json: bool) -> None:
    """List every key, the revoked ones too. Secrets are not kept, so none is shown."""
    with local_services() as services:
        rows = [
            {
                "id": str(key.id),
                "name": key.name,
                "scopes": sorted(key.scopes),
                "created_at": key.created_at.isoformat(),
                "expires_at": key.expires_at and key.expires_at.isoformat(),
                "revoked_at": key.revoked_at and key.revoked_at.isoformat(),
                "last_used_at": key.last_used_at and key.last_used_at.isoformat(),
            }
            for key in list_keys(services.database)
        ]
    if as_json:
        print_json(rows)
    else:
        shown = [{**row, "scopes": ", ".join(row["scopes"] or ())} for row in rows]
        print_table(
            ["id", "name", "scopes", "created", "expires", "revoked", "last used"],
            [list(row.values()) for row in shown],
        )


@keys_command.command("revoke")
@click.argument("key_id", metavar="ID", type=click.UUID)
def revoke(key_id: UUID) -> None:
    """Revoke the key with this ID, at once and for good."""
    with local_services() as services:
        revoke_key(services.database, key_id, now=services.clock.now())
    click.echo(f"revoked {key_id}")
