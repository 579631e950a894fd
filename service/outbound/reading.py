"""The program of the process that `reader` starts: reads page after page, within the memory that it is given."""

import logging
import os
import resource
import sys
from datetime import date
from multiprocessing.connection import Connection
from signal import SIG_IGN, SIGINT, signal

from service.domain.errors import ClaimsError
from service.outbound.errors import UnreadablePage
from service.outbound.page import WebPage, html_page


def serve(pipe: Connection, memory: int) -> None:
    """Answer each page with a WebPage or the error; end when the other side does. `memory` is in bytes."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    signal(SIGINT, SIG_IGN)  # an interrupt is for the process that asks; this one ends with it
    logging.disable()  # the libraries tell what they think of a page; the answer says all that matters
    import trafilatura  # noqa: F401  the first page shall not pay for it

    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # as for the logs; up to here it is told why there is no start
    pipe.send(None)
    while True:
        try:
            html, url, today = pipe.recv()
        except (EOFError, ConnectionError):
            return
        pipe.send(_answer(html, url, today))


def _answer(html: str, url: str | None, today: date) -> WebPage | ClaimsError:
    try:
        return html_page(html, url=url, today=today)
    except ClaimsError as error:
        return error
    except Exception:  # whatever a parser may raise on whatever it is given, the page is at fault
        return UnreadablePage()


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])), int(sys.argv[2]))
