"""`claims entities`: persons and bodies, looked up and put right."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

import click

from service.cli.context import client
from service.cli.ids import ENTITY
from service.cli.output import format_option, print_table
from service.cli.tables import print_found
from service.client import Client
from service.client.arguments import EntityCorrection
from service.client.records import Entity, EntityProfile
from service.client.wire import to_json
from service.domain.entities import EntityKind

_KINDS = click.Choice([kind.value for kind in EntityKind])
_ID = click.argument("entity_id", metavar="ID", type=ENTITY)
_VERSION = click.option(
    "--version", type=click.IntRange(1), help="The version that you decided on.  [default: the current one]"
)
_REASON = click.option("--reason", help="Why, for its history.")


@click.group("entities", short_help="Look up persons and bodies, and put them right.")
def entities_command() -> None:
    """Look up persons and bodies, and put right what rules have made of their names."""


@entities_command.command("list", short_help="List persons and bodies, the newest first.")
@click.option("-q", "--query", "q", help="Words of a name, in any case and order.")
@click.option("--kind", type=_KINDS, metavar="WORD", help=", ".join(kind.value for kind in EntityKind) + ".")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many.")
@format_option
def list_(q: str | None, kind: str | None, limit: int, as_json: bool) -> None:
    """List persons and bodies, the newest first, without those that were merged into others."""
    with client() as service:
        found = list(service.entities(q=q, kind=kind, limit=limit))
    print_found(found, as_json, _print_entities)


@entities_command.command("show")
@_ID
@format_option
def show(entity_id: UUID, as_json: bool) -> None:
    """Show the person or body with this ID, and how many claims name it."""
    with client() as service:
        profile = service.entity(entity_id)
    print_found(profile, as_json, _print_profile)


@entities_command.command("edit")
@_ID
@click.option("--name", help="What it is shown as. The name that it had stays an alias.")
@click.option("--alias", "aliases", multiple=True, help="Another name, added. May be given several times.")
@click.option("--drop-alias", "dropped", multiple=True, help="A name to take from it. May be given several times.")
@click.option("--kind", type=_KINDS, metavar="WORD", help=", ".join(kind.value for kind in EntityKind) + ".")
@click.option("--wikidata", "wikidata_id", metavar="Q…", help="Its id in Wikidata; an empty word for none.")
@click.option("--note", help="A note; an empty one for none.")
@_REASON
@_VERSION
@format_option
def edit(entity_id: UUID, version: int | None, as_json: bool, **given: Any) -> None:
    """Correct the person or body with this ID."""
    with client() as service:
        profile = service.entity(entity_id)
        values = _values(profile, given)
        if not values.keys() - {"reason"}:
            raise click.UsageError("Say what to change: --name, --alias, --drop-alias, --kind, --wikidata or --note.")
        profile = service.correct_entity(entity_id, version=version or profile.version, **values)
    print_found(profile, as_json, _print_profile)


@entities_command.command("merge", short_help="Merge one into another that is the same.")
@_ID
@click.argument("into", metavar="INTO", type=ENTITY)
@_REASON
@_VERSION
@format_option
def merge(entity_id: UUID, into: UUID, reason: str | None, version: int | None, as_json: bool) -> None:
    """Merge the person or body with this ID into another that is the same, and stays.

    Its claims count as that one's. `claims entities split` takes it back.
    """
    with client() as service:
        at = _at(service, entity_id, version)
        profile = service.merge_entity(entity_id, into, version=at, reason=reason)
    print_found(profile, as_json, _print_profile)


@entities_command.command("split", short_help="Split off what was merged.")
@_ID
@click.argument("member", metavar="MEMBER", type=ENTITY)
@_REASON
@_VERSION
@format_option
def split(entity_id: UUID, member: UUID, reason: str | None, version: int | None, as_json: bool) -> None:
    """Split MEMBER, which was merged into the person or body with this ID, off again.

    It has what it had before: its names, its claims, and what had been merged into it.
    """
    with client() as service:
        at = _at(service, entity_id, version)
        profile = service.split_entity(entity_id, member, version=at, reason=reason)
    print_found(profile, as_json, _print_profile)


def _at(service: Client, entity_id: UUID, version: int | None) -> int:
    return version or service.entity(entity_id).version


def _values(profile: EntityProfile, given: dict[str, Any]) -> EntityCorrection:
    added, dropped = given.pop("aliases"), given.pop("dropped")
    values: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    for name in ("wikidata_id", "note"):
        if values.get(name) == "":
            values[name] = None
    if added or dropped:
        kept = [*profile.aliases, *([profile.name] if "name" in values else []), *added]
        values["aliases"] = [name for name in dict.fromkeys(kept) if name not in dropped]
    return cast(EntityCorrection, values)


def _print_entities(found: Iterable[Entity]) -> None:
    print_table(["kind", "name", "id"], [[one.kind, one.name, one.id] for one in found])


def _print_profile(profile: EntityProfile) -> None:
    record = to_json(profile)
    rows = [(name, value) for name, value in record.items() if not isinstance(value, dict | list)]
    rows.append(("aliases", "\n".join(profile.aliases)))
    rows.append(("roles", "\n".join(f"{line.role} ({line.articles})" for line in profile.roles)))
    rows.append(("joined", "\n".join(f"{one.name} {one.id}" for one in profile.joined)))
    print_table(["", ""], [row for row in rows if row[1] not in (None, "")])
