"""What jobs do: one table from a task's name to the use case that it calls."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from procrastinate.retry import BaseRetryStrategy, RetryStrategy

from service.bootstrap import Services
from service.usecases.article_jobs import ADD_ARTICLES, add_articles
from service.usecases.audit import audit_by_night
from service.usecases.deliver import deliver
from service.usecases.prune import prune
from service.usecases.publishing import DELIVER, schedule_due_deliveries
from service.usecases.queue import forget_jobs, rescue_jobs
from service.usecases.sweep import sweep
from service.usecases.webhooks import forget_old_deliveries

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
    upkeep: bool = False  # of the queue itself: told in the log when it fails


def tasks() -> Mapping[str, Task]:
    """Every task by its name, which stands in the queue: one that is renamed leaves its jobs without a task."""
    return {
        ADD_ARTICLES: Task(run=_add_articles),
        "sweep": Task(run=_sweep),
        "rescue": Task(run=_rescue, upkeep=True),
        "forget": Task(run=_forget, upkeep=True),
        "prune": Task(run=_prune),
        DELIVER: Task(run=_deliver),
        "audit": Task(run=_audit, upkeep=True),
        "wake": Task(run=_schedule_due_deliveries, upkeep=True),
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
    clock = services.clock
    sweep(services.database, now=clock.now(), today=clock.today())


def _rescue(services: Services, _args: Mapping[str, Any]) -> None:
    rescue_jobs(services.database)


def _forget(services: Services, _args: Mapping[str, Any]) -> None:
    forget_jobs(services.database, now=services.clock.now())
    forget_old_deliveries(services.database, now=services.clock.now())


def _audit(services: Services, _args: Mapping[str, Any]) -> None:
    audit_by_night(services.database, now=services.clock.now())


def _prune(services: Services, args: Mapping[str, Any]) -> None:
    today = services.clock.today()
    prune(services.database, today - timedelta(days=args["days"]), now=services.clock.now(), today=today)


def _deliver(services: Services, args: Mapping[str, Any]) -> None:
    webhook_id = UUID(args["webhook_id"])
    deliver(services.database, webhook_id, services.courier, now=services.clock.now, chance=random.random)


def _schedule_due_deliveries(services: Services, _args: Mapping[str, Any]) -> None:
    schedule_due_deliveries(services.database, now=services.clock.now())
