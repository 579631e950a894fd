"""`claims sweep`: the scheduled pass, run by hand, by cron or on a timer of its own."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date

import click

from service.bootstrap import Services
from service.cli.context import client, local_services, settings
from service.cli.parameters import day
from service.cli.progress import make_progress
from service.client.records import Sweep
from service.usecases.sweep import sweep

_TIMEOUT = 3_600  # seconds: the answer comes when all is done


@click.command("sweep", short_help="Make claims due, and propose what strong evidence shows.")
@click.option("--today", type=day, metavar="DATE", help="The date to take for today.  [default: the UTC date]")
@click.option(
    "--every", type=click.IntRange(1), metavar="SECONDS", help="Sweep again and again, so many seconds apart."
)
def sweep_command(today: date | None, every: int | None) -> None:
    """Make claims due whose review day has come, and propose what strong evidence shows.

    Nothing resolves by itself: proposals wait for somebody to accept or reject them.
    Safe to run at any time and several times at once; a day missed is made up for at the next run.

    Where CLAIMS_URL is set, the service there does it, and --today needs its CLAIMS_TODAY; else it is done on the
    database that the settings name.
    """
    with _by_service() if settings().url else _by_hand() as sweep_once:
        _show(sweep_once(today))
        while every:
            time.sleep(every)
            _show(sweep_once(today))


@contextmanager
def _by_service() -> Iterator[Callable[[date | None], Sweep]]:
    with client(timeout=_TIMEOUT) as service:
        yield lambda today: service.sweep(today=today)


@contextmanager
def _by_hand() -> Iterator[Callable[[date | None], Sweep]]:
    with local_services() as services:
        for variable, reason in services.unheeded.items():
            click.echo(f"claims: {variable} is not heeded: {reason}", err=True)
        yield lambda today: _sweep(services, today or services.clock.today())


def _sweep(services: Services, today: date) -> Sweep:
    with make_progress(known_length=False) as shown:
        task = shown.add_task("looking", total=None)
        counts: Counter[str] = Counter()

        def hear(what: str, count: int) -> None:
            counts[what] += count
            shown.update(task, description=", ".join(f"{number} {name}" for name, number in counts.items()))

        swept = sweep(
            services.database,
            now=services.clock.now(),
            today=today,
            progress=hear,
        )
    return Sweep(today=today, **asdict(swept))


def _show(swept: Sweep) -> None:
    done = f"{swept.today}: {swept.due} fell due, {swept.proposed} proposed"
    if swept.superseded:
        done += f", {swept.superseded} superseded: rules of an earlier release had proposed them"
    click.echo(f"{done}, {swept.skipped} skipped: the log says why" if swept.skipped else done)
