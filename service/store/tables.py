"""The tables as SQLAlchemy knows them. The migrations make them; a test holds the two together.

CHECKs refuse what the status table calls impossible, whoever writes.
"""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Computed,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(DeclarativeBase):
    """The base of all tables: text is unbounded, instants carry their zone."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map: ClassVar = {
        str: Text,
        datetime: DateTime(timezone=True),
        bytes: LargeBinary,
        list[str]: ARRAY(Text),
        dict[str, Any]: JSONB,
    }


def one_of(column: str, *values: str) -> str:
    """The SQL condition that `column` is one of `values`, which are literals of this file."""
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


NO_DUE = date(9999, 12, 31)  # what a claim without a due date is sorted by
_MODALITIES = ("scheduled", "commitment", "intention", "expectation", "possibility", "demand")


class ArticleRow(Table):
    """An article as received. Never updated."""

    __tablename__ = "article"
    __table_args__ = (
        Index("uq_article_text_digest", "text_digest", unique=True),
        Index("uq_article_url", "url", unique=True, postgresql_where=text("url IS NOT NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    text: Mapped[str]
    text_digest: Mapped[bytes]  # SHA-256 of the text: an index entry on the text itself could be a megabyte
    title: Mapped[str | None]
    url: Mapped[str | None]
    outlet: Mapped[str | None]
    published_on: Mapped[date]
    rules_version: Mapped[str]
    created_at: Mapped[datetime]


class ClaimRow(Table):
    """A tracked outcome."""

    __tablename__ = "claim"
    __table_args__ = (
        CheckConstraint(one_of("status", "open", "due", "proposed", "resolved", "dismissed"), name="status"),
        CheckConstraint("(status = 'resolved') = (outcome IS NOT NULL)", name="outcome_while_resolved"),
        CheckConstraint(
            one_of(
                "outcome",
                "fulfilled",
                "fulfilled_late",
                "fulfilled_in_part",
                "not_fulfilled",
                "unresolvable",
            ),
            name="outcome",
        ),
        CheckConstraint("(status = 'dismissed') = (dismissal IS NOT NULL)", name="dismissal_while_dismissed"),
        CheckConstraint(one_of("dismissal", "not_a_claim", "duplicate", "out_of_scope"), name="dismissal"),
        CheckConstraint(one_of("polarity", "positive", "negative"), name="polarity"),
        CheckConstraint(one_of("modality", *_MODALITIES), name="modality"),
        CheckConstraint("version > 0", name="version"),
        CheckConstraint("mentions >= 0", name="mentions"),
        Index("ix_claim_open_review_on", "review_on", "id", postgresql_where=text("status = 'open'")),
        # One for each sort …
        Index("ix_claim_said_on", "said_on", "id"),
        Index("ix_claim_due", text(f"COALESCE(due, '{NO_DUE}'::date)"), "id"),
        Index("ix_claim_review_on", "review_on", "id"),
        Index("ix_claim_updated_at", "updated_at", "id"),
        # … and one for each filter, in the order of arrival.
        Index("ix_claim_status", "status", "id"),
        Index("ix_claim_status_due", "status", text(f"COALESCE(due, '{NO_DUE}'::date)"), "id"),
        Index("ix_claim_outcome", "outcome", "id", postgresql_where=text("outcome IS NOT NULL")),
        Index("ix_claim_modality", "modality", "id"),
        # (whole ones where they hold an expression: of partial indexes Postgres uses no statistics)
        Index("ix_claim_speaker", text("lower(speaker)"), "id"),
        Index("ix_claim_outlet", text("lower(outlet)"), "id"),
        Index("ix_claim_tags", "tags", postgresql_using="gin"),
        Index("ix_claim_search", "search", postgresql_using="gin"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    text: Mapped[str]
    head: Mapped[str | None]
    status: Mapped[str]
    outcome: Mapped[str | None]
    dismissal: Mapped[str | None]
    polarity: Mapped[str]
    modality: Mapped[str]
    conditional: Mapped[bool]
    speaker: Mapped[str | None]
    outlet: Mapped[str | None]
    said_on: Mapped[date]
    due: Mapped[date | None]
    review_on: Mapped[date]
    tags: Mapped[list[str]]
    mentions: Mapped[int]
    version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    search: Mapped[str] = mapped_column(
        TSVECTOR,
        Computed(
            "to_tsvector('english', left(text, 10000) || ' ' || left(coalesce(speaker, ''), 1000))",
            persisted=True,
        ),
        deferred=True,
    )


class StatementRow(Table):
    """A statement of either kind; an outcome points to the claim that it mentions."""

    __tablename__ = "statement"
    __table_args__ = (
        CheckConstraint(one_of("kind", "outcome", "result"), name="kind"),
        CheckConstraint(one_of("polarity", "positive", "negative"), name="polarity"),
        CheckConstraint(one_of("modality", *_MODALITIES), name="modality"),
        CheckConstraint("(kind = 'outcome') = (modality IS NOT NULL)", name="modality_of_outcomes"),
        CheckConstraint("claim_id IS NULL OR kind = 'outcome'", name="claim_of_outcomes"),
        CheckConstraint("num_nulls(cue, cue_start, cue_end) IN (0, 3)", name="cue"),
        CheckConstraint(
            "0 <= start_at AND start_at <= head_start AND head_start < head_end AND head_end <= end_at",
            name="spans",
        ),
        Index("ix_statement_article_id", "article_id", "id"),
        Index("ix_statement_published_on", "published_on", "id"),
        Index("ix_statement_speaker", text("lower(speaker)"), "published_on", "id"),
        Index("ix_statement_search", "search", postgresql_using="gin"),
        Index("ix_statement_claim_id", "claim_id", postgresql_where=text("claim_id IS NOT NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    article_id: Mapped[UUID] = mapped_column(ForeignKey("article.id"))
    published_on: Mapped[date]  # the article's, so that searches need no join to sort
    claim_id: Mapped[UUID | None] = mapped_column(ForeignKey("claim.id"))
    matched_by: Mapped[list[str]]
    kind: Mapped[str]
    text: Mapped[str]
    start_at: Mapped[int]
    end_at: Mapped[int]
    sentence_start: Mapped[int]
    sentence_end: Mapped[int]
    head: Mapped[str]
    head_start: Mapped[int]
    head_end: Mapped[int]
    cue: Mapped[str | None]
    cue_start: Mapped[int | None]
    cue_end: Mapped[int | None]
    rule: Mapped[str]
    polarity: Mapped[str]
    modality: Mapped[str | None]
    conditional: Mapped[bool]
    speaker: Mapped[str | None]
    due: Mapped[date | None]
    search: Mapped[str] = mapped_column(
        TSVECTOR, Computed("to_tsvector('english', left(text, 10000))", persisted=True), deferred=True
    )


class IdentityRow(Table):
    """What tells a claim from others: made of its first statement, never changed."""

    __tablename__ = "identity"
    __table_args__ = (Index("ix_identity_keys", "keys", postgresql_using="gin"),)

    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"), primary_key=True)
    keys: Mapped[list[str]]
    terms: Mapped[dict[str, Any]]


class ResolutionRow(Table):
    """A decision. At most one of a claim's is current; the others are superseded."""

    __tablename__ = "resolution"
    __table_args__ = (
        CheckConstraint("(outcome = 'unresolvable') = (reason IS NOT NULL)", name="reason"),
        CheckConstraint(one_of("reason", "world_unclear", "claim_unclear", "no_evidence"), name="reason_known"),
        Index("uq_resolution_current", "claim_id", unique=True, postgresql_where=text("superseded_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"))
    outcome: Mapped[str]
    reason: Mapped[str | None]
    note: Mapped[str | None]
    happened_on: Mapped[date | None]
    by: Mapped[str]
    recorded_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None]


