"""`claims demo`: the whole loop on two made-up articles, of which the later tells what became of the claims."""

from datetime import date
from importlib.resources import files

import click

from service.cli.context import settings
from service.cli.demo.scratch import scratch_service
from service.cli.tables import print_article, print_claims, print_evidence, print_results
from service.client import Client
from service.client.records import Article, Claim

_OUTLET = "The Norvania Courier"
_ARTICLES = (
    ("before.txt", date(2026, 3, 2), "Tarn Strait bridge joined"),
    ("after.txt", date(2026, 3, 24), "First cars cross the Tarn Strait"),
)


_TODAY = date(2026, 3, 25)  # the day after the later one


@click.command("demo", short_help="Show the whole loop on two made-up articles.")
def demo_command() -> None:
    """Post two bundled articles, sweep, and accept what is proposed with the best score.

    The articles are made up. All of it happens in a service and a database of its own, which are gone afterwards:
    yours are not touched.
    """
    with scratch_service(settings(), _TODAY) as service:
        first, later = (_post(service, *article) for article in _ARTICLES)
        click.echo(f"An article of {first.published_on} states outcomes, and each is a claim now:\n")
        print_article(first)
        click.echo(f"\nAnother one, of {later.published_on}, reports results:\n")
        print_results(later.statements)
        service.sweep()
        best = _best_proposed(service, first)
        if best and best.proposal:
            service.accept(best.id, best.proposal.id, version=best.version, note="Accepted by the demo.")
        _show_end(_claims_of(service, first))


def _post(service: Client, name: str, published_on: date, title: str) -> Article:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return service.add_article(text=text, published_on=published_on, title=title, outlet=_OUTLET)


def _claims_of(service: Client, article: Article) -> list[Claim]:
    return [service.claim(found.claim_id) for found in article.statements if found.claim_id]


def _best_proposed(service: Client, article: Article) -> Claim | None:
    """The claim with the surest proposal."""
    proposed = [claim for claim in _claims_of(service, article) if claim.proposal]
    return max(proposed, key=lambda claim: claim.proposal.score or 0 if claim.proposal else 0, default=None)


def _show_end(claims: list[Claim]) -> None:
    click.echo("\nThe sweep has proposed what the evidence shows, and the surest proposal was accepted:\n")
    print_claims(claims)
    for claim in claims:
        decided = claim.resolution or claim.proposal
        if decided and decided.evidence:
            click.echo(f"\n“{claim.text}” — why:\n")
            print_evidence(decided.evidence)
    click.echo("\nAll of this is gone now. With articles of your own: `claims serve`, then `claims add`.")
