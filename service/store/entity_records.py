"""Queries on entities as records: lists, what is known of each, changes with their events, merges and splits.

A merge rewrites no claim: claims point to the entity that they were found for, and that to the one that it counts as.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, delete, func, insert, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from service.domain.entities import (
    Entity,
    EntityEvent,
    EntityEventType,
    EntityFilter,
    EntityKind,
    EntityProfile,
    JoinedEntity,
    RoleLine,
)
from service.store.database import Connection
from service.store.entity_tables import EntityAliasRow, EntityEventRow, EntityMentionRow, EntityRow, ParticipantRow
from service.store.tables import ClaimRow
from service.store.words import is_named

_ROLES_SHOWN, _MENTIONS_READ = 10, 1_000
_ENTITY = [column for column in EntityRow.__table__.c if column.name != "withdrawn_at"]
_STANDS = EntityRow.withdrawn_at.is_(None)
_OWN = EntityAliasRow.origin != "derived"
# Those that were merged into an entity, directly or not, and itself.
_BELOW = text("""
    WITH RECURSIVE below (id) AS (
        SELECT CAST(:id AS uuid)
        UNION
        SELECT entity.id FROM below JOIN entity ON entity.merged_into = below.id
    )
    UPDATE entity SET canonical_id = :id, merged_into = CASE WHEN entity.id = :id THEN NULL ELSE merged_into END,
        version = version + CASE WHEN entity.id = :id THEN 1 ELSE 0 END,
        updated_at = CASE WHEN entity.id = :id THEN :at ELSE updated_at END
    FROM below WHERE entity.id = below.id
