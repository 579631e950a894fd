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
