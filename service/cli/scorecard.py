"""`claims scorecard`: how often what was stated came true."""

from typing import Any

import click

from service.cli.context import client
from service.cli.filters import condition_options
from service.cli.output import format_option
from service.cli.tables import print_found, print_judges, print_scores
from service.client.records import Scorecard
from service.domain.scorecard import Grouping

_JUDGE = "judge"


@click.command("scorecard", short_help="Tell how often what was stated came true.")
@click.option(
    "--by",
    type=click.Choice([*(grouping.value for grouping in Grouping), _JUDGE]),
    default=Grouping.SPEAKER.value,
    show_default=True,
    help="What to count claims by.",
)
@click.option("--at-least", type=click.IntRange(0), default=0, help="Only groups with so many decided claims.")
@click.option("--limit", type=click.IntRange(1, 200), default=50, show_default=True, help="At most so many groups.")
@condition_options
@format_option
def scorecard_command(by: str, at_least: int, limit: int, as_json: bool, **conditions: Any) -> None:
    """Count claims, and tell which share of those that are decided (n) came true, on time or late.

    Claims that came true in part are decided and no yes; unresolvable ones are not decided. The interval is the 95 %
    interval after Wilson. The second table has all the claims together, by modality, to measure the first by.

    By judge, proposals are counted, whatever else is asked for: what people accepted, amended afterwards or rejected.
    """
    if by == _JUDGE:
        _show_judges(as_json)
        return
    with client() as service:
        card = service.scorecard(by, at_least=at_least, limit=limit, **conditions)
    print_found(card, as_json, _print)


def _show_judges(as_json: bool) -> None:
    with client() as service:
        judges = service.judges()
    print_found(judges, as_json, print_judges)


def _print(card: Scorecard) -> None:
    print_scores(card.by, card.data)
    if card.by != Grouping.MODALITY:
        click.echo()
        print_scores("modality", card.modalities)
