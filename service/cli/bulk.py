"""`claims move`: the same move of many claims."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import click

from service.cli.context import client
from service.cli.filters import claim_options
from service.cli.output import EXIT_REFUSED, format_option
from service.cli.parameters import day
from service.cli.tables import print_claims, print_found, print_moved
from service.client import Client
from service.client.records import Claim, Moved
from service.domain.status import Move, Outcome

_MOVES = (Move.RESOLVE, Move.AMEND, Move.REOPEN, Move.DISMISS)
_AT_ONCE = 500  # claims: as many as the service takes in one request


@click.command("move", short_help="Make the same move of many claims.")
@click.argument("move", type=click.Choice([move.value for move in _MOVES]))
@click.option(
    "--to",
    type=click.Choice([outcome.value for outcome in Outcome]),
    metavar="OUTCOME",
    help=f"Outcome to decide on: {', '.join(outcome.value for outcome in Outcome)}.",
)
@click.option("--reason", help="Of an unresolvable outcome, a dismissal or a reopening.")
@click.option("--note", help="What speaks for it.")
@click.option("--happened-on", type=day, metavar="DATE", help="When the deciding event took place.")
@claim_options
@click.option("--limit", type=click.IntRange(1), default=500, show_default=True, help="At most so many claims.")
@click.option("--yes", is_flag=True, help="Do it. Without, the claims are only listed.")
@format_option
def move_command(
    move: str,
    to: str | None,
    reason: str | None,
    note: str | None,
    happened_on: date | None,
    limit: int,
    yes: bool,
    as_json: bool,
    **conditions: Any,
) -> None:
    """Make one MOVE of every claim that meets the conditions given, at least one.

    Each claim has an answer of its own, and the exit code is 1 where some were refused.
    """
    if not any(conditions.values()):
        raise click.UsageError("say which claims: at least one condition, such as --tag or --status")
    if (to is not None) != (move in (Move.RESOLVE, Move.AMEND)):
        raise click.UsageError("--to goes with resolve and amend, and they with it")
    values = {"outcome": to, "reason": reason, "note": note, "happened_on": happened_on}
    body = {name: value for name, value in values.items() if value is not None}
    with client() as service:
        found = list(service.claims(limit=limit, **conditions))
        if not yes:
            print_found(found, as_json, print_claims)
            click.echo(f"claims: {len(found)} claims, none of them moved: --yes does it", err=True)
            return
        moved = list(_moved(service, Move(move), found, body))
    print_found(moved, as_json, print_moved)
    if any(one.problem for one in moved):
        sys.exit(EXIT_REFUSED)


def _moved(service: Client, move: Move, claims: Sequence[Claim], body: dict[str, Any]) -> Iterator[Moved]:
    for first in range(0, len(claims), _AT_ONCE):
        some = claims[first : first + _AT_ONCE]
        yield from service.move_claims(move, [(claim.id, claim.version) for claim in some], body)
