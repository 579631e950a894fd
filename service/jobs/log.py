"""One line in the log and one span a job, and procrastinate's own warnings in the same form."""

import logging
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import structlog
from procrastinate.jobs import Job
from structlog.contextvars import bound_contextvars

from service.domain.errors import ClaimsError
from service.jobs.tasks import Task
from service.store.jobs import is_away
from service.telemetry.metrics import metrics
from service.telemetry.spans import SpanKind, span

_log = structlog.get_logger()


@contextmanager
def logged(job: Job, task: Task, request_id: str | None) -> Iterator[None]:
    """Log the end of a job: succeeded, or failed with `again` telling whether it is tried once more."""
    began = time.perf_counter()
    with bound_contextvars(request_id=request_id, job=job.id, task=job.task_name):
        try:
            yield
        except Exception as error:
            again = task.retry.get_retry_decision(exception=error, job=job) is not None
            log = _log.warning if again else _log.error
            told = None if isinstance(error, ClaimsError) else error  # an error of the house says it all by its name
            metrics().jobs.labels(job.task_name, "retried" if again else "failed").inc()
            log(
                "job",
                status="failed",
                again=again,
                attempt=job.attempts + 1,
                ms=_since(began),
                cause=type(error).__name__,
                exc_info=told,
            )
            raise
        metrics().jobs.labels(job.task_name, "succeeded").inc()
        log = _log.debug if task.upkeep else _log.info
        log("job", status="succeeded", attempt=job.attempts + 1, ms=_since(began))


def traced(job: Job, task: Task, cause: str | None) -> AbstractContextManager[object]:
    """A span of the job, within the request's that caused it; none of the queue's own upkeep."""
    if task.upkeep:
        return nullcontext()
    told: dict[str, str | int] = {"job.task": job.task_name, "job.id": job.id or 0, "job.attempt": job.attempts + 1}
    return span(SpanKind.CONSUMER, f"job {job.task_name}", told, cause=cause)


class Forward(logging.Handler):
    """Passes on what procrastinate warns of, but for the ends of jobs, which `logged` tells."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log the record as one of ours."""
        if str(getattr(record, "action", "")).startswith("job_"):
            return
        error = record.exc_info[1] if record.exc_info else None
        told = None if error is None or is_away(error) else error
        _log.log(record.levelno, " ".join(record.getMessage().split()), logger=record.name, exc_info=told)


def forward_warnings() -> None:
    """Have procrastinate's warnings, and those of what it stands on, logged as ours are."""
    for name, least in (("procrastinate", logging.WARNING), ("asyncio", logging.WARNING), ("psycopg", logging.ERROR)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [Forward()], False
        logger.setLevel(least)


def _since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 1)
