"""A person or body on record, and what may be said of it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

LONGEST_NAME, LONGEST_NOTE = 200, 2_000  # characters
MOST_ALIASES = 50  # of one entity
MOST_JOINED = 500  # entities that count as one


class EntityKind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    BODY = "body"  # a firm, an office, a country, a club: whatever acts and is no person
    UNKNOWN = "unknown"  # the texts did not tell


class EntityEventType(StrEnum):
    """What happened to an entity."""

    CORRECTED = "entity.corrected"
    MERGED = "entity.merged"  # into another, or another into it
    SPLIT = "entity.split"  # from another, or another from it


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person or body as a record. One that was merged into another counts as that one, or as what that counts as."""

    id: UUID
    name: str
    kind: EntityKind
    wikidata_id: str | None
    note: str | None
    merged_into: UUID | None
    canonical_id: UUID
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class RoleLine:
    """What articles tell that somebody is, as found, and how many of the last thousand tell so."""

    role: str
    articles: int


@dataclass(frozen=True, slots=True)
class JoinedEntity:
    """An entity that counts as another."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityProfile:
    """An entity with what is known of it and of those that count as it.

    `aliases` are its own other names; `claims_stated` counts the claims that it states, `claims_involved` those in
    whose event it takes part.
    """

    entity: Entity
    aliases: tuple[str, ...]
    roles: tuple[RoleLine, ...]
    joined: tuple[JoinedEntity, ...]
    claims_stated: int
    claims_involved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityEvent:
    """A line of an entity's history; `version` is the entity's after it."""

    id: UUID
    entity_id: UUID
    version: int
    type: EntityEventType
    actor: str
    at: datetime
    reason: str | None
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityFilter:
    """Entities that meet every condition given; those that count as others are left out."""

    q: str | None = None  # words of a name, in any case and order
    kind: EntityKind | None = None