class EventRow(Table):
    """A line of a claim's history. Only ever added to; one per version."""

    __tablename__ = "event"
    __table_args__ = (Index("uq_event_claim_version", "claim_id", "version", unique=True),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"))
    type: Mapped[str]
    actor: Mapped[str]
    at: Mapped[datetime]
    from_status: Mapped[str | None]
    to_status: Mapped[str]
    reason: Mapped[str | None]
    version: Mapped[int]
    data: Mapped[dict[str, Any]]
    state: Mapped[dict[str, Any]]  # what of the claim can change, as it was after the event


class ApiKeyRow(Table):
    """An API key: its secret only as a digest."""

    __tablename__ = "api_key"
    __table_args__ = (
        CheckConstraint("cardinality(scopes) > 0", name="scopes"),
        CheckConstraint("scopes <@ ARRAY['read', 'write', 'resolve', 'admin']", name="known_scopes"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    digest: Mapped[bytes]
    scopes: Mapped[list[str]]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]


class AnswerRow(Table):
    """An answer kept by idempotency key, for a day."""

    __tablename__ = "answer"
    __table_args__ = (Index("ix_answer_created_at", "created_at"),)

    key_id: Mapped[UUID] = mapped_column(ForeignKey("api_key.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[bytes]
    status: Mapped[int]
    headers: Mapped[dict[str, Any]]
    body: Mapped[bytes]
    created_at: Mapped[datetime]


class JobRow(Table):
    """A job that a client waits for. While it is not finished, the queue tells where it stands."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint(one_of("task", "add_article", "add_articles"), name="task"),
        CheckConstraint("jsonb_array_length(results) <= total", name="results"),
        CheckConstraint("failure IS NULL OR finished_at IS NOT NULL", name="failure_at_end"),
        CheckConstraint("(request IS NULL) = (finished_at IS NOT NULL)", name="request_until_end"),
        Index("ix_job_key_id", "key_id", "id"),
        Index("ix_job_created_at", "created_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)  # in the queue, which forgets it some day
    key_id: Mapped[UUID] = mapped_column(ForeignKey("api_key.id"))
    request_id: Mapped[str]
    task: Mapped[str]
    request: Mapped[bytes | None]  # what is to be done, as JSON
    total: Mapped[int]
    results: Mapped[list[Any]] = mapped_column(JSONB)
    failure: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
