"""Leases of due claims on the wire."""

from typing import Any

from marshmallow import fields, post_load, validate

from schemas.actor import ActorId, ActorName
from schemas.base import Whole, WireSchema, Words
from schemas.claim import ClaimConditions, ClaimOut, take_filter
from schemas.page import PageOut, PageQuery

MOST_LEASED = 200  # claims of one lease
LONGEST, USUAL = 3_600, 300  # seconds


class RenewalIn(WireSchema):
    """For how long from now."""

    ttl = Whole(
        load_default=USUAL,
        validate=validate.Range(1, LONGEST),
        metadata={"description": "Seconds from now until the lease ends by itself."},
    )


class LeaseIn(ClaimConditions, RenewalIn):
    """Which due claims are wanted, how many, and for how long."""

    limit = Whole(load_default=50, validate=validate.Range(1, MOST_LEASED))
    cursor = Words(
        most=1_000,
        allow_none=True,
        load_default=None,
        metadata={"description": "The `next` of a lease with the same conditions: the claims after its last."},
    )

    @post_load
    def to_filter(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Gather the conditions in one value."""
        kept = take_filter(data)
        return {**data, "kept": kept}


class _LeaseOut(WireSchema):
    """Whose a lease is, and for how long."""

    id = fields.UUID(required=True)
    holder = ActorName("The name of the key that took it.")
    holder_id = ActorId("holder")
    taken_at = fields.AwareDateTime(required=True)
    expires_at = fields.AwareDateTime(required=True)


class LeaseOut(_LeaseOut):
    """A lease. Its claims are in no other job's until it ends; those that were decided meanwhile have left it."""

    data = fields.List(
        fields.Nested(ClaimOut), required=True, metadata={"description": "Its claims, the oldest review day first."}
    )


class ListedLeaseOut(_LeaseOut):
    """A lease as lists show it: its claims by their ids."""

    claim_ids = fields.List(
        fields.UUID(),
        required=True,
        metadata={"description": "Those that are still due, the oldest review day first."},
    )


class LeasePageOut(PageOut):
    """A page of the leases that have not ended, the last taken first."""

    data = fields.List(fields.Nested(ListedLeaseOut), required=True)


class LeaseQuery(PageQuery):
    """Which leases: those that meet every condition."""

    holder = Words(
        most=500, load_default=None, metadata={"description": "The whole name of a key or a member, in any case."}
    )
    claim_id = fields.UUID(load_default=None, metadata={"description": "The lease that this claim is on."})


class TakenLeaseOut(LeaseOut):
    """A lease that was taken."""

    next = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The cursor of the batch after this one; null where no due claim was left."},
    )
