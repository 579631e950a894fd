"""`claims calibration`: what scores stand for."""

import click

from service.cli.context import client
from service.cli.output import format_option
from service.cli.tables import print_bins, print_found, print_judge_tables
from service.client.records import Calibration


@click.command("calibration", short_help="Tell what the scores of evidence stand for.")
@format_option
def calibration_command(as_json: bool) -> None:
    """Tell how often evidence was right in a stream of real news, by the points that its frame gave.

    The probability of a bin is the score of evidence with so many points; the interval is the 95 % interval after
    Wilson. Claims that give no day have bins of their own. A judge is told of once 50 of its proposals were accepted
    or rejected.
    """
    with client() as service:
        found = service.calibration()
    print_found(found, as_json, _print)


def _print(found: Calibration) -> None:
    print_bins("points, claims with a day", found.dated)
    click.echo()
    print_bins("points, claims without one", found.undated)
    if found.judges:
        click.echo()
        print_judge_tables(found.judges)
    click.echo()
    click.echo(_summary(found))


def _summary(found: Calibration) -> str:
    """Who judged what, and what the table is good for, in three lines."""
    readers = found.readers
    proven = "proves" if found.may_resolve else "does not prove"
    return (
        f"{found.judged} judged pairs: {found.source} (table {found.version}).\n"
        f"Judged {readers.readers} times without seeing the points; {readers.agreed} of {readers.pairs} verdicts agree,"
        f" and {readers.repeated_agreed} of {readers.repeated} with earlier ones.\n"
        f"Proposed from {found.proposed_from:g}; {found.wanted:g} is wanted. The table {proven} the "
        f"{found.resolved_from:g} over {found.resolved_judged} judged pairs that resolving without people needs."
    )
