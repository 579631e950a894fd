"""`claims demo`: the whole loop on two made-up articles, of which the later tells what became of the claims."""

from datetime import date
from importlib.resources import files

import click

from service.bootstrap import Services
from service.cli.context import client, local_services, settings
from service.cli.output import fail
from service.cli.tables import print_article, print_claims, print_evidence, print_results
from service.client import Client
from service.client.records import Article, Claim
from service.domain.errors import ArticleNotFound
from service.usecases.read import get_article
from service.usecases.sweep import sweep

_OUTLET = "The Norvania Courier"
_ARTICLES = (
    ("before.txt", date(2026, 3, 2), "Tarn Strait bridge joined"),
    ("after.txt", date(2026, 3, 24), "First cars cross the Tarn Strait"),
)


@click.command("demo")
def demo_command() -> None:
    """Post two bundled articles to the running service, sweep, and accept what is proposed with the best score.

    The articles are made up. Running it again changes nothing. It sweeps the database that the settings name, as
    `claims sweep` does.
    """
    with client() as service:
        first, later = (_post(service, *article) for article in _ARTICLES)
        click.echo(f"An article of {first.published_on} states outcomes, and each is a claim now:\n")
        print_article(first)
        click.echo(f"\nAnother one, of {later.published_on}, reports results:\n")
        print_results(later.statements)
        with local_services() as services:
            _check_same(services, first)
            sweep(services.database, now=services.clock.now(), today=services.clock.today())
        best = _best_proposed(service, first)
        if best and best.proposal:
            service.accept(best.id, best.proposal.id, version=best.version, note="Accepted by the demo.")
        _show_end(service, _claims_of(service, first))


def _check_same(services: Services, article: Article) -> None:
    """End the program where the database is not the service's, or a sweep of it would show nothing."""
    try:
        get_article(services.database, article.id)
    except ArticleNotFound:
        fail(
            f"the service at {settings().url} has another database than the settings name here: run this where the "
            "service runs, as by `docker compose exec -e CLAIMS_API_KEY api claims demo`"
        )


def _post(service: Client, name: str, published_on: date, title: str) -> Article:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return service.add_article(text=text, published_on=published_on, title=title, outlet=_OUTLET)


def _claims_of(service: Client, article: Article) -> list[Claim]:
    return [service.claim(found.claim_id) for found in article.statements if found.claim_id]


def _best_proposed(service: Client, article: Article) -> Claim | None:
    """The claim with the surest proposal, unless one was accepted at an earlier run."""
    claims = _claims_of(service, article)
    if any(claim.resolution for claim in claims):
        return None
    proposed = [claim for claim in claims if claim.proposal]
    return max(proposed, key=lambda claim: claim.proposal.score or 0 if claim.proposal else 0, default=None)


def _show_end(service: Client, claims: list[Claim]) -> None:
    click.echo("\nThe sweep has proposed what the evidence shows, and the surest proposal was accepted:\n")
    print_claims(claims)
    for claim in claims:
        decided = claim.resolution or claim.proposal
        if decided and decided.evidence:
            click.echo(f"\n“{claim.text}” — why:\n")
            print_evidence(decided.evidence)
    waiting = next((claim for claim in claims if claim.proposal), None)
    if waiting:
        click.echo(
            f"\nSay yes or no to another:\n  claims accept {waiting.id}\n  claims reject {waiting.id} 'The reason.'"
        )
