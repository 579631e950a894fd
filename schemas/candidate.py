"""Candidates on the wire."""

from marshmallow import fields, validate

from schemas.base import WireSchema
from schemas.statement import SourceOut, StatementOut

_MOST = 100


class CandidateQuery(WireSchema):
    """How many candidates."""

    limit = fields.Integer(strict=False, load_default=20, validate=validate.Range(1, _MOST))


class CandidateOut(WireSchema):
    """A later sentence that somebody should look at for a claim. It says nothing of what became of the claim."""

    article = fields.Nested(SourceOut, required=True)
    sentence = fields.String(required=True, metadata={"description": "Its words, as the article has them."})
    start = fields.Integer(
        required=True, metadata={"description": "Its first character in the article's `text`, from 0."}
    )
    end = fields.Integer(required=True, metadata={"description": "The character behind its last."})
    statement = fields.Nested(
        StatementOut,
        required=True,
        allow_none=True,
        metadata={
            "description": "The statement in it that tells most: a result rather than an outcome. Null for none."
        },
    )
    reasons = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "What it has in common with the claim: event, names, things, time."},
    )


class CandidatesOut(WireSchema):
    """The candidates of a claim, what has most to do with it first."""

    data = fields.List(fields.Nested(CandidateOut), required=True)
