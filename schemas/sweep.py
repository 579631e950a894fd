"""A sweep on the wire."""

from marshmallow import fields

from schemas.base import WireSchema


class SweepIn(WireSchema):
    """On which day."""

    today = fields.Date(
        allow_none=True,
        load_default=None,
        metadata={"description": "The date to take for today: only where `CLAIMS_TODAY` is set, for rehearsals."},
    )


class SweepOut(WireSchema):
    """What a sweep did, in claims."""

    today = fields.Date(required=True, metadata={"description": "The date that was taken for today."})
    due = fields.Integer(required=True, metadata={"description": "Fell due."})
    proposed = fields.Integer(required=True, metadata={"description": "Got a proposal."})
    superseded = fields.Integer(
        required=True,
        metadata={"description": "Lost a proposal that rested on what rules of an earlier release found."},
    )
    skipped = fields.Integer(required=True, metadata={"description": "Were left alone, for a reason that the log has."})
