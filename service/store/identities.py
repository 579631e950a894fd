"""What tells claims from each other: their terms, found by keys through an index, never by looking at each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Date, and_, cast, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Text

from service.domain.identity import Terms, index_keys
from service.domain.status import Status
from service.store.database import Connection
from service.store.rows import insert_rows
from service.store.tables import ClaimRow, IdentityRow, ResolutionRow

_LOCKED = 256  # keys at most: an article with more outcomes than that may miss a race, never a transaction
_CANDIDATES = 500  # claims that are compared at most, the newest first

_LOCK = text(
    "SELECT pg_advisory_xact_lock(lock) FROM "
    "(SELECT DISTINCT hashtextextended(key, 0) AS lock"
    " FROM unnest(CAST(:keys AS text[])) AS key ORDER BY lock) AS locks"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A claim's terms; `decided_on` is when it was decided, None while it is not."""

    claim_id: UUID
    keys: tuple[str, ...]
    terms: Terms
    decided_on: date | None


def add(connection: Connection, stated: Sequence[tuple[UUID, Terms]]) -> None:
    """Insert the terms of new claims. Claims that share no key with anything have none."""
    rows = [
        {"claim_id": claim_id, "keys": keys, "terms": terms.to_json()}
        for claim_id, terms in stated
        if (keys := index_keys(terms))
    ]
    insert_rows(connection, IdentityRow, rows)


def find(connection: Connection, keys: Collection[str]) -> list[Identity]:
    """The claims that have any of `keys` and are not dismissed.

    Until the transaction ends, nobody else looks for these keys: of two articles that state the same outcome at
    once, the second finds what the first has made of it.
    """
    if not keys:
        return []
    connection.execute(_LOCK, {"keys": sorted(keys)[:_LOCKED]})
    decided = func.coalesce(ResolutionRow.happened_on, cast(ResolutionRow.recorded_at, Date))
    query = (
        select(IdentityRow.claim_id, IdentityRow.keys, IdentityRow.terms, decided.label("decided_on"))
        .join(ClaimRow, ClaimRow.id == IdentityRow.claim_id)
        .outerjoin(ResolutionRow, and_(ResolutionRow.claim_id == ClaimRow.id, ResolutionRow.superseded_at.is_(None)))
        .where(
            IdentityRow.keys.overlap(cast(sorted(keys), ARRAY(Text))),
            ClaimRow.status != Status.DISMISSED,
        )
        .order_by(IdentityRow.claim_id.desc())
        .limit(_CANDIDATES)
    )
    return [
        Identity(
            claim_id=row.claim_id,
            keys=tuple(row.keys),
            terms=Terms.from_json(row.terms),
            decided_on=row.decided_on,
        )
        for row in connection.execute(query)
    ]
