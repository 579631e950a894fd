"""The commands on who is to see to a claim, and on what is written of it."""

from collections.abc import Iterable
from uuid import UUID

import click

from service.cli.context import client
from service.cli.ids import CLAIM
from service.cli.output import format_option, print_table
from service.cli.tables import print_claim, print_found
from service.client.records import Comment
from service.domain.member import NOBODY

_ID = click.argument("claim_id", metavar="ID", type=CLAIM)


@click.command("assign", short_help="Say who is to see to a claim.")
@_ID
@click.argument("member", metavar="MEMBER")
@click.option("--version", type=click.IntRange(1), help="The version that you read.  [default: the current one]")
@format_option
def assign_command(claim_id: UUID, member: str, version: int | None, as_json: bool) -> None:
    """Assign the undecided claim with this ID to MEMBER: a mail address, an id, `me` or `nobody`."""
    with client() as service:
        read_at = version or service.claim(claim_id).version
        if member == NOBODY:
            claim = service.unassign(claim_id, version=read_at)
        else:
            claim = service.assign(claim_id, member, version=read_at)
    print_found(claim, as_json, print_claim)


@click.command("comment", short_help="Write something of a claim.")
@_ID
@click.argument("text")
@format_option
def comment_command(claim_id: UUID, text: str, as_json: bool) -> None:
    """Write TEXT, at most 4,000 characters, of the claim with this ID, for those who see to it."""
    with client() as service:
        comment = service.comment(claim_id, text)
    print_found(comment, as_json, lambda one: _print([one]))


@click.command("comments", short_help="Show what is written of a claim.")
@_ID
@format_option
def comments_command(claim_id: UUID, as_json: bool) -> None:
    """Show what is written of the claim with this ID, the oldest first."""
    with client() as service:
        found = list(service.comments(claim_id))
    print_found(found, as_json, _print)


def _print(comments: Iterable[Comment]) -> None:
    rows = [[f"{one.created_at:%Y-%m-%d %H:%M:%S}", one.by, one.text] for one in comments]
    print_table(["when (UTC)", "by", "comment"], rows)
