"""requests behind the guard: no redirect, proxy, cookie, netrc file or retry of its own, and a limit on everything."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from socket import socket
from types import TracebackType
from typing import Any, Self
from urllib.parse import urldefrag, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import ConnectionPool, HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError

from service.outbound.deadline import Deadline
from service.outbound.dial import dial
from service.outbound.errors import FetchFailed, FetchRefused, PageTooLarge
from service.outbound.guard import Allowed
from service.telemetry.spans import SpanKind, span

_LONGEST_URL = 4_000  # characters
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class SendLimits:
    """`connect`, `read` (each wait for bytes) and `total` (the whole errand) in seconds; `size` in bytes, decoded."""

    connect: float = 5
    read: float = 10
    total: float = 20
    size: int = 5_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpAnswer:
    """What a server said to a message. Header names are matched in any case."""

    status: int
    headers: Mapping[str, str]


def send(
    method: str, url: str, *, headers: Mapping[str, str], body: bytes, limits: SendLimits, allowed: Allowed
) -> HttpAnswer:
    """The answer to one message, whatever its status; redirects are not followed, and no body is read.

    Raises FetchRefused or FetchFailed.
    """
    with Session(limits=limits, allowed=allowed) as session:
        response = session.open(method, target(url), headers=headers, body=body)
        return HttpAnswer(status=response.status_code, headers=response.headers)


def target(url: str) -> str:
    """`url` as it will be asked for, quoted and without its fragment. Raises FetchRefused for what cannot be asked for.

    Where it leads is not looked at here: the connection is the place for that.
    """
    if len(url) > _LONGEST_URL or "\\" in url or any(ord(letter) < 32 or ord(letter) == 127 for letter in url):
        raise FetchRefused(f"the URL has a character that no URL has, or more than {_LONGEST_URL:,} of them")
    try:
        plain = urldefrag(requests.Request("GET", url).prepare().url or "").url
        parts = urlsplit(plain)
    except (requests.RequestException, HTTPError, ValueError):
        raise FetchRefused("the URL is not a valid http or https URL") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchRefused("the URL is not a valid http or https URL")
    if "@" in parts.netloc:
        raise FetchRefused("the URL holds a user name or password")
    return plain


def destination(url: str) -> tuple[str, str, int]:
    """The scheme, the host and the port of a `target`, the port that is usual for the scheme where it names none."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or _PORTS[parts.scheme]


class Session:
    """One errand: its requests share one deadline, which runs from entering to leaving it. Nothing outlives it."""

    def __init__(self, *, limits: SendLimits, allowed: Allowed) -> None:
        self._limits, self._deadline, self._ending = limits, Deadline(limits.total), ExitStack()
        self._adapter = _GuardedAdapter(partial(dial, allowed=allowed, seconds=limits.connect, deadline=self._deadline))

    def __enter__(self) -> Self:
        self._ending.enter_context(self._deadline)
        self._ending.callback(self._adapter.close)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.close()

    def open(
        self, method: str, url: str, *, headers: Mapping[str, str], body: bytes | None = None
    ) -> requests.Response:
        """The answer to one request for a `target`, its body still to be read. Raises FetchRefused, FetchFailed."""
        request = requests.Request(method, url, headers=dict(headers), data=body).prepare()
        # Straight to the adapter: requests.Session.send reads the whole body of a redirect, however long it is.
        with self._failures(), span(SpanKind.CLIENT, method, _told(method, url)) as told:
            response = self._adapter.send(
                request, stream=True, timeout=(self._limits.connect, self._limits.read), verify=True, proxies={}
            )
            told.annotate({"http.response.status_code": response.status_code}, failed=response.status_code >= 400)
        self._ending.callback(response.close)
        self._deadline.remaining()  # an answer that was cut can look like one that ended
        return response

    def read(self, response: requests.Response) -> bytes:
        """The body, decompressed. Raises PageTooLarge as soon as it is, and FetchFailed where it breaks off."""
        body = bytearray()
        with self._failures():
            for part in response.iter_content(65_536):
                body += part
                if len(body) > self._limits.size:
                    raise PageTooLarge(self._limits.size)
        self._deadline.remaining()
        return bytes(body)

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except (requests.RequestException, HTTPError) as error:
            self._deadline.remaining()
            raise FetchFailed(_words(error)) from error


def _told(method: str, url: str) -> Mapping[str, str]:
    # Paths and queries of receivers can be as secret as their keys.
    return {"http.request.method": method, "server.address": urlsplit(url).hostname or ""}


def _words(error: Exception) -> str:
    if isinstance(error, requests.exceptions.SSLError):
        return "no secure connection could be made: the server has no valid certificate for its name"
    if isinstance(error, requests.Timeout):
        return "the server did not answer in time"
    return "the connection broke off, or what came was not HTTP"


_Dial = Callable[[str, int], socket]


class _Connection(HTTPConnection):
    """Opens its socket with `dial`; all else, TLS and its verification of the host's name too, is urllib3's."""

    def __init__(self, *args: Any, dial: _Dial, **options: Any) -> None:
        super().__init__(*args, **options)
        self._dial = dial

    def _new_conn(self) -> socket:
        return self._dial(self._dns_host, self.port)


class _TLSConnection(_Connection, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TLSPool(HTTPSConnectionPool):
    ConnectionCls = _TLSConnection


class _GuardedAdapter(HTTPAdapter):
    def __init__(self, dial: _Dial) -> None:
        super().__init__()
        self._dial = dial
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TLSPool}

    def get_connection_with_tls_context(self, *args: Any, **options: Any) -> ConnectionPool:
        pool = super().get_connection_with_tls_context(*args, **options)
        if isinstance(pool, HTTPConnectionPool):
            pool.conn_kw["dial"] = self._dial
        return pool
