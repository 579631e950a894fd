"""Queries on statements: those of an article, those of a claim, and a search over all."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, RowMapping, Select, and_, literal, or_, select, tuple_, update

from service.domain.article import (
    FIXED,
    Mention,
    NewStatement,
    Source,
    StatementFilter,
    StatementPlace,
    StoredStatement,
)
from service.store.database import Connection
from service.store.month import days_around
from service.store.rows import as_parameter, insert_rows, values
from service.store.tables import ArticleRow, StatementRow
from service.store.watches import Keyed
from service.store.words import is_named, says

_COLUMN_OF = {"start": "start_at", "end": "end_at"}  # "end" is a word of SQL
_COLUMNS = [StatementRow.__table__.c[_COLUMN_OF.get(field.name, field.name)] for field in fields(StoredStatement)]
_NEW = {field.name: _COLUMN_OF.get(field.name, field.name) for field in fields(NewStatement)}
_READ = {name: column for name, column in _NEW.items() if name not in FIXED}  # what a later reading may change
_LATEST = 5_000  # statements among which words are looked for before their index is
_STANDS = StatementRow.text != ""  # of withdrawn articles it is blank
_SOURCE = [ArticleRow.title, ArticleRow.url, ArticleRow.outlet, ArticleRow.withdrawn_at]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptStatement:
    """A statement to be kept: an outcome with its claim and what it was matched by, a result with what it tells."""

    id: UUID
    statement: NewStatement
    claim_id: UUID | None
    matched_by: tuple[str, ...]
    untracked: str | None
    result: Keyed | None
    speaker_entity_id: UUID | None

    def as_stored(self) -> StoredStatement:
        """The statement as it is read again."""
        found = {name: getattr(self.statement, name) for name in _NEW}
        return StoredStatement(
            **found,
            id=self.id,
            claim_id=self.claim_id,
            matched_by=self.matched_by,
            untracked=self.untracked,
            speaker_entity_id=self.speaker_entity_id,
        )


def add(
    connection: Connection, article_id: UUID, published_on: date, found: Sequence[KeptStatement], version: int
) -> None:
    """Insert the statements of an article that the analysis version found, in the order given: that of their ids."""
    rows = [
        {
            **{column: getattr(kept.statement, name) for name, column in _NEW.items()},
            **_told(kept, version),
            "article_id": article_id,
            "published_on": published_on,
            "claim_id": kept.claim_id,
            "matched_by": kept.matched_by,
        }
        for kept in found
    ]
    insert_rows(connection, StatementRow, rows)


def _told(kept: KeptStatement, version: int) -> dict[str, Any]:
    result = kept.result
    return {
        "id": kept.id,
        "untracked": kept.untracked,
        "keys": result.keys if result else None,
        "proposition": result.proposition.to_json() if result else None,
        "analysis_version": version,
        "speaker_entity_id": kept.speaker_entity_id,
    }


def renew(connection: Connection, article_id: UUID, reread: Sequence[KeptStatement], version: int) -> None:
    """Write what the analysis version says of statements of the article that it has found again.

    Their text and their place stay: what a statement says and where is never changed.
    """
    rows = [
        {**{column: getattr(kept.statement, name) for name, column in _READ.items()}, **_told(kept, version)}
        for kept in reread
    ]
    if not rows:
        return
    names = [*_READ.values(), "keys", "proposition", "untracked", "analysis_version", "speaker_entity_id"]
    new = values(rows[0], StatementRow)
    query = update(StatementRow).where(is_of_article(article_id), StatementRow.id == new.c.id)
    renewed = {name: new.c[name] for name in names}
    connection.execute(query.values(**renewed, vanished_in=None), as_parameter(rows))


def vanish(connection: Connection, article_id: UUID, ids: Collection[UUID], version: int) -> None:
    """Take note that the analysis version has not found these statements of the article: no search finds them."""
    if ids:
        query = update(StatementRow).where(is_of_article(article_id), StatementRow.id.in_(ids))
        connection.execute(query.values(keys=None, proposition=None, vanished_in=version))


def replace_with(
    connection: Connection, article_id: UUID, pairs: Sequence[tuple[StoredStatement, UUID]], version: int
) -> None:
    """Take note that these statements of the article stand in its next version too: each as the one beside it.

    Outcomes are mentions there from now on. Results stay what they are evidence for: they were told first here.
    """
    rows = [
        {"id": one.id, "replaced_by": new, "vanished_in": None if one.modality is None else version}
        for one, new in pairs
    ]
    if not rows:
        return
    new = values(rows[0], StatementRow)
    query = update(StatementRow).where(is_of_article(article_id), StatementRow.id == new.c.id)
    written = {name: new.c[name] for name in ("replaced_by", "vanished_in")}
    connection.execute(query.values(**written, keys=None, proposition=None), as_parameter(rows))


def forget_keys(connection: Connection, article_id: UUID, ids: Collection[UUID]) -> None:
    """Let no claim find these statements of the article any more, which stay as they are."""
    if ids:
        query = update(StatementRow).where(is_of_article(article_id), StatementRow.id.in_(ids))
        connection.execute(query.values(keys=None, proposition=None))


def of_article(
    connection: Connection,
    article_id: UUID,
    *,
    after: UUID | None = None,
    limit: int | None = None,
    vanished: bool = False,
) -> list[StoredStatement]:
    """The article's statements in the order of the text, up to `limit` of them after the statement `after`.

    None where it was withdrawn. With `vanished` those too that a later reading did not find.
    """
    query = select(*_COLUMNS).where(is_of_article(article_id), _STANDS)
    if not vanished:
        query = query.where(StatementRow.vanished_in.is_(None))
    if after is not None:
        query = query.where(StatementRow.id > after)  # ids grow in the order of the text
    rows = connection.execute(query.order_by(StatementRow.id).limit(limit)).mappings()
    return [_to_statement(row) for row in rows]


def in_articles(connection: Connection, article_ids: Collection[UUID]) -> dict[UUID, list[StoredStatement]]:
    """The statements of each of these few articles that a reading still finds, in the order of its text."""
    if not article_ids:
        return {}
    query = select(*_COLUMNS, StatementRow.article_id).where(or_(*map(is_of_article, article_ids)))
    rows = connection.execute(query.where(StatementRow.vanished_in.is_(None)).order_by(StatementRow.id)).mappings()
    found: dict[UUID, list[StoredStatement]] = {}
    for row in rows:
        found.setdefault(row["article_id"], []).append(_to_statement(row))
    return found


def of_claim(connection: Connection, claim_id: UUID, *, after: UUID | None, limit: int) -> list[Mention]:
    """Up to `limit` statements that state the claim, in the order of arrival, after the statement `after`."""
    query = _mentions().where(StatementRow.claim_id == claim_id)
    if after is not None:
        query = query.where(StatementRow.id > after)
    return [_to_mention(row) for row in connection.execute(query.order_by(StatementRow.id).limit(limit)).mappings()]


def get(connection: Connection, statement_id: UUID) -> Mention | None:
    """The statement with its article, or None."""
    return get_many(connection, [statement_id]).get(statement_id)


def get_many(connection: Connection, ids: Collection[UUID]) -> dict[UUID, Mention]:
    """The statements with these ids, by id, each with its article; unknown ids are left out."""
    if not ids:
        return {}
    rows = connection.execute(_mentions().where(StatementRow.id.in_(ids))).mappings()
    return {row["id"]: _to_mention(row) for row in rows}


def assign(connection: Connection, statement_id: UUID, claim_id: UUID) -> None:
    """Make the statement the first mention of a claim."""
    connection.execute(
        update(StatementRow)
        .where(StatementRow.id == statement_id)
        .values(claim_id=claim_id, matched_by=[], untracked=None)
    )


def settle(connection: Connection, article_id: UUID, kept: Sequence[KeptStatement]) -> None:
    """Make stored statements of the article, which have no claim, mentions of theirs."""
    rows = [{"id": one.id, "claim_id": one.claim_id, "matched_by": one.matched_by} for one in kept]
    new = values(rows[0], StatementRow)
    query = update(StatementRow).where(is_of_article(article_id), StatementRow.id == new.c.id)
    connection.execute(
        query.values(claim_id=new.c.claim_id, matched_by=new.c.matched_by, untracked=None), as_parameter(rows)
    )


def lock(connection: Connection, statement_id: UUID) -> Mention | None:
    """The statement with its article, which nobody else changes until the transaction ends; or None."""
    own = select(StatementRow.id).where(StatementRow.id == statement_id).with_for_update()
    return get(connection, statement_id) if connection.scalar(own) else None


def reassign(connection: Connection, from_claim: UUID, to_claim: UUID) -> int:
    """Make the mentions of one claim mentions of another, by hand; how many there were that are still found."""
    moved = connection.execute(
        update(StatementRow)
        .where(StatementRow.claim_id == from_claim)
        .values(claim_id=to_claim, matched_by=["by hand"])
        .returning(StatementRow.vanished_in)
    )
    return sum(row.vanished_in is None for row in moved)


def find(connection: Connection, kept: StatementFilter, after: StatementPlace | None, limit: int) -> list[Mention]:
    """Up to `limit` statements that `kept` keeps, the latest published first, from `after` on.

    Words that are common fill a page with the latest statements, rare ones are few in their index; the planner, which
    knows the words of no month well, would walk through all statements for a word that nobody used.
    """
    table = StatementRow.__table__
    query = select(table).where(*_conditions(kept))
    if after is not None:
        place = tuple_(StatementRow.published_on, StatementRow.id)
        query = query.where(place < tuple_(literal(after.published_on), literal(after.statement_id)))
    if kept.q is None and kept.speaker is None:
        return _read(connection, _latest(query, table, limit))
    latest = _latest(query, table, _LATEST).subquery("latest")
    found = _read(connection, _latest(select(latest).where(*_words(kept, latest)), latest, limit))
    if len(found) == limit:
        return found
    matches = query.where(*_words(kept, table)).offset(0).subquery("matches")  # a fence for the planner
    return _read(connection, _latest(select(matches), matches, limit))


def _words(kept: StatementFilter, of: FromClause) -> Iterator[ColumnElement[bool]]:
    """The words that `kept` asks for in a statement, and in the name of who makes it."""
    if kept.q is not None:
        yield says(of.c.search, kept.q)
    if kept.speaker is not None:
        yield is_named(f"{of.description}.speaker", kept.speaker)


def _latest(query: Select[Any], of: FromClause, limit: int) -> Select[Any]:
    return query.order_by(of.c.published_on.desc(), of.c.id.desc()).limit(limit)


def _read(connection: Connection, query: Select[Any]) -> list[Mention]:
    """The statements that the query finds, in its order, with their articles."""
    found = query.subquery("found")
    rows = connection.execute(_mentions(found).order_by(found.c.published_on.desc(), found.c.id.desc())).mappings()
    return [_to_mention(row) for row in rows]


def _conditions(kept: StatementFilter) -> list[ColumnElement[bool]]:
    """What `kept` asks of a statement, but for its words."""
    found: list[ColumnElement[bool]] = [_STANDS, StatementRow.vanished_in.is_(None), StatementRow.replaced_by.is_(None)]
    if kept.kinds:
        found.append(StatementRow.kind.in_(kept.kinds))
    if kept.published_from is not None:
        found.append(StatementRow.published_on >= kept.published_from)
    if kept.published_to is not None:
        found.append(StatementRow.published_on <= kept.published_to)
    return found


def is_of_article(article_id: UUID) -> ColumnElement[bool]:
    """The condition that a statement is the article's; it says too when the statement can have arrived, so that only
    the partitions of that time are looked into."""
    first, end = days_around(article_id, 1)
    return and_(StatementRow.article_id == article_id, StatementRow.id >= first, StatementRow.id < end)


def _mentions(of: FromClause = StatementRow.__table__) -> Select[Any]:
    named = [column.label(f"source_{column.name}") for column in _SOURCE]
    query = select(*(of.c[column.name] for column in _COLUMNS), of.c.article_id, of.c.published_on, *named)
    return query.join(ArticleRow, ArticleRow.id == of.c.article_id)


def _to_statement(row: RowMapping) -> StoredStatement:
    values = {field.name: row[_COLUMN_OF.get(field.name, field.name)] for field in fields(StoredStatement)}
    return StoredStatement(**{**values, "matched_by": tuple(values["matched_by"])})


def _to_mention(row: RowMapping) -> Mention:
    source = Source(
        id=row["article_id"],
        title=row["source_title"],
        url=row["source_url"],
        outlet=row["source_outlet"],
        published_on=row["published_on"],
        withdrawn_at=row["source_withdrawn_at"],
    )
    return Mention(statement=_to_statement(row), article=source)
