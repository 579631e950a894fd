"""Persons and bodies: looked up, corrected, merged and split; each change an event, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from service.domain.entities import (
    MOST_ALIASES,
    MOST_JOINED,
    Entity,
    EntityEvent,
    EntityEventType,
    EntityFilter,
    EntityProfile,
    key_by_hand,
    keys_for,
)
from service.domain.errors import (
    AliasTaken,
    EntityMerged,
    EntityNotFound,
    InvalidValue,
    StaleVersion,
    WikidataIdTaken,
)
from service.store import entities, entity_records, entity_withdrawals
from service.store.database import Connection, Database, uuid7
from service.usecases.paging import cut
from service.usecases.record import Action

_PLAIN = ("name", "kind", "wikidata_id", "note")
_TOLD = ("kind", "wikidata_id")  # of what was before: no words of articles, which a withdrawal would have to find


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityTarget:
    """An entity that an order is for, and the versions of it that the caller accepts; None for whichever is current."""

    entity_id: UUID
    versions: frozenset[int] | None


def list_entities(
    database: Database, kept: EntityFilter, after: UUID | None, limit: int
) -> tuple[list[Entity], UUID | None]:
    """Up to `limit` entities that `kept` keeps, the newest first, and the one that the next page comes after."""
    with database.begin() as connection:
        found = entity_records.find(connection, kept, after, limit + 1)
    return cut(found, limit, lambda last: last.id)


def get_entity(database: Database, entity_id: UUID) -> EntityProfile:
    """The entity with what is known of it; raises `EntityNotFound`."""
    with database.begin() as connection:
        return _profile(connection, entity_id)


def list_entity_events(
    database: Database, entity_id: UUID, after: int | None, limit: int
) -> tuple[list[EntityEvent], int | None]:
    """Up to `limit` lines of the entity's history, oldest first, and the version that the next page comes after.

    Raises `EntityNotFound`.
    """
    with database.begin() as connection:
        if entity_records.get(connection, entity_id) is None:
            raise EntityNotFound
        found = entity_records.events_of(connection, entity_id, after=after or 0, limit=limit + 1)
    return cut(found, limit, lambda last: last.version)


def correct_entity(
    database: Database, target: EntityTarget, values: Mapping[str, Any], *, action: Action
) -> EntityProfile:
    """The entity with another name, kind, id of Wikidata, note, or other aliases, and a `reason` where one is given.

    A name that it had stays an alias unless `aliases` leaves it out. Values that are as they were change nothing.
    Raises `EntityNotFound`, `StaleVersion`, `AliasTaken`, `WikidataIdTaken`, and `InvalidValue` for too many aliases.
    """
    with database.begin() as connection:
        entity = _locked(connection, [target.entity_id], target)[target.entity_id]
        plain = {name: values[name] for name in _PLAIN if name in values and values[name] != getattr(entity, name)}
        after = _next(entity, action, **plain)
        called = entity_records.names_of(connection, entity.id)
        names = _names(after, values.get("aliases", called.values()))
        if not plain and names.keys() == called.keys():
            return entity_records.profile(connection, entity)
        _check_free(connection, after, names)
        fields = sorted({*plain, *(["aliases"] if names.keys() != called.keys() else [])})
        _save(connection, after)
        entity_records.call(connection, entity.id, names, _derived(after, names))
        told = {"fields": fields, "was": {name: getattr(entity, name) for name in _TOLD if name in plain}}
        _record(connection, EntityEventType.CORRECTED, action, values.get("reason"), {after: told})
        return entity_records.profile(connection, after)


def merge_entities(
    database: Database, target: EntityTarget, into: UUID, reason: str | None, *, action: Action
) -> EntityProfile:
    """The entity that stays; the other, with all that counts as it, counts as it from now on.

    Its own names and claims stay its own, so that a split restores it. Raises `EntityNotFound`, `StaleVersion`,
    `EntityMerged` where either counts as another already, and `InvalidValue` where `into` cannot take it.
    """
    if target.entity_id == into:
        raise InvalidValue("into", "An entity cannot be merged into itself.")
    with database.begin() as connection:
        both = _locked(connection, [target.entity_id, into], target)
        gone, stays = both[target.entity_id], both.get(into)
        if stays is None:
            raise InvalidValue("into", "No person or body has this id.")
        if gone.merged_into is not None or stays.merged_into is not None:
            raise EntityMerged
        if entity_records.count_joined(connection, [gone.id, stays.id]) > MOST_JOINED:
            raise InvalidValue("into", f"At most {MOST_JOINED} entities can count as one.")
        went = _next(gone, action, merged_into=stays.id, canonical_id=stays.id)
        kept = _next(stays, action)
        _save(connection, went)
        entity_records.join(connection, gone.id, stays.id)
        _save(connection, kept)
        told = {went: {"into": str(kept.id)}, kept: {"from": str(went.id)}}
        _record(connection, EntityEventType.MERGED, action, reason, told)
        return entity_records.profile(connection, kept)


def split_entity(
    database: Database, target: EntityTarget, member: UUID, reason: str | None, *, action: Action
) -> EntityProfile:
    """The entity that was merged, as it stood before: with its names, its claims, and what was merged into it.

    Raises `EntityNotFound`, `StaleVersion`, and `InvalidValue` where it does not count as the target.
    """
    with database.begin() as connection:
        both = _locked(connection, [target.entity_id, member], target)
        whole, part = both[target.entity_id], both.get(member)
        if part is None or part.merged_into is None or part.canonical_id != whole.id:
            raise InvalidValue("entity_id", "It does not count as this entity.")
        freed = _next(part, action, merged_into=None, canonical_id=part.id)
        entity_records.split(connection, freed)
        left = _next(whole, action)
        _save(connection, left)
        told = {freed: {"from": str(left.id)}, left: {"off": str(freed.id)}}
        _record(connection, EntityEventType.SPLIT, action, reason, told)
        return entity_records.profile(connection, freed)


def blank_entities(connection: Connection, article_id: UUID, action: Action) -> list[UUID]:
    """Blank what a withdrawn article alone tells of entities: their names, what they are, or all of them.

    Which entities it named.
    """
    named = entity_withdrawals.forget_article(connection, article_id)
    gone = entity_withdrawals.nameless(connection, named)
    entity_withdrawals.blank(connection, gone, action.now)
    left = entity_records.get_many(connection, [one for one in named if one not in gone], lock=True)
    for entity in left.values():
        _rename(connection, entity, article_id, action)
    return named


def _rename(connection: Connection, entity: Entity, article_id: UUID, action: Action) -> None:
    """Show the entity by a name that it still has, and let it be found by nothing that was made of one that went."""
    names = entity_records.names_of(connection, entity.id)
    entity_records.call(connection, entity.id, names, _derived(entity, names))
    if entity.name in names.values():
        return
    after = _next(entity, action, name=next(iter(names.values())))
    _save(connection, after)
    told = {"fields": ["name"], "was": {}, "withdrawn_article_id": str(article_id)}
    _record(connection, EntityEventType.CORRECTED, action, None, {after: told})


def _profile(connection: Connection, entity_id: UUID) -> EntityProfile:
    entity = entity_records.get(connection, entity_id)
    if entity is None:
        raise EntityNotFound
    return entity_records.profile(connection, entity)


def _locked(connection: Connection, ids: list[UUID], target: EntityTarget) -> dict[UUID, Entity]:
    """The entities, locked in the order of their ids; the target at a version that the caller accepts."""
    found = entity_records.get_many(connection, ids, lock=True)
    entity = found.get(target.entity_id)
    if entity is None:
        raise EntityNotFound
    if target.versions is not None and entity.version not in target.versions:
        raise StaleVersion(entity.version)
    return found


def _next(entity: Entity, action: Action, **values: Any) -> Entity:
    return replace(entity, **values, version=entity.version + 1, updated_at=action.now)


def _save(connection: Connection, entity: Entity) -> None:
    if not entity_records.save(connection, entity):
        raise StaleVersion(entity.version)


def _names(entity: Entity, aliases: Any) -> dict[str, str]:
    """What the entity is to be called, by key, its name first."""
    names = {key_by_hand(name): name for name in (*aliases, entity.name)}
    if len(names) > MOST_ALIASES + 1:
        raise InvalidValue("aliases", f"At most {MOST_ALIASES}.")
    return names


def _derived(entity: Entity, names: Mapping[str, str]) -> set[str]:
    return {key for name in names for key in keys_for(name, entity.kind)}


def _check_free(connection: Connection, entity: Entity, names: Mapping[str, str]) -> None:
    """Refuse what is another's; nobody else takes the names until the transaction ends."""
    held = entities.lock(connection, names)
    taken = {key for key, owner in entity_records.owners(connection, names).items() if owner != entity.id}
    if taken or held != names.keys():
        raise AliasTaken
    if entity.wikidata_id is not None:
        owner = entity_records.with_wikidata_id(connection, entity.wikidata_id)
        if owner not in (None, entity.id):
            raise WikidataIdTaken


def _record(
    connection: Connection,
    type_: EntityEventType,
    action: Action,
    reason: str | None,
    told: Mapping[Entity, Mapping[str, Any]],
) -> None:
    lines = [
        EntityEvent(
            id=uuid7(),
            entity_id=entity.id,
            version=entity.version,
            type=type_,
            actor=action.actor,
            at=action.now,
            reason=reason,
            data=data,
        )
        for entity, data in told.items()
    ]
    entity_records.record(connection, lines)
