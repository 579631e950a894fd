"""Looking things up. Nothing here changes anything."""

from collections.abc import Sequence
from uuid import UUID

from service.domain.article import Article
from service.domain.claim import Claim, Event
from service.domain.errors import ArticleNotFound, ClaimNotFound
from service.domain.status import Status
from service.store import articles, claims
from service.store.database import Database


def get_article(database: Database, article_id: UUID) -> Article:
    """The article with its statements; raises `ArticleNotFound`."""
    with database.begin() as connection:
        article = articles.get(connection, article_id)
    if article is None:
        raise ArticleNotFound
    return article


def get_claim(database: Database, claim_id: UUID) -> Claim:
    """The claim as it stands; raises `ClaimNotFound`."""
    with database.begin() as connection:
        claim = claims.get(connection, claim_id)
    if claim is None:
        raise ClaimNotFound
    return claim


def list_claims(
    database: Database, *, statuses: Sequence[Status], q: str | None, before: UUID | None, limit: int
) -> list[Claim]:
    """Up to `limit` claims, newest first; `store.claims.find` says what the arguments mean."""
    with database.begin() as connection:
        return claims.find(connection, statuses=statuses, q=q, before=before, limit=limit)


def list_events(database: Database, claim_id: UUID, *, after: int, limit: int) -> list[Event]:
    """The claim's history after version `after`, oldest first; raises `ClaimNotFound`."""
    with database.begin() as connection:
        if claims.get(connection, claim_id) is None:
            raise ClaimNotFound
        return claims.events_of(connection, claim_id, after=after, limit=limit)
