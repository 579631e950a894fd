"""What scores stand for, on the wire."""

from marshmallow import fields

from schemas.base import WireSchema
from schemas.scorecard import Share


class CalibrationBinOut(WireSchema):
    """Judged pairs of a claim and a later result, with `points` or more, up to the next bin."""

    points = fields.Float(required=True)
    judged = fields.Integer(required=True, metadata={"description": "How many pairs were judged."})
    right = fields.Integer(required=True, metadata={"description": "Of how many of them the outcome was right."})
    probability = Share(
        required=True, metadata={"description": "The score of evidence in this bin: (`right` + ½) / (`judged` + 1)."}
    )
    low = Share(
        required=True,
        allow_none=True,
        metadata={"description": "Where the 95 % Wilson interval of `right` / `judged` begins."},
    )
    high = Share(required=True, allow_none=True, metadata={"description": "Where it ends."})


class ReadersOut(WireSchema):
    """Who judged, without seeing the points, and how far they agree."""

    readers = fields.Integer(required=True, metadata={"description": "How many verdicts each pair got."})
    pairs = fields.Integer(required=True, metadata={"description": "Pairs that were judged so, also without points."})
    agreed = fields.Integer(required=True, metadata={"description": "Of these, with the same verdict each time."})
    repeated = fields.Integer(required=True, metadata={"description": "Verdicts on pairs that had one before."})
    repeated_agreed = fields.Integer(required=True, metadata={"description": "Of these, the same as before."})


class JudgeTableOut(WireSchema):
    """What people made of the proposals of one judge."""

    name = fields.String(required=True, metadata={"description": "`judge:` and the name of its key."})
    judged = fields.Integer(
        required=True, attribute="n", metadata={"description": "Proposals that were accepted or rejected."}
    )
    right = fields.Integer(
        required=True, attribute="yes", metadata={"description": "Accepted, and not amended to something else since."}
    )
    rate = Share(required=True, metadata={"description": "`right` / `judged`."})
    low = Share(required=True, metadata={"description": "Where the 95 % Wilson interval of `rate` begins."})
    high = Share(required=True, metadata={"description": "Where it ends."})


class CalibrationOut(WireSchema):
    """What the score of a piece of evidence stands for, with the counts behind it."""

    version = fields.String(required=True, metadata={"description": "Changes with the judged pairs and their points."})
    source = fields.String(required=True, metadata={"description": "Which news the pairs are from."})
    readers = fields.Nested(ReadersOut, required=True)
    judged = fields.Integer(required=True, metadata={"description": "The judged pairs in all bins."})
    proposed_from = fields.Float(required=True, metadata={"description": "The least score that is proposed."})
    wanted = fields.Float(required=True, metadata={"description": "The score that a proposal should have."})
    resolved_from = fields.Float(
        required=True, metadata={"description": "The least score that resolving without people would need,"}
    )
    resolved_judged = fields.Integer(
        required=True, metadata={"description": "and the least number of judged pairs behind it."}
    )
    may_resolve = fields.Boolean(required=True, metadata={"description": "Whether the table proves that."})
    dated = fields.List(
        fields.Nested(CalibrationBinOut),
        required=True,
        metadata={"description": "For claims with a due date, from the least points up."},
    )
    undated = fields.List(
        fields.Nested(CalibrationBinOut),
        required=True,
        metadata={"description": "For claims without one, from the least points up."},
    )
    judges = fields.List(
        fields.Nested(JudgeTableOut),
        required=True,
        metadata={"description": "Judges with 50 proposals or more that were accepted or rejected; 200 at most."},
    )
