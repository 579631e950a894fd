"""`claims articles`: what has been added."""

from typing import Any
from uuid import UUID

import click

from service.cli.context import client
from service.cli.ids import ARTICLE
from service.cli.output import EXIT_REFUSED, fail, format_option
from service.cli.parameters import day
from service.cli.tables import print_article, print_articles, print_differences, print_found, print_versions


@click.group("articles", short_help="Look at the articles that were added.")
def articles_command() -> None:
    """Look at the articles that were added, and at what each states."""


@articles_command.command("list", short_help="List articles, the last to arrive first.")
@click.option("--url", help="Stands at this address.")
@click.option("--outlet", help="Who published it: the whole name, in any case of letters.")
@click.option("--published-from", type=day, metavar="DATE", help="Published on that day or later.")
@click.option("--published-to", type=day, metavar="DATE", help="Published on that day or earlier.")
@click.option(
    "--withdrawn", is_flag=True, default=None, help="Those that were withdrawn, in place of those that stand."
)
@click.option("-q", "--query", "q", help="Words to find in title and text, in the syntax of web searches.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many articles.")
@format_option
def list_(limit: int, as_json: bool, **conditions: Any) -> None:
    """List the articles that meet every condition given, without their texts.

    The last to arrive comes first, the latest published where a day of publication is among the conditions.
    """
    with client() as service:
        found = list(service.articles(limit=limit, **conditions))
    print_found(found, as_json, print_articles)


@articles_command.command("show")
@click.argument("article_id", metavar="ID", type=ARTICLE)
@format_option
def show(article_id: UUID, as_json: bool) -> None:
    """Show the article with this ID and its statements."""
    with client() as service:
        article = service.article(article_id)
    print_found(article, as_json, print_article)


@articles_command.command("versions", short_help="List the texts that have stood at an article's URL.")
@click.argument("article_id", metavar="ID", type=ARTICLE)
@format_option
def versions(article_id: UUID, as_json: bool) -> None:
    """List the versions of the article with this ID, the first one first."""
    with client() as service:
        found = list(service.versions(article_id))
    print_found(found, as_json, print_versions)


@articles_command.command("diff", short_help="Show where a version differs from the one before.")
@click.argument("article_id", metavar="ID", type=ARTICLE)
@click.option("--version", type=click.IntRange(2), help="Of this version.  [default: the last]")
@format_option
def diff(article_id: UUID, version: int | None, as_json: bool) -> None:
    """Show where a version of the article with this ID differs from the one before it, by whole sentences."""
    with client() as service:
        last = version or max(one.version for one in service.versions(article_id))
        if last == 1:
            fail("the article has only one version", EXIT_REFUSED)
        found = service.version_diff(article_id, last)
    print_found(found, as_json, print_differences)
