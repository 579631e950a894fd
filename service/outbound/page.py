"""HTML to the text of its story and what it says of itself. It is `reader` that holds hostile pages off."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from service.outbound.errors import NoText

_NOT_TEXT = re.compile("[\0\ud800-\udfff]")  # neither UTF-8 nor Postgres can hold them


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """A page read: its main text, paragraphs on lines of their own, and its metadata where it has any."""

    text: str
    title: str | None = None
    published_on: date | None = None
    url: str | None = None
    outlet: str | None = None


def plain_page(text: str) -> WebPage:
    """A page of plain text, as it stands. Raises NoText where it is blank."""
    cleaned = _NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)
    if not cleaned.strip():
        raise NoText
    return WebPage(text=cleaned)


def html_page(html: str, *, url: str | None, today: date) -> WebPage:
    """The story in `html`, without menus, comments and captions; a table's rows are lines with bars.

    `url` is where the page came from, if known: a canonical address on another host is not believed. A publication
    date after `today` is not believed either. Raises NoText.
    """
    from trafilatura import bare_extraction  # a quarter of a second, which only pages need
    from trafilatura.settings import Document

    # A date after the latest is not dropped but becomes the first of its month: that must be in the future too.
    latest = today + timedelta(days=366)
    document = bare_extraction(
        _whole(_NOT_TEXT.sub("", html)),
        url=url,
        include_comments=False,
        with_metadata=True,
        # Only what is marked as a date: the extensive search takes any number in the text for a year.
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": latest.isoformat()},
    )
    if not isinstance(document, Document) or not (text := _clean(document.text)):
        raise NoText
    return WebPage(
        text=text,
        title=_clean(document.title),
        published_on=_day(document.date, today),
        url=_canonical(_clean(document.url), url),
        outlet=_clean(document.sitename),
    )


def _whole(html: str) -> str:
    """A fragment is made a document: trafilatura refuses the simplest ones."""
    return html if "<html" in html[:5_000].lower() else f"<html><body>{html}</body></html>"


def _clean(text: str | None) -> str | None:
    return _NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", text or "").strip() or None


def _day(written: str | None, today: date) -> date | None:
    try:
        day = date.fromisoformat(written or "")
    except ValueError:
        return None
    return day if day <= today else None


def _canonical(claimed: str | None, fetched: str | None) -> str | None:
    if claimed is None or not _site(claimed):
        return fetched
    return claimed if fetched is None or _site(claimed) == _site(fetched) else fetched


def _site(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and parts.scheme in ("http", "https") else None
