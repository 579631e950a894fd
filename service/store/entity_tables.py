"""The tables of persons and bodies. What leads to the canonical entity is kept by triggers of `0028_entities`."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables import ID_END, Table, finite, name_words, one_of


class EntityRow(Table):
    """A person or body. `canonical_id` is the one that it counts as: its own, unless it was merged into another.

    No row is ever deleted, so that statements need no foreign key to it, which each of them would have to be checked
    for; where an article that alone named it is withdrawn, it is blanked.
    """

    __tablename__ = "entity"
    __table_args__ = (
        CheckConstraint(r"name ~ '\S' AND length(name) <= 200", name="name"),
        CheckConstraint(one_of("kind", "person", "body", "unknown"), name="kind"),
        CheckConstraint("wikidata_id ~ '^Q[1-9][0-9]{0,9}$'", name="wikidata_id"),
        CheckConstraint("length(note) <= 2000", name="note"),
        CheckConstraint("(merged_into IS NULL) = (canonical_id = id)", name="canonical"),
        CheckConstraint("version > 0", name="version"),
        finite("created_at", "updated_at", "withdrawn_at"),
        Index("ix_entity_canonical_id", "canonical_id"),
        Index("ix_entity_merged_into", "merged_into"),
        Index("uq_entity_wikidata_id", "wikidata_id", unique=True),
        Index("ix_entity_id_end", text(ID_END)),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    wikidata_id: Mapped[str | None]
    note: Mapped[str | None]
    merged_into: Mapped[UUID | None] = mapped_column(ForeignKey("entity.id"))
    canonical_id: Mapped[UUID] = mapped_column(ForeignKey("entity.id"))
    version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class EntityAliasRow(Table):
    """What an entity is found by: names that articles or people gave it, and keys that rules made of these.

    A name is one entity's alone; a key that was made by rule may be several entities'.
    """

    __tablename__ = "entity_alias"
    __table_args__ = (
        CheckConstraint(one_of("origin", "found", "derived", "hand"), name="origin"),
        CheckConstraint("key <> '' AND length(key) <= 400", name="key"),
        CheckConstraint(r"name ~ '\S' AND length(name) <= 200", name="name"),
        Index("uq_entity_alias_key", "key", unique=True, postgresql_where=text("origin <> 'derived'")),
        Index("ix_entity_alias_key", "key", "entity_id"),
        Index("ix_entity_alias_words", text(name_words("name")), postgresql_using="gin"),
    )

    entity_id: Mapped[UUID] = mapped_column(ForeignKey("entity.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    origin: Mapped[str]


class EntityMentionRow(Table):
    """That an article names an entity, by which key, and what it tells that it is ("transport minister")."""

    __tablename__ = "entity_mention"
    __table_args__ = (Index("ix_entity_mention_entity_id", "entity_id", "article_id"),)

    article_id: Mapped[UUID] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    entity_id: Mapped[UUID] = mapped_column(ForeignKey("entity.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str | None]


class ParticipantRow(Table):
    """That an entity takes part in the event of a claim."""

    __tablename__ = "participant"
    __table_args__ = (
        CheckConstraint(one_of("role", "agent", "patient", "other"), name="role"),
        Index("ix_participant_entity_id", "entity_id", "claim_id"),
    )

    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True)
    entity_id: Mapped[UUID] = mapped_column(ForeignKey("entity.id"), primary_key=True)
    role: Mapped[str]


class EntityEventRow(Table):
    """A line of an entity's history: one for each version but the first. Only ever added to."""

    __tablename__ = "entity_event"
    __table_args__ = (
        CheckConstraint(one_of("type", "entity.corrected", "entity.merged", "entity.split"), name="type"),
        CheckConstraint("version > 1", name="version"),
        finite("at"),
        Index("uq_entity_event_entity_version", "entity_id", "version", unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    entity_id: Mapped[UUID] = mapped_column(ForeignKey("entity.id"))
    version: Mapped[int]
    type: Mapped[str]
    actor: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str | None]
    data: Mapped[dict[str, Any]]
