"""A job that a client waits for: articles to add, and what became of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from service.domain.errors import ClaimsError, InvalidValue, JobAbandoned


class JobTask(StrEnum):
    """What a client asked for."""

    ADD_ARTICLE = "add_article"  # fails where the article cannot be added
    ADD_ARTICLES = "add_articles"  # succeeds, with an answer for each article


class JobStatus(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"  # no worker has it
    RUNNING = "running"  # a worker has it
    SUCCEEDED = "succeeded"  # done
    FAILED = "failed"  # not done, and not tried again


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An error of the house as it is kept: the name of its class, its words, and the field it is about."""

    kind: str
    words: str
    field: str | None = None
    message: str | None = None

    @classmethod
    def of(cls, error: ClaimsError) -> Self:
        """What is kept of `error`."""
        about = {"field": error.field, "message": error.message} if isinstance(error, InvalidValue) else {}
        return cls(kind=type(error).__name__, words=str(error), **about)


ABANDONED = Failure.of(JobAbandoned())


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one article: it is stored, new or known; it failed; or it had been refused when it was sent.

    `omitted` counts the statements that are left out of a stored one.
    """

    article_id: UUID | None = None
    omitted: int | None = None
    new: bool = False
    failure: Failure | None = None
    refused: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleJob:
    """The job as it stands. `results` are those of the first articles, in the order in which they were sent."""

    id: UUID
    key_id: UUID
    request_id: str
    task: JobTask
    status: JobStatus
    total: int
    results: Sequence[Added]
    failure: Failure | None
    created_at: datetime
    finished_at: datetime | None
