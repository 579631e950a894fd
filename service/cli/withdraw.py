"""`claims withdraw`: an article taken down, for good."""

from uuid import UUID

import click

from service.cli.context import client
from service.cli.ids import ARTICLE
from service.cli.output import EXIT_REFUSED, fail, format_option
from service.cli.tables import print_article, print_found


@click.command("withdraw", short_help="Take an article down: blank its words everywhere.")
@click.argument("article_id", metavar="ARTICLE", type=ARTICLE)
@click.option("--reason", help="Why. It is shown with the article and in its claims' histories.")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@format_option
def withdraw_command(article_id: UUID, reason: str | None, yes: bool, as_json: bool) -> None:
    """Withdraw the ARTICLE with this ID. This cannot be undone.

    Its words are blanked wherever they stand. Claims that it alone states are dismissed as withdrawn; others are told
    in the words of another article. It is not taken again. Backups that were made before still hold it.
    """
    if not yes and not click.confirm(f"Blank every word of article {article_id}, for good?", err=True):
        fail("nothing was withdrawn", EXIT_REFUSED)
    with client() as service:
        article = service.withdraw(article_id, reason=reason)
    print_found(article, as_json, print_article)
