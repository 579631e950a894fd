"""The commands on threads: what moves what, and tying claims by hand."""

from typing import Any
from uuid import UUID

import click

from service.cli.context import client
from service.cli.ids import CLAIM
from service.cli.moves import ID, VERSION, read_at
from service.cli.output import format_option, print_table
from service.cli.tables import print_claim, print_found
from service.client.records import Thread, ThreadMember
from service.domain.thread import ClaimRelation


@click.command("thread", short_help="Show what a claim moves, and what moves it.")
@ID
@format_option
def thread_command(claim_id: UUID, as_json: bool) -> None:
    """Show the thread that the claim with this ID is in: claims that move one another, by days or figures.

    A slip is in days, from the due date of what a claim moves to its own.
    """
    with client() as service:
        thread = service.thread(claim_id)
    print_found(thread, as_json, _print)


@click.command("link", short_help="Tie a claim to one that it moves or contradicts.")
@ID
@click.argument("relation", metavar="RELATION", type=click.Choice([relation.value for relation in ClaimRelation]))
@click.argument("other_id", metavar="OTHER", type=CLAIM)
@click.option("--note", help="Why.")
@VERSION
@format_option
def link_command(claim_id: UUID, other_id: UUID, version: int | None, as_json: bool, **tie: Any) -> None:
    """Tie the claim with this ID to the claim OTHER.

    RELATION is reschedules (the same by another day), revises (by another figure or in another scope), both of a claim
    that was said before, or contradicts, of another speaker's.
    """
    with client() as service:
        current = read_at(service, claim_id, version)
        claim = service.link(claim_id, tie["relation"], other_id, version=current, note=tie["note"])
    print_found(claim, as_json, print_claim)


@click.command("unlink", short_help="Untie two claims.")
@ID
@click.argument("other_id", metavar="OTHER", type=CLAIM)
@VERSION
@format_option
def unlink_command(claim_id: UUID, other_id: UUID, version: int | None, as_json: bool) -> None:
    """Untie the claim with this ID and the claim OTHER, whichever was tied to the other."""
    with client() as service:
        claim = service.unlink(claim_id, other_id, version=read_at(service, claim_id, version))
    print_found(claim, as_json, print_claim)


def _print(thread: Thread) -> None:
    print_table(["said", "due", "slip", "stands", "speaker", "claim"], list(map(_row, thread.members)))
    if thread.contradictions:
        rows = [[one.claim_id, one.other_id, one.by] for one in thread.contradictions]
        print_table(["claim", "contradicts", "by"], rows)


def _row(one: ThreadMember) -> list[Any]:
    claim = one.claim
    tied = [f"{one.link.relation} …{str(one.link.other_id)[-8:]}"] if one.link else []
    told = "\n".join([claim.text, str(claim.id), *tied])
    return [claim.said_on, claim.due, one.slip_days, claim.outcome or claim.status, claim.speaker, told]
