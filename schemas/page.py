"""Lists on the wire: a page at a time, with a cursor to the next."""

from marshmallow import fields, validate

from schemas.base import WireSchema, Words


class PageQuery(WireSchema):
    """Which page of a list."""

    limit = fields.Integer(strict=False, load_default=50, validate=validate.Range(1, 200))
    cursor = Words(most=1_000, load_default=None, metadata={"description": "The `next` of the page before."})


class CsvQuery(WireSchema):
    """How a list is written as CSV."""

    bom = fields.Boolean(
        load_default=False,
        metadata={"description": "Begin CSV with a byte order mark, by which Excel knows UTF-8."},
    )


class PageOut(WireSchema):
    """A page of a list. Each list declares its own `data`; it stands here too, so that it comes before `next`."""

    data = fields.List(fields.Raw(), required=True)
    next = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The cursor of the next page; null on the last."},
    )
