"""Who is to see to a claim, and what is written of it, on the wire."""

from marshmallow import fields

from schemas.actor import ActorId, ActorName
from schemas.base import WireSchema, Words
from schemas.page import PageOut
from service.domain.comment import LONGEST_COMMENT
from service.domain.member import LONGEST_MAIL


class AssigneeIn(WireSchema):
    """Who is to see to a claim."""

    member = Words(
        most=LONGEST_MAIL,
        required=True,
        metadata={"description": "The member's id or mail address; `me` is whoever asks."},
    )


class CommentIn(WireSchema):
    """What is to be written of a claim."""

    text = Words(most=LONGEST_COMMENT, required=True)


class CommentOut(WireSchema):
    """What somebody wrote of a claim."""

    id = fields.UUID(required=True)
    claim_id = fields.UUID(required=True)
    text = fields.String(
        required=True, metadata={"description": "`[withdrawn]` where it repeated an article that was withdrawn."}
    )
    by = ActorName("The name of who wrote it.")
    by_id = ActorId("by")
    created_at = fields.AwareDateTime(required=True)


class CommentPageOut(PageOut):
    """A page of a claim's comments, the oldest first."""

    data = fields.List(fields.Nested(CommentOut), required=True)
