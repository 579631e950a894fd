"""`claims sweep`: the scheduled pass, run by hand, by cron or on a timer of its own."""

import time
from collections import Counter
from datetime import datetime

import click

from service.bootstrap import Services
from service.cli.context import local_services
from service.cli.progress import make_progress
from service.usecases.sweep import sweep

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("sweep")
@click.option("--today", type=_DAY, metavar="DATE", help="The date to take for today.  [default: the UTC date]")
@click.option(
    "--every", type=click.IntRange(1), metavar="SECONDS", help="Sweep again and again, so many seconds apart."
)
def sweep_command(today: datetime | None, every: int | None) -> None:
    """Make claims due whose review day has come, and propose what strong evidence shows.

    With CLAIMS_AUTO_RESOLVE_SCORE, proposals that nobody objected to resolve by themselves.
    Safe to run at any time and several times at once; a day missed is made up for at the next run.
    """
    with local_services() as services:
        _sweep_once(services, today)
        while every:
            time.sleep(every)
            _sweep_once(services, today)


def _sweep_once(services: Services, today: datetime | None) -> None:
    day = today.date() if today else services.clock.today()
    with make_progress(known_length=False) as shown:
        task = shown.add_task("looking", total=None)
        counts: Counter[str] = Counter()

        def hear(what: str, count: int) -> None:
            counts[what] += count
            shown.update(task, description=", ".join(f"{number} {name}" for name, number in counts.items()))

        swept = sweep(
            services.database,
            now=services.clock.now(),
            today=day,
            auto_resolve=services.auto_resolve,
            progress=hear,
        )
    done = f"{day}: {swept.due} fell due, {swept.proposed} proposed, {swept.resolved} resolved"
    click.echo(f"{done}, {swept.skipped} skipped: the log says why" if swept.skipped else done)
