"""The tables as SQLAlchemy knows them. The migrations make them; a test holds the two together.

What cannot be is refused, whoever writes: by the CHECKs and keys here, and, where it takes a look at other rows, by the
triggers that the migration `0017_impossible_states` makes. The columns `account` and `terms` are the release before's
and neither read nor written by this one; the next release drops them.
"""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Computed,
    DateTime,
    Double,
    FetchedValue,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    LargeBinary,
    MetaData,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from service.store.month import DAY

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
        float: Double,
        list[str]: ARRAY(Text),
        list[int]: ARRAY(BigInteger),
        list[UUID]: ARRAY(Uuid),
        dict[str, Any]: JSONB,
    }


def one_of(column: str, *values: str) -> str:
    """The SQL condition that `column` is one of `values`, which are literals of this file."""
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


ID_END = "right(id::text, 8)"  # what people write for an id


def all_of(column: str, *values: str) -> str:
    """The SQL condition that every word in the array `column` is one of `values`, which are literals of this file."""
    return f"{column} <@ ARRAY[{', '.join(repr(value) for value in values)}]"


def finite(*columns: str) -> CheckConstraint:
    """That none of these dates and instants is infinite."""
    return CheckConstraint(" AND ".join(f"isfinite({column})" for column in columns), name="finite")


def name_words(column: str) -> str:
    """The SQL expression of the words of the names in `column`, as their indexes have it."""
    return f"to_tsvector('simple', left({column}, 1000))"


def _digest(expression: str) -> str:
    return f"sha256(convert_to({expression}, 'UTF8'))"


_TRIMMED = r"btrim(replace(replace(text, E'\r\n', E'\n'), E'\r', E'\n'), E' \t\n\v\f\r')"  # see `same_text`
NO_DUE = date(9999, 12, 31)  # what a claim without a due date is sorted by
YEAR_AHEAD = 366  # days: rehearsals take another day for today; whoever decides is held to tomorrow
_SCORED = ("speaker", "outlet", "modality", "rule", "status", "outcome", "due")
_AT_ONCE = {"fastupdate": "off"}  # of indexes that every article is looked up in: no list of what is to be taken in
_MODALITIES = ("scheduled", "commitment", "intention", "expectation", "possibility", "demand")
_HAPPENINGS = ("fulfilled", "fulfilled_late", "fulfilled_in_part", "not_fulfilled")
_OUTCOMES = (*_HAPPENINGS, "unresolvable")
_STATUSES = ("open", "due", "proposed", "resolved", "dismissed")
_EVENTS = (
    "claim.amended",
    "claim.assigned",
    "claim.corrected",
    "claim.created",
    "claim.dismissed",
    "claim.due",
    "claim.linked",
    "claim.mentioned",
    "claim.merged",
    "claim.proposal_rejected",
    "claim.proposed",
    "claim.reopened",
    "claim.reread",
    "claim.resolved",
    "claim.split",
    "claim.unlinked",
)
_CODES = ("wrong_event", "wrong_party", "wrong_time", "not_told_as_fact", "only_a_step", "repeat", "other")
_REASONS = ("world_unclear", "claim_unclear", "no_evidence")


class AnalysisVersionRow(Table):
    """A version of all that reads texts, by the hash of it. Version 0 is whatever there was before versions were kept.

    No foreign keys lead here: the rows are never deleted, and an article would have dozens of keys to be checked.
    """

    __tablename__ = "analysis_version"
    __table_args__ = (finite("first_used"), Index("uq_analysis_version_hash", "hash", unique=True))

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    hash: Mapped[str]
    release: Mapped[str]
    first_used: Mapped[datetime]


