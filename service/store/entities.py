"""Queries on persons and bodies: found by their keys through an index, made, and named by articles and claims."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, text, update

from service.domain.entities import EntityKind, EntityName, KnownEntity, NewEntity, keys_for
from service.store.database import Connection
from service.store.entity_tables import EntityAliasRow, EntityMentionRow, EntityRow, ParticipantRow
from service.store.rows import as_parameter, insert_rows, insertion, values
from service.store.tables import ClaimRow

_PER_KEY = 8  # entities of one key that are read: where a key leads to several it means none of them
# Who holds locks does not wait for more: the articles of a batch that is one transaction come in any order.
_LOCK = text(
    "SELECT key, CASE WHEN (SELECT coalesce(current_setting('claims.named', true), '') = '')"
    " THEN pg_advisory_xact_lock(lock) IS NOT NULL ELSE pg_try_advisory_xact_lock(lock) END AS held FROM "
    "(SELECT key, hashtextextended('entity ' || key, 0) AS lock"
    " FROM unnest(CAST(:keys AS text[])) AS key ORDER BY lock) AS locks"
)
_NAMED = text("SELECT set_config('claims.named', 'yes', true)")
_HIT = (
    "SELECT entity.id AS own, canonical_id AS root, kind, origin = 'derived' AS is_derived,"
    " lower(entity.name) = alias.key AS is_name FROM entity_alias AS alias JOIN entity ON entity.id = alias.entity_id"
    " WHERE alias.key = wanted.key AND origin"
)
_FOUND = text(
    "SELECT wanted.key, hit.* FROM unnest(CAST(:keys AS text[])) AS wanted(key) CROSS JOIN LATERAL ("  # noqa: S608
    f" ({_HIT} <> 'derived') UNION ALL ({_HIT} = 'derived' ORDER BY alias.entity_id LIMIT :per_key)) AS hit"
)


def find(connection: Connection, keys: Collection[str]) -> dict[str, list[KnownEntity]]:
    """The entities that have these keys, by key; a few of each."""
    found: dict[str, list[KnownEntity]] = {}
    if keys:
        for row in connection.execute(_FOUND, {"keys": sorted(keys), "per_key": _PER_KEY}).mappings():
            found.setdefault(row["key"], []).append(KnownEntity(**{**row, "kind": EntityKind(row["kind"])}))
    return found


def lock(connection: Connection, keys: Collection[str]) -> set[str]:
    """Those of the keys that nobody else gives to an entity until the transaction ends.

    Only the first look of a transaction waits for others; later ones leave out what somebody else has in hand.
    """
    held = {row.key for row in connection.execute(_LOCK, {"keys": sorted(keys)}) if row.held}
    if connection.in_nested_transaction():
        connection.execute(_NAMED)
    return held


def add(connection: Connection, born: Sequence[NewEntity], now: datetime) -> None:
    """Insert new entities with what they are found by; their keys are locked."""
    known = {"merged_into": None, "wikidata_id": None, "note": None, "version": 1, "created_at": now, "updated_at": now}
    rows = [
        {"id": one.id, "canonical_id": one.id, "name": one.named.shown, "kind": one.named.kind, **known} for one in born
    ]
    insert_rows(connection, EntityRow, rows)
    learn(connection, [(one.id, one.named) for one in born])


def learn(connection: Connection, learnt: Iterable[tuple[UUID, EntityName]]) -> None:
    """Let entities be found by names, and by what rules make of these; the keys are locked."""
    rows = [
        {"entity_id": id_, "key": key, "name": one.shown if key == one.key else key.upper(), "origin": origin}
        for id_, one in learnt
        for key, origin in _keys(one)
    ]
    if rows:
        query = insertion(EntityAliasRow, *rows[0]).on_conflict_do_nothing()
        connection.execute(query, as_parameter(rows))


def _keys(one: EntityName) -> list[tuple[str, str]]:
    return [(one.key, "found"), *((key, "derived") for key in sorted(keys_for(one.key, one.kind, one.initials)))]


def tell_kinds(connection: Connection, told: Mapping[UUID, EntityKind]) -> None:
    """Take note of what entities are of which that was not known."""
    for id_, kind in sorted(told.items()):
        unknown = (EntityRow.id == id_, EntityRow.kind == EntityKind.UNKNOWN)
        connection.execute(update(EntityRow).where(*unknown).values(kind=kind))


def mention(connection: Connection, article_id: UUID, ids: Mapping[str, UUID], roles: Mapping[str, str]) -> None:
    """Take note of which entities the article names, by which keys, and what it tells that they are."""
    rows = [
        {"article_id": article_id, "entity_id": id_, "key": key, "role": roles.get(key)} for key, id_ in ids.items()
    ]
    if rows:
        query = insertion(EntityMentionRow, *rows[0]).on_conflict_do_nothing()
        connection.execute(query, as_parameter(rows))


def take_part(connection: Connection, parts: Mapping[UUID, Mapping[UUID, str]]) -> None:
    """Take note of the entities that take part in the events of claims, each with its role."""
    rows = [
        {"claim_id": claim_id, "entity_id": id_, "role": role}
        for claim_id, its in parts.items()
        for id_, role in its.items()
    ]
    if rows:
        query = insertion(ParticipantRow, *rows[0]).on_conflict_do_nothing()
        connection.execute(query, as_parameter(rows))


def speak(connection: Connection, speakers: Mapping[UUID, UUID | None]) -> None:
    """Let claims point to the entities that state them, by the claims' ids."""
    rows = [{"id": claim_id, "speaker_entity_id": id_} for claim_id, id_ in speakers.items()]
    if rows:
        new = values(rows[0], ClaimRow)
        query = update(ClaimRow).where(ClaimRow.id == new.c.id)
        connection.execute(query.values(speaker_entity_id=new.c.speaker_entity_id), as_parameter(rows))


def forget_parts(connection: Connection, claim_ids: Collection[UUID]) -> None:
    """Forget who takes part in the events of these claims."""
    if claim_ids:
        connection.execute(delete(ParticipantRow).where(ParticipantRow.claim_id.in_(claim_ids)))