""")


def get(connection: Connection, entity_id: UUID) -> Entity | None:
    """The entity, or None where there is none or it was withdrawn."""
    return get_many(connection, [entity_id]).get(entity_id)


def get_many(connection: Connection, ids: Collection[UUID], *, lock: bool = False) -> dict[UUID, Entity]:
    """The entities with these ids; with `lock` nobody else changes them until the transaction ends."""
    query = select(*_ENTITY).where(EntityRow.id.in_(ids), _STANDS).order_by(EntityRow.id)
    rows = connection.execute(query.with_for_update() if lock else query).mappings()
    return {row["id"]: _to_entity(row) for row in rows}


def find(connection: Connection, kept: EntityFilter, after: UUID | None, limit: int) -> list[Entity]:
    """Up to `limit` entities that `kept` keeps, the newest first, after the entity `after`."""
    query = select(*_ENTITY).where(_STANDS, EntityRow.merged_into.is_(None))
    if kept.kind is not None:
        query = query.where(EntityRow.kind == kept.kind)
    if kept.q is not None:
        called = select(EntityAliasRow.entity_id).where(is_named("entity_alias.name", kept.q), _OWN)
        counts_as = select(EntityRow.canonical_id).where(EntityRow.id.in_(called))
        query = query.where(EntityRow.id.in_(counts_as.scalar_subquery()))
    if after is not None:
        query = query.where(EntityRow.id < after)
    return [_to_entity(row) for row in connection.execute(query.order_by(EntityRow.id.desc()).limit(limit)).mappings()]


def profile(connection: Connection, entity: Entity) -> EntityProfile:
    """What is known of the entity, and of those that count as it."""
    joined = select(EntityRow.id, EntityRow.name).where(EntityRow.canonical_id == entity.id, EntityRow.id != entity.id)
    others = tuple(JoinedEntity(*row) for row in connection.execute(joined.order_by(EntityRow.id)))
    stated = select(func.count()).where(ClaimRow.speaker_entity_id.in_(counting_as(entity.id)))
    involved = select(func.count(ParticipantRow.claim_id.distinct())).where(
        ParticipantRow.entity_id.in_(counting_as(entity.id))
    )
    return EntityProfile(
        entity=entity,
        aliases=tuple(name for name in names_of(connection, entity.id).values() if name != entity.name),
        roles=tuple(_roles(connection, entity.id)),
        joined=others,
        claims_stated=connection.scalar(stated) or 0,
        claims_involved=connection.scalar(involved) or 0,
    )


def counting_as(entity_id: Any) -> Select[Any]:
    """The ids of the entity, which an id or a column names, and of all that count as it."""
    return select(EntityRow.id).where(or_(EntityRow.canonical_id == entity_id, EntityRow.id == entity_id))


def names_of(connection: Connection, entity_id: UUID) -> dict[str, str]:
    """What the entity is called, by key."""
    query = select(EntityAliasRow.key, EntityAliasRow.name).where(EntityAliasRow.entity_id == entity_id, _OWN)
    return {row.key: row.name for row in connection.execute(query.order_by(EntityAliasRow.key))}


def _roles(connection: Connection, entity_id: UUID) -> list[RoleLine]:
    last = (
        select(EntityMentionRow.role)
        .where(EntityMentionRow.entity_id.in_(counting_as(entity_id)), EntityMentionRow.role.is_not(None))
        .order_by(EntityMentionRow.article_id.desc())
        .limit(_MENTIONS_READ)
        .subquery("last")
    )
    count = func.count()
    query = select(last.c.role, count).group_by(last.c.role).order_by(count.desc(), last.c.role).limit(_ROLES_SHOWN)
    return [RoleLine(*row) for row in connection.execute(query)]


def save(connection: Connection, entity: Entity) -> bool:
    """Write an entity that was changed from the version before its own; whether it still was at that."""
    written = (
        update(EntityRow)
        .where(EntityRow.id == entity.id, EntityRow.version == entity.version - 1)
        .values(asdict(entity))
        .returning(EntityRow.id)
    )
    return connection.scalar(written) is not None


def owners(connection: Connection, keys: Collection[str]) -> dict[str, UUID]:
    """Whose names these keys are."""
    query = select(EntityAliasRow.key, EntityAliasRow.entity_id).where(EntityAliasRow.key.in_(keys), _OWN)
    return {row.key: row.entity_id for row in connection.execute(query)}


def with_wikidata_id(connection: Connection, wikidata_id: str) -> UUID | None:
    """Which entity has this id of Wikidata."""
    return connection.scalar(select(EntityRow.id).where(EntityRow.wikidata_id == wikidata_id))


def call(connection: Connection, entity_id: UUID, names: Mapping[str, str], derived: Collection[str]) -> None:
    """Let the entity be called by these names, by key, and by no others; `derived` are keys made of them by rule.

    Names that it has already stay as they are. The keys are locked.
    """
    its = EntityAliasRow.entity_id == entity_id
    connection.execute(delete(EntityAliasRow).where(its, or_(~_OWN, EntityAliasRow.key.not_in(names))))
    rows = [{"entity_id": entity_id, "key": key, "name": name, "origin": "hand"} for key, name in names.items()]
    rows += [
        {"entity_id": entity_id, "key": key, "name": key.upper()[:200], "origin": "derived"}
        for key in sorted(set(derived) - names.keys())
    ]
    connection.execute(upsert(EntityAliasRow).on_conflict_do_nothing(index_elements=["entity_id", "key"]), rows)


def count_joined(connection: Connection, ids: Collection[UUID]) -> int:
    """How many entities count as these, themselves included."""
    query = select(func.count()).where(EntityRow.canonical_id.in_(ids))
    return connection.scalar(query) or 0


def join(connection: Connection, gone: UUID, stays: UUID) -> None:
    """Let what else counts as an entity, which was merged into another, count as that one."""
    connection.execute(update(EntityRow).where(EntityRow.canonical_id == gone).values(canonical_id=stays))


def split(connection: Connection, entity: Entity) -> None:
    """Let an entity that was merged stand by itself again, at its next version, with all that was merged into it."""
    connection.execute(_BELOW, {"id": entity.id, "at": entity.updated_at})


def record(connection: Connection, events: Sequence[EntityEvent]) -> None:
    """Add lines to the histories of entities."""
    rows = [{**asdict(event), "type": event.type.value, "data": json.loads(json.dumps(event.data))} for event in events]
    connection.execute(insert(EntityEventRow), rows)


def events_of(connection: Connection, entity_id: UUID, *, after: int, limit: int) -> list[EntityEvent]:
    """Up to `limit` lines of the entity's history after version `after`, oldest first."""
    query = select(EntityEventRow.__table__).where(
        EntityEventRow.entity_id == entity_id, EntityEventRow.version > after
    )
    rows = connection.execute(query.order_by(EntityEventRow.version).limit(limit)).mappings()
    return [EntityEvent(**{**row, "type": EntityEventType(row["type"])}) for row in rows]


def _to_entity(row: RowMapping) -> Entity:
    return Entity(**{**{column.name: row[column.name] for column in _ENTITY}, "kind": EntityKind(row["kind"])})
