"""The commands that are clients of the service: add, list, show, resolve, reopen, events."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from typing import Any, TextIO

import click

from service.cli.context import client
from service.cli.output import format_option, print_json, print_table
from service.domain.status import Outcome, Status, UnresolvableReason

_DAY = click.DateTime(["%Y-%m-%d"])
Record = dict[str, Any]


@click.command("add")
@click.argument("file", type=click.File(encoding="utf-8"), default="-")
@click.option("--published", type=_DAY, required=True, metavar="DATE", help="When it was published.")
@click.option("--title", help="Its headline.")
@click.option("--url", help="Where it was published.")
@click.option("--outlet", help="Who published it.")
@format_option
def add_command(
    file: TextIO, published: datetime, title: str | None, url: str | None, outlet: str | None, as_json: bool
) -> None:
    """Add the article in FILE (- or nothing: standard input) and track what it states."""
    with client() as service:
        article = service.add_article(
            file.read(), published_on=published.date().isoformat(), title=title, url=url, outlet=outlet
        )
    if as_json:
        print_json(article)
    else:
        print_article(article)


@click.command("list")
@click.option(
    "--status",
    multiple=True,
    type=click.Choice([status.value for status in Status]),
    help="May be given several times.",
)
@click.option("-q", "--query", help="Words to find, in the syntax of web searches.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many claims.")
@format_option
def list_command(status: tuple[str, ...], query: str | None, limit: int, as_json: bool) -> None:
    """List claims, newest first."""
    with client() as service:
        found = list(islice(service.claims(status=status, q=query), limit))
    if as_json:
        print_json(found)
    else:
        print_claims(found)


@click.command("show")
@click.argument("claim_id", metavar="ID", type=click.UUID)
@format_option
def show_command(claim_id: str, as_json: bool) -> None:
    """Show the claim with this ID and its history."""
    with client() as service:
        claim = service.claim(str(claim_id))
        events = list(service.events(str(claim_id)))
    if as_json:
        print_json({**claim, "events": events})
    else:
        print_claim(claim)
        print_events(events)


@click.command("events")
@click.argument("claim_id", metavar="ID", type=click.UUID)
@format_option
def events_command(claim_id: str, as_json: bool) -> None:
    """Show the history of the claim with this ID, oldest first."""
    with client() as service:
        events = list(service.events(str(claim_id)))
    if as_json:
        print_json(events)
    else:
        print_events(events)


@click.command("resolve")
@click.argument("claim_id", metavar="ID", type=click.UUID)
@click.argument("outcome", type=click.Choice([outcome.value for outcome in Outcome]))
@click.option(
    "--reason",
    type=click.Choice([reason.value for reason in UnresolvableReason]),
    help="Why it is unresolvable.",
)
@click.option("--note", help="What speaks for it.")
@click.option("--happened-on", type=_DAY, metavar="DATE", help="When the deciding event took place.")
@click.option("--version", type=int, help="The version that you decided on.  [default: the current one]")
@format_option
def resolve_command(
    claim_id: str,
    outcome: str,
    reason: str | None,
    note: str | None,
    happened_on: datetime | None,
    version: int | None,
    as_json: bool,
) -> None:
    """Resolve the claim with this ID: say what became of it."""
    with client() as service:
        claim = service.resolve(
            str(claim_id),
            outcome,
            version=version or service.claim(str(claim_id))["version"],
            reason=reason,
            note=note,
            happened_on=happened_on.date().isoformat() if happened_on else None,
        )
    _print_moved(claim, as_json)


@click.command("reopen")
@click.argument("claim_id", metavar="ID", type=click.UUID)
@click.option("--reason", help="Why it is taken up again.")
@click.option("--version", type=int, help="The version that you decided on.  [default: the current one]")
@format_option
def reopen_command(claim_id: str, reason: str | None, version: int | None, as_json: bool) -> None:
    """Take the resolved claim with this ID up again."""
    with client() as service:
        current = version or service.claim(str(claim_id))["version"]
        claim = service.reopen(str(claim_id), version=current, reason=reason)
    _print_moved(claim, as_json)


def print_article(article: Record) -> None:
    """Show an article's statements as a table."""
    rows = [
        [found["claim_id"], found["kind"], found["due"], found["speaker"], found["head"]["text"], found["text"]]
        for found in article["statements"]
    ]
    columns = ["claim id", "kind", "due", "speaker", "head", "statement"]
    print_table(columns, rows, title=f"article {article['id']}")


def print_claims(claims: Sequence[Record]) -> None:
    """Show claims as a table."""
    rows = [
        [claim["id"], claim["outcome"] or claim["status"], claim["due"], claim["speaker"], claim["head"], claim["text"]]
        for claim in claims
    ]
    print_table(["id", "stands", "due", "speaker", "head", "claim"], rows)


def print_claim(claim: Record) -> None:
    """Show one claim, a field a line."""
    rows = [[name, value] for name, value in claim.items() if not isinstance(value, dict | list)]
    resolution = claim["resolution"] or {}
    rows += [[f"resolution: {name}", value] for name, value in resolution.items()]
    print_table(["", ""], [[name, value] for name, value in rows if value is not None])


def print_events(events: Sequence[Record]) -> None:
    """Show a claim's history as a table."""
    rows = [
        [
            event["at"][:19],
            event["type"],
            event["from_status"],
            event["to_status"],
            event["actor"],
            event["reason"],
        ]
        for event in events
    ]
    print_table(["when (UTC)", "event", "from", "to", "by", "reason"], rows)


def _print_moved(claim: Record, as_json: bool) -> None:
    if as_json:
        print_json(claim)
    else:
        print_claim(claim)