class ArticleRow(Table):
    """An article as received, to the character. That is never updated, but blanked where the article is withdrawn.

    What has read it changes.
    """

    __tablename__ = "article"
    __table_args__ = (
        CheckConstraint(
            f"withdrawn_at IS NOT NULL OR text_digest IN ({_digest('text')}, {_digest(_TRIMMED)})", name="text_digest"
        ),
        CheckConstraint("(text = '') = (withdrawn_at IS NOT NULL)", name="text_until_withdrawn"),
        CheckConstraint("(withdrawn_by IS NULL) = (withdrawn_at IS NULL)", name="withdrawn_by_somebody"),
        finite("published_on", "created_at", "withdrawn_at"),
        Index("uq_article_text_digest", "text_digest", unique=True),
        CheckConstraint("(version = 1) = (first_version IS NULL)", name="first_version"),
        CheckConstraint("version > 0", name="version"),
        CheckConstraint("isfinite(superseded_at)", name="superseded_finite"),
        Index(
            "uq_article_current_url",
            "url",
            unique=True,
            postgresql_where=text("url IS NOT NULL AND superseded_at IS NULL"),
        ),
        Index(
            "uq_article_version",
            "first_version",
            "version",
            unique=True,
            postgresql_where=text("first_version IS NOT NULL"),
        ),
        Index("ix_article_id_end", text(ID_END)),
        CheckConstraint("omitted >= 0", name="omitted"),
        Index("ix_article_published_on", "published_on", "id"),
        Index("ix_article_outlet", text("lower(outlet)"), "id"),
        Index("ix_article_search", "search", postgresql_using="gin"),
        Index("ix_article_withdrawn", "id", postgresql_where=text("withdrawn_at IS NOT NULL")),
        Index("ix_article_analysis_version", "analysis_version"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    text: Mapped[str]
    # SHA-256 of what tells the text from others (`same_text`): an index entry on the text itself could be a megabyte.
    text_digest: Mapped[bytes]
    title: Mapped[str | None]
    url: Mapped[str | None]
    outlet: Mapped[str | None]
    published_on: Mapped[date]
    rules_version: Mapped[str]
    omitted: Mapped[int] = mapped_column(server_default="0")
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(server_default="1")  # of the texts that have stood at its URL
    first_version: Mapped[UUID | None] = mapped_column(ForeignKey("article.id"))  # None of the first itself
    superseded_at: Mapped[datetime | None]  # since when another text stands there
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None]
    withdrawal_reason: Mapped[str | None]
    search: Mapped[str] = mapped_column(
        TSVECTOR,
        Computed(
            "to_tsvector('english', left(coalesce(title, ''), 1000) || ' ' || left(text, 100000))",
            persisted=True,
        ),
        deferred=True,
    )
    analysis_version: Mapped[int] = mapped_column(server_default="0")


class ClaimRow(Table):
    """A tracked outcome."""

    __tablename__ = "claim"
    __table_args__ = (
        CheckConstraint(one_of("status", *_STATUSES), name="status"),
        CheckConstraint("(status = 'resolved') = (outcome IS NOT NULL)", name="outcome_while_resolved"),
        CheckConstraint(one_of("outcome", *_OUTCOMES), name="outcome"),
        CheckConstraint("(status = 'proposed') = (proposal_id IS NOT NULL)", name="proposal_while_proposed"),
        CheckConstraint("(status = 'dismissed') = (dismissal IS NOT NULL)", name="dismissal_while_dismissed"),
        CheckConstraint(one_of("dismissal", "not_a_claim", "duplicate", "out_of_scope", "withdrawn"), name="dismissal"),
        CheckConstraint(one_of("polarity", "positive", "negative"), name="polarity"),
        CheckConstraint(one_of("modality", *_MODALITIES), name="modality"),
        CheckConstraint("version > 0", name="version"),
        CheckConstraint("mentions >= 0", name="mentions"),
        CheckConstraint(
            "(clause_start IS NULL) = (clause_end IS NULL)"
            " AND (clause_start IS NULL OR (0 <= clause_start AND clause_start < clause_end))",
            name="clause",
        ),
        CheckConstraint(r"text ~ '\S'", name="text"),
        CheckConstraint("due >= said_on", name="due_after_said"),
        CheckConstraint("review_on >= said_on", name="review_after_said"),
        finite("said_on", "due", "review_on", "created_at", "updated_at"),
        # The proposal that a claim points to is its own.
        ForeignKeyConstraint(["proposal_id", "id"], ["proposal.id", "proposal.claim_id"], use_alter=True),
        Index("ix_claim_open_review_on", "review_on", "id", postgresql_where=text("status = 'open'")),
        Index("ix_claim_due_review_on", "review_on", "id", postgresql_where=text("status = 'due'")),
        # One for each sort …
        # (this one with all that scorecards count)
        Index("ix_claim_said_on", "said_on", "id", postgresql_include=_SCORED),
        Index("ix_claim_due", text(f"COALESCE(due, '{NO_DUE}'::date)"), "id"),
        Index("ix_claim_review_on", "review_on", "id"),
        Index("ix_claim_updated_at", "updated_at", "id"),
        # … and one for each filter, in the order of arrival.
        Index("ix_claim_status", "status", "id"),
        Index("ix_claim_status_due", "status", text(f"COALESCE(due, '{NO_DUE}'::date)"), "id"),
        Index("ix_claim_proposed_said_on", "said_on", "id", postgresql_where=text("status = 'proposed'")),
        Index("ix_claim_outcome", "outcome", "id", postgresql_where=text("outcome IS NOT NULL")),
        Index("ix_claim_modality", "modality", "id"),
        # (whole ones where they hold an expression: of partial indexes Postgres uses no statistics)
        Index("ix_claim_speaker_words", text(name_words("speaker")), postgresql_using="gin"),
        Index("ix_claim_outlet", text("lower(outlet)"), "id"),
        Index("ix_claim_tags", "tags", postgresql_using="gin"),
        Index("ix_claim_search", "search", postgresql_using="gin"),
        Index("ix_claim_id_end", text(ID_END)),
        Index("ix_claim_assignee", "assignee_id", "id", postgresql_where=text("assignee_id IS NOT NULL")),
        Index("ix_claim_unstated", "id", postgresql_where=text("mentions = 0 AND rule IS NOT NULL")),
        CheckConstraint("speaker_entity_id IS NULL OR speaker IS NOT NULL", name="speaker_of_entity"),
        Index(
            "ix_claim_speaker_entity_id",
            "speaker_entity_id",
            "id",
            postgresql_where=text("speaker_entity_id IS NOT NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    text: Mapped[str]
    clause_start: Mapped[int | None]
    clause_end: Mapped[int | None]
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
    proposal_id: Mapped[UUID | None]
    assignee_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    rule: Mapped[str | None]  # that found its first mention; None where somebody entered it
    speaker_entity_id: Mapped[UUID | None] = mapped_column(ForeignKey("entity.id"))
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


def milliseconds(column: str) -> str:
    """The SQL expression of the instant in the id (UUIDv7) of `column`, in milliseconds since 1970."""
    return f"('x' || left(replace({column}::text, '-', ''), 12))::bit(48)::bigint"


class StatementRow(Table):
    """A statement of either kind; an outcome points to the claim that it mentions.

    Partitioned by the month in its id: what `service.store.partitions` looks after.
    """

    __tablename__ = "statement"
    __table_args__ = (
        CheckConstraint(one_of("kind", "outcome", "result"), name="kind"),
        CheckConstraint(one_of("polarity", "positive", "negative"), name="polarity"),
        CheckConstraint(one_of("modality", *_MODALITIES), name="modality"),
        CheckConstraint("(kind = 'outcome') = (modality IS NOT NULL)", name="modality_of_outcomes"),
        CheckConstraint("claim_id IS NULL OR kind = 'outcome'", name="claim_of_outcomes"),
        CheckConstraint("untracked IS NULL OR (kind = 'outcome' AND claim_id IS NULL)", name="untracked_outcomes"),
        CheckConstraint("num_nulls(cue, cue_start, cue_end) IN (0, 3)", name="cue"),
        CheckConstraint(
            "0 <= start_at AND start_at <= head_start AND head_start < head_end AND head_end <= end_at",
            name="spans",
        ),
        # What lets an article's statements be looked for in one or two partitions instead of all.
        CheckConstraint(f"abs({milliseconds('id')} - {milliseconds('article_id')}) < {DAY}", name="near_its_article"),
        finite("published_on", "due"),
        Index("ix_statement_article_id", "article_id", "id"),
        Index("ix_statement_published_on", "published_on", "id"),
        Index("ix_statement_speaker_words", text(name_words("speaker")), postgresql_using="gin"),
        Index("ix_statement_search", "search", postgresql_using="gin"),
        Index("ix_statement_claim_id", "claim_id", postgresql_where=text("claim_id IS NOT NULL")),
        Index(
            "ix_statement_keys",
            "keys",
            postgresql_using="gin",
            postgresql_with=_AT_ONCE,
            postgresql_where=text("keys IS NOT NULL"),
        ),
        {"postgresql_partition_by": "RANGE (id)"},
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
    keys: Mapped[list[int] | None]  # of results: what claims find them by, and what they tell
    proposition: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    account: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True), server_default=FetchedValue())
    analysis_version: Mapped[int] = mapped_column(server_default="0")
    vanished_in: Mapped[int | None]  # the analysis version that found it no more
    replaced_by: Mapped[UUID | None]  # the statement that says the same in the article's next version
    untracked: Mapped[str | None]  # why it makes no claim
    speaker_entity_id: Mapped[UUID | None]
    search: Mapped[str] = mapped_column(
        TSVECTOR, Computed("to_tsvector('english', left(text, 10000))", persisted=True), deferred=True
    )


class IdentityRow(Table):
    """What tells a claim from others: made of its first statement, anew where that is reread or withdrawn."""

    __tablename__ = "identity"
    __table_args__ = (Index("ix_identity_keys", "keys", postgresql_using="gin", postgresql_with=_AT_ONCE),)

    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"), primary_key=True)
    keys: Mapped[list[str]]
    proposition: Mapped[dict[str, Any] | None]  # None until what another version read is read again
    terms: Mapped[dict[str, Any]] = mapped_column(server_default=FetchedValue())
    analysis_version: Mapped[int] = mapped_column(server_default="0")


class WatchRow(Table):
    """What results are looked for on a claim's behalf: what it tells, and the keys that they are found by."""

    __tablename__ = "watch"
    __table_args__ = (
        Index("ix_watch_look_again", "claim_id", postgresql_where=text("look_again")),
        Index("ix_watch_analysis_version", "analysis_version"),
    )

    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"), primary_key=True)
    keys: Mapped[list[int]]
    proposition: Mapped[dict[str, Any] | None]  # None until what another version read is read again
    account: Mapped[dict[str, Any]] = mapped_column(server_default=FetchedValue())
    look_again: Mapped[bool] = mapped_column(server_default=text("false"))  # by the next sweep
    analysis_version: Mapped[int] = mapped_column(server_default="0")


class WatchedKeyRow(Table):
    """The keys of the undecided claims, one a row: however many claims share one, the newest are read alone.

    No foreign key, which would look at the claim once a row: a trigger looks at each claim of a statement once.
    """

    __tablename__ = "watched_key"

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    claim_id: Mapped[UUID] = mapped_column(primary_key=True)


class ArticlePassagesRow(Table):
    """The sentences of an article as candidates are found by them, and the keys that it is found by."""

    __tablename__ = "article_passages"
    __table_args__ = (finite("published_on"),)

    article_id: Mapped[UUID] = mapped_column(ForeignKey("article.id"), primary_key=True)
    published_on: Mapped[date]
    keys: Mapped[list[str]]
    passages: Mapped[list[Any]] = mapped_column(JSONB)


class ArticleKeyRow(Table):
    """The keys of articles, one a row in the order of publication: however many share one, a few are read.

    No foreign key: whoever deletes an article's passages deletes its keys, which stand there.
    """

    __tablename__ = "article_key"
    __table_args__ = (finite("published_on"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    published_on: Mapped[date] = mapped_column(primary_key=True)
    article_id: Mapped[UUID] = mapped_column(primary_key=True)


class EvidenceRow(Table):
    """Something that may decide a claim. A statement that is named here is never pruned."""

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("num_nonnulls(statement_id, quotation) = 1", name="statement_or_quotation"),
        CheckConstraint("(quotation IS NULL) = (url IS NULL)", name="url_of_quotation"),
        CheckConstraint(one_of("outcome", *_HAPPENINGS), name="outcome"),
        CheckConstraint("score BETWEEN 0 AND 1", name="score"),
        CheckConstraint("grounds IS NULL OR by = 'rules'", name="grounds_of_rules"),
        finite("published_on", "happened_on", "created_at", "weighed_at"),
        Index("uq_evidence_statement_claim", "statement_id", "claim_id", unique=True),
        Index("ix_evidence_claim_score", "claim_id", text("COALESCE(score, 1) DESC"), "id"),
        Index("ix_evidence_unweighed", "claim_id", postgresql_where=text("weighed_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"))
    statement_id: Mapped[UUID | None]
    quotation: Mapped[str | None]
    url: Mapped[str | None]
    published_on: Mapped[date | None]
    outcome: Mapped[str]
    score: Mapped[float | None]
    reasons: Mapped[list[str]]
    happened_on: Mapped[date | None]
    by: Mapped[str]
    created_at: Mapped[datetime]
    weighed_at: Mapped[datetime | None]  # when a sweep took it into account
    grounds: Mapped[dict[str, Any] | None]  # of what earlier rules found, none


class ProposalRow(Table):
    """An outcome suggested for a claim. Without a verdict it waits; it is never overwritten."""

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint(one_of("outcome", *_OUTCOMES), name="outcome"),
        CheckConstraint("(outcome = 'unresolvable') = (reason IS NOT NULL)", name="reason"),
        CheckConstraint(one_of("reason", *_REASONS), name="reason_known"),
        CheckConstraint("score BETWEEN 0 AND 1", name="score"),
        CheckConstraint(one_of("verdict", "accepted", "rejected", "superseded"), name="verdict"),
        CheckConstraint("num_nulls(verdict, verdict_by, verdict_at) IN (0, 3)", name="verdict_by_somebody"),
        CheckConstraint(one_of("verdict_code", *_CODES), name="code"),
        CheckConstraint("verdict_code IS NULL OR verdict IS NOT DISTINCT FROM 'rejected'", name="code_of_rejected"),
        CheckConstraint(
            f"happened_on <= (created_at AT TIME ZONE 'UTC')::date + {YEAR_AHEAD}", name="happened_by_then"
        ),
        finite("happened_on", "created_at", "verdict_at"),
        UniqueConstraint("id", "claim_id"),  # what claims point to
        Index(
            "uq_proposal_accepted", "claim_id", "verdict_at", unique=True, postgresql_where=text("verdict = 'accepted'")
        ),
        Index("ix_proposal_evidence", "evidence", postgresql_using="gin", postgresql_where=text("evidence <> '{}'")),
        Index("ix_proposal_claim_id", "claim_id", "id"),
        Index("ix_proposal_judge", "by", postgresql_where=text("by LIKE 'judge:%'")),
        Index(
            "ix_proposal_rejected",  # what counts of rejections ask
            "verdict_at",
            postgresql_include=["verdict_code", "frame", "rule"],
            postgresql_where=text("verdict_code IS NOT NULL"),
        ),
        Index("ix_proposal_waiting", "id", postgresql_where=text("verdict IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"))
    outcome: Mapped[str]
    reason: Mapped[str | None]
    note: Mapped[str | None]
    happened_on: Mapped[date | None]
    score: Mapped[float | None]
    evidence: Mapped[list[UUID]]
    by: Mapped[str]
    created_at: Mapped[datetime]
    verdict: Mapped[str | None]
    verdict_by: Mapped[str | None]
    verdict_at: Mapped[datetime | None]
    verdict_reason: Mapped[str | None]
    verdict_code: Mapped[str | None]
    frame: Mapped[str | None]  # of a rejected one: what its evidence and its claim were found by
    rule: Mapped[str | None]


class ResolutionRow(Table):
    """A decision. At most one of a claim's is current; the others are superseded."""

    __tablename__ = "resolution"
    __table_args__ = (
        CheckConstraint("(outcome = 'unresolvable') = (reason IS NOT NULL)", name="reason"),
        CheckConstraint(one_of("reason", *_REASONS), name="reason_known"),
        CheckConstraint(one_of("outcome", *_OUTCOMES), name="outcome"),
        CheckConstraint("superseded_at >= recorded_at", name="superseded_after_recorded"),
        CheckConstraint(
            f"happened_on <= (recorded_at AT TIME ZONE 'UTC')::date + {YEAR_AHEAD}", name="happened_by_then"
        ),
        finite("happened_on", "recorded_at", "superseded_at"),
        Index("ix_resolution_evidence", "evidence", postgresql_using="gin", postgresql_where=text("evidence <> '{}'")),
        Index("uq_resolution_current", "claim_id", unique=True, postgresql_where=text("superseded_at IS NULL")),
        Index(
            "ix_resolution_late",  # what scorecards ask of resolutions
            "claim_id",
            postgresql_include=["happened_on", "recorded_at"],
            postgresql_where=text("superseded_at IS NULL AND outcome = 'fulfilled_late'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"))
    outcome: Mapped[str]
    reason: Mapped[str | None]
    note: Mapped[str | None]
    happened_on: Mapped[date | None]
    evidence: Mapped[list[UUID]] = mapped_column(server_default="{}")
    by: Mapped[str]
    recorded_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None]


class EventRow(Table):
    """A line of a claim's history. Only ever added to; one per version."""

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint(one_of("type", *_EVENTS), name="type"),
        CheckConstraint(one_of("from_status", *_STATUSES), name="from_status"),
        CheckConstraint(one_of("to_status", *_STATUSES), name="to_status"),
        CheckConstraint("version > 0", name="version"),
        CheckConstraint("(version = 1) = (from_status IS NULL)", name="birth"),
        finite("at"),
        Index("uq_event_claim_version", "claim_id", "version", unique=True),
    )

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


class CommentRow(Table):
    """What somebody wrote of a claim. It stands as it was written; a withdrawal blanks it."""

    __tablename__ = "comment"
    __table_args__ = (
        CheckConstraint(r"text ~ '\S' AND length(text) <= 4000", name="text"),
        finite("created_at"),
        Index("ix_comment_claim_id", "claim_id", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"))
    text: Mapped[str]
    by: Mapped[str]
    created_at: Mapped[datetime]


class LinkRow(Table):
    """What ties a claim to an earlier one that it moves, or to one that it contradicts.

    That the later one moves the earlier, and that two speakers contradict, is held by triggers.
    """

    __tablename__ = "claim_link"
    __table_args__ = (
        CheckConstraint(one_of("relation", "reschedules", "revises", "contradicts"), name="relation"),
        CheckConstraint("claim_id <> other_id", name="two_claims"),
        finite("created_at"),
        # Two claims are tied once, whichever is named first; a claim moves one other at most, and one moves it.
        Index(
            "uq_claim_link_pair", text("LEAST(claim_id, other_id)"), text("GREATEST(claim_id, other_id)"), unique=True
        ),
        Index("uq_claim_link_moves", "claim_id", unique=True, postgresql_where=text("relation <> 'contradicts'")),
        Index("uq_claim_link_moved", "other_id", unique=True, postgresql_where=text("relation <> 'contradicts'")),
        Index("ix_claim_link_claim_id", "claim_id"),
        Index("ix_claim_link_other_id", "other_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    relation: Mapped[str]
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"))
    other_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"))
    matched_by: Mapped[list[str]]  # why rules tied them; empty where somebody did
    by: Mapped[str]
    created_at: Mapped[datetime]


class LeaseRow(Table):
    """A job's claim on a batch of due claims, until it ends."""

    __tablename__ = "lease"
    __table_args__ = (
        CheckConstraint("expires_at > taken_at", name="ends_later"),
        finite("taken_at", "expires_at"),
        # What the claims on it point to, so that they end with it and not at any other time.
        UniqueConstraint("id", "expires_at"),
        Index("ix_lease_expires_at", "expires_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    key_id: Mapped[UUID] = mapped_column(ForeignKey("api_key.id"))
    holder: Mapped[str]
    taken_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class LeasedClaimRow(Table):
    """A claim on a lease: on one at most, whether or not that has ended."""

    __tablename__ = "leased_claim"
    __table_args__ = (
        ForeignKeyConstraint(
            ["lease_id", "expires_at"], ["lease.id", "lease.expires_at"], onupdate="CASCADE", ondelete="CASCADE"
        ),
        finite("expires_at"),
        Index("ix_leased_claim_lease_id", "lease_id"),
        Index("ix_leased_claim_expires_at", "expires_at"),
    )

    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True)
    lease_id: Mapped[UUID]
    expires_at: Mapped[datetime]


class MemberRow(Table):
    """A person who works here. Who has left is blank, and kept: the history names members by id."""

    __tablename__ = "member"
    __table_args__ = (
        CheckConstraint(all_of("scopes", "read", "write", "resolve", "admin"), name="scopes"),
        CheckConstraint("num_nulls(name, mail) = CASE WHEN left_at IS NULL THEN 0 ELSE 2 END", name="blank_once_left"),
        CheckConstraint("(cardinality(scopes) > 0) = (left_at IS NULL)", name="scopes_until_left"),
        CheckConstraint(r"name ~ '\S' AND name !~ '[\u0001-\u001f\u007f-\u009f]'", name="name"),
        CheckConstraint(r"mail ~ '^[^@\s]+@[^@\s]+$' AND length(mail) <= 254", name="mail"),
        CheckConstraint("left_at >= created_at", name="left_later"),
        CheckConstraint("version > 0", name="version"),
        finite("created_at", "left_at"),
        Index("uq_member_name", text("lower(name)"), unique=True),
        Index("uq_member_mail", text("lower(mail)"), unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    mail: Mapped[str | None]
    scopes: Mapped[list[str]]
    version: Mapped[int]
    created_at: Mapped[datetime]
    left_at: Mapped[datetime | None]


class ApiKeyRow(Table):
    """An API key: its secret only as a digest. Without a member it is a job's."""

    __tablename__ = "api_key"
    __table_args__ = (
        CheckConstraint("cardinality(scopes) > 0", name="scopes"),
        CheckConstraint("scopes <@ ARRAY['read', 'write', 'resolve', 'admin', 'judge']", name="known_scopes"),
        CheckConstraint("NOT 'judge' = ANY (scopes) OR cardinality(scopes) = 1", name="judge_alone"),
        CheckConstraint(r"name ~ '\S' AND name !~ '[\u0001-\u001f\u007f-\u009f]'", name="name"),
        CheckConstraint(
            "NOT (lower(name) IN ('sweep', 'system') OR lower(name) LIKE 'judge:%' OR lower(name) LIKE 'member:%')",
            name="reserved",
        ),
        Index("uq_api_key_name", text("lower(name)"), unique=True, postgresql_where=text("revoked_at IS NULL")),
        CheckConstraint("octet_length(digest) = 32", name="digest"),  # SHA-256
        CheckConstraint("expires_at > created_at", name="expires_later"),
        finite("created_at", "expires_at", "revoked_at", "last_used_at"),
        Index("ix_api_key_member_id", "member_id", postgresql_where=text("member_id IS NOT NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    digest: Mapped[bytes]
    scopes: Mapped[list[str]]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]


class FeedAddressRow(Table):
    """A secret address of feeds: its secret only as a digest."""

    __tablename__ = "feed_address"
    __table_args__ = (
        finite("created_at", "revoked_at", "last_used_at"),
        CheckConstraint("octet_length(digest) = 32", name="digest"),  # SHA-256
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    digest: Mapped[bytes]
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]


class AnswerRow(Table):
    """An answer kept by idempotency key, for a day."""

    __tablename__ = "answer"
    __table_args__ = (
        CheckConstraint("status BETWEEN 100 AND 599", name="status"),
        finite("created_at"),
        Index("ix_answer_created_at", "created_at"),
    )

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
        finite("created_at", "finished_at"),
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


class WebhookRow(Table):
    """A subscription to events. Its filter stands in columns, so that one statement finds all who want an event."""

    __tablename__ = "webhook"
    __table_args__ = (
        CheckConstraint("num_nulls(old_secret, old_secret_until) IN (0, 2)", name="old_secret"),
        CheckConstraint("num_nulls(disabled_at, disabled_reason) IN (0, 2)", name="disabled"),
        CheckConstraint(one_of("disabled_reason", "by_hand", "gone", "failing"), name="disabled_reason"),
        CheckConstraint("failures >= 0 AND (failures = 0) = (failing_since IS NULL)", name="failures"),
        CheckConstraint("url ~ '^https?://[^/]'", name="url"),
        CheckConstraint(all_of("types", *_EVENTS), name="types"),
        CheckConstraint(all_of("statuses", *_STATUSES), name="statuses"),
        CheckConstraint(all_of("outcomes", *_OUTCOMES), name="outcomes"),
        CheckConstraint(all_of("modalities", *_MODALITIES), name="modalities"),
        finite("old_secret_until", "created_at", "disabled_at", "failing_since", "resume_at", "leased_until"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    url: Mapped[str]
    description: Mapped[str | None]
    types: Mapped[list[str]]
    statuses: Mapped[list[str]]
    outcomes: Mapped[list[str]]
    modalities: Mapped[list[str]]
    speaker: Mapped[str | None]
    speaker_entity: Mapped[UUID | None]
    outlet: Mapped[str | None]
    tag: Mapped[str | None]
    secret: Mapped[str]
    old_secret: Mapped[str | None]
    old_secret_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    disabled_reason: Mapped[str | None]
    failures: Mapped[int]
    failing_since: Mapped[datetime | None]
    resume_at: Mapped[datetime | None]
    leased_until: Mapped[datetime | None]  # whoever sends for it holds it till then: one at a time


class DeliveryRow(Table):
    """An event on its way to a webhook. `claim_id` and `version` are the event's: they give the order."""

    __tablename__ = "delivery"
    __table_args__ = (
        CheckConstraint(one_of("status", "pending", "delivered", "failed"), name="status"),
        CheckConstraint("(status = 'pending') = (next_attempt_at IS NOT NULL)", name="next_attempt_while_pending"),
        CheckConstraint("status = 'pending' OR attempted_at IS NOT NULL", name="attempted"),
        CheckConstraint(
            "status <> 'delivered' OR (error IS NULL AND response_status BETWEEN 200 AND 299)", name="delivered"
        ),
        CheckConstraint("status <> 'failed' OR error IS NOT NULL", name="failed"),
        CheckConstraint("attempts >= 0", name="attempts"),
        finite("created_at", "next_attempt_at", "attempted_at"),
        Index("ix_delivery_status", "webhook_id", "status", "event_id"),
        Index(
            "ix_delivery_due", "webhook_id", "next_attempt_at", "event_id", postgresql_where=text("status = 'pending'")
        ),
        Index("ix_delivery_order", "webhook_id", "claim_id", "version", postgresql_where=text("status = 'pending'")),
        Index("ix_delivery_settled", "attempted_at", postgresql_where=text("status <> 'pending'")),
    )

    webhook_id: Mapped[UUID] = mapped_column(ForeignKey("webhook.id"), primary_key=True)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("event.id"), primary_key=True)
    claim_id: Mapped[UUID]
    version: Mapped[int]
    status: Mapped[str]
    attempts: Mapped[int]
    created_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime | None]
    attempted_at: Mapped[datetime | None]
    response_status: Mapped[int | None]
    error: Mapped[str | None]
