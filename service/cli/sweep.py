"""`claims sweep`: the scheduled pass, run by hand, by cron or on a timer of its own."""

import time
from datetime import datetime

import click

from service.bootstrap import Services
from service.cli.context import local_services
from service.usecases.sweep import sweep

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("sweep")
@click.option("--today", type=_DAY, metavar="DATE", help="The date to take for today.  [default: the UTC date]")
@click.option(
    "--every", type=click.IntRange(1), metavar="SECONDS", help="Sweep again and again, so many seconds apart."
)
def sweep_command(today: datetime | None, every: int | None) -> None:
    """Make open claims whose review day has come due, with an event each.

    Safe to run at any time and several times at once; a day missed is made up for at the next run.
    """
    with local_services() as services:
        _sweep_once(services, today)
        while every:
            time.sleep(every)
            _sweep_once(services, today)


def _sweep_once(services: Services, today: datetime | None) -> None:
    day = today.date() if today else services.clock.today()
    moved = sweep(services.database, now=services.clock.now(), today=day)
    click.echo(f"{day}: {moved} {'claim' if moved == 1 else 'claims'} fell due")
