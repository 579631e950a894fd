"""The commands that look at claims: list, show, events, mentions, evidence, candidates, proposals."""

from datetime import datetime
from typing import Any
from uuid import UUID

import click

from service.cli.context import client
from service.cli.filters import claim_options
from service.cli.ids import CLAIM
from service.cli.output import format_option, print_json
from service.cli.parameters import instant
from service.cli.tables import (
    print_candidates,
    print_claim,
    print_claims,
    print_events,
    print_evidence,
    print_found,
    print_leases,
    print_mentions,
    print_proposals,
)
from service.client.wire import to_json


@click.command("list", short_help="List claims.")
@claim_options
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many claims.")
@format_option
def list_command(limit: int, as_json: bool, **conditions: Any) -> None:
    """List the claims that meet every condition given."""
    with client() as service:
        found = list(service.claims(limit=limit, **conditions))
    print_found(found, as_json, print_claims)


@click.command("show", short_help="Show a claim and its history.")
@click.argument("claim_id", metavar="ID", type=CLAIM)
@click.option("--as-of", type=instant, metavar="INSTANT", help="Show it as it stood then: 2026-03-31T12:00:00Z, say.")
@format_option
def show_command(claim_id: UUID, as_of: datetime | None, as_json: bool) -> None:
    """Show the claim with this ID and its history."""
    with client() as service:
        claim = service.claim(claim_id, as_of=as_of)
        events = [event for event in service.events(claim_id) if event.version <= claim.version]
        lease = None if as_of else next(iter(service.leases(claim_id=claim_id, limit=1)), None)
    if as_json:
        print_json({**to_json(claim), "lease": to_json(lease), "events": to_json(events)})
    else:
        print_claim(claim)
        if lease:
            print_leases([lease])
        print_events(events)


@click.command("events", short_help="Show a claim's history.")
@click.argument("claim_id", metavar="ID", type=CLAIM)
@format_option
def events_command(claim_id: UUID, as_json: bool) -> None:
    """Show the history of the claim with this ID, oldest first."""
    with client() as service:
        events = list(service.events(claim_id))
    print_found(events, as_json, print_events)


@click.command("mentions", short_help="Show the statements that state a claim.")
@click.argument("claim_id", metavar="ID", type=CLAIM)
@format_option
def mentions_command(claim_id: UUID, as_json: bool) -> None:
    """Show the statements that state the claim with this ID, oldest first."""
    with client() as service:
        found = list(service.mentions(claim_id))
    print_found(found, as_json, print_mentions)


@click.command("evidence", short_help="Show what may decide a claim.")
@click.argument("claim_id", metavar="ID", type=CLAIM)
@format_option
def evidence_command(claim_id: UUID, as_json: bool) -> None:
    """Show what may decide the claim with this ID: what was added by hand first, then the best."""
    with client() as service:
        pieces = list(service.evidence(claim_id))
    print_found(pieces, as_json, print_evidence)


@click.command("candidates", short_help="Show where to look for what became of a claim.")
@click.argument("claim_id", metavar="ID", type=CLAIM)
@click.option("--limit", type=click.IntRange(1, 100), default=20, show_default=True, help="At most so many sentences.")
@format_option
def candidates_command(claim_id: UUID, limit: int, as_json: bool) -> None:
    """Show the later sentences that have most to do with the claim with this ID.

    They are ranked by the event, the names, the things and the time that they share
    with it. None of them is a verdict.
    """
    with client() as service:
        found = service.candidates(claim_id, limit=limit)
    print_found(found, as_json, print_candidates)


@click.command("proposals", short_help="Show what was proposed for a claim.")
@click.argument("claim_id", metavar="ID", type=CLAIM)
@format_option
def proposals_command(claim_id: UUID, as_json: bool) -> None:
    """Show what was proposed for the claim with this ID, the oldest first."""
    with client() as service:
        found = list(service.proposals(claim_id))
    print_found(found, as_json, print_proposals)
