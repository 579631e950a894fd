"""What the client's methods take by name: conditions of lists, articles, claims and corrections."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Required, TypedDict
from uuid import UUID

from service.detect import Kind, Modality, Polarity
from service.domain.entities import EntityKind
from service.domain.key import Scope
from service.domain.status import Outcome, Status


class Conditions(TypedDict, total=False):
    """What claims are about. Bounds are inclusive; `q` is in the syntax of web searches."""

    modality: Sequence[Modality | str]
    speaker: str | None  # words of the name, in any case and order
    speaker_entity: UUID | str | None  # or one that counts as it
    entity: UUID | str | None  # who is the speaker, or takes part in the event
    outlet: str | None  # the whole name, in any case
    tag: str | None
    article_id: UUID | str | None
    due_after: date | None
    due_before: date | None
    said_from: date | None
    said_to: date | None
    q: str | None


class ClaimConditions(Conditions, total=False):
    """Claims that meet every condition given: what they are about, and where the work on them stands."""

    status: Sequence[Status | str]
    outcome: Sequence[Outcome | str]
    unstated: bool | None  # whether a later reading found none of its mentions
    assignee: UUID | str | None  # a member's id; `me`, `nobody`


class ArticleConditions(TypedDict, total=False):
    """Articles that meet every condition given. Bounds are inclusive; `q` is in the syntax of web searches."""

    url: str | None
    outlet: str | None  # the whole name, in any case
    q: str | None
    published_from: date | None
    published_to: date | None
    withdrawn: bool | None  # those that were, in place of those that stand


class StatementConditions(TypedDict, total=False):
    """Statements that meet every condition given. Bounds are inclusive."""

    kind: Sequence[Kind | str]
    q: str | None
    speaker: str | None
    published_from: date | None
    published_to: date | None


class PageParts(TypedDict, total=False):
    """What is known of the page to fetch; it goes before what the page says."""

    title: str | None
    outlet: str | None
    published_on: date | None


class ArticleParts(TypedDict, total=False):
    """An article: its `text`, its `html`, or the `url` of a page to fetch. A text needs its `published_on`."""

    text: str | None
    html: str | None
    url: str | None
    title: str | None
    outlet: str | None
    published_on: date | None


class NewClaim(TypedDict, total=False):
    """An outcome entered by hand."""

    text: Required[str]
    said_on: Required[date]
    modality: Required[Modality | str]
    head: str | None
    polarity: Polarity | str
    conditional: bool
    speaker: str | None
    outlet: str | None
    due: date | None
    tags: Sequence[str]


class Correction(TypedDict, total=False):
    """What is put right about a claim; what is left out stays, and None takes a `due`, `speaker` or `outlet` away."""

    text: str
    due: date | None
    review_on: date  # without it the day follows from the other dates
    tags: Sequence[str]
    speaker: str | None
    outlet: str | None
    modality: Modality | str
    polarity: Polarity | str
    conditional: bool


class MemberChange(TypedDict, total=False):
    """What is to be different about a member; what is left out stays."""

    name: str
    mail: str
    scopes: Iterable[Scope | str]


class HandEvidence(TypedDict, total=False):
    """Evidence: a stored statement, or a `quotation` with the `url` of its page."""

    outcome: Required[Outcome | str]
    statement_id: UUID | str | None
    quotation: str | None
    url: str | None
    published_on: date | None
    happened_on: date | None
    note: str | None


class EventConditions(TypedDict, total=False):
    """Events whose claim, as it is after them, meets every condition given."""

    status: Sequence[Status | str]
    outcome: Sequence[Outcome | str]
    modality: Sequence[Modality | str]
    speaker: str | None  # words of the name, in any case and order
    speaker_entity: UUID | str | None  # or one that counts as it
    outlet: str | None  # the whole name, in any case
    tag: str | None


class WebhookChange(TypedDict, total=False):
    """What is to be different about a webhook; what is left out stays, and a `filter` is replaced as a whole."""

    url: str
    description: str | None
    events: Sequence[str]
    filter: EventConditions
    enabled: bool


class EntityCorrection(TypedDict, total=False):
    """What is wrong with an entity, put right; what is left out stays."""

    name: str
    aliases: Sequence[str]  # all its other names
    kind: EntityKind | str
    wikidata_id: str | None
    note: str | None
    reason: str  # for the history
