"""Who states what: the speaker of each clause of a page, by transcript label, quotation or report."""

from bisect import bisect_right

from service.detect.pages import Page


class Voices:
    """The speakers of one page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._firsts = [sentence.first for sentence in page.sentences]

    def speaker_at(self, token: int) -> str | None:
        """The innermost speaker who states the clause whose head is at `token`; None for the outlet's voice."""
        place = bisect_right(self._firsts, token) - 1
        label = self._page.sentences[place].label if place >= 0 else None
        return label.title() if label else None
