"""Looking things up. Nothing here changes anything."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from service.domain.article import (
    Article,
    ArticleFilter,
    ArticlePlace,
    ListedArticle,
    Mention,
    StatementFilter,
    StatementPlace,
    StoredStatement,
)
from service.domain.claim import Claim
from service.domain.errors import ArticleNotFound, ClaimNotFound
from service.domain.history import Event, as_it_was, referred
from service.domain.ids import Named
from service.domain.listing import EvidencePlace, Filter, Position, Sort
from service.domain.proposal import Evidence, Proposal
from service.store import articles, claim_lists, claims, events, evidence, ids, proposals, statements
from service.store.database import Connection, Database
from service.usecases.paging import cut

_STREAMED = 500  # claims read at once
_MOST_NAMED = 20


def get_article(database: Database, article_id: UUID) -> Article:
    """The article with its statements; raises `ArticleNotFound`."""
    with database.begin() as connection:
        article = articles.get(connection, article_id)
    if article is None:
        raise ArticleNotFound
    return article


def get_claim(database: Database, claim_id: UUID, *, as_of: datetime | None = None) -> Claim:
    """The claim as it stands, or as it stood at `as_of`; raises `ClaimNotFound` where there was none."""
    with database.begin() as connection:
        claim = claims.get(connection, claim_id)
        last = events.last_before(connection, claim_id, as_of) if as_of else None
        if claim is None or (as_of and last is None):
            raise ClaimNotFound
        return _as_it_was(connection, claim, last) if last else claim


def list_claims(
    database: Database, kept: Filter, sort: Sort, after: Position | None, limit: int
) -> tuple[list[Claim], Position | None]:
    """Up to `limit` of the claims that `kept` keeps, and where the next page begins, None on the last."""
    with database.begin() as connection:
        found = claim_lists.find(connection, kept, sort, after, limit + 1)
    page, place = cut(found, limit, lambda last: last.position)
    return [row.claim for row in page], place


def every_claim(database: Database, kept: Filter, sort: Sort) -> Iterator[Claim]:
    """Every claim that `kept` keeps, read a page at a time, so that memory and transactions stay small."""
    after: Position | None = None
    while True:
        page, after = list_claims(database, kept, sort, after, _STREAMED)
        yield from page
        if after is None:
            return


def list_events(database: Database, claim_id: UUID, after: int | None, limit: int) -> tuple[list[Event], int | None]:
    """Up to `limit` lines of the claim's history after version `after`, oldest first, and the version that the
    next page comes after, None on the last; raises `ClaimNotFound`."""
    with database.begin() as connection:
        _check_claim(connection, claim_id)
        found = events.of_claim(connection, claim_id, after=after or 0, limit=limit + 1)
    return cut(found, limit, lambda last: last.version)


def list_articles(
    database: Database, kept: ArticleFilter, after: ArticlePlace | None, limit: int
) -> tuple[list[ListedArticle], ArticlePlace | None]:
    """Up to `limit` articles that `kept` keeps, and where the next page begins.

    The last to arrive comes first, the latest published where `kept` says when.
    """
    with database.begin() as connection:
        found = articles.find(connection, kept, after, limit + 1)
    return cut(found, limit, lambda last: ArticlePlace(last.published_on, last.id))


def list_article_statements(
    database: Database, article_id: UUID, after: UUID | None, limit: int
) -> tuple[list[StoredStatement], UUID | None]:
    """Up to `limit` of the article's statements in its order, and the one that the next page comes after.

    Raises `ArticleNotFound`.
    """
    with database.begin() as connection:
        if not articles.exists(connection, article_id):
            raise ArticleNotFound
        found = statements.of_article(connection, article_id, after=after, limit=limit + 1)
    return cut(found, limit, lambda last: last.id)


def list_mentions(
    database: Database, claim_id: UUID, after: UUID | None, limit: int
) -> tuple[list[Mention], UUID | None]:
    """Up to `limit` statements that state the claim, oldest first, and the one that the next page comes after.

    Raises `ClaimNotFound`.
    """
    with database.begin() as connection:
        _check_claim(connection, claim_id)
        found = statements.of_claim(connection, claim_id, after=after, limit=limit + 1)
    return cut(found, limit, lambda last: last.statement.id)


def search_statements(
    database: Database, kept: StatementFilter, after: StatementPlace | None, limit: int
) -> tuple[list[Mention], StatementPlace | None]:
    """Up to `limit` statements that `kept` keeps, the latest published first, and where the next page begins."""
    with database.begin() as connection:
        found = statements.find(connection, kept, after, limit + 1)
    return cut(found, limit, lambda last: StatementPlace(last.article.published_on, last.statement.id))


def list_evidence(
    database: Database, claim_id: UUID, after: EvidencePlace | None, limit: int
) -> tuple[list[Evidence], EvidencePlace | None]:
    """Up to `limit` pieces of evidence, what was added by hand first, then the best, and where the next page begins.

    Raises `ClaimNotFound`.
    """
    with database.begin() as connection:
        _check_claim(connection, claim_id)
        found = evidence.of_claim(connection, claim_id, after=after, limit=limit + 1)
    return cut(found, limit, lambda last: EvidencePlace(1.0 if last.score is None else last.score, last.id))


def list_proposals(
    database: Database, claim_id: UUID, after: UUID | None, limit: int
) -> tuple[list[Proposal], UUID | None]:
    """Up to `limit` of the proposals ever made for a claim, the oldest first, and the one that the next page comes
    after. Raises `ClaimNotFound`."""
    with database.begin() as connection:
        _check_claim(connection, claim_id)
        found = proposals.of_claim(connection, claim_id, after=after, limit=limit + 1)
    return cut(found, limit, lambda last: last.id)


def find_named(database: Database, end: str) -> list[Named]:
    """The claims, articles and entities whose ids end in `end`, up to twenty of each."""
    with database.begin() as connection:
        return ids.find(connection, end, _MOST_NAMED)


def _check_claim(connection: Connection, claim_id: UUID) -> None:
    if not claims.exists(connection, claim_id):
        raise ClaimNotFound


def _as_it_was(connection: Connection, claim: Claim, event: Event) -> Claim:
    named = referred(event)
    pieces = evidence.get_many(connection, named.evidence)
    suggested = proposals.get_many(connection, [named.proposal_id] if named.proposal_id else [])
    waiting = [proposal.as_it_waited() for proposal in suggested.values()]
    since = events.rewritings_since(connection, claim.id, event.version)
    return as_it_was(claim, event, since, next(iter(waiting), None), pieces)
