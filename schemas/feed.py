"""Feeds on the wire: which claims they are of."""

from typing import Any

from marshmallow import fields, post_load, validate

from schemas.claim import ClaimFilter, take_filter


class FeedQuery(ClaimFilter):
    """Which claims, and how many entries."""

    limit = fields.Integer(strict=False, load_default=100, validate=validate.Range(1, 200))

    @post_load
    def to_filter(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Gather the conditions in one value."""
        kept = take_filter(data)
        return {**data, "kept": kept}
