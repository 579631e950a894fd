"""Taking an article in whatever form it comes: as text, as HTML, or as an address to fetch."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from service.domain.article import Article, NewArticle
from service.domain.errors import InvalidValue
from service.outbound.page import WebPage
from service.store.database import Database
from service.usecases.add_article import add_article, find_article
from service.usecases.record import Action


class Pages(Protocol):
    """Where pages come from."""

    def fetch(self, url: str, today: date) -> WebPage:
        """The page at `url`."""

    def read(self, html: str, url: str | None, today: date) -> WebPage:
        """The page in `html`, which came from `url` where that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """An article as a client sends it. Without text and HTML its URL is fetched.

    What the client says of the article goes before what its page says.
    """

    text: str | None
    html: str | None
    url: str | None
    title: str | None
    outlet: str | None
    published_on: date | None

    @property
    def is_to_fetch(self) -> bool:
        """Whether nothing but the page's address was sent."""
        return self.text is None and self.html is None and self.url is not None


def submit_article(
    database: Database, submission: Submission, pages: Pages, *, action: Action, today: date
) -> tuple[Article, bool]:
    """The stored article, and whether it is new. A URL that is known is not fetched again.

    Raises what `add_article` and `pages` raise, and `InvalidValue` where nothing tells the date of publication.
    """
    if submission.text is None and submission.url is not None:
        known = find_article(database, text=None, url=submission.url)
        if known:
            return known, False
    return add_article(database, _to_article(submission, pages, today), action=action, today=today)


def _to_article(submission: Submission, pages: Pages, today: date) -> NewArticle:
    page = _page(submission, pages, today)
    published_on = submission.published_on or page.published_on
    if published_on is None:
        raise InvalidValue("published_on", "Missing, and the page does not tell it.")
    return NewArticle(
        text=page.text,
        title=submission.title or page.title,
        url=submission.url or page.url,
        outlet=submission.outlet or page.outlet,
        published_on=published_on,
    )


def _page(submission: Submission, pages: Pages, today: date) -> WebPage:
    if submission.text is not None:
        return WebPage(text=submission.text)
    if submission.html is not None:
        return pages.read(submission.html, submission.url, today)
    if submission.url is None:
        raise InvalidValue("text", "Give text, html or url.")
    return pages.fetch(submission.url, today)
