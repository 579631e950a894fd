"""`claims rejections`: what people say no to, and why."""

from collections.abc import Sequence
from datetime import date

import click

from service.cli.context import client
from service.cli.output import format_option, print_table
from service.cli.parameters import day
from service.cli.tables import print_found
from service.client.records import RejectionCount, RejectionCounts
from service.domain.rejections import RejectionGrouping
from service.domain.status import RejectionCode


@click.command("rejections", short_help="Tell why proposals were rejected.")
@click.option(
    "--by",
    type=click.Choice([by.value for by in RejectionGrouping]),
    default="frame",
    show_default=True,
    help="What to count them by.",
)
@click.option("--from", "rejected_from", type=day, metavar="DATE", help="Rejected on that day or later.")
@click.option("--to", "rejected_to", type=day, metavar="DATE", help="Rejected on that day or earlier.")
@format_option
def rejections_command(by: str, rejected_from: date | None, rejected_to: date | None, as_json: bool) -> None:
    """Count rejected proposals by the frame of their evidence, or by the rule of their claim, and for what."""
    with client() as service:
        counted = service.rejections(by, rejected_from=rejected_from, rejected_to=rejected_to)
    print_found(counted, as_json, _print)


def _print(counted: RejectionCounts) -> None:
    columns = [counted.by.value, "n", *(code.replace("_", " ") for code in RejectionCode)]
    print_table(columns, map(_row, counted.data))


def _row(one: RejectionCount) -> Sequence[object]:
    return [one.name, one.n, *(one.codes[code] or None for code in RejectionCode)]
