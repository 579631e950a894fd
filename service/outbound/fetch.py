"""Fetches one page, following its redirects by hand so that each target is held to the same rules."""

from dataclasses import dataclass
from email.message import Message
from urllib.parse import urljoin

import requests

from service.outbound.errors import FetchFailed, FetchRefused, UnsupportedPage
from service.outbound.guard import Allowed
from service.outbound.session import SendLimits, Session, target

_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CODINGS = frozenset({"", "gzip", "x-gzip", "deflate", "identity"})
_HEADERS = {
    "User-Agent": "claim-tracker",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page as it came from `url`, where the redirects ended. `charset` is what the server declared, if it did."""

    url: str
    content_type: str
    charset: str | None
    body: bytes


def fetch_page(url: str, *, limits: SendLimits, allowed: Allowed) -> Fetched:
    """The HTML or plain text at `url`, decompressed.

    Raises FetchRefused, FetchFailed, PageTooLarge, UnsupportedPage.
    """
    with Session(limits=limits, allowed=allowed) as session:
        final, response = _follow(session, target(url), limits.redirects)
        if not 200 <= response.status_code < 300:
            raise FetchFailed(f"the server answered with status {response.status_code}")
        content_type, charset = _content_type(response)
        return Fetched(url=final, content_type=content_type, charset=charset, body=session.read(response))


def _follow(session: Session, url: str, redirects: int) -> tuple[str, requests.Response]:
    for _ in range(redirects + 1):
        response = session.open("GET", url, headers=_HEADERS)
        location = response.headers.get("Location")
        if response.status_code not in _REDIRECTS or not location:
            return url, response
        response.close()
        url = _redirected(url, location)
    raise FetchRefused(f"the URL redirects more than {redirects} times")


def _redirected(url: str, location: str) -> str:
    # Servers send UTF-8 here, which http.client reads as Latin-1.
    spelled = location.encode("latin-1").decode("utf-8", "replace")
    try:
        joined = urljoin(url, spelled)
    except ValueError:
        raise FetchRefused("the URL redirects to something that is not a URL") from None
    following = target(joined)
    if url.startswith("https:") and not following.startswith("https:"):
        raise FetchRefused("the URL redirects from https to http")
    return following


def _content_type(response: requests.Response) -> tuple[str, str | None]:
    header = response.headers.get("Content-Type", "")
    kind = header.partition(";")[0].strip().lower()
    if kind not in _PAGES:
        raise UnsupportedPage("the page is not text/html, application/xhtml+xml or text/plain")
    codings = response.headers.get("Content-Encoding", "identity").lower().split(",")
    if not _CODINGS.issuperset(coding.strip() for coding in codings):
        raise UnsupportedPage("the page is compressed in a way that was not asked for")
    message = Message()
    message["Content-Type"] = header
    return kind, message.get_content_charset()
