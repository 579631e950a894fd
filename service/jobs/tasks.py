"""What jobs do: one table from a task's name to the use case that it calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from procrastinate.retry import BaseRetryStrategy, RetryStrategy

from service.bootstrap import Services
from service.usecases.article_jobs import ADD_ARTICLES, add_articles
from service.usecases.queue import forget_jobs, rescue_jobs
from service.usecases.sweep import sweep

_SLICE = timedelta(seconds=10)  # after which a long job lets others go first, and lets its worker stop


def again_for_half_an_hour() -> BaseRetryStrategy:
    """Ten times more, the first after two seconds, each after twice as long as the one before."""
    return RetryStrategy(max_attempts=10, exponential_wait=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A use case with the services, called with a job's `args`.

    It may be called again after it has done its work, since a worker can die before it has told: a use case sees
    in the database whether anything is left to do. `retry` says when one that raised is called again.
    """

    run: Callable[[Services, Mapping[str, Any]], object]
    retry: BaseRetryStrategy = field(default_factory=again_for_half_an_hour)


def tasks() -> Mapping[str, Task]:
    """Every task by its name, which stands in the queue: one that is renamed leaves its jobs without a task."""
    return {
        ADD_ARTICLES: Task(run=_add_articles),
        "sweep": Task(run=_sweep),
        "rescue": Task(run=_rescue),
        "forget": Task(run=_forget),
    }


def _add_articles(services: Services, args: Mapping[str, Any]) -> None:
    clock = services.clock
    add_articles(
        services.database,
        UUID(args["job_id"]),
        services.web,
        now=clock.now,
        today=clock.today(),
        until=clock.now() + _SLICE,
    )


def _sweep(services: Services, _args: Mapping[str, Any]) -> None:
    sweep(services.database, now=services.clock.now(), today=services.clock.today())


def _rescue(services: Services, _args: Mapping[str, Any]) -> None:
    rescue_jobs(services.database)


def _forget(services: Services, _args: Mapping[str, Any]) -> None:
    forget_jobs(services.database, now=services.clock.now())
