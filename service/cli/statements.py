"""`claims statements`: what was said of anything, outcomes and results alike."""

from typing import Any
from uuid import UUID

import click

from service.cli.context import client
from service.cli.ids import ARTICLE
from service.cli.output import format_option
from service.cli.parameters import day
from service.cli.tables import print_found, print_mentions, print_statements
from service.detect import Kind


@click.command("statements", short_help="List statements, outcomes and results alike.")
@click.option("--article", type=ARTICLE, metavar="ID", help="Only this article's, in the order of its text.")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), help="Only of this kind.")
@click.option("-q", "--query", "q", help="Words to find, in the syntax of web searches.")
@click.option("--speaker", help="Who said it: the whole name, in any case of letters.")
@click.option("--published-from", type=day, metavar="DATE", help="Published on that day or later.")
@click.option("--published-to", type=day, metavar="DATE", help="Published on that day or earlier.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many.")
@format_option
def statements_command(article: UUID | None, limit: int, as_json: bool, **conditions: Any) -> None:
    """List the statements that meet every condition given, the latest published first."""
    if article is None:
        with client() as service:
            found = list(service.statements(limit=limit, **conditions))
        return print_found(found, as_json, print_mentions)
    if any(conditions.values()):
        raise click.UsageError("--article goes with --limit alone")
    with client() as service:
        own = list(service.article_statements(article, limit=limit))
    return print_found(own, as_json, print_statements)
