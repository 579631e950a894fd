"""API keys on the wire."""

from marshmallow import fields, validate

from schemas.base import Secret, WireSchema, Withheld, Words
from service.domain.key import Scope

_NAME = 100  # characters


class KeyIn(WireSchema):
    """A key to make."""

    name = Words(most=_NAME, required=True, metadata={"description": "Stands in the history of what it does."})
    scopes = fields.List(fields.Enum(Scope, by_value=True), required=True, validate=validate.Length(min=1))
    expires_at = fields.AwareDateTime(allow_none=True, load_default=None)


class KeyOut(WireSchema):
    """A key, without its secret."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    scopes = fields.List(fields.String(), required=True)
    created_at = fields.AwareDateTime(required=True)
    expires_at = fields.AwareDateTime(required=True, allow_none=True)
    revoked_at = fields.AwareDateTime(required=True, allow_none=True)
    last_used_at = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "To the minute or so."}
    )


class NewKeyOut(KeyOut):
    """A key with its secret, which is shown this once."""

    key = Secret("What to send as bearer token.")
    withheld = Withheld()


class KeysOut(WireSchema):
    """Every key, oldest first, the revoked ones too."""

    data = fields.List(fields.Nested(KeyOut), required=True)
