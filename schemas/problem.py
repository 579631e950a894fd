"""Errors on the wire: RFC 9457 problem details with a stable code."""

from marshmallow import fields

from schemas.base import WireSchema


class FieldErrorOut(WireSchema):
    """What is wrong with one field."""

    location = fields.String(
        required=True, attribute="in", data_key="in", metadata={"description": "`json`, `query` …"}
    )
    field = fields.String(required=True, metadata={"description": "The field's path, with dots."})
    message = fields.String(required=True)


class ProblemOut(WireSchema):
    """Why a request failed."""

    type = fields.String(required=True, metadata={"description": "A URN that ends in the code."})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True, metadata={"description": "Stable: made for programs."})
    detail = fields.String(required=True, metadata={"description": "Made for people."})
    request_id = fields.String(required=True)
    errors = fields.List(
        fields.Nested(FieldErrorOut), metadata={"description": "The wrong fields, at most 20 of them."}
    )
    errors_omitted = fields.Integer(
        metadata={"description": "How many more there are that `errors` does not name; absent where it has all."}
    )
