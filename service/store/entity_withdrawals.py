"""What becomes of entities where an article is withdrawn: names that no other article has go with it."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, delete, exists, select, update

from service.domain.withdrawal import MARKER
from service.store.database import Connection
from service.store.entity_tables import EntityAliasRow, EntityEventRow, EntityMentionRow, EntityRow


def forget_article(connection: Connection, article_id: UUID) -> list[UUID]:
    """Forget what the article tells of entities, and the names that it alone gave them; which it named."""
    gone = delete(EntityMentionRow).where(EntityMentionRow.article_id == article_id)
    named = {row.entity_id for row in connection.execute(gone.returning(EntityMentionRow.entity_id))}
    elsewhere = exists().where(
        and_(EntityMentionRow.entity_id == EntityAliasRow.entity_id, EntityMentionRow.key == EntityAliasRow.key)
    )
    its = EntityAliasRow.entity_id.in_(named)
    connection.execute(delete(EntityAliasRow).where(its, EntityAliasRow.origin == "found", ~elsewhere))
    return sorted(named)


def nameless(connection: Connection, ids: Collection[UUID]) -> list[UUID]:
    """Those of the entities that nobody calls by any name any more."""
    called = exists().where(EntityAliasRow.entity_id == EntityRow.id, EntityAliasRow.origin != "derived")
    return list(connection.scalars(select(EntityRow.id).where(EntityRow.id.in_(ids), ~called).order_by(EntityRow.id)))


def blank(connection: Connection, ids: Iterable[UUID], at: datetime) -> None:
    """Blank these entities, of which nothing is left but that they were there."""
    gone = list(ids)
    connection.execute(delete(EntityAliasRow).where(EntityAliasRow.entity_id.in_(gone)))
    values = {"name": MARKER, "note": None, "wikidata_id": None, "withdrawn_at": at}
    connection.execute(update(EntityRow).where(EntityRow.id.in_(gone)).values(values))
    connection.execute(update(EntityEventRow).where(EntityEventRow.entity_id.in_(gone)).values(reason=None, data={}))
