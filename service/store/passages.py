"""The sentences of articles as candidates are found by them, and the keys by which articles of one affair meet.

Of the articles that share a key with a claim's a few are read, however many there are: the first since it was said,
the first since it was due, and the last.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, text

from service.domain.article import Source
from service.domain.candidates import Found, Key, Passage
from service.store.database import Connection
from service.store.rows import insert_rows
from service.store.tables import ArticleKeyRow, ArticlePassagesRow

_PER_KEY = 30  # articles that are read of those that share a key, at each of three places
_ARTICLES = 60  # whose sentences are ranked: those that share many keys, and rare ones

_OF_KEY = "SELECT article_id FROM article_key AS near WHERE near.key = asked.key AND near.published_on >= {since}"
_FROM = _OF_KEY + " ORDER BY near.published_on, article_id LIMIT :per_key"
_LAST = _OF_KEY + " ORDER BY near.published_on DESC, article_id DESC LIMIT :per_key"
_FOUND = text(
    "WITH hit AS ("  # noqa: S608
    " SELECT asked.key, near.article_id, count(*) OVER (PARTITION BY asked.key) AS many"
    " FROM unnest(CAST(:keys AS text[])) AS asked(key) CROSS JOIN LATERAL ("
    f"({_FROM.format(since=':said_on')}) UNION ({_FROM.format(since='CAST(:due AS date)')})"
    f" UNION ({_LAST.format(since=':said_on')})) AS near WHERE near.article_id IS DISTINCT FROM CAST(:own AS uuid)"
    "), top AS ("
    " SELECT article_id, jsonb_object_agg(key, many) AS shared, sum(1.0 / (1 + many)) AS rarity"
    " FROM hit GROUP BY article_id ORDER BY rarity DESC, article_id LIMIT :articles"
    ") SELECT article_id, published_on, passages, shared FROM top JOIN article_passages USING (article_id)"
    " ORDER BY rarity DESC, article_id"
)
_QUOTED = text(
    "SELECT article.id, title, url, outlet, published_on, withdrawn_at,"
    " substr(text, start_at + 1, end_at - start_at) AS sentence"
    " FROM unnest(CAST(:articles AS uuid[]), CAST(:starts AS int[]), CAST(:ends AS int[])) WITH ORDINALITY"
    " AS place(article_id, start_at, end_at, number)"
    " JOIN article ON article.id = place.article_id ORDER BY number"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePassages:
    """The sentences of one article, with its keys."""

    keys: tuple[Key, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class PassageSpan:
    """Characters `start` to `end` (exclusive) of an article."""

    article_id: UUID
    start: int
    end: int


def add(connection: Connection, article_id: UUID, published_on: date, its: ArticlePassages) -> None:
    """Let candidates be found in the article."""
    keys = [str(key) for key in its.keys]
    known = {"article_id": article_id, "published_on": published_on}
    passages = [passage.to_json() for passage in its.passages]
    insert_rows(connection, ArticlePassagesRow, [{**known, "keys": keys, "passages": passages}])
    insert_rows(connection, ArticleKeyRow, [{**known, "key": key} for key in keys])


def renew(connection: Connection, article_id: UUID, published_on: date, its: ArticlePassages) -> None:
    """Put these sentences and keys in place of what the article was found by until now."""
    forget(connection, [article_id])
    add(connection, article_id, published_on, its)


def forget(connection: Connection, article_ids: Collection[UUID]) -> None:
    """Find no candidates in these articles any more."""
    row, key = ArticlePassagesRow, ArticleKeyRow
    its = row.article_id.in_(article_ids)
    kept = select(func.unnest(row.keys), row.published_on, row.article_id).where(its)
    place = func.row(key.key, key.published_on, key.article_id)
    connection.execute(delete(key).where(place.in_(kept.subquery().select())))
    connection.execute(delete(row).where(its))


def of_article(connection: Connection, article_id: UUID) -> ArticlePassages | None:
    """The sentences of the article; None where it was withdrawn, or was read before there were candidates."""
    query = select(ArticlePassagesRow.keys, ArticlePassagesRow.passages)
    row = connection.execute(query.where(ArticlePassagesRow.article_id == article_id)).first()
    if row is None:
        return None
    return ArticlePassages(keys=tuple(map(Key.stored, row.keys)), passages=_passages(row.passages))


def find(
    connection: Connection, keys: Collection[Key], said_on: date, due: date | None, own: UUID | None
) -> list[Found]:
    """The articles published since `said_on`, but for `own`, that share most with these keys, the closest first."""
    if not keys:
        return []
    asked = {"keys": [str(key) for key in keys], "said_on": said_on, "due": due or said_on, "own": own}
    bounds = {"per_key": _PER_KEY, "articles": _ARTICLES}
    return [
        Found(
            article_id=row["article_id"],
            published_on=row["published_on"],
            passages=_passages(row["passages"]),
            shared={Key.stored(key): count for key, count in row["shared"].items()},
        )
        for row in connection.execute(_FOUND, {**asked, **bounds}).mappings()
    ]


def quote(connection: Connection, places: Sequence[PassageSpan]) -> list[tuple[Source, str]]:
    """The words at each of these places, which are of articles that are there, each with its article."""
    if not places:
        return []
    asked = {
        "articles": [place.article_id for place in places],
        "starts": [place.start for place in places],
        "ends": [place.end for place in places],
    }
    rows = [dict(row) for row in connection.execute(_QUOTED, asked).mappings()]
    return [(Source(**{name: row[name] for name in row if name != "sentence"}), row["sentence"]) for row in rows]


def _passages(stored: Sequence[dict[str, Any]]) -> tuple[Passage, ...]:
    return tuple(map(Passage.from_json, stored))
