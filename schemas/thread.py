"""Links between claims, and threads, on the wire."""

from typing import Any

from marshmallow import fields, pre_dump

from schemas.base import WireSchema, Words
from schemas.claim import ClaimOut
from schemas.evidence import NOTE
from service.domain.thread import MOST_MEMBERS, ClaimRelation, Thread, ThreadMember


class LinkIn(WireSchema):
    """What a claim is to another."""

    relation = fields.Enum(
        ClaimRelation,
        by_value=True,
        required=True,
        metadata={
            "description": "`reschedules`: the same outcome by another day. `revises`: by another figure or in another "
            "scope. `contradicts`: another speaker says what cannot be true with it."
        },
    )
    claim_id = fields.UUID(
        required=True, metadata={"description": "The other claim; one that is moved was said before this one."}
    )
    note = Words(most=NOTE, allow_none=True, load_default=None, metadata={"description": "Why."})


class LinkOut(WireSchema):
    """What ties the claim `claim_id` to the claim `other_id`, which it moves or contradicts."""

    relation = fields.Enum(ClaimRelation, by_value=True, required=True)
    claim_id = fields.UUID(required=True)
    other_id = fields.UUID(required=True)
    matched_by = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Why rules have tied them; empty where somebody did by hand."},
    )
    by = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)


class ThreadMemberOut(WireSchema):
    """A claim of a thread."""

    claim = fields.Nested(ClaimOut, required=True)
    link = fields.Nested(
        LinkOut,
        required=True,
        allow_none=True,
        metadata={"description": "By which it moves an earlier one; null of the first promise."},
    )
    slip_days = fields.Integer(
        required=True,
        allow_none=True,
        metadata={
            "description": "From the due date of what it moves to its own: less than 0 where it is brought forward. "
            "Null where either has none, or it is dismissed."
        },
    )


class ThreadOut(WireSchema):
    """Claims that move one another, in the order in which they were said. The first promise is never overwritten."""

    data = fields.List(
        fields.Nested(ThreadMemberOut), required=True, metadata={"description": f"At most {MOST_MEMBERS} claims."}
    )
    contradictions = fields.List(fields.Nested(LinkOut), required=True)
    first = fields.UUID(required=True, metadata={"description": "The first promise: of claims that are not dismissed."})
    newest = fields.UUID(required=True)
    slips = fields.Integer(required=True, metadata={"description": "How often it was put off."})
    slip_days = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "From the due date of `first` to that of `newest`; null where either has none."},
    )

    @pre_dump
    def as_data(self, thread: Thread, **_: Any) -> dict[str, Any]:
        """The thread, whose members are what a list has as its data."""
        members: tuple[ThreadMember, ...] = thread.members
        names = ("contradictions", "first", "newest", "slips", "slip_days")
        return {"data": members, **{name: getattr(thread, name) for name in names}}
