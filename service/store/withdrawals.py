"""Queries of withdrawals: an article and its statements blanked, and whatever else holds words of it."""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, case, column, delete, func, null, select, text, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import Text

from service.domain.history import Event
from service.domain.proposal import RULES
from service.domain.withdrawal import MARKER, DependentClaim
from service.store.database import Connection
from service.store.events import to_event
from service.store.evidence import is_cited
from service.store.rows import in_parts
from service.store.statements import is_of_article
from service.store.tables import ArticleRow, CommentRow, EventRow, EvidenceRow, ProposalRow, ResolutionRow, StatementRow

_ANSWERS = 500  # kept answers, which may be long, that one statement looks through
_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
# Mentions may have moved: a claim that was merged gave them away, one that was split too.
_TOUCHED = text("""
    WITH RECURSIVE touched (id) AS (
        SELECT claim_id FROM unnest(CAST(:mentioned AS uuid[])) AS claim_id
        UNION
        SELECT coalesce(data ->> 'from', data ->> 'split_from')::uuid FROM touched JOIN event ON claim_id = touched.id
        WHERE type IN ('claim.merged', 'claim.created') AND coalesce(data ->> 'from', data ->> 'split_from') IS NOT NULL
    )
    SELECT id FROM touched ORDER BY id
""")
_HELD = text("""
    SELECT claim.id AS claim_id, coalesce(data ->> 'article_id' = CAST(:article_id AS text), false) AS is_first,
        data ->> 'article_id' IS NULL AS is_entered,
        (SELECT count(*) FROM statement WHERE claim_id = claim.id AND article_id = CAST(:article_id AS uuid)
            AND vanished_in IS NULL) AS mentions,
        (SELECT statement.id FROM statement WHERE claim_id = claim.id AND article_id <> CAST(:article_id AS uuid)
            AND vanished_in IS NULL ORDER BY published_on, statement.id LIMIT 1) AS other
    FROM claim JOIN event AS birth ON birth.claim_id = claim.id AND birth.version = 1
    WHERE claim.id = ANY (CAST(:claim_ids AS uuid[])) ORDER BY claim.id
""")
_ANSWERED = text(f"""
    WITH part AS (
        SELECT ctid AS place, created_at, key_id, key, body FROM answer
        WHERE (created_at, key_id, key) > (:created_at, :key_id, :key) ORDER BY created_at, key_id, key LIMIT :limit
    ), gone AS (
        DELETE FROM answer USING part WHERE answer.ctid = part.place AND EXISTS (
            SELECT FROM regexp_matches(convert_from(part.body, 'UTF8'), '{_UUID}', 'g') AS named(ids)
            WHERE named.ids[1] = ANY (CAST(:ids AS text[]))
        )
    )
    SELECT created_at, key_id, key FROM part ORDER BY created_at DESC, key_id DESC, key DESC LIMIT 1
""")  # noqa: S608
_NOTES = (ResolutionRow.note, ProposalRow.note, ProposalRow.verdict_reason)
Holds = Callable[[UUID, str], bool]  # whether a text that stands with this claim is to be blanked


@dataclass(frozen=True, slots=True)
class Kept:
    """What is to be withdrawn of an article; it is withdrawn already where there is an instant."""

    title: str | None
    text: str
    url: str | None
    withdrawn_at: datetime | None


def lock(connection: Connection, article_ids: Collection[UUID]) -> dict[UUID, Kept]:
    """These versions of an article by id, the first one first: nobody else withdraws or replaces them until the
    transaction ends."""
    query = select(ArticleRow.id, ArticleRow.title, ArticleRow.text, ArticleRow.url, ArticleRow.withdrawn_at)
    its = query.where(ArticleRow.id.in_(article_ids)).order_by(ArticleRow.version).with_for_update()
    return {row.id: Kept(*row[1:]) for row in connection.execute(its)}


def blank_article(connection: Connection, article_id: UUID, *, by: str, reason: str | None, at: datetime) -> None:
    """Blank the article; its URL and the digest of its text stay, by which it is known if it comes again."""
    marked = {"withdrawn_at": at, "withdrawn_by": by, "withdrawal_reason": reason}
    connection.execute(
        update(ArticleRow).where(ArticleRow.id == article_id).values(text="", title=None, outlet=None, **marked)
    )


def blank_statements(connection: Connection, article_id: UUID) -> None:
    """Blank the article's statements, and all that was made of their words. They state no claim any more."""
    gone = ("cue", "cue_start", "cue_end", "speaker", "speaker_entity_id", "claim_id", "keys")
    connection.execute(
        update(StatementRow)
        .where(is_of_article(article_id))
        .values(text="", head="", matched_by=[], proposition=null(), account=null(), **dict.fromkeys(gone))
    )


def touched(connection: Connection, article_id: UUID) -> list[UUID]:
    """The claims that the article states, and those that gave such a mention away."""
    query = select(StatementRow.claim_id).where(is_of_article(article_id), StatementRow.claim_id.is_not(None))
    mentioned = list(connection.scalars(query.distinct()))
    return list(connection.scalars(_TOUCHED, {"mentioned": mentioned}))


def held(connection: Connection, article_id: UUID, claim_ids: Collection[UUID]) -> list[DependentClaim]:
    """How each of these claims depends on the article."""
    rows = connection.execute(_HELD, {"article_id": str(article_id), "claim_ids": list(claim_ids)}).mappings()
    return [DependentClaim(**row) for row in rows]


