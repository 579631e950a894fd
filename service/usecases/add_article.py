"""Keeping an article with its statements, and tracking a claim for each outcome that it states."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from service.detect import load_rules
from service.domain import clocks
from service.domain.article import Article, NewArticle, NewStatement
from service.domain.claim import Claim
from service.domain.errors import ArticleNotFound
from service.domain.status import Status
from service.store import articles, statements
from service.store.database import Connection, Database, uuid7
from service.usecases.detection import find_statements
from service.usecases.record import Act, record_births

_LONGEST_CLAIM = 1_000  # characters


def add_article(database: Database, article: NewArticle, *, act: Act, today: date) -> tuple[Article, bool]:
    """The stored article, and whether it is new.

    An article with the same text or the same URL is answered as it stands and changes nothing. Raises
    `InvalidValue` for an impossible date of publication and `TextTooLarge`; nothing is stored then.
    """
    clocks.check_published_on(article.published_on, today)
    known = find_article(database, text=article.text, url=article.url)
    if known:
        return known, False
    # Detection takes the longest, so it is done while no connection is held.
    found = find_statements(article.text, title=article.title, published=article.published_on)
    with database.begin() as connection:
        new = articles.add(connection, article, load_rules().version, act.now)
        if new:
            _track(connection, new, article, found, act)
        stored = new or articles.find_id(connection, text=article.text, url=article.url)
        if stored is None:
            raise ArticleNotFound
        return _stored(connection, stored), new is not None


def find_article(database: Database, *, text: str | None, url: str | None) -> Article | None:
    """The stored article with this text or this URL."""
    with database.begin() as connection:
        known = articles.find_id(connection, text=text, url=url)
        return _stored(connection, known) if known else None


def _stored(connection: Connection, article_id: UUID) -> Article:
    article = articles.get(connection, article_id)
    if article is None:
        raise ArticleNotFound
    return article


def _track(
    connection: Connection,
    article_id: UUID,
    article: NewArticle,
    found: Sequence[NewStatement],
    act: Act,
) -> None:
    stated = [_new_claim(statement, article, act.now) for statement in found]
    new = [claim for claim in stated if claim]
    record_births(connection, new, act, {"article_id": str(article_id)})
    owners = [claim.id if claim else None for claim in stated]
    statements.add(connection, article_id, article.published_on, zip(found, owners, strict=True))


def _new_claim(statement: NewStatement, article: NewArticle, now: datetime) -> Claim | None:
    if statement.modality is None:
        return None
    review = clocks.review_on(said_on=article.published_on, due=statement.due, modality=statement.modality)
    return Claim(
        id=uuid7(),
        text=_claim_text(statement, article.text),
        head=statement.head,
        status=Status.OPEN,
        outcome=None,
        dismissal=None,
        polarity=statement.polarity,
        modality=statement.modality,
        conditional=statement.conditional,
        speaker=statement.speaker,
        outlet=article.outlet,
        said_on=article.published_on,
        due=statement.due,
        review_on=review,
        tags=(),
        mentions=1,
        resolution=None,
        version=1,
        created_at=now,
        updated_at=now,
    )


def _claim_text(statement: NewStatement, text: str) -> str:
    """The sentence, which can be read by itself as a bare clause often cannot; the clause where it is endless."""
    sentence = text[statement.sentence_start : statement.sentence_end]
    readable = sentence if len(sentence) <= _LONGEST_CLAIM else statement.text[:_LONGEST_CLAIM]
    return " ".join(readable.split())
