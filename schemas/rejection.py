"""Why proposals were rejected, counted, on the wire."""

from typing import Any

from marshmallow import fields, post_load

from schemas.base import WireSchema
from service.domain.rejections import RejectionDays, RejectionGrouping
from service.domain.status import RejectionCode


class RejectionQuery(WireSchema):
    """Which rejections to count, and by what."""

    by = fields.Enum(RejectionGrouping, by_value=True, load_default=RejectionGrouping.FRAME)
    rejected_from = fields.Date(load_default=None, metadata={"description": "Rejected on that day (UTC) or later."})
    rejected_to = fields.Date(load_default=None, metadata={"description": "Rejected on that day (UTC) or earlier."})

    @post_load
    def to_days(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Gather the days in one value."""
        return {"by": data["by"], "days": RejectionDays(first=data["rejected_from"], last=data["rejected_to"])}


RejectionCodesOut = WireSchema.from_dict(
    {code.value: fields.Integer(required=True) for code in RejectionCode}, name="RejectionCodesOut"
)


class RejectionCountOut(WireSchema):
    """How many proposals of one frame, or of claims of one rule, were rejected, and for what."""

    name = fields.String(required=True)
    n = fields.Integer(required=True)
    codes = fields.Nested(RejectionCodesOut, required=True)


class RejectionCountsOut(WireSchema):
    """The groups, the most rejected first, up to 200; of the newest 10,000 rejections."""

    by = fields.Enum(RejectionGrouping, by_value=True, required=True)
    data = fields.List(fields.Nested(RejectionCountOut), required=True)
