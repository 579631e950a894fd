"""procrastinate's app: the tasks with the services that they work on, and what runs by the clock."""

from collections.abc import Callable, Mapping
from typing import Any

from procrastinate import App, JobContext, PsycopgConnector

from service.bootstrap import Services
from service.jobs.log import logged, traced
from service.jobs.tasks import Task, tasks

_YEAR = 366 * 24 * 3600  # seconds
_CONNECTIONS = 4  # of the queue itself: to fetch, to finish, to beat; each statement is short


def make_jobs(services: Services, *, sweep_cron: str, retention_days: int | None = None) -> App:
    """The app whose tasks work on `services`, and which sweeps whenever `sweep_cron` says.

    What is older than `retention_days` and used by no claim is pruned by night; None prunes nothing.
    """
    app = App(
        connector=PsycopgConnector(**_pool(services)),
        # A run that was missed, for however long no worker was there, is made up for by the next worker to start.
        periodic_defaults={"max_delay": _YEAR},
    )
    schedule = {
        "sweep": sweep_cron,
        "rescue": "* * * * *",
        "wake": "* * * * *",
        "forget": "23 * * * *",
        "audit": "11 4 * * *",
    }
    args: dict[str, dict[str, Any]] = {}
    if retention_days is not None:
        schedule["prune"], args["prune"] = "41 3 * * *", {"days": retention_days}
    for name, task in tasks().items():
        known = app.task(name=name, retry=task.retry, pass_context=True)(_runner(task, services))
        if name in schedule:
            app.periodic(cron=schedule[name], queueing_lock=name, task_kwargs={"args": args.get(name, {})})(known)
    return app


def _runner(task: Task, services: Services) -> Callable[..., None]:
    def run(
        context: JobContext,
        *,
        args: Mapping[str, Any] | None = None,
        request_id: str | None = None,
        traceparent: str | None = None,
        timestamp: int | None = None,  # of the schedule, where it caused the job
    ) -> None:
        with logged(context.job, task, request_id), traced(context.job, task, traceparent):
            task.run(services, args or {})

    return run


def _pool(services: Services) -> dict[str, Any]:
    url = services.database.url.set(drivername="postgresql")
    return {
        "conninfo": url.render_as_string(hide_password=False),
        "kwargs": {
            "application_name": "claims worker",
            "connect_timeout": 3,
            "options": "-c statement_timeout=10000 -c timezone=UTC",
        },
        "min_size": 1,
        "max_size": _CONNECTIONS,
        "timeout": 5,
    }
