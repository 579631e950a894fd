"""Articles, claims and histories as tables for people."""

from collections.abc import Iterable

from service.cli.output import print_table
from service.client.records import Article, Claim, Event, Statement
from service.client.wire import to_json


def print_article(article: Article) -> None:
    """Show an article's statements."""
    rows = [
        [found.claim_id, found.kind, found.due, found.speaker, found.head.text, found.text]
        for found in article.statements
    ]
    columns = ["claim id", "kind", "due", "speaker", "head", "statement"]
    print_table(columns, rows, title=f"article {article.id}")


def print_results(statements: Iterable[Statement]) -> None:
    """Show the reported results among statements."""
    rows = [[found.head.text, found.polarity, found.text] for found in statements if found.kind == "result"]
    print_table(["head", "polarity", "result"], rows)


def print_claims(claims: Iterable[Claim]) -> None:
    """Show claims, one a row."""
    rows = [
        [claim.id, claim.outcome or claim.status, claim.due, claim.speaker, claim.head, claim.text] for claim in claims
    ]
    print_table(["id", "stands", "due", "speaker", "head", "claim"], rows)


def print_claim(claim: Claim) -> None:
    """Show one claim, a field a row."""
    record = to_json(claim)
    rows = [(name, value) for name, value in record.items() if not isinstance(value, dict | list)]
    rows.append(("tags", ", ".join(claim.tags) or None))
    rows += [(f"resolution: {name}", value) for name, value in (record["resolution"] or {}).items()]
    print_table(["", ""], [row for row in rows if row[1] is not None])


def print_events(events: Iterable[Event]) -> None:
    """Show a claim's history."""
    rows = [
        [f"{event.at:%Y-%m-%d %H:%M:%S}", event.type, event.from_status, event.to_status, event.actor, event.reason]
        for event in events
    ]
    print_table(["when (UTC)", "event", "from", "to", "by", "reason"], rows)
