"""Keeping an article with its statements, and tracking a claim for each outcome that it states."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from service.domain import clocks
from service.domain.article import Article, NewArticle, ReadBy, same_text, version_after
from service.domain.errors import ArticleNotFound, ArticleWithdrawn
from service.store import articles, passages
from service.store.database import Connection, Database
from service.usecases import versions
from service.usecases.article_reading import ArticleReading, read_article, read_today
from service.usecases.record import Action
from service.usecases.track import track


class _CameFirst(Exception):
    """Somebody else has stored the same text meanwhile: nothing of ours is kept."""


def add_article(database: Database, article: NewArticle, *, action: Action, today: date) -> tuple[Article, bool]:
    """The stored article, and whether it is new.

    The same text again is answered as it stands and changes nothing. Another text at a URL that is known is the next
    version of the article there. Raises `InvalidValue` for an impossible date of publication, `ArticleWithdrawn` for
    what is not taken again, `TextTooLarge` and `ReadingTooLong`; nothing is stored then.
    """
    clocks.check_published_on(article.published_on, today)
    known = find_article(database, text=article.text, url=article.url)
    if known and same_text(known.text) == same_text(article.text):
        return known, False
    reading = read_article(article)
    read_by = read_today(database, action)
    try:
        with database.begin() as connection:
            return _add(connection, reading, read_by, action, today), True
    except _CameFirst:
        with database.look() as connection:
            return _first(connection, article), False


def _add(connection: Connection, reading: ArticleReading, read_by: ReadBy, action: Action, today: date) -> Article:
    article, told, version = reading.article, reading.told, read_by.analysis_version
    before = articles.lock_current(connection, article.url) if article.url else None
    new = articles.add(connection, article, read_by=read_by, omitted=reading.omitted, now=action.now, after=before)
    if new is None:
        raise _CameFirst
    passages.add(connection, new, article.published_on, reading.passages)
    compared = versions.carry_over(connection, before, told) if before else None
    own = versions.stated_before(compared) if compared else frozenset[UUID]()
    stated = track(connection, new, article, told, action, today, version, own)
    if before and compared:
        versions.supersede(connection, before, new, told, compared, action, today, version)
    return Article(
        **asdict(article),
        id=new,
        **asdict(read_by),
        omitted=reading.omitted,
        created_at=action.now,
        **version_after(before),
        statements=stated,
    )


def find_article(database: Database, *, text: str | None, url: str | None) -> Article | None:
    """The stored article with this text, or that stands at this URL; raises `ArticleWithdrawn`."""
    with database.look() as connection:
        known = articles.find_id(connection, text=text, url=url)
        return _stored(connection, known) if known else None


def _first(connection: Connection, article: NewArticle) -> Article:
    """The article with the same text that has come first, or else what stands at its URL."""
    known = articles.find_id(connection, text=article.text, url=None) or articles.find_id(
        connection, text=None, url=article.url
    )
    if known is None:
        raise ArticleNotFound
    return _stored(connection, known)


def _stored(connection: Connection, article_id: UUID) -> Article:
    article = articles.get(connection, article_id)
    if article is None:
        raise ArticleNotFound
    if article.withdrawn_at is not None:
        raise ArticleWithdrawn
    return article
