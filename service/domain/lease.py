"""A lease: for a while, a batch of due claims is one job's to decide, and no other job gets them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from service.domain.claim import Claim
from service.domain.listing import Filter


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """The key that asks, as the history calls it, and whether it is an admin's, who may end any lease."""

    key_id: UUID
    name: str
    admin: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A lease as stored; `holder` is what the history calls who took it."""

    id: UUID
    key_id: UUID
    holder: str
    taken_at: datetime
    expires_at: datetime

    def is_of(self, holder: Holder) -> bool:
        """Whether `holder` may renew and release it."""
        return holder.admin or holder.key_id == self.key_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedLease(Lease):
    """A lease as lists show it, with the ids of its claims that are still due, the oldest review day first."""

    claim_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseFilter:
    """Leases that meet every condition given."""

    holder: str | None = None  # the whole name of a key or a member, in any case
    claim_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class LeasePlace:
    """A place among due claims, the oldest review day first."""

    review_on: date
    claim_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which due claims somebody wants on lease: at most `limit`, after a place, for `ttl`."""

    kept: Filter
    after: LeasePlace | None
    limit: int
    ttl: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class LeasedClaims:
    """A lease with the claims that are still due, and the place that the next batch comes after, None on the last."""

    lease: Lease
    claims: tuple[Claim, ...]
    last: LeasePlace | None = None
