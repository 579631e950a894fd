"""An article on the wire."""

from marshmallow import fields, validate

from schemas.base import WireSchema, Words
from schemas.statement import FoundStatementOut, StatementOut

_TITLE, _URL, _OUTLET = 1_000, 2_000, 200  # characters


class DetectIn(WireSchema):
    """A text to look through; nothing of it is stored."""

    text = Words(required=True)
    title = Words(most=_TITLE, allow_none=True, load_default=None)
    published_on = fields.Date(
        allow_none=True,
        load_default=None,
        metadata={"description": "Needed to work out due dates from words such as “Thursday”."},
    )


class DetectOut(WireSchema):
    """What was found in a text, in its order."""

    statements = fields.List(fields.Nested(FoundStatementOut), required=True)


class ArticleIn(WireSchema):
    """An article to keep."""

    text = Words(required=True, metadata={"description": "Up to 1,000,000 bytes of UTF-8."})
    title = Words(most=_TITLE, allow_none=True, load_default=None)
    url = Words(
        most=_URL,
        allow_none=True,
        load_default=None,
        validate=[validate.URL(schemes={"http", "https"}, require_tld=False)],
    )
    outlet = Words(most=_OUTLET, allow_none=True, load_default=None)
    published_on = fields.Date(required=True)


class ArticleOut(WireSchema):
    """A stored article with its statements in the order of the text."""

    id = fields.UUID(required=True)
    title = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    outlet = fields.String(required=True, allow_none=True)
    published_on = fields.Date(required=True)
    text = fields.String(required=True)
    rules_version = fields.String(
        required=True, metadata={"description": "The version of the rules that found the statements."}
    )
    created_at = fields.AwareDateTime(required=True)
    statements = fields.List(fields.Nested(StatementOut), required=True)
