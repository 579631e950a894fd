"""Queries on the links between claims."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from uuid import UUID

from sqlalchemy import RowMapping, delete, or_, select, text

from service.domain.thread import MOST_MEMBERS, ClaimLink, ClaimRelation
from service.store.database import Connection
from service.store.rows import insert_rows
from service.store.tables import LinkRow

_FIELDS = [field.name for field in fields(ClaimLink)]
_LINKS = select(LinkRow.__table__)
# UNION leaves out who was met, so that each claim is looked at once.
_MEMBERS = text("""
    WITH RECURSIVE member (id) AS (
        SELECT CAST(:claim_id AS uuid)
        UNION
        SELECT CASE link.claim_id WHEN member.id THEN link.other_id ELSE link.claim_id END
        FROM member JOIN claim_link AS link ON member.id IN (link.claim_id, link.other_id)
        WHERE link.relation <> 'contradicts'
    )
    SELECT id FROM member LIMIT :limit
""")


_LATER = text("""
    WITH RECURSIVE up (id, before) AS (
        SELECT claim_id, other_id FROM claim_link WHERE relation <> 'contradicts'
        UNION
        SELECT up.id, link.other_id
        FROM up JOIN claim ON claim.id = up.before AND claim.status = 'dismissed'
        JOIN claim_link AS link ON link.claim_id = up.before AND link.relation <> 'contradicts'
    )
    SELECT DISTINCT up.id FROM up JOIN claim ON claim.id = up.before AND claim.status <> 'dismissed'
""")


def add(connection: Connection, links: Sequence[ClaimLink]) -> None:
    """Insert links."""
    rows = [{**{name: getattr(link, name) for name in _FIELDS}, "matched_by": list(link.matched_by)} for link in links]
    insert_rows(connection, LinkRow, rows)


def of_claims(connection: Connection, claim_ids: Collection[UUID]) -> list[ClaimLink]:
    """All links of these claims, the oldest first."""
    if not claim_ids:
        return []
    either = or_(LinkRow.claim_id.in_(claim_ids), LinkRow.other_id.in_(claim_ids))
    return [_to_link(row) for row in connection.execute(_LINKS.where(either).order_by(LinkRow.id)).mappings()]


def members(connection: Connection, claim_id: UUID) -> list[UUID]:
    """The claims of the thread that the claim is in, itself among them; at most one more than a thread may have."""
    return list(connection.scalars(_MEMBERS, {"claim_id": claim_id, "limit": MOST_MEMBERS + 1}))


def later_promises(connection: Connection) -> list[UUID]:
    """The claims that move one which was said before and is not dismissed, however many dismissed ones lie between."""
    return list(connection.scalars(_LATER))


def remove(connection: Connection, link_ids: Collection[UUID]) -> None:
    """Delete links; the histories of their claims keep that they were there."""
    if link_ids:
        connection.execute(delete(LinkRow).where(LinkRow.id.in_(link_ids)))


def _to_link(row: RowMapping) -> ClaimLink:
    return ClaimLink(**{**row, "relation": ClaimRelation(row["relation"]), "matched_by": tuple(row["matched_by"])})
