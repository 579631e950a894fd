"""Looking through a document without keeping it: a text, or a page of HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.domain.article import NewStatement
from service.domain.errors import InvalidValue
from service.outbound.page import WebPage
from service.usecases.detection import find_statements
from service.usecases.submit_article import Pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text or a page. What its sender says of title and date goes before what the page says."""

    text: str | None = None
    html: str | None = None
    title: str | None = None
    published_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """What was found. `page` is what was read of HTML: offsets are of its text; None where a text was sent."""

    statements: Sequence[NewStatement]
    omitted: int  # statements beyond what is kept of a text
    page: WebPage | None = None


def look_through(document: Document, pages: Pages, *, today: date) -> Detection:
    """The statements of the document. Raises what `find_statements` and `pages.read` raise."""
    if document.text is not None:
        found = find_statements(document.text, title=document.title, published=document.published_on)
        return Detection(statements=found.statements, omitted=found.omitted)
    if document.html is None:
        raise InvalidValue("text", "Give text or html.")
    page = pages.read(document.html, None, today)
    title, day = document.title or page.title, document.published_on or page.published_on
    found = find_statements(page.text, title=title, published=day)
    return Detection(statements=found.statements, omitted=found.omitted, page=page)
