"""One line in the log a job, and procrastinate's own warnings in the same form."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy
from structlog.contextvars import bound_contextvars

from service.meters import meters

_log = structlog.get_logger()


@contextmanager
def logged(job: Job, retry: BaseRetryStrategy, request_id: str | None) -> Iterator[None]:
    """Log the end of a job: succeeded, or failed with `again` telling whether it is tried once more."""
    began = time.perf_counter()
    with bound_contextvars(request_id=request_id, job=job.id, task=job.task_name):
        try:
            yield
        except Exception as error:
            again = retry.get_retry_decision(exception=error, job=job) is not None
            tell = _log.warning if again else _log.error
            meters().jobs.labels(job.task_name, "retried" if again else "failed").inc()
            tell("job", status="failed", again=again, attempt=job.attempts + 1, ms=_since(began), exc_info=error)
            raise
        meters().jobs.labels(job.task_name, "succeeded").inc()
        _log.info("job", status="succeeded", attempt=job.attempts + 1, ms=_since(began))


class Forward(logging.Handler):
    """Passes on what procrastinate warns of, but for the ends of jobs, which `logged` tells."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log the record as one of ours."""
        if not str(getattr(record, "action", "")).startswith("job_"):
            _log.log(record.levelno, record.getMessage(), logger=record.name, exc_info=record.exc_info or None)


def forward_warnings() -> None:
    """Have procrastinate's warnings, and those of asyncio under it, logged as ours are."""
    for name in ("procrastinate", "asyncio"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [Forward()], False
        logger.setLevel(logging.WARNING)


def _since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 1)
