"""`claims correct`: put a claim right."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

import click

from service.cli.context import client
from service.cli.moves import ID, VERSION, read_at
from service.cli.output import format_option
from service.cli.parameters import day
from service.cli.tables import print_claim, print_found
from service.client.arguments import Correction
from service.detect import Modality, Polarity

_AWAY: Mapping[str, Any] = {"due": None, "speaker": None, "outlet": None, "tags": ()}  # what takes a value away


def _word(words: type[Modality] | type[Polarity]) -> click.Choice[str]:
    return click.Choice([word.value for word in words])


@click.command("correct", short_help="Put a claim right: its words, its dates, who said it.")
@ID
@click.option("--text", help="The sentence that states it.")
@click.option("--due", type=day, metavar="DATE", help="The last day on which it would be on time.")
@click.option("--no-due", is_flag=True, help="It has no such day.")
@click.option("--review-on", type=day, metavar="DATE", help="When to look.")
@click.option("--tag", "tags", multiple=True, help="Its tags from now on. May be given several times.")
@click.option("--no-tags", is_flag=True, help="It has no tags.")
@click.option("--speaker", help="Who said it.")
@click.option("--no-speaker", is_flag=True, help="Nobody is known to have said it.")
@click.option("--outlet", help="Who published it.")
@click.option("--no-outlet", is_flag=True, help="Nobody is known to have published it.")
@click.option("--modality", type=_word(Modality), help="How firmly it was said.")
@click.option("--polarity", type=_word(Polarity), help="Whether it is to happen.")
@click.option("--conditional/--unconditional", default=None, help="Whether it depends on a condition.")
@click.option("--note", help="Why. It stands in the history.")
@VERSION
@format_option
def correct_command(claim_id: UUID, note: str | None, version: int | None, as_json: bool, **given: Any) -> None:
    """Put the claim with this ID right. What is not named stays.

    Its evidence is weighed again. A later reading of its article changes nothing of the claim any more.
    """
    changes = _changes(given)
    with client() as service:
        claim = service.correct(claim_id, version=read_at(service, claim_id, version), note=note, **changes)
    print_found(claim, as_json, print_claim)


def _changes(given: Mapping[str, Any]) -> Correction:
    """What is to be put right: the options that were given."""
    named = {name: value for name, value in given.items() if not name.startswith("no_") and value not in (None, ())}
    away = {name: value for name, value in _AWAY.items() if given[f"no_{name}"]}
    for name in named.keys() & away.keys():
        raise click.UsageError(f"--{name.removesuffix('s')} and --no-{name} exclude each other")
    if not named and not away:
        raise click.UsageError("say what to correct: see `claims correct --help`")
    return cast(Correction, {**named, **away})
