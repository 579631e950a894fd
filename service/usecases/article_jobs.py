"""Articles that are added by jobs: asked for by a client, done by a worker, asked about until they are there."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from service.domain.article_job import Added, ArticleJob, Failure, JobStatus, JobTask
from service.domain.errors import ArticleWithdrawn, ClaimsError, JobNotFound, StoreUnavailable
from service.outbound.errors import ReaderBusy, ReaderUnavailable
from service.store import article_jobs
from service.store.article_jobs import OpenJob
from service.store.database import Connection, Database, uuid7
from service.store.jobs import Job, enqueue
from service.usecases.paging import cut
from service.usecases.record import Action
from service.usecases.submit_article import Pages, Submission, submit_article

ADD_ARTICLES = "add_articles"  # the task in the queue
# The service's own troubles, over which the whole job is tried again.
_PASSING = (StoreUnavailable, ReaderBusy, ReaderUnavailable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article of a request: as it is to be added, or the problem for which it was refused.

    It is neither where the article was withdrawn while it waited.
    """

    submission: Submission | None = None
    refused: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Whose request it is, and the request's id in the log."""

    key_id: UUID
    request_id: str


def ask_for_articles(
    database: Database, task: JobTask, entries: Sequence[Entry], *, asker: Asker, now: datetime
) -> ArticleJob:
    """A new job that adds the articles, one after the other; queued in the transaction that keeps the request."""
    job = ArticleJob(
        id=uuid7(),
        key_id=asker.key_id,
        request_id=asker.request_id,
        task=task,
        status=JobStatus.QUEUED,
        total=len(entries),
        results=[],
        failure=None,
        created_at=now,
        finished_at=None,
    )
    request = _write(entries)
    with database.begin() as connection:
        article_jobs.add(connection, job, number=_enqueue(connection, job.id), request=request)
    return job


def get_job(database: Database, job_id: UUID, *, key_id: UUID | None) -> ArticleJob:
    """The job that this key has asked for (None: whoever did); raises `JobNotFound`."""
    with database.begin() as connection:
        job = article_jobs.get(connection, job_id, key_id=key_id)
    if job is None:
        raise JobNotFound
    return job


def list_jobs(
    database: Database, after: UUID | None, limit: int, *, key_id: UUID | None
) -> tuple[list[ArticleJob], UUID | None]:
    """Up to `limit` jobs that this key has asked for (None: whoever did), the last first, and where to go on."""
    with database.begin() as connection:
        found = article_jobs.find(connection, key_id=key_id, after=after, limit=limit + 1)
    return cut(found, limit, lambda last: last.id)


def add_articles(
    database: Database, job_id: UUID, pages: Pages, *, now: Callable[[], datetime], today: date, until: datetime
) -> None:
    """Add the articles that are left of the job; those that are left at `until` by a new job in the queue.

    Each result is kept before the next article is begun, so a crash loses none. Two workers that have the same job
    are found out at the first result that both have, and one of them leaves it to the other. Raises
    `StoreUnavailable`, `ReaderBusy` and `ReaderUnavailable`, after which it can be called again.
    """
    with database.begin() as connection:
        job = article_jobs.open_job(connection, job_id)
    if job is None:
        return None
    entries = _read(job.request)
    for place in range(job.done, job.total):
        if now() >= until:
            return _leave_rest(database, job_id)
        result = _add(database, entries[place], pages, Action(actor=job.actor, now=now()), today)
        if not _keep(database, job, place, result, now()):
            return None
    return None


def _add(database: Database, entry: Entry, pages: Pages, action: Action, today: date) -> Added:
    if entry.submission is None:
        withdrawn = None if entry.refused else Failure.of(ArticleWithdrawn())
        return Added(refused=entry.refused, failure=withdrawn)
    try:
        article, new = submit_article(database, entry.submission, pages, action=action, today=today)
    except _PASSING:
        raise
    except ClaimsError as error:
        return Added(failure=Failure.of(error))
    return Added(article_id=article.id, omitted=article.omitted, new=new)


def _keep(database: Database, job: OpenJob, place: int, result: Added, now: datetime) -> bool:
    with database.begin() as connection:
        if result.failure and job.task == JobTask.ADD_ARTICLE:
            return article_jobs.fail(connection, job.id, place, result.failure, end=now)
        return article_jobs.record(connection, job.id, place, result, end=now if place + 1 == job.total else None)


def _leave_rest(database: Database, job_id: UUID) -> None:
    with database.begin() as connection:
        article_jobs.renumber(connection, job_id, _enqueue(connection, job_id))


def _enqueue(connection: Connection, job_id: UUID) -> int:
    number = enqueue(connection, Job(task=ADD_ARTICLES, args={"job_id": str(job_id)}))
    if number is None:
        raise RuntimeError("a job without a queueing lock always gets a number")
    return number


def blank_requests(connection: Connection, is_withdrawn: Callable[[Submission], bool]) -> None:
    """Take what is withdrawn out of the jobs that have not ended."""
    after: UUID | None = None
    while waiting := article_jobs.next_request(connection, after=after):
        after = waiting.job_id
        entries = _read(waiting.request)
        left = [Entry() if one.submission and is_withdrawn(one.submission) else one for one in entries]
        if left != entries:
            article_jobs.replace_request(connection, after, _write(left))


def _write(entries: Sequence[Entry]) -> bytes:
    return json.dumps([asdict(entry) for entry in entries], default=date.isoformat).encode()


def _read(request: bytes) -> list[Entry]:
    return [
        Entry(submission=_submission(kept["submission"]) if kept["submission"] else None, refused=kept["refused"])
        for kept in json.loads(request)
    ]


def _submission(kept: Mapping[str, Any]) -> Submission:
    day = kept["published_on"]
    return Submission(**{**kept, "published_on": date.fromisoformat(day) if day else None})
