"""Persons and bodies on the wire."""

from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from schemas.base import WireSchema, Words
from schemas.page import PageOut, PageQuery
from service.domain.entities import (
    LONGEST_NAME,
    LONGEST_NOTE,
    MOST_ALIASES,
    EntityEventType,
    EntityFilter,
    EntityKind,
)

_WIKIDATA = "Q[1-9][0-9]{0,9}"
_REASON = 500  # characters


class EntityOut(WireSchema):
    """A person or body. Speakers and participants of claims point to it."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    kind = fields.Enum(EntityKind, by_value=True, required=True)
    wikidata_id = fields.String(required=True, allow_none=True, metadata={"pattern": f"^{_WIKIDATA}$"})
    note = fields.String(required=True, allow_none=True)
    merged_into = fields.UUID(
        required=True, allow_none=True, metadata={"description": "The entity that it was merged into."}
    )
    canonical_id = fields.UUID(
        required=True, metadata={"description": "The entity that it counts as: its own id unless it was merged."}
    )
    version = fields.Integer(required=True)
    created_at = fields.AwareDateTime(required=True)
    updated_at = fields.AwareDateTime(required=True)


class RoleLineOut(WireSchema):
    """What articles tell that somebody is, as found."""

    role = fields.String(required=True)
    articles = fields.Integer(required=True, metadata={"description": "Of the last thousand that tell a role."})


class JoinedEntityOut(WireSchema):
    """An entity that counts as another."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)


class EntityProfileOut(EntityOut):
    """An entity with what is known of it and of those that count as it."""

    aliases = fields.List(fields.String(), required=True, metadata={"description": "Its own other names."})
    roles = fields.List(fields.Nested(RoleLineOut), required=True)
    joined = fields.List(
        fields.Nested(JoinedEntityOut), required=True, metadata={"description": "The entities that count as it."}
    )
    claims_stated = fields.Integer(required=True, metadata={"description": "Claims whose speaker it is."})
    claims_involved = fields.Integer(required=True, metadata={"description": "Claims in whose event it takes part."})


class EntityPageOut(PageOut):
    """A page of entities."""

    data = fields.List(fields.Nested(EntityOut), required=True)


class EntityQuery(PageQuery):
    """Which entities to list: those that meet every condition."""

    q = Words(most=200, load_default=None, metadata={"description": "Words of a name, in any case and order."})
    kind = fields.Enum(EntityKind, by_value=True, load_default=None)

    @post_load
    def to_filter(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Gather the conditions in one value."""
        return {**data, "kept": EntityFilter(q=data.pop("q"), kind=data.pop("kind"))}


class EntityCorrectionIn(WireSchema):
    """What is wrong with an entity, put right; what is left out stays."""

    CONSTRAINTS: ClassVar[Mapping[str, Any]] = {"minProperties": 1}

    name = Words(most=LONGEST_NAME)
    aliases = fields.List(
        Words(most=LONGEST_NAME),
        validate=validate.Length(max=MOST_ALIASES),
        metadata={"description": "All its other names. One that is left out names it no more."},
    )
    kind = fields.Enum(EntityKind, by_value=True)
    wikidata_id = fields.String(
        allow_none=True,
        validate=validate.Regexp(rf"{_WIKIDATA}\Z", error="No such id."),
        metadata={"pattern": f"^{_WIKIDATA}$"},  # readers of the document know no \Z
    )
    note = Words(most=LONGEST_NOTE, allow_none=True)
    reason = Words(most=_REASON, metadata={"description": "Why, for the history."})

    @validates_schema
    def check_some(self, data: dict[str, Any], **_: Any) -> None:
        """A correction corrects something."""
        if not data.keys() - {"reason"}:
            raise ValidationError("Give at least one of name, aliases, kind, wikidata_id and note.")


class EntityMergeIn(WireSchema):
    """Which entity this one is the same as."""

    into = fields.UUID(required=True, metadata={"description": "The entity that it is to count as."})
    reason = Words(most=_REASON, load_default=None)


class EntitySplitIn(WireSchema):
    """Which entity is another after all."""

    entity_id = fields.UUID(required=True, metadata={"description": "One of those `joined`."})
    reason = Words(most=_REASON, load_default=None)


class EntityEventOut(WireSchema):
    """A line of an entity's history."""

    id = fields.UUID(required=True)
    type = fields.Enum(EntityEventType, by_value=True, required=True)
    at = fields.AwareDateTime(required=True)
    actor = fields.String(required=True)
    reason = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True, metadata={"description": "The entity's version after it."})
    data = fields.Dict(required=True)


class EntityEventPageOut(PageOut):
    """A page of an entity's history, oldest first."""

    data = fields.List(fields.Nested(EntityEventOut), required=True)
