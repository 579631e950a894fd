"""What can go wrong outside. The messages are fit for a client: no address, host or library's words stand in them."""

from service.domain.errors import ClaimsError


class FetchRefused(ClaimsError):
    """The URL, or one that it redirects to, is not one that this service goes to. Trying again will not help."""


class FetchFailed(ClaimsError):
    """The server could not be reached, did not answer in time, or answered with something else than success."""


class PageTooLarge(ClaimsError):
    """The page is over the limit, which is in bytes, decompressed."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"the page has more than {limit:,} bytes")


class UnsupportedPage(ClaimsError):
    """What the URL holds is neither HTML nor plain text."""


class UnreadablePage(ClaimsError):
    """The HTML cannot be read within the limits on time and memory."""


class NoText(ClaimsError):
    """The page has no main text."""


class ReaderBusy(ClaimsError):
    """Other pages are being read. Trying again later is safe."""


class ReaderUnavailable(ClaimsError):
    """The process that reads pages does not start, which is the service's own fault. Trying again later is safe."""
