"""`claims demo`: two made-up articles, the later of which tells what became of the first one's claims."""

from datetime import date
from importlib.resources import files

import click

from service.cli.context import client
from service.cli.tables import print_article, print_claims, print_results

_OUTLET = "The Norvania Courier"
_ARTICLES = (
    ("before.txt", date(2026, 3, 2), "Tarn Strait bridge joined"),
    ("after.txt", date(2026, 3, 24), "First cars cross the Tarn Strait"),
)


@click.command("demo")
def demo_command() -> None:
    """Post two bundled articles to the running service and show what it makes of them.

    The articles are made up. Posting them again changes nothing.
    """
    with client() as service:
        first, later = (
            service.add_article(
                text=files(__package__).joinpath(name).read_text(encoding="utf-8"),
                published_on=published_on,
                title=title,
                outlet=_OUTLET,
            )
            for name, published_on, title in _ARTICLES
        )
        claims = [service.claim(found.claim_id) for found in first.statements if found.claim_id]
    click.echo(f"Posted an article of {first.published_on} and one of {later.published_on}.\n")
    print_article(first)
    click.echo("\nIts outcomes are claims now:\n")
    print_claims(claims)
    click.echo("\nThe later article reports:\n")
    print_results(later.statements)
    click.echo(f"\nDecide one:\n  claims resolve {claims[0].id} fulfilled --happened-on 2026-03-20")
