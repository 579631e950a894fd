"""Things by the end of their ids, on the wire."""

from marshmallow import fields, validate

from schemas.base import WireSchema
from service.domain.ids import LONGEST, SHORTEST, IdKind


class IdQuery(WireSchema):
    """How the id ends."""

    end = fields.String(
        required=True,
        validate=validate.Regexp(f"^[0-9a-f]{{{SHORTEST},{LONGEST}}}$", error="Not 8 to 12 digits of an id."),
        metadata={"description": "The last characters of an id, 8 to 12 of them, in lower case."},
    )


class NamedOut(WireSchema):
    """A thing with such an id."""

    kind = fields.Enum(IdKind, by_value=True, required=True)
    id = fields.UUID(required=True)
    text = fields.String(
        required=True,
        metadata={"description": "The claim's text, the article's title or text: its beginning; the entity's name."},
    )


class NamedListOut(WireSchema):
    """All of them: one as a rule, none or several else."""

    data = fields.List(fields.Nested(NamedOut), required=True)
