"""One class over the HTTP API: a method a route, a time limit on each call, problems as exceptions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import requests

from service.client.errors import ApiError, ServiceUnreachable

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list; `next` is the cursor of the page after it, or None."""

    data: list[Record]
    next: str | None


class Client:
    """A client of the service at `url` with the key `api_key`; `timeout` in seconds, for each call.

    Every method raises `ServiceUnreachable` or `ApiError`. Records are the API's JSON as it came.
    """

    def __init__(self, url: str, api_key: str | None = None, *, timeout: float = 30) -> None:
        self._url, self._timeout = url.rstrip("/"), timeout
        self._session = requests.Session()
        if api_key:
            self._session.headers["Authorization"] = f"Bearer {api_key}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def detect(self, text: str, *, title: str | None = None, published_on: str | None = None) -> list[Record]:
        """The statements of `text`; nothing is stored."""
        body = {"text": text, "title": title, "published_on": published_on}
        found: list[Record] = self._call("POST", "/v1/detect", json=body).json()["statements"]
        return found

    def add_article(
        self,
        text: str,
        *,
        published_on: str,
        title: str | None = None,
        url: str | None = None,
        outlet: str | None = None,
    ) -> Record:
        """The stored article with its statements, new or known before."""
        body = {"text": text, "published_on": published_on, "title": title, "url": url, "outlet": outlet}
        return self._record("POST", "/v1/articles", json=body)

    def article(self, article_id: str) -> Record:
        """The article with this id."""
        return self._record("GET", f"/v1/articles/{article_id}")

    def claims_page(
        self,
        *,
        status: Sequence[str] = (),
        q: str | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Page:
        """One page of the claims, newest first."""
        query = {"status": list(status), "q": q, "limit": limit, "cursor": cursor}
        return Page(**self._record("GET", "/v1/claims", params=query))

    def claims(self, *, status: Sequence[str] = (), q: str | None = None) -> Iterator[Record]:
        """Every claim that the filters keep, newest first, a page at a time."""
        cursor = None
        while True:
            page = self.claims_page(status=status, q=q, limit=200, cursor=cursor)
            yield from page.data
            if page.next is None:
                return
            cursor = page.next

    def claim(self, claim_id: str) -> Record:
        """The claim with this id."""
        return self._record("GET", f"/v1/claims/{claim_id}")

    def events(self, claim_id: str) -> Iterator[Record]:
        """The claim's history, oldest first."""
        cursor = None
        while True:
            page = Page(**self._record("GET", f"/v1/claims/{claim_id}/events", params={"cursor": cursor}))
            yield from page.data
            if page.next is None:
                return
            cursor = page.next

    def resolve(
        self,
        claim_id: str,
        outcome: str,
        *,
        version: int,
        reason: str | None = None,
        note: str | None = None,
        happened_on: str | None = None,
    ) -> Record:
        """The claim, resolved; refused where it is not at `version` any more."""
        body = {"outcome": outcome, "reason": reason, "note": note, "happened_on": happened_on}
        return self._move(claim_id, "resolution", body, version)

    def reopen(self, claim_id: str, *, version: int, reason: str | None = None) -> Record:
        """The claim, undecided again; refused where it is not at `version` any more."""
        return self._move(claim_id, "reopening", {"reason": reason}, version)

    def _move(self, claim_id: str, move: str, body: Mapping[str, Any], version: int) -> Record:
        headers = {"If-Match": f'"{version}"'}
        return self._record("POST", f"/v1/claims/{claim_id}/{move}", json=body, headers=headers)

    def _record(self, method: str, path: str, **parts: Any) -> Record:
        record: Record = self._call(method, path, **parts).json()
        return record

    def _call(self, method: str, path: str, **parts: Any) -> requests.Response:
        try:
            answer = self._session.request(method, self._url + path, timeout=self._timeout, **parts)
        except requests.RequestException as error:
            raise ServiceUnreachable(f"no answer from {self._url}: is the service running?") from error
        if answer.ok:
            return answer
        try:
            problem = answer.json()
        except requests.JSONDecodeError:
            problem = {"detail": f"{self._url} answered {answer.status_code} and no problem document"}
        raise ApiError(answer.status_code, problem)
