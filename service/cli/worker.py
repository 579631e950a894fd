"""`claims worker`: the program that runs jobs, and the schedule."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event, Thread

import click
import structlog

from service.bootstrap import make_services, traced
from service.cli.context import database_url, local_services, settings
from service.cli.schema_check import check_schema
from service.cli.secrets import secret_faults
from service.config import ConfigError, Settings
from service.jobs.app import make_jobs
from service.jobs.worker import run_worker
from service.serving.metrics_server import metrics_server
from service.store.embedded import EmbeddedUnavailable, Keeper
from service.telemetry.logs import configure_logging, log_unheeded
from service.usecases.queue import SILENT, rescue_jobs, workers_live


@click.command("worker", short_help="Run background jobs and the schedule.")
@click.option(
    "--concurrency", type=click.IntRange(1, 64), default=4, show_default=True, help="Jobs that may run at once."
)
@click.option("--queue", "queues", multiple=True, help="A queue to take jobs from; may be given several times.  [all]")
@click.option("--check", is_flag=True, help=f"Only tell whether a worker has been alive within {SILENT:g} s: 0 or 1.")
def worker_command(concurrency: int, queues: tuple[str, ...], check: bool) -> None:
    """Run background jobs and the schedule until Ctrl-C or SIGTERM.

    Any number may run, on any number of machines: each job is taken by one of them, and what is to happen by the
    clock happens once. Told to stop, a worker takes no more jobs and ends those that it has; told twice, it stops
    at once. The jobs of a worker that died are done by another within two minutes.
    """
    if check:
        with local_services() as services:
            sys.exit(0 if workers_live(services.database) else 1)
    found = settings()
    if found.database_pooler != "none":
        raise ConfigError(["CLAIMS_DATABASE_POOLER: a worker listens to its database, which no pooler lets it"])
    configure_logging(level=found.log_level, form=found.log_format)
    log_unheeded(found.unheeded)
    with database_url(found) as url, _kept_running(found):
        services = make_services(replace(found, pool_size=max(found.pool_size, concurrency + 1)), url)
        try:
            check_schema(services.database)
            for fault in secret_faults(services.database, services.secrets):
                structlog.get_logger().warning("secrets not safe", fault=fault)
            rescue_jobs(services.database)  # sooner than the schedule would
            jobs = make_jobs(services, sweep_cron=found.sweep_cron, retention_days=found.retention_days)
            with traced(found, "claims-worker"), metrics_server(services, found.metrics_bind):
                run_worker(jobs, concurrency=concurrency, queues=queues)
        finally:
            services.web.close()
            services.database.dispose()


@contextmanager
def _kept_running(found: Settings) -> Iterator[None]:
    """Have the embedded Postgres started again where it ends within the block; stop the worker where that fails.

    The program then ends with the exit code that says so.
    """
    if found.database_url:
        yield
        return
    keeper, done, faults = Keeper(found.data_dir), Event(), list[EmbeddedUnavailable]()

    def watch() -> None:
        while not done.wait(1):
            try:
                keeper.check()
            except EmbeddedUnavailable as error:
                faults.append(error)
                os.kill(os.getpid(), signal.SIGTERM)  # as anybody else would have the worker stop
                return

    thread = Thread(target=watch, name="postgres", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
    if faults:
        raise faults[0]
