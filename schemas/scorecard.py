"""Scorecards on the wire."""

from typing import Any

from marshmallow import fields, post_load, validate

from schemas.base import WireSchema
from schemas.claim import ClaimConditions, take_filter
from schemas.page import CsvQuery, PageOut, PageQuery
from service.domain.scorecard import Grouping


class Share(fields.Float):
    """A share of one, to four places: more would say more than was measured."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return super()._serialize(None if value is None else round(value, 4), attr, obj, **kwargs)


class ScorecardQuery(ClaimConditions, PageQuery, CsvQuery):
    """Which claims to count, and by what.

    There is no choosing by status or outcome: a rate among claims that were chosen by what became of them says nothing.
    """

    by = fields.Enum(Grouping, by_value=True, load_default=Grouping.SPEAKER)
    at_least = fields.Integer(
        strict=False,
        load_default=0,
        validate=validate.Range(0, 1_000_000),
        metadata={"description": "Only groups with so many decided claims, `n`."},
    )

    @post_load
    def to_filter(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Gather the conditions in one value."""
        kept = take_filter(data)
        return {**data, "kept": kept}


class ScoreOut(WireSchema):
    """What became of the claims of one group. Dismissed claims count nowhere; of claims that move one another the first
    promise does."""

    name = fields.String(required=True)
    entity_id = fields.UUID(
        required=True, allow_none=True, metadata={"description": "Where claims are counted by entity."}
    )
    stated = fields.Integer(required=True, metadata={"description": "All its claims."})
    resolved = fields.Integer(required=True)
    fulfilled = fields.Integer(required=True, metadata={"description": "On time."})
    fulfilled_late = fields.Integer(required=True)
    fulfilled_in_part = fields.Integer(required=True)
    not_fulfilled = fields.Integer(required=True)
    unresolvable = fields.Integer(required=True, metadata={"description": "Neither a yes nor a no: not in `n`."})
    n = fields.Integer(required=True, metadata={"description": "Decided: resolved and not unresolvable."})
    rate = Share(
        required=True,
        allow_none=True,
        metadata={
            "description": "(`fulfilled` + `fulfilled_late`) / `n`: what came true in part is no yes. "
            "Null where `n` is 0."
        },
    )
    low = Share(
        required=True, allow_none=True, metadata={"description": "Where the 95 % Wilson interval of `rate` begins."}
    )
    high = Share(required=True, allow_none=True, metadata={"description": "Where it ends."})
    on_time_rate = Share(required=True, allow_none=True, metadata={"description": "`fulfilled` / `n`."})
    median_days_late = fields.Float(
        required=True,
        allow_none=True,
        metadata={"description": "Of the claims fulfilled late, from `due` to `happened_on` where both are known."},
    )
    slips = fields.Integer(
        required=True, metadata={"description": "Claims that a later one has put off: to a later due date."}
    )
    median_slip_days = fields.Float(required=True, allow_none=True, metadata={"description": "By how many days."})


class ScorecardOut(PageOut):
    """A page of a scorecard: the group with the most decided claims first, of equals that with the most stated."""

    by = fields.Enum(Grouping, by_value=True, required=True)
    data = fields.List(fields.Nested(ScoreOut), required=True)
    modalities = fields.List(
        fields.Nested(ScoreOut),
        required=True,
        metadata={"description": "The same of all the claims together by modality: what to measure a group by."},
    )
