"""A claim, its resolution and its history on the wire."""

from marshmallow import fields, validate

from schemas.base import WireSchema, Words
from schemas.page import PageOut, PageQuery
from service.detect import Modality, Polarity
from service.domain.status import Outcome, Status, UnresolvableReason

_NOTE = 10_000  # characters


class ResolutionIn(WireSchema):
    """What became of a claim."""

    outcome = fields.Enum(Outcome, by_value=True, required=True)
    reason = fields.Enum(
        UnresolvableReason,
        by_value=True,
        allow_none=True,
        load_default=None,
        metadata={"description": "Why the claim is unresolvable; goes with that outcome only."},
    )
    note = Words(most=_NOTE, allow_none=True, load_default=None)
    happened_on = fields.Date(
        allow_none=True,
        load_default=None,
        metadata={"description": "When the deciding event took place."},
    )


class ResolutionOut(WireSchema):
    """The decision on record."""

    outcome = fields.Enum(Outcome, by_value=True, required=True)
    reason = fields.Enum(UnresolvableReason, by_value=True, required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    happened_on = fields.Date(required=True, allow_none=True)
    by = fields.String(required=True, metadata={"description": "The name of the key that resolved it."})
    recorded_at = fields.AwareDateTime(required=True)


class ReopeningIn(WireSchema):
    """Why a claim is taken up again."""

    reason = Words(most=_NOTE, allow_none=True, load_default=None)


class ClaimOut(WireSchema):
    """A tracked outcome."""

    id = fields.UUID(required=True)
    text = fields.String(required=True, metadata={"description": "The sentence that states it."})
    head = fields.String(required=True, metadata={"description": "The main word of its event."})
    status = fields.Enum(Status, by_value=True, required=True)
    outcome = fields.Enum(
        Outcome, by_value=True, required=True, allow_none=True, metadata={"description": "While resolved."}
    )
    polarity = fields.String(required=True, validate=validate.OneOf([item.value for item in Polarity]))
    modality = fields.String(required=True, validate=validate.OneOf([item.value for item in Modality]))
    conditional = fields.Boolean(required=True)
    speaker = fields.String(required=True, allow_none=True)
    outlet = fields.String(required=True, allow_none=True)
    said_on = fields.Date(required=True)
    due = fields.Date(required=True, allow_none=True)
    review_on = fields.Date(required=True, metadata={"description": "When to look."})
    tags = fields.List(fields.String(), required=True)
    mentions = fields.Integer(required=True, metadata={"description": "Statements that state this claim."})
    resolution = fields.Nested(ResolutionOut, required=True, allow_none=True)
    version = fields.Integer(required=True)
    created_at = fields.AwareDateTime(required=True)
    updated_at = fields.AwareDateTime(required=True)


class ClaimQuery(PageQuery):
    """Which claims to list."""

    status = fields.List(
        fields.Enum(Status, by_value=True),
        load_default=list,
        metadata={"description": "Claims in this status; may be given several times."},
    )
    q = Words(
        most=500,
        load_default=None,
        metadata={"description": 'Words to find, in the syntax of web searches: `summit -trade "joint agreement"`.'},
    )


class ClaimPageOut(PageOut):
    """A page of claims, newest first."""

    data = fields.List(fields.Nested(ClaimOut), required=True)


class EventOut(WireSchema):
    """A line of a claim's history."""

    id = fields.UUID(required=True)
    type = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    actor = fields.String(required=True, metadata={"description": "The name of the key, or `sweep`."})
    from_status = fields.Enum(Status, by_value=True, required=True, allow_none=True)
    to_status = fields.Enum(Status, by_value=True, required=True)
    reason = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True, metadata={"description": "The claim's version after the event."})
    data = fields.Dict(required=True)


class EventPageOut(PageOut):
    """A page of a claim's history, oldest first."""

    data = fields.List(fields.Nested(EventOut), required=True)
