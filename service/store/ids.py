"""Queries for things by the end of their ids."""

from sqlalchemy import func, literal_column, select

from service.domain.ids import SHORTEST, IdKind, Named
from service.store.database import Connection
from service.store.entity_tables import EntityRow
from service.store.tables import ID_END, ArticleRow, ClaimRow

_WORDS = 200  # characters that are read of a text


def find(connection: Connection, end: str, limit: int) -> list[Named]:
    """Up to `limit` claims, and as many articles and entities, whose ids end in `end`, the oldest first."""
    claims = select(ClaimRow.id, func.left(ClaimRow.text, _WORDS))
    title = func.coalesce(ArticleRow.title, ArticleRow.text)
    articles = select(ArticleRow.id, func.left(title, _WORDS))
    entities = select(EntityRow.id, EntityRow.name).where(EntityRow.withdrawn_at.is_(None))
    found = []
    for kind, query in ((IdKind.CLAIM, claims), (IdKind.ARTICLE, articles), (IdKind.ENTITY, entities)):
        ends_so = query.where(literal_column(ID_END) == end[-SHORTEST:]).order_by(literal_column("id")).limit(limit)
        rows = connection.execute(ends_so)
        found += [Named(kind=kind, id=id_, text=text) for id_, text in rows if id_.hex.endswith(end)]
    return found
