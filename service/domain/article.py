"""An article as received, and the statements found in it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

FIXED = frozenset(("kind", "text", "start", "end"))  # of a statement: what no later reading changes


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStatement:
    """A statement as the detector found it; offsets are characters of the article's text as it is stored."""

    kind: str
    text: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    head: str
    head_start: int
    head_end: int
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    rule: str
    polarity: str
    modality: str | None
    conditional: bool
    speaker: str | None
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredStatement(NewStatement):
    """A stored statement. An outcome belongs to the claim that it states.

    `matched_by` says why, where the claim was known before; it is empty where the statement was the first.
    `untracked` says why an outcome makes no claim: see `service.domain.tracking`.
    `vanished_in` is the analysis version that found the statement no more, None while it is found.
    `replaced_by` is the statement that says the same in the next version of the article, where there is one.
    `speaker_entity_id` is the entity that its speaker is, None where that is not sure.
    """

    id: UUID
    claim_id: UUID | None
    matched_by: tuple[str, ...]
    untracked: str | None = None
    vanished_in: int | None = None
    replaced_by: UUID | None = None
    speaker_entity_id: UUID | None = None


def same_text(text: str) -> str:
    """What tells a text from others: two texts are the same where only line ends or white space around them differ."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n\v\f\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArticle:
    """An article to be kept."""

    text: str
    title: str | None
    url: str | None
    outlet: str | None
    published_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBy:
    """What read an article: the version of the rules, and the number of the analysis version in its database."""

    rules_version: str
    analysis_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a statement stands: what is said of an article beside it."""

    id: UUID
    title: str | None
    url: str | None
    outlet: str | None
    published_on: date
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedArticle(Source):
    """An article as lists show it, without its text.

    Another text at the same URL is another `version`, counted from 1, with the id of the first in `first_version`;
    the one before it is superseded then.
    """

    rules_version: str
    omitted: int  # statements beyond what is kept of a text
    analysis_version: int
    created_at: datetime
    version: int = 1
    first_version: UUID | None = None
    superseded_at: datetime | None = None


def version_after(before: ListedArticle | None) -> dict[str, Any]:
    """Which version of an article follows this one; without one, the first."""
    if before is None:
        return {"version": 1, "first_version": None}
    return {"version": before.version + 1, "first_version": before.first_version or before.id}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A statement with the article that it stands in."""

    statement: StoredStatement
    article: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(NewArticle):
    """A stored article with its statements in the order of the text. What was received never changes, except that a
    withdrawal blanks it.

    Of a withdrawn one the words are blank, title and outlet None, and there are no statements.
    """

    id: UUID
    rules_version: str
    omitted: int  # statements beyond what is kept of a text
    analysis_version: int
    created_at: datetime
    statements: tuple[StoredStatement, ...]
    version: int = 1
    first_version: UUID | None = None
    superseded_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None
    withdrawal_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFilter:
    """Articles that meet every condition given. Bounds are inclusive."""

    url: str | None = None  # to the letter
    outlet: str | None = None  # the whole name, in any case
    q: str | None = None  # words to find in title and text, in the syntax of web searches
    published_from: date | None = None
    published_to: date | None = None
    withdrawn: bool = False  # those that were, in place of those that stand

    @property
    def by_publication(self) -> bool:
        """Whether such a list has the latest published first; else the last to arrive."""
        return self.published_from is not None or self.published_to is not None


@dataclass(frozen=True, slots=True)
class ArticlePlace:
    """A place among articles, in either order."""

    published_on: date
    article_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFilter:
    """Statements that meet every condition given. Bounds are inclusive."""

    kinds: tuple[str, ...] = ()
    q: str | None = None
    speaker: str | None = None  # words of the name
    published_from: date | None = None
    published_to: date | None = None


@dataclass(frozen=True, slots=True)
class StatementPlace:
    """A place among statements, the latest published first."""

    published_on: date
    statement_id: UUID
