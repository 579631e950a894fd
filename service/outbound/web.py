"""The web as use cases see it: pages by address or as sent, within limits that are set once."""

from datetime import date

from service.outbound.fetch import fetch_page
from service.outbound.guard import Allowed
from service.outbound.page import WebPage
from service.outbound.reader import PageReader
from service.outbound.session import SendLimits


class Web:
    """Fetches and reads pages. One for each process; `close` ends what it started."""

    def __init__(self, *, allowed: Allowed, limits: SendLimits | None = None) -> None:
        self._allowed, self._limits = allowed, limits or SendLimits()
        self._reader = PageReader()

    def fetch(self, url: str, today: date) -> WebPage:
        """The page at `url`; raises what `fetch_page` and `PageReader.read` raise."""
        found = fetch_page(url, limits=self._limits, allowed=self._allowed)
        return self._reader.read(
            found.body, content_type=found.content_type, charset=found.charset, url=found.url, today=today
        )

    def read(self, html: str, url: str | None, today: date) -> WebPage:
        """The page in `html`; raises what `PageReader.read` raises."""
        return self._reader.read(html, url=url, today=today)

    def close(self) -> None:
        """End the reading process, where one was started."""
        self._reader.close()
