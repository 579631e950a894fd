"""`claims keys`: API keys, made and revoked by the service that CLAIMS_URL names, or on the database itself."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Protocol
from uuid import UUID

import click

from service.bootstrap import Services
from service.cli.context import client, local_services, settings
from service.cli.ids import Ending, pick
from service.cli.member_names import NamedMember, find_member
from service.cli.output import fail, format_option, print_json, print_table
from service.client import Client
from service.domain.key import Scope
from service.usecases.keys import create_key, list_keys, revoke_key
from service.usecases.members import every_member

_SCOPES = click.Choice([scope.value for scope in Scope])


class _Key(Protocol):
    @property
    def id(self) -> UUID: ...
    @property
    def name(self) -> str: ...
    @property
    def member_id(self) -> UUID | None: ...
    @property
    def scopes(self) -> Iterable[Scope]: ...
    @property
    def created_at(self) -> datetime: ...
    @property
    def expires_at(self) -> datetime | None: ...
    @property
    def revoked_at(self) -> datetime | None: ...
    @property
    def last_used_at(self) -> datetime | None: ...


class _Keys(Protocol):
    def create(self, name: str, scopes: Sequence[Scope], expires_at: datetime | None, member_id: UUID | None) -> str:
        """The secret of a new key, of a member or of a job."""

    def members(self) -> Iterable[NamedMember]:
        """Every member, those who have left too."""

    def all(self) -> Sequence[_Key]:
        """Every key, the revoked ones too."""

    def revoke(self, key_id: UUID) -> None:
        """Revoke a key for good."""


@click.group("keys")
def keys_command() -> None:
    """Make, list and revoke API keys.

    Where CLAIMS_URL is set, the service there does it, for a key with the scope admin; else it is done on the
    database that the settings name.
    """


@keys_command.command("create")
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, type=_SCOPES, required=True, help="May be given several times.")
@click.option("--days", type=click.IntRange(1, 3650), help="Let it expire after so many days.")
@click.option("--member", help="Whose it is, by mail address, name or id. Without it the key is a job's.")
def create(name: str, scopes: tuple[str, ...], days: int | None, member: str | None) -> None:
    """Make a key called NAME and print it: it cannot be shown again."""
    expires_at = datetime.now(UTC) + timedelta(days=days) if days else None
    with _keys() as keys:
        member_id = find_member(member, keys.members()) if member else None
        secret = keys.create(name, [Scope(scope) for scope in scopes], expires_at, member_id)
    click.echo(secret)


@keys_command.command("list")
@format_option
def list_(as_json: bool) -> None:
    """List every key, the revoked ones too. Secrets are not kept, so none is shown."""
    with _keys() as keys:
        rows = [
            {
                "id": str(key.id),
                "name": key.name,
                "member_id": key.member_id and str(key.member_id),
                "scopes": sorted(key.scopes),
                "created_at": key.created_at.isoformat(),
                "expires_at": key.expires_at and key.expires_at.isoformat(),
                "revoked_at": key.revoked_at and key.revoked_at.isoformat(),
                "last_used_at": key.last_used_at and key.last_used_at.isoformat(),
            }
            for key in keys.all()
        ]
    if as_json:
        print_json(rows)
    else:
        shown = [{**row, "scopes": ", ".join(row["scopes"] or ())} for row in rows]
        print_table(
            ["id", "name", "member", "scopes", "created", "expires", "revoked", "last used"],
            [list(row.values()) for row in shown],
        )


@keys_command.command("revoke")
@click.argument("key_id", metavar="ID", type=Ending())
def revoke(key_id: UUID | str) -> None:
    """Revoke the key with this ID, at once and for good."""
    with _keys() as keys:
        chosen = pick(key_id, ((key.id, key.name) for key in keys.all()), "key")
        keys.revoke(chosen)
    click.echo(f"revoked {chosen}")


@contextmanager
def _keys() -> Iterator[_Keys]:
    if settings().url:
        with client() as service:
            yield _ServiceKeys(service)
    else:
        with local_services() as services:
            yield _StoredKeys(services)


class _ServiceKeys:
    def __init__(self, service: Client) -> None:
        self._service = service

    def create(self, name: str, scopes: Sequence[Scope], expires_at: datetime | None, member_id: UUID | None) -> str:
        made = self._service.create_key(name, scopes, expires_at=expires_at, member_id=member_id)
        if made.key is None:
            fail(f"the answer with the secret of {made.id} was lost: revoke it, and make another.")
        return made.key

    def members(self) -> Iterable[NamedMember]:
        return self._service.members()

    def all(self) -> Sequence[_Key]:
        return self._service.keys()

    def revoke(self, key_id: UUID) -> None:
        self._service.revoke_key(key_id)


class _StoredKeys:
    def __init__(self, services: Services) -> None:
        self._database, self._now = services.database, services.clock.now

    def create(self, name: str, scopes: Sequence[Scope], expires_at: datetime | None, member_id: UUID | None) -> str:
        made = create_key(self._database, name, scopes, now=self._now(), expires_at=expires_at, member_id=member_id)
        return made[1]

    def members(self) -> Iterable[NamedMember]:
        return every_member(self._database)

    def all(self) -> Sequence[_Key]:
        return list_keys(self._database)

    def revoke(self, key_id: UUID) -> None:
        revoke_key(self._database, key_id, now=self._now())
