"""Feeds on the wire: which claims they are of."""

from typing import Any

from marshmallow import fields, post_load, validate

from schemas.base import Secret, WireSchema, Withheld, Words
from schemas.claim import ClaimFilter, take_filter
from schemas.page import PageOut


class FeedQuery(ClaimFilter):
    """Which claims, and how many entries."""

    limit = fields.Integer(strict=False, load_default=100, validate=validate.Range(1, 200))

    @post_load
    def to_filter(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Gather the conditions in one value."""
        kept = take_filter(data)
        return {**data, "kept": kept}


class FeedAddressIn(WireSchema):
    """A secret address of feeds to make."""

    name = Words(most=100, required=True, metadata={"description": "Who reads there."})


class FeedAddressOut(WireSchema):
    """A secret address of feeds, without its secret."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    revoked_at = fields.AwareDateTime(required=True, allow_none=True)
    last_used_at = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "To the minute or so."}
    )


class NewFeedAddressOut(FeedAddressOut):
    """A secret address of feeds with its secret, which is shown this once."""

    url = Secret("Whoever knows it reads the feeds: add `/claims.atom` or `/claims.ics`, and the filters of lists.")
    withheld = Withheld()


class FeedAddressPageOut(PageOut):
    """A page of secret addresses, oldest first, the revoked ones too."""

    data = fields.List(fields.Nested(FeedAddressOut), required=True)
