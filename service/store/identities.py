"""What tells claims from each other: what they say, found by keys through an index, never by looking at each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, text

from service.domain.identity import index_keys
from service.language import Proposition
from service.store.database import Connection
from service.store.rows import insert_rows
from service.store.tables import IdentityRow

_LOCKED = 256  # keys at most: an article with more outcomes than that may miss a race, never a transaction
_CANDIDATES = 500  # claims that are compared at most, the newest first

# Who holds locks does not wait for more: the articles of a batch that is one transaction come in any order.
_LOCK = text(
    "SELECT CASE WHEN (SELECT coalesce(current_setting('claims.looked', true), '') = '')"
    " THEN pg_advisory_xact_lock(lock) IS NOT NULL ELSE pg_try_advisory_xact_lock(lock) END FROM "
    "(SELECT DISTINCT hashtextextended(key, 0) AS lock"
    " FROM unnest(CAST(:keys AS text[])) AS key ORDER BY lock) AS locks"
)
_LOOKED = text("SELECT set_config('claims.looked', 'yes', true)")
# Key by key, and OFFSET 0: of many keys at once the planner expects so much that it walks all claims, newest first.
_NEAR = text(
    "WITH near AS ("
    " SELECT DISTINCT claim_id FROM unnest(CAST(:keys AS text[])) AS wanted(key)"
    " CROSS JOIN LATERAL (SELECT claim_id FROM identity WHERE keys @> ARRAY[wanted.key] OFFSET 0) AS hit"
    " ORDER BY claim_id DESC LIMIT :candidates"
    ") SELECT identity.claim_id, keys, proposition, COALESCE(happened_on, CAST(recorded_at AS date)) AS decided_on"
    " FROM near JOIN identity USING (claim_id) JOIN claim ON claim.id = near.claim_id AND status <> 'dismissed'"
    " LEFT JOIN resolution ON resolution.claim_id = claim.id AND superseded_at IS NULL"
    " WHERE proposition IS NOT NULL"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a claim says; `decided_on` is when it was decided, None while it is not."""

    claim_id: UUID
    keys: tuple[str, ...]
    proposition: Proposition
    decided_on: date | None


def add(connection: Connection, stated: Sequence[tuple[UUID, Proposition]], version: int) -> None:
    """Insert what new claims say, as the analysis version reads them.

    Claims that share no key with anything have none.
    """
    rows = [
        {"claim_id": claim_id, "keys": keys, "proposition": proposition.to_json(), "analysis_version": version}
        for claim_id, proposition in stated
        if (keys := index_keys(proposition))
    ]
    insert_rows(connection, IdentityRow, rows)


def renew(connection: Connection, stated: Sequence[tuple[UUID, Proposition]], version: int) -> None:
    """Put these propositions in place of what the claims said until now."""
    forget(connection, [claim_id for claim_id, _ in stated])
    add(connection, stated, version)


def forget(connection: Connection, claim_ids: Collection[UUID]) -> None:
    """Forget what these claims say."""
    connection.execute(delete(IdentityRow).where(IdentityRow.claim_id.in_(claim_ids)))


def find(connection: Connection, keys: Collection[str]) -> list[Identity]:
    """The claims that have any of `keys` and are not dismissed.

    Until the transaction ends, nobody else looks for these keys: of two articles that state the same outcome at
    once, the second finds what the first has made of it. Only the first look of a transaction waits for others.
    """
    if not keys:
        return []
    connection.execute(_LOCK, {"keys": sorted(keys)[:_LOCKED]})
    if connection.in_nested_transaction():
        connection.execute(_LOOKED)
    return [
        Identity(
            claim_id=row.claim_id,
            keys=tuple(row.keys),
            proposition=Proposition.from_json(row.proposition),
            decided_on=row.decided_on,
        )
        for row in connection.execute(_NEAR, {"keys": sorted(keys), "candidates": _CANDIDATES})
    ]
