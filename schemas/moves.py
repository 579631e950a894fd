"""The moves on the wire: what a client says of a claim, of one or of many."""

from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import ValidationError, fields, validate, validates_schema

from schemas.base import Unread, Whole, WireSchema, Words
from schemas.claim import ClaimOut
from schemas.constraints import Constraint, where
from schemas.evidence import NOTE, JudgementIn
from schemas.problem import ProblemOut
from service.domain.status import ORDERED, DismissalReason, Move

MOST_MOVES = 500


class ResolutionIn(JudgementIn):
    """What became of a claim."""


class ReopeningIn(WireSchema):
    """Why a claim is taken up again."""

    reason = Words(most=NOTE, allow_none=True, load_default=None)


class DismissalIn(WireSchema):
    """Why a claim is not tracked."""

    reason = fields.Enum(
        DismissalReason,
        by_value=True,
        required=True,
        validate=validate.OneOf(ORDERED),
        metadata={"description": "Not `withdrawn`: that follows on the withdrawal of an article."},
    )
    note = Words(most=NOTE, allow_none=True, load_default=None)


class MergeIn(WireSchema):
    """Which claim says the same."""

    into = fields.UUID(required=True, metadata={"description": "The claim that stays and gets the mentions."})
    note = Words(most=NOTE, allow_none=True, load_default=None)


class SplitIn(WireSchema):
    """Which mention says something else."""

    statement_id = fields.UUID(required=True)


BODIES: Mapping[Move, type[WireSchema]] = {
    Move.RESOLVE: ResolutionIn,
    Move.AMEND: ResolutionIn,
    Move.REOPEN: ReopeningIn,
    Move.DISMISS: DismissalIn,
}


def _reference(shape: type[WireSchema]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{shape.__name__}"}


def _each_with_its_body() -> Constraint:
    """What the document asks of `body`, by the `move` beside it."""
    constraint: Constraint = {}
    for shape in dict.fromkeys(BODIES.values()):
        moves = [move.value for move, taken in BODIES.items() if taken is shape]
        needed = {"required": ["body"]} if any(field.required for field in shape().fields.values()) else {}
        body = {"properties": {"body": _reference(shape)}, **needed}
        constraint = where({"properties": {"move": {"enum": moves}}}, body, constraint)
    return constraint


class TargetIn(WireSchema):
    """A claim to move, at the version that was read."""

    id = fields.UUID(required=True)
    version = Whole(required=True, validate=validate.Range(1))


class MovesIn(WireSchema):
    """One move for many claims."""

    CONSTRAINTS: ClassVar[Mapping[str, Any]] = _each_with_its_body()

    move = fields.Enum(Move, by_value=True, required=True, validate=validate.OneOf([Move(move) for move in BODIES]))
    body = Unread(
        *dict.fromkeys(BODIES.values()),
        load_default=dict,
        metadata={"description": "What the move itself takes: as for one claim."},
    )
    claims = fields.List(fields.Nested(TargetIn), required=True, validate=validate.Length(1, MOST_MOVES))

    @validates_schema
    def check_body(self, data: dict[str, Any], **_: Any) -> None:
        """Read the body as the move's own."""
        errors = BODIES[data["move"]]().validate(data["body"])
        if errors:
            raise ValidationError({"body": errors})


class MovedOut(WireSchema):
    """What became of one claim of many: the claim as it is now, or the problem."""

    id = fields.UUID(required=True)
    status = fields.Integer(required=True, metadata={"description": "As the HTTP status for this claim alone."})
    claim = fields.Nested(ClaimOut, required=True, allow_none=True)
    problem = fields.Nested(ProblemOut, required=True, allow_none=True)


class MovesOut(WireSchema):
    """One answer each, in the order of the request."""

    data = fields.List(fields.Nested(MovedOut), required=True)
