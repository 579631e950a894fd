"""Calls over HTTP: a session a thread, a time limit always, and another try of what is safe to repeat."""

import json
import threading
import weakref
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

import requests
from requests.auth import AuthBase

from service.client.errors import ClientError, ServiceUnreachable, UnexpectedAnswer, kind_of
from service.client.patience import Patience, may_have_landed
from service.client.wire import to_json
from service.domain.retry_after import seconds_asked

_CHUNK = 65_536  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request to make. `repeatable` says that doing it twice does no more than doing it once."""

    method: str
    path: str
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    repeatable: bool
    stream: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A success."""

    response: requests.Response

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.response.status_code

    def json(self) -> Any:
        """The body; raises `UnexpectedAnswer` where it is not JSON."""
        try:
            return self.response.json()
        except requests.JSONDecodeError as error:
            raise UnexpectedAnswer(f"{self.response.url} answered with something that is not JSON") from error

    def chunks(self) -> Generator[bytes]:
        """The body, a piece at a time; raises `ServiceUnreachable` where it breaks off."""
        read = 0
        with self.response:
            try:
                for chunk in self.response.iter_content(_CHUNK):
                    read += len(chunk)
                    yield chunk
            except requests.RequestException as error:
                raise ServiceUnreachable(f"the answer broke off after {read:,} bytes") from error


class Transport:
    """Makes calls to the service at `url` with a key; `timeout` in seconds, to connect and for each read."""

    def __init__(
        self,
        url: str,
        api_key: str | None,
        *,
        timeout: float,
        patience: Patience,
        sleep: Callable[[float], object],
        random: Callable[[], float],
    ) -> None:
        if api_key is not None and not (api_key.isascii() and api_key.isprintable() and " " not in api_key):
            raise ValueError("the API key has characters that no key has")  # and is not shown
        self._url, self._timeout, self._patience = url.rstrip("/"), timeout, patience
        self._sleep, self._random = sleep, random
        self._auth, self._agent = _Bearer(api_key), f"claim-tracker/{version('claim-tracker')}"
        self._mine = threading.local()
        self._all: weakref.WeakSet[requests.Session] = weakref.WeakSet()
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close the connections of every thread."""
        with self._lock:
            for session in self._all:
                session.close()

    def send(self, call: Call) -> Answer:
        """The answer, after as many tries as patience allows; raises `ServiceUnreachable` or `ApiError`."""
        tried, uncertain = 0, False
        while True:
            try:
                return Answer(self._try(call, uncertain))
            except ClientError as error:
                tried += 1
                wait = self._patience.wait(error, tried, self._random()) if call.repeatable else None
                if wait is None:
                    raise
                uncertain = uncertain or may_have_landed(error)
            self._sleep(wait)

    def pause(self, seconds: float) -> None:
        """Let so many seconds pass between two calls."""
        self._sleep(seconds)

    def _try(self, call: Call, uncertain: bool) -> requests.Response:
        response = self._request(call)
        if response.status_code < 300:
            return response
        with response:  # a stream too: its connection goes back
            headers = response.headers
            raise kind_of(response.status_code)(
                response.status_code,
                {"request_id": headers.get("X-Request-Id"), **_problem(response)},
                retry_after=seconds_asked(headers.get("Retry-After"), headers.get("Date")),
                current=headers.get("ETag"),
                uncertain=uncertain,
            )

    def _request(self, call: Call) -> requests.Response:
        body = None if call.body is None else _encode(call.body)
        try:
            return self._session().request(
                call.method,
                self._url + call.path,
                params=to_json(call.query),
                data=body,
                headers={**call.headers, **({"Content-Type": "application/json"} if body is not None else {})},
                timeout=self._timeout,
                stream=call.stream,
                allow_redirects=False,  # a redirected POST would become a GET
            )
        except requests.exceptions.SSLError as error:
            raise ClientError(f"no secure connection to {self._url}: {error}") from error
        except requests.Timeout as error:
            raise ServiceUnreachable(f"no answer from {self._url} within {self._timeout:g} seconds") from error
        except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError) as error:
            raise ServiceUnreachable(f"no answer from {self._url}: is the service running?") from error
        except requests.RequestException as error:
            raise ClientError(f"{self._url} cannot be asked: {error}") from error

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._mine, "session", None)
        if session is None:
            session = self._mine.session = requests.Session()
            session.auth = self._auth
            session.headers.update({"User-Agent": self._agent, "Accept": "application/json"})
            with self._lock:
                self._all.add(session)
        return session


class _Bearer(AuthBase):
    """Sends the key. Set as `auth`, since requests would let a ~/.netrc take the place of a mere header."""

    def __init__(self, api_key: str | None) -> None:
        self._api_key = api_key

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._api_key is not None:
            request.headers["Authorization"] = f"Bearer {self._api_key}"
        return request


def _encode(body: Mapping[str, Any]) -> bytes:
    plain = to_json(body)
    try:
        return json.dumps(plain, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # a lone surrogate: escaped, it reaches the service, which names the field
        return json.dumps(plain).encode()


def _problem(response: requests.Response) -> Mapping[str, Any]:
    if response.is_redirect:
        return {"detail": f"{response.url} redirects to {response.headers['Location']}: use that address"}
    try:
        problem = response.json()
    except requests.RequestException:  # not JSON, or broken off
        problem = None
    if isinstance(problem, dict):
        return problem
    return {"detail": f"{response.url} answered {response.status_code} and no problem document"}
