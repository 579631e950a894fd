"""Health on the wire."""

from marshmallow import fields

from schemas.base import WireSchema


class HealthOut(WireSchema):
    """The process answers."""

    status = fields.String(required=True)


class ReadinessOut(WireSchema):
    """Whether each thing that the service depends on is there."""

    status = fields.String(required=True)
    database = fields.String(required=True)
    schema = fields.String(required=True)
    storage = fields.String(
        required=True, metadata={"description": "`ok`, `full`, `read-only` or `unknown`; asked every 5 s at most"}
    )
    warnings = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "What is set and has no effect, and why. The service is no less ready for it."},
    )