def resting_on(connection: Connection, article_id: UUID) -> dict[UUID, UUID]:
    """The evidence that stands in the article: its ids, each with its claim's."""
    of_article = select(StatementRow.id).where(is_of_article(article_id))
    rows = connection.execute(
        select(EvidenceRow.id, EvidenceRow.claim_id).where(EvidenceRow.statement_id.in_(of_article))
    )
    return {row.id: row.claim_id for row in rows}


def drop_evidence(connection: Connection, pieces: Collection[UUID]) -> None:
    """Delete these pieces of evidence where rules found them and nothing rests on them; the others count for nothing
    and give no reasons. What else is known of their claims is scored anew."""
    its = EvidenceRow.id.in_(pieces)
    claim_ids = select(EvidenceRow.claim_id).where(its)
    connection.execute(update(EvidenceRow).where(EvidenceRow.claim_id.in_(claim_ids), ~its).values(weighed_at=None))
    connection.execute(delete(EvidenceRow).where(its, EvidenceRow.by == RULES, ~is_cited()))
    connection.execute(
        update(EvidenceRow)
        .where(its)
        .values(reasons=[], grounds=null(), score=case((EvidenceRow.score.is_not(None), 0.0)))
    )


def drop_reasons(connection: Connection, claim_ids: Collection[UUID]) -> None:
    """Delete what the rules found for these claims where nothing rests on it, and the reasons of the rest: they are
    in words of the claims."""
    its = EvidenceRow.claim_id.in_(claim_ids)
    found = EvidenceRow.by == RULES
    connection.execute(delete(EvidenceRow).where(its, found, ~is_cited()))
    connection.execute(update(EvidenceRow).where(its, found).values(reasons=[], grounds=null()))


def blank_quotations(connection: Connection, claim_ids: Collection[UUID], url: str | None, holds: Holds) -> None:
    """Blank what people quoted as evidence: of the page at `url`, and for these claims what holds words of it."""
    if url is not None:
        connection.execute(update(EvidenceRow).where(EvidenceRow.url == url).values(quotation=MARKER, reasons=[]))
    query = select(EvidenceRow.id, EvidenceRow.claim_id, EvidenceRow.quotation, EvidenceRow.reasons)
    rows = connection.execute(query.where(EvidenceRow.claim_id.in_(claim_ids), EvidenceRow.by != RULES)).all()
    quoting = [row.id for row in rows if row.quotation and holds(row.claim_id, row.quotation)]
    noted = [row.id for row in rows if any(holds(row.claim_id, reason) for reason in row.reasons)]
    connection.execute(update(EvidenceRow).where(EvidenceRow.id.in_(quoting)).values(quotation=MARKER))
    connection.execute(update(EvidenceRow).where(EvidenceRow.id.in_(noted)).values(reasons=[]))


def blank_notes(connection: Connection, claim_ids: Collection[UUID], holds: Holds) -> None:
    """Blank the notes of decisions and of proposals that are to be."""
    for note in _NOTES:
        row = note.class_
        query = select(row.id, row.claim_id, note.label("note")).where(row.claim_id.in_(claim_ids), note.is_not(None))
        gone = [found.id for found in connection.execute(query) if holds(found.claim_id, found.note)]
        connection.execute(update(row).where(row.id.in_(gone)).values({note: None}))


def blank_comments(connection: Connection, claim_ids: Collection[UUID], holds: Holds) -> None:
    """Blank the comments that are to be."""
    query = select(CommentRow.id, CommentRow.claim_id, CommentRow.text).where(CommentRow.claim_id.in_(claim_ids))
    gone = [row.id for row in connection.execute(query) if holds(row.claim_id, row.text)]
    connection.execute(update(CommentRow).where(CommentRow.id.in_(gone)).values(text=MARKER))


def histories(connection: Connection, claim_ids: Sequence[UUID]) -> Iterator[Event]:
    """Every event of these claims."""
    rows = connection.execute(select(EventRow.__table__).where(EventRow.claim_id.in_(claim_ids))).mappings()
    return map(to_event, rows)


def rewrite(connection: Connection, events: Sequence[Event]) -> None:
    """Write reason, data and state of these events anew."""
    for part in in_parts(events):
        rows = [
            {"id": str(one.id), "reason": one.reason, "data": dict(one.data), "state": dict(one.state)} for one in part
        ]
        new = (
            func.jsonb_to_recordset(bindparam("rows", json.dumps(rows), type_=Text).cast(JSONB))
            .table_valued(
                *(column(name, EventRow.__table__.c[name].type) for name in ("id", "reason", "data", "state"))
            )
            .render_derived("new", with_types=True)
        )
        values: dict[str, Any] = {name: new.c[name] for name in ("reason", "data", "state")}
        connection.execute(update(EventRow).where(EventRow.id == new.c.id).values(values))


def forget_answers(connection: Connection, ids: Collection[UUID]) -> None:
    """Delete the kept answers that name one of these ids."""
    place: dict[str, Any] | None = {"created_at": datetime.min.replace(tzinfo=UTC), "key_id": UUID(int=0), "key": ""}
    while place is not None:
        asked = {**place, "ids": [str(one) for one in ids], "limit": _ANSWERS}
        row = connection.execute(_ANSWERED, asked).mappings().first()
        place = dict(row) if row else None
