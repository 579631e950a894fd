"""Keeping an article with its statements, and tracking a claim for each outcome that it states."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from service.detect import load_rules
from service.domain import clocks
from service.domain.article import Article, NewArticle, ReadBy
from service.domain.errors import ArticleNotFound, ArticleWithdrawn
from service.store import analysis, articles, passages
from service.store.database import Connection, Database
from service.usecases.candidates import read_passages
from service.usecases.detection import find_statements
from service.usecases.reading_time import ReadingTime
from service.usecases.record import Action
from service.usecases.track import read_statements, track


def add_article(database: Database, article: NewArticle, *, action: Action, today: date) -> tuple[Article, bool]:
    """The stored article, and whether it is new.

    An article with the same text or the same URL is answered as it stands and changes nothing. Raises
    `InvalidValue` for an impossible date of publication, `ArticleWithdrawn` for what is not taken again, `TextTooLarge`
    and `ReadingTooLong`; nothing is stored then.
    """
    clocks.check_published_on(article.published_on, today)
    known = find_article(database, text=article.text, url=article.url)
    if known:
        return known, False
    # Detection takes the longest, so it is done while no connection is held.
    time = ReadingTime()
    found = find_statements(article.text, title=article.title, published=article.published_on, time=time)
    told = read_statements(article, found, time)
    sentences = read_passages(found.doc, told)
    read_by = read_today(database, action)
    with database.begin() as connection:
        new = articles.add(connection, article, read_by=read_by, omitted=found.omitted, now=action.now)
        if new is None:
            return _first(connection, article), False
        passages.add(connection, new, article.published_on, sentences)
        stated = track(connection, new, article, told, action, today, read_by.analysis_version)
        stored = Article(
            **asdict(article),
            id=new,
            **asdict(read_by),
            omitted=found.omitted,
            created_at=action.now,
            statements=stated,
        )
        return stored, True


def read_today(database: Database, action: Action) -> ReadBy:
    """What reads an article today; to be asked for before a transaction begins."""
    return ReadBy(rules_version=load_rules().version, analysis_version=analysis.current(database, action.now))


def find_article(database: Database, *, text: str | None, url: str | None) -> Article | None:
    """The stored article with this text or this URL; raises `ArticleWithdrawn`."""
    with database.look() as connection:
        known = articles.find_id(connection, text=text, url=url)
        return _stored(connection, known) if known else None


def _first(connection: Connection, article: NewArticle) -> Article:
    """The article with the same text or URL that has come first."""
    known = articles.find_id(connection, text=article.text, url=article.url)
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
