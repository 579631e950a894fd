"""Persons and bodies as records: which names are theirs, and how records are joined and put right. Pure."""

from service.domain.entities.entity import (
    LONGEST_NAME,
    LONGEST_NOTE,
    MOST_ALIASES,
    MOST_JOINED,
    Entity,
    EntityEvent,
    EntityEventType,
    EntityFilter,
    EntityKind,
    EntityProfile,
    JoinedEntity,
    RoleLine,
)
from service.domain.entities.matching import (
    EntityName,
    KnownEntity,
    Matched,
    NewEntity,
    keys_for,
    match,
    named,
    named_by_hand,
)
from service.domain.entities.rules import key_by_hand, key_of

__all__ = [
    "LONGEST_NAME",
    "LONGEST_NOTE",
    "MOST_ALIASES",
    "MOST_JOINED",
    "Entity",
    "EntityEvent",
    "EntityEventType",
    "EntityFilter",
    "EntityKind",
    "EntityName",
    "EntityProfile",
    "JoinedEntity",
    "KnownEntity",
    "Matched",
    "NewEntity",
    "RoleLine",
    "key_by_hand",
    "key_of",
    "keys_for",
    "match",
    "named",
    "named_by_hand",
]
