"""Connects to a host only where it may be: what is checked is the very address that is then connected to."""

import socket
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from service.outbound.deadline import Deadline
from service.outbound.errors import FetchFailed, FetchRefused
from service.outbound.guard import Allowed, is_public

# What getaddrinfo gives: family, kind, protocol, canonical name, and the address as `connect` takes it.
_Candidate = tuple[int, int, int, str, tuple[Any, ...]]


def dial(host: str, port: int, *, allowed: Allowed, seconds: float, deadline: Deadline) -> socket.socket:
    """A connection to `host`, whose name is looked up once; `seconds` for the look-up, and for each address.

    Raises what `look_up` raises, and FetchFailed where there is no answer.
    """
    candidates = look_up(host, port, allowed=allowed, seconds=min(seconds, deadline.remaining()))
    for family, kind, protocol, _, address in candidates:
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(min(seconds, deadline.remaining()))
            connection.connect(address)
            deadline.hold(connection)
        except OSError:
            connection.close()
        except FetchFailed:
            connection.close()
            raise
        else:
            return connection
    raise FetchFailed("no connection to the server could be made")


def look_up(host: str, port: int, *, allowed: Allowed, seconds: float) -> Sequence[_Candidate]:
    """The addresses of `host`, which may be connected to.

    Raises FetchRefused where any of them is not public and the host is not `allowed`: a name with addresses of both
    kinds is a trick. Raises FetchFailed where there is none.
    """
    candidates = _addresses(host, port, seconds)
    if not allowed.permits(host, port) and not all(is_public(found[4][0]) for found in candidates):
        raise FetchRefused("the URL leads to an address that is not public")
    return candidates


def _addresses(host: str, port: int, seconds: float) -> Sequence[_Candidate]:
    # getaddrinfo takes no time limit, and can take half a minute: it is left behind in its thread when time is up.
    answers: SimpleQueue[Sequence[_Candidate] | None] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError):
            answers.put(None)

    Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=seconds)
    except Empty:
        raise FetchFailed("the look-up of the server's name took too long") from None
    if not found:
        raise FetchFailed("the server's name has no address")
    return found
