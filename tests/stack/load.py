"""A load of posts and moves that knows what it was told: every operation is sent until it is answered."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import requests

CLIENTS = 6
# No answer; at work still; too much; the proxy lost the one at work, cannot have one, or has waited too long.
_AGAIN = (0, 409, 429, 502, 503, 504)
_STALE = 412
_LOST = (0, 502, 503, 504)  # what was asked for may have been done all the same
_PAUSE = 0.05  # seconds between the operations of a client: the faults are the subject here, not the pace
_SYLLABLES = ("ba", "ke", "di", "mo", "ru", "sa", "te", "vi", "lo", "nu", "ga", "pe", "zi", "fo", "hu", "ra")


@dataclass
class Told:
    """What was sent, and what the service said of it."""

    sent: int = 0
    failed_tries: int = 0
    articles: dict[str, str] = field(default_factory=dict)  # name → id of the claim in an acknowledged article
    later: set[str] = field(default_factory=set)  # names in articles that the worker was to add
    by_hand: dict[str, str] = field(default_factory=dict)
    resolved: set[str] = field(default_factory=set)  # ids of claims whose resolution was acknowledged
    statuses: dict[int, int] = field(default_factory=dict)
    last_success: float = 0.0
    longest_gap: float = 0.0  # seconds without any success

    @property
    def acknowledged(self) -> int:
        """How many operations were answered with success."""
        return len(self.articles) + len(self.later) + len(self.by_hand) + len(self.resolved)


class Load:
    """Clients at work within the block, until `finish`; where it is left early they give up."""

    def __init__(self, url: str, key: str, *, later: bool = True) -> None:
        self.told = Told()
        self._url, self._key, self._later = url, key, later
        self._stop, self._give_up, self._lock = threading.Event(), threading.Event(), threading.Lock()
        self._names = _names()
        self._threads = [threading.Thread(target=self._work) for _ in range(CLIENTS)]
        self._errors: list[BaseException] = []

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._stop.set()
        if kind is not None:
            self._give_up.set()
        for thread in self._threads:
            thread.join()

    def finish(self) -> Told:
        """Begin nothing more, wait until all that was begun is answered, and tell."""
        self._stop.set()
        for thread in self._threads:
            thread.join()
        if self._errors:
            raise self._errors[0]
        return self.told

    def _work(self) -> None:
        session = requests.Session()
        session.headers["Authorization"] = f"Bearer {self._key}"
        kinds = itertools.cycle([self._article, self._by_hand, self._article_later] if self._later else [self._article])
        try:
            while not self._stop.wait(_PAUSE):
                next(kinds)(session, self._name())
        except BaseException as error:
            self._errors.append(error)
            self._stop.set()

    def _name(self) -> str:
        with self._lock:
            return next(self._names)

    def _article(self, session: requests.Session, name: str) -> None:
        answer = self._until_answered(session, "/v1/articles", _article(name))
        claim = next(found["claim_id"] for found in answer.json()["statements"] if found["claim_id"])
        self.told.articles[name] = claim
        resolution = {"outcome": "fulfilled", "happened_on": "2026-03-09"}
        self._until_answered(
            session,
            f"/v1/claims/{claim}/resolution",
            resolution,
            {"If-Match": '"1"'},
            landed=lambda: self._is_resolved(session, claim),
        )
        self.told.resolved.add(claim)

    def _by_hand(self, session: requests.Session, name: str) -> None:
        body = {"text": _sentence(name), "said_on": "2026-03-02", "modality": "expectation"}
        self.told.by_hand[name] = self._until_answered(session, "/v1/claims", body).json()["id"]

    def _article_later(self, session: requests.Session, name: str) -> None:
        self._until_answered(session, "/v1/articles", _article(name), {"Prefer": "respond-async"})
        self.told.later.add(name)

    def _until_answered(
        self,
        session: requests.Session,
        path: str,
        body: dict[str, Any],
        headers: dict[str, str] | None = None,
        landed: Callable[[], bool] = lambda: False,
    ) -> requests.Response:
        """The first success; the same key, or the version of a claim, each time makes sending it again safe.

        Where an answer was lost, `landed` tells whether what was asked for had been done.
        """
        again = {"Idempotency-Key": uuid4().hex, **(headers or {})}
        until, lost = time.monotonic() + 180, False
        with self._lock:
            self.told.sent += 1
        while True:
            status = 0
            try:
                answer = session.post(self._url + path, json=body, headers=again, timeout=30)
                status = answer.status_code
            except requests.RequestException:
                session.close()
            with self._lock:
                self.told.statuses[status] = self.told.statuses.get(status, 0) + 1
                self.told.failed_tries += status not in (200, 201, 202)
            if status in (200, 201, 202):
                self._succeeded()
                return answer
            if status == _STALE and lost and landed():
                self._succeeded()
                return answer
            lost = lost or status in _LOST
            if status not in _AGAIN:
                raise RuntimeError(f"{path} answered {status}: {answer.text}")
            if time.monotonic() > until or self._give_up.is_set():
                raise TimeoutError(f"{path} was not answered with success for three minutes")
            time.sleep(0.2)

    def _is_resolved(self, session: requests.Session, claim: str) -> bool:
        """Whether the claim is resolved: 412 tells that it has changed, not how."""
        answer = session.get(f"{self._url}/v1/claims/{claim}", timeout=30)
        return bool(answer.ok and answer.json()["status"] == "resolved")

    def _succeeded(self) -> None:
        with self._lock:
            now = time.monotonic()
            self.told.longest_gap = max(self.told.longest_gap, now - (self.told.last_success or now))
            self.told.last_success = now


def _names() -> Iterator[str]:
    """Names that no two claims share, so that none is taken for another."""
    start = f"{uuid4().int % 16**6:06x}"
    for number in itertools.count():
        syllables = [_SYLLABLES[int(digit, 16)] for digit in f"{start}{number:04x}"]
        yield f"{''.join(syllables[:5]).capitalize()} {''.join(syllables[5:]).capitalize()}"


def _sentence(name: str) -> str:
    return f"{name} will open the {name} bridge on March 20."


def _article(name: str) -> dict[str, str]:
    return {"text": _sentence(name), "published_on": "2026-03-02", "outlet": "The Norvania Courier"}
