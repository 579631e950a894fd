"""Judges on the wire."""

from marshmallow import fields

from schemas.base import WireSchema
from schemas.scorecard import Share


class JudgeScoreOut(WireSchema):
    """What became of the proposals of one judge."""

    name = fields.String(required=True, metadata={"description": "`judge:` and the name of its key."})
    proposed = fields.Integer(required=True)
    waiting = fields.Integer(required=True, metadata={"description": "Without a verdict."})
    accepted = fields.Integer(required=True)
    amended = fields.Integer(
        required=True, metadata={"description": "Accepted, and the claim has another outcome by now."}
    )
    rejected = fields.Integer(required=True)
    superseded = fields.Integer(
        required=True, metadata={"description": "Neither: the claim was decided by itself before."}
    )
    n = fields.Integer(required=True, metadata={"description": "`accepted` + `rejected`."})
    rate = Share(
        required=True,
        allow_none=True,
        metadata={"description": "(`accepted` − `amended`) / `n`. Null where `n` is 0."},
    )
    low = Share(
        required=True, allow_none=True, metadata={"description": "Where the 95 % Wilson interval of `rate` begins."}
    )
    high = Share(required=True, allow_none=True, metadata={"description": "Where it ends."})


class JudgeScoresOut(WireSchema):
    """The judges that have proposed anything, who proposed most first; 200 at most."""

    data = fields.List(fields.Nested(JudgeScoreOut), required=True)
