"""What the service answers with, as values. Offsets are characters of an article's text as it is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from service.detect import Kind, Modality, Polarity
from service.domain.article_job import JobStatus, JobTask
from service.domain.delivery import DeliveryStatus
from service.domain.entities import EntityEventType, EntityKind
from service.domain.ids import IdKind
from service.domain.key import Scope
from service.domain.rejections import RejectionGrouping
from service.domain.scorecard import Grouping
from service.domain.status import DismissalReason, Outcome, RejectionCode, Status, UnresolvableReason, Verdict
from service.domain.thread import ClaimRelation
from service.domain.webhook import DisabledReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where something stands in a text; the end is exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSpan(Span):
    """Where something stands, and its words."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStatement:
    """One clause about one event, as the detector found it."""

    kind: Kind
    text: str
    start: int
    end: int
    sentence: Span
    head: TextSpan
    cue: TextSpan | None
    rule: str
    polarity: Polarity
    modality: Modality | None
    conditional: bool
    speaker: str | None
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldError:
    """What is wrong with one field; `location` is the part of the request that it is in."""

    location: str | None = field(default=None, metadata={"name": "in"})
    field: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why something was refused."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    request_id: str
    errors: tuple[FieldError, ...] = ()
    errors_omitted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """What was read of a page of HTML: its main text, and what it says of itself."""

    text: str
    title: str | None
    published_on: date | None
    url: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """What was found in a document. `page` is what was read of HTML, which the offsets are of.

    `omitted` counts the statements that are left out.
    """

    statements: tuple[FoundStatement, ...]
    omitted: int
    page: ReadPage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Detected(Detection):
    """What was found in one document of many, or the problem for which it was not looked through."""

    status: int
    problem: Problem | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(FoundStatement):
    """A stored statement; an outcome has the claim that it states."""

    id: UUID
    claim_id: UUID | None
    matched_by: tuple[str, ...] = ()  # why it is a mention of a claim that was known before
    untracked: str | None = None  # why an outcome makes no claim
    vanished: bool = False  # it is told no more: the article was read again, or has another text
    replaced_by: UUID | None = None  # what says the same in the article's next version
    speaker_entity_id: UUID | None = None  # which may have been merged since


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The article that a statement stands in."""

    id: UUID
    title: str | None
    url: str | None
    outlet: str | None
    published_on: date
    withdrawn_at: datetime | None = None  # its words have gone then


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedArticle(Source):
    """An article as lists show it, without its text."""

    rules_version: str
    omitted: int  # statements that are left out
    analysis_version: int = 0  # what has read it; a later one is greater
    created_at: datetime
    version: int = 1  # of the texts that have stood at its URL
    superseded_at: datetime | None = None  # since when another stands there


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(ListedArticle):
    """A stored article with its statements in the order of the text."""

    text: str
    statements: tuple[Statement, ...]
    withdrawn_by: str | None = None
    withdrawn_by_id: UUID | None = None
    withdrawal_reason: str | None = None
    text_as_sent: bool | None = None  # whether `text` is the one that was sent, where one was


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A stretch of whole sentences in which two versions differ: inserted, deleted or replaced."""

    kind: str
    before: TextSpan
    after: TextSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionDiff:
    """Where a version of an article differs from the one before it."""

    before: ListedArticle
    after: ListedArticle
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A statement with the article that it stands in."""

    statement: Statement
    article: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A later sentence that somebody should look at for a claim, with the statement in it that tells most."""

    article: Source
    sentence: str
    start: int
    end: int
    statement: Statement | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words of a page that the service does not store."""

    text: str
    url: str
    published_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words of an article, and the offsets of their characters in its text; None where they stand elsewhere."""

    text: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of an event in the claim's words and in the result's, and how they relate."""

    part: str
    relation: str
    claim: tuple[Wording, ...]
    result: tuple[Wording, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Why a result decides a claim, as data; of `judged` pairs with about as many points `right` were right."""

    frame: str
    points: float
    version: str
    judged: int
    right: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Something that may decide a claim: a statement with its article, or a quotation. Without a score: by hand."""

    id: UUID
    statement: Statement | None
    article: Source | None
    quotation: Quotation | None
    outcome: Outcome
    score: float | None
    reasons: tuple[str, ...]
    grounds: Grounds | None
    happened_on: date | None
    by: str
    by_id: UUID | None = None  # of the member, where it was one
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An outcome suggested for a claim. Without a verdict it waits."""

    id: UUID
    claim_id: UUID
    outcome: Outcome
    reason: UnresolvableReason | None
    note: str | None
    happened_on: date | None
    score: float | None
    evidence: tuple[Evidence, ...]
    by: str
    by_id: UUID | None = None
    created_at: datetime
    verdict: Verdict | None
    verdict_by: str | None
    verdict_by_id: UUID | None = None
    verdict_at: datetime | None
    verdict_reason: str | None
    verdict_code: RejectionCode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The decision on record."""

    outcome: Outcome
    reason: UnresolvableReason | None
    note: str | None
    happened_on: date | None
    evidence: tuple[Evidence, ...]
    by: str
    by_id: UUID | None = None
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A tracked outcome. A change to it names the `version` that was read."""

    id: UUID
    text: str
    clause: Span | None  # in `text`; None where somebody wrote that
    head: str | None
    status: Status
    outcome: Outcome | None
    dismissal: DismissalReason | None
    polarity: Polarity
    modality: Modality
    conditional: bool
    speaker: str | None
    speaker_entity_id: UUID | None
    outlet: str | None
    said_on: date
    due: date | None
    review_on: date
    tags: tuple[str, ...]
    mentions: int
    article: Source | None  # that it was first stated in
    proposal: Proposal | None
    resolution: Resolution | None
    assignee: str | None = None  # the member who is to see to it, by name and by id
    assignee_id: UUID | None = None
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What ties the claim `claim_id` to the claim `other_id`, which it moves or contradicts."""

    relation: ClaimRelation
    claim_id: UUID
    other_id: UUID
    matched_by: tuple[str, ...]  # why rules have tied them; empty where somebody did
    by: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadMember:
    """A claim of a thread, and how many days it puts off what it moves."""

    claim: Claim
    link: Link | None  # by which it moves an earlier one
    slip_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Claims that move one another, in the order in which they were said; what contradicts them."""

    members: tuple[ThreadMember, ...] = field(metadata={"name": "data"})
    contradictions: tuple[Link, ...]
    first: UUID
    newest: UUID
    slips: int
    slip_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeScore:
    """What people made of the proposals of one judge; `rate` is of the `n` that were accepted or rejected."""

    name: str
    proposed: int
    waiting: int
    accepted: int
    amended: int
    rejected: int
    superseded: int
    n: int
    rate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """Due claims that no other job gets until `expires_at`; `next` is the cursor of the batch after them."""

    id: UUID
    holder: str
    holder_id: UUID | None = None
    taken_at: datetime
    expires_at: datetime
    claims: tuple[Claim, ...] = field(metadata={"name": "data"})
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedLease:
    """A lease that has not ended: who holds which claims, of those that are still due."""

    id: UUID
    holder: str
    holder_id: UUID | None = None
    taken_at: datetime
    expires_at: datetime
    claim_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What became of the claims of one group; `n` are decided, `rate` of them came true, on time or late.

    `low` and `high` are the ends of the 95 % interval of `rate`.
    """

    name: str
    entity_id: UUID | None
    stated: int
    resolved: int
    fulfilled: int
    fulfilled_late: int
    fulfilled_in_part: int
    not_fulfilled: int
    unresolvable: int
    n: int
    rate: float | None
    low: float | None
    high: float | None
    on_time_rate: float | None
    median_days_late: float | None
    slips: int  # claims that a later one has put off
    median_slip_days: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """A page of groups, the most decided first, and the modalities of all their claims together."""

    by: Grouping
    data: tuple[Score, ...]
    modalities: tuple[Score, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A line of a claim's history; `version` is the claim's after it."""

    id: UUID
    type: str
    at: datetime
    actor: str
    actor_id: UUID | None = None
    from_status: Status | None
    to_status: Status
    reason: str | None
    version: int
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one article of many: the article, new (status 201) or known (200), or the problem."""

    status: int
    article: Article | None
    problem: Problem | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobArticle:
    """What became of one article of a job: where it is stored, new (status 201) or known (200), or the problem."""

    status: int
    article_id: UUID | None
    location: str | None
    omitted: int | None  # statements that are left out
    problem: Problem | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the service does by itself after it has answered; `articles` are those that it has come to."""

    id: UUID
    task: JobTask
    status: JobStatus
    total: int
    articles: tuple[JobArticle, ...]
    problem: Problem | None
    created_at: datetime
    finished_at: datetime | None

    @property
    def at_work(self) -> bool:
        """Whether it is still to be done, or being done."""
        return self.status in (JobStatus.QUEUED, JobStatus.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What became of one claim of many: the claim as it is now, or the problem."""

    id: UUID
    status: int
    claim: Claim | None
    problem: Problem | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """An API key, without its secret."""

    id: UUID
    name: str
    member_id: UUID | None = None  # whose it is; None where it is a job's
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey(Key):
    """A key with its secret, which is shown this once: in an answer given again it is None, and `withheld` says so."""

    key: str | None = field(repr=False)
    withheld: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person who works there; one who has left is blank. A change names the `version` that was read."""

    id: UUID
    name: str | None
    mail: str | None
    scopes: tuple[Scope, ...]
    version: int
    created_at: datetime
    left_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectionCount:
    """How many proposals of one group were rejected, and for what, by the codes."""

    name: str
    n: int
    codes: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectionCounts:
    """The groups, the most rejected first."""

    by: RejectionGrouping
    data: tuple[RejectionCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What somebody wrote of a claim; `by_id` is the member's, where it was one."""

    id: UUID
    claim_id: UUID
    text: str
    by: str
    by_id: UUID | None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAddress:
    """A secret address of feeds, without its secret."""

    id: UUID
    name: str
    created_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFeedAddress(FeedAddress):
    """A secret address of feeds with its secret: its feeds are at `url` with `/claims.atom` or `/claims.ics` added.

    In an answer given again `url` is None, and `withheld` says so.
    """

    url: str | None = field(repr=False)
    withheld: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events a webhook is told of: those whose claim meets every condition. None named: any."""

    status: tuple[Status, ...]
    outcome: tuple[Outcome, ...]
    modality: tuple[Modality, ...]
    speaker: str | None
    speaker_entity: UUID | None
    outlet: str | None
    tag: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """A subscription to events, without its secret. No event named: every one."""

    id: UUID
    url: str
    description: str | None
    events: tuple[str, ...]
    filter: EventFilter
    enabled: bool
    disabled_at: datetime | None
    disabled_reason: DisabledReason | None
    failures: int
    failing_since: datetime | None
    resume_at: datetime | None
    old_secret_until: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWebhook(Webhook):
    """A subscription with its secret, shown this once: in an answer given again it is None, and `withheld` says so."""

    secret: str | None = field(repr=False)
    withheld: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ping:
    """What a receiver said to a test message."""

    delivered: bool
    response_status: int | None
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An event on its way to a receiver; its id is the event's."""

    id: UUID
    type: str
    claim_id: UUID
    version: int
    status: DeliveryStatus
    attempts: int
    created_at: datetime
    attempted_at: datetime | None
    next_attempt_at: datetime | None
    response_status: int | None
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A claim or an article whose id ends as was asked, with the words that people know it by."""

    kind: IdKind
    id: UUID
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationBin:
    """Judged pairs with `points` or more, up to the next bin, and the probability that these give."""

    points: float
    judged: int
    right: int
    probability: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """Who judged the pairs of a calibration, and how far they agree."""

    readers: int
    pairs: int
    agreed: int
    repeated: int
    repeated_agreed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeTable:
    """Of how many decided proposals of a judge people say that they are right."""

    name: str
    judged: int
    right: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What the score of a piece of evidence stands for: bins from the least points up, and who judged."""

    version: str
    source: str
    readers: Readers
    judged: int
    proposed_from: float
    wanted: float
    resolved_from: float
    resolved_judged: int
    may_resolve: bool
    dated: tuple[CalibrationBin, ...]
    undated: tuple[CalibrationBin, ...]
    judges: tuple[JudgeTable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """What a sweep did, in claims, and the date that it took for today."""

    today: date
    due: int
    proposed: int
    superseded: int
    skipped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person or body. One that was merged into another counts as that one."""

    id: UUID
    name: str
    kind: EntityKind
    wikidata_id: str | None
    note: str | None
    merged_into: UUID | None
    canonical_id: UUID
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLine:
    """What articles tell that somebody is, as found, and how many tell so."""

    role: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedEntity:
    """An entity that counts as another."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityProfile(Entity):
    """An entity with what is known of it and of those that count as it."""

    aliases: tuple[str, ...]
    roles: tuple[RoleLine, ...]
    joined: tuple[JoinedEntity, ...]
    claims_stated: int
    claims_involved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityEvent:
    """A line of an entity's history."""

    id: UUID
    type: EntityEventType
    at: datetime
    actor: str
    reason: str | None
    version: int
    data: Mapping[str, Any]
