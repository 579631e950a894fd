"""`claims demo`: two made-up articles, the later of which tells what became of the first one's claims."""

from importlib.resources import files
from typing import Any

import click

from service.cli.context import client
from service.cli.output import print_table
from service.cli.tracking import print_article, print_claims

_OUTLET = "The Norvania Courier"
_ARTICLES = (
    ("before.txt", "2026-03-02", "Tarn Strait bridge joined"),
    ("after.txt", "2026-03-24", "First cars cross the Tarn Strait"),
)


@click.command("demo")
def demo_command() -> None:
    """Post two bundled articles to the running service and show what it makes of them.

    The articles are made up. Posting them again changes nothing.
    """
    with client() as service:
        first, later = (
            service.add_article(
                files(__package__).joinpath(name).read_text(encoding="utf-8"),
                published_on=published_on,
                title=title,
                outlet=_OUTLET,
            )
            for name, published_on, title in _ARTICLES
        )
        claims = [service.claim(claim_id) for claim_id in _claim_ids(first)]
    click.echo(f"Posted an article of {first['published_on']} and one of {later['published_on']}.\n")
    print_article(first)
    click.echo("\nIts outcomes are claims now:\n")
    print_claims(claims)
    click.echo("\nThe later article reports:\n")
    print_table(
        ["head", "polarity", "result"], [_row(found) for found in later["statements"] if found["kind"] == "result"]
    )
    click.echo(f"\nDecide one:\n  claims resolve {claims[0]['id']} fulfilled --happened-on 2026-03-20")


def _claim_ids(article: dict[str, Any]) -> list[str]:
    return [found["claim_id"] for found in article["statements"] if found["claim_id"]]


def _row(found: dict[str, Any]) -> list[Any]:
    return [found["head"]["text"], found["polarity"], found["text"]]
