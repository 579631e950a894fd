"""Leases on due claims: many jobs side by side, each claim with one of them at most."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from service.domain.errors import LeaseNotFound, NotLeaseHolder
from service.domain.lease import Holder, Lease, LeasedClaims, LeaseFilter, LeasePlace, ListedLease, Wanted
from service.store import claims, leases
from service.store.database import Connection, Database, uuid7
from service.usecases.paging import cut


def take_lease(database: Database, wanted: Wanted, holder: Holder, *, now: datetime) -> LeasedClaims:
    """A new lease on due claims that are on no other, the oldest review day first; on none where there are none."""
    ends = now + wanted.ttl
    lease = Lease(id=uuid7(), key_id=holder.key_id, holder=holder.name, taken_at=now, expires_at=ends)
    with database.begin() as connection:
        leases.add(connection, lease)
        taken, last = _take(connection, lease, wanted)
        found = claims.get_many(connection, taken)
    return LeasedClaims(lease=lease, claims=tuple(found[claim_id] for claim_id in taken), last=last)


def list_leases(
    database: Database, kept: LeaseFilter, after: UUID | None, limit: int, *, now: datetime
) -> tuple[list[ListedLease], UUID | None]:
    """Up to `limit` leases that have not ended, the last taken first, and the one that the next page comes after."""
    with database.begin() as connection:
        found = leases.find(connection, kept, now, after=after, limit=limit + 1)
    return cut(found, limit, lambda last: last.id)


def read_lease(database: Database, lease_id: UUID, *, now: datetime) -> LeasedClaims:
    """The lease with the claims on it that are still due; raises `LeaseNotFound` where it has ended."""
    with database.begin() as connection:
        return _held(connection, _live(connection, lease_id, now))


def renew_lease(database: Database, lease_id: UUID, ttl: timedelta, holder: Holder, *, now: datetime) -> LeasedClaims:
    """The lease, which ends `ttl` from now; raises `LeaseNotFound` where it has ended before, `NotLeaseHolder`."""
    with database.begin() as connection:
        lease = _own(connection, lease_id, holder, now)
        if not leases.renew(connection, lease_id, now=now, expires_at=now + ttl):
            raise LeaseNotFound
        return _held(connection, replace(lease, expires_at=now + ttl))


def release_lease(database: Database, lease_id: UUID, holder: Holder, *, now: datetime) -> None:
    """End the lease: its claims are free. Raises `LeaseNotFound` where it has ended before, `NotLeaseHolder`."""
    with database.begin() as connection:
        leases.release(connection, _own(connection, lease_id, holder, now).id)


def _take(connection: Connection, lease: Lease, wanted: Wanted) -> tuple[list[UUID], LeasePlace | None]:
    """The claims taken, and the place of the last one where more may follow."""
    taken: list[UUID] = []
    after = wanted.after
    while True:
        room = wanted.limit - len(taken)
        tried = leases.take(connection, lease, wanted.kept, after, room)
        taken += tried.taken
        after = tried.found[-1] if tried.found else after
        if len(tried.found) < room:
            return taken, None
        if len(tried.taken) == room:
            return taken, after
        # Somebody was faster with some of them: look for as many after the last.


def _own(connection: Connection, lease_id: UUID, holder: Holder, now: datetime) -> Lease:
    lease = _live(connection, lease_id, now)
    if not lease.is_of(holder):
        raise NotLeaseHolder
    return lease


def _live(connection: Connection, lease_id: UUID, now: datetime) -> Lease:
    lease = leases.get(connection, lease_id, now)
    if lease is None:
        raise LeaseNotFound
    return lease


def _held(connection: Connection, lease: Lease) -> LeasedClaims:
    return LeasedClaims(lease=lease, claims=tuple(leases.claims_of(connection, lease)))
