"""Queries on leases of due claims. A claim has one row in `leased_claim` at most, so one live lease at most."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, Text, delete, exists, func, insert, literal, select, tuple_, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import aggregate_order_by

from service.domain.actor import actor_of
from service.domain.claim import Claim
from service.domain.lease import Lease, LeaseFilter, LeasePlace, ListedLease
from service.domain.listing import Filter
from service.domain.status import Status
from service.store import members
from service.store.claim_lists import conditions
from service.store.claims import to_claims, with_resolution
from service.store.database import Connection
from service.store.tables import ClaimRow, LeasedClaimRow, LeaseRow


@dataclass(frozen=True, slots=True)
class Round:
    """What a try to take claims came upon: the places of those it found free, and the ids of those it got."""

    found: Sequence[LeasePlace]
    taken: Sequence[UUID]


def add(connection: Connection, lease: Lease) -> None:
    """Insert a new lease, of nothing yet."""
    connection.execute(insert(LeaseRow).values(asdict(lease)))


def take(connection: Connection, lease: Lease, kept: Filter, after: LeasePlace | None, limit: int) -> Round:
    """Put up to `limit` due claims on the lease that are on no live one, the oldest review day first.

    Claims that another transaction is taking are passed over. One that was taken and committed while this statement
    ran looks free to it, but its row is not replaced, since it is compared where it is written: such claims are
    found and not taken.
    """
    free = _free(kept, after, lease.taken_at, limit)
    row = postgresql.insert(LeasedClaimRow).from_select(
        ["claim_id", "lease_id", "expires_at"],
        select(free.c.id, literal(lease.id), literal(lease.expires_at)),
    )
    taken = (
        row.on_conflict_do_update(
            index_elements=[LeasedClaimRow.claim_id],
            set_={"lease_id": row.excluded.lease_id, "expires_at": row.excluded.expires_at},
            where=LeasedClaimRow.expires_at <= lease.taken_at,
        )
        .returning(LeasedClaimRow.claim_id)
        .cte("taken")
    )
    query = select(free.c.review_on, free.c.id, taken.c.claim_id).outerjoin(taken, taken.c.claim_id == free.c.id)
    rows = connection.execute(query.order_by(free.c.review_on, free.c.id)).all()
    places = [LeasePlace(row.review_on, row.id) for row in rows]
    return Round(places, [row.claim_id for row in rows if row.claim_id is not None])


def _free(kept: Filter, after: LeasePlace | None, now: datetime, limit: int) -> CTE:
    leased = exists().where(LeasedClaimRow.claim_id == ClaimRow.id, LeasedClaimRow.expires_at > now)
    query = select(ClaimRow.id, ClaimRow.review_on).where(_is_due(), *conditions(kept), ~leased)
    place = tuple_(ClaimRow.review_on, ClaimRow.id)
    if after is not None:
        query = query.where(place > tuple_(literal(after.review_on), literal(after.claim_id)))
    query = query.order_by(ClaimRow.review_on, ClaimRow.id).limit(limit)
    # Not "for update": whoever adds a mention or an event of the claim, which point to it, need not wait.
    return query.with_for_update(of=ClaimRow, skip_locked=True, key_share=True).cte("free")


def get(connection: Connection, lease_id: UUID, now: datetime) -> Lease | None:
    """The lease with this id, where it has not ended at `now`."""
    query = select(LeaseRow.__table__).where(LeaseRow.id == lease_id, LeaseRow.expires_at > now)
    row = connection.execute(query).mappings().first()
    return Lease(**row) if row else None


def find(
    connection: Connection, kept: LeaseFilter, now: datetime, *, after: UUID | None, limit: int
) -> list[ListedLease]:
    """Up to `limit` leases that `kept` keeps and that have not ended at `now`, the last taken first."""
    still_due = (
        select(func.array_agg(aggregate_order_by(ClaimRow.id, ClaimRow.review_on, ClaimRow.id)))
        .join(LeasedClaimRow, LeasedClaimRow.claim_id == ClaimRow.id)
        .where(LeasedClaimRow.lease_id == LeaseRow.id, _is_due())
        .scalar_subquery()
    )
    query = select(LeaseRow.__table__, still_due.label("claim_ids")).where(LeaseRow.expires_at > now)
    if kept.holder is not None:
        query = query.where(func.lower(LeaseRow.holder).in_(_holders(connection, kept.holder)))
    if kept.claim_id is not None:
        its = select(LeasedClaimRow.lease_id).where(LeasedClaimRow.claim_id == kept.claim_id)
        query = query.where(LeaseRow.id == its.scalar_subquery())
    if after is not None:
        query = query.where(LeaseRow.id < after)
    rows = connection.execute(query.order_by(LeaseRow.id.desc()).limit(limit)).mappings()
    return [ListedLease(**{**row, "claim_ids": tuple(row["claim_ids"] or ())}) for row in rows]


def _holders(connection: Connection, name: str) -> list[str]:
    """What leases call who has this name: a key as itself, a member by its id."""
    member_id = members.called(connection, name)
    return [name.lower(), *([actor_of(member_id)] if member_id else [])]


def claims_of(connection: Connection, lease: Lease) -> list[Claim]:
    """The claims on the lease that are still due, the oldest review day first."""
    query = (
        with_resolution()
        .join(LeasedClaimRow, LeasedClaimRow.claim_id == ClaimRow.id)
        .where(LeasedClaimRow.lease_id == lease.id, _is_due())
        .order_by(ClaimRow.review_on, ClaimRow.id)
    )
    return to_claims(connection, connection.execute(query).mappings().all())


def renew(connection: Connection, lease_id: UUID, *, now: datetime, expires_at: datetime) -> bool:
    """Have the lease and its claims end at `expires_at`; False where it has ended before."""
    # Its claims follow by their foreign key.
    done = connection.execute(
        update(LeaseRow).where(LeaseRow.id == lease_id, LeaseRow.expires_at > now).values(expires_at=expires_at)
    )
    return done.rowcount == 1


def release(connection: Connection, lease_id: UUID) -> None:
    """End the lease: its claims are free."""
    connection.execute(delete(LeaseRow).where(LeaseRow.id == lease_id))


def forget(connection: Connection, now: datetime) -> None:
    """Delete what is left of leases that have ended.

    Rows that somebody is at work on are left: a delete that waited could wait for one who waits for it.
    """
    ended = (
        select(LeasedClaimRow.claim_id)
        .where(LeasedClaimRow.expires_at <= now)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    connection.execute(delete(LeasedClaimRow).where(LeasedClaimRow.claim_id.in_(ended)))
    empty = (
        select(LeaseRow.id)
        .where(LeaseRow.expires_at <= now, ~exists().where(LeasedClaimRow.lease_id == LeaseRow.id))
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    connection.execute(delete(LeaseRow).where(LeaseRow.id.in_(empty)))


def _is_due() -> ColumnElement[bool]:
    """As a literal, so that Postgres sees that the index on due claims serves."""
    return ClaimRow.status == literal(Status.DUE.value, Text, literal_execute=True)
