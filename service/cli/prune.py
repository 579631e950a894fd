"""`claims prune`: what is old and used by no claim, shown and let go."""

from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

import click

from service.bootstrap import Services
from service.cli.context import local_services, settings
from service.cli.output import EXIT_REFUSED, fail, format_option, print_json, print_table
from service.cli.progress import make_progress
from service.domain.retention import Pruning, RetainedPart
from service.usecases.prune import prune, survey

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("prune", short_help="Let go of what is old and used by no claim.")
@click.option("--before", type=_DAY, metavar="DATE", help="Let go what arrived in months that were over by DATE.")
@click.option(
    "--older-than",
    "days",
    type=click.IntRange(1, 36_500),
    metavar="DAYS",
    help="The same, with the DATE so many days ago.  [default: CLAIMS_RETENTION_DAYS]",
)
@click.option("--yes", is_flag=True, help="Do it. Without this, what would go is only shown.")
@format_option
def prune_command(before: datetime | None, days: int | None, yes: bool, as_json: bool) -> None:
    """Let go of what is old and used by no claim, a month of arrival at a time.

    Reported results that are nobody's evidence go, and articles of which nothing is left then; and, whatever the date,
    answers kept by idempotency key for longer than a day, and deliveries to webhooks after 30 days. Claims, their
    mentions and their articles stay for ever. The service may go on running; a month whose table is in use for too
    long is left for another time.
    """
    if before and days:
        raise click.UsageError("--before and --older-than exclude each other.")
    days = days or settings().retention_days
    if not before and not days:
        raise click.UsageError("Give --before or --older-than: CLAIMS_RETENTION_DAYS is not set.")
    with local_services() as services:
        day = before.date() if before else services.clock.today() - timedelta(days=days or 0)
        found = _prune(services, day) if yes else survey(services.database, day, **_clocks(services))
    _show(found, done=yes, as_json=as_json)
    if any(month.busy for month in found.months):
        fail("some months are in use, or being pruned: try again later", EXIT_REFUSED)


def _prune(services: Services, before: date) -> Pruning:
    with make_progress(known_length=False) as progress:
        task = progress.add_task(f"Pruning what arrived before {before}")
        return prune(
            services.database,
            before,
            **_clocks(services),
            progress=lambda month: progress.update(task, description=f"{month.month} is done"),
        )


def _clocks(services: Services) -> dict[str, Any]:
    return {"now": services.clock.now(), "today": services.clock.today()}


def _show(found: Pruning, *, done: bool, as_json: bool) -> None:
    if as_json:
        print_json({"done": done, **asdict(found), "before": str(found.before)})
        return
    rows = [
        [
            month.month,
            *_cells(month.results),
            *_cells(month.articles),
            f"{month.staying:,}",
            "busy" if month.busy else "",
        ]
        for month in found.months
    ]
    columns = ["month", "results", "MB", "articles", "MB", "statements that stay", ""]
    print_table(columns, rows, title=f"{'Gone' if done else 'Would go'} of what arrived before {found.before}")
    answers, size = _cells(found.answers)
    click.echo(f"Answers kept by idempotency key for longer than a day: {answers} ({size} MB)")
    click.echo(
        f"Deliveries that arrived, were given up, or whose webhook was disabled 30 days ago: {found.deliveries:,}"
    )
    if not done:
        click.echo("Nothing has been changed: --yes does it.")


def _cells(part: RetainedPart) -> list[str]:
    return [f"{part.rows:,}", f"{part.bytes / 1e6:,.1f}"]
