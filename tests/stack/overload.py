"""Twice what it can take, for a minute: it answers what it can, refuses the rest, keeps its size, and recovers.

What it can is judged by the processor time that it is given, which its clients and whatever else runs here take from.
"""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from statistics import median

import requests

from tests.stack.compose import Stack, wait_until

SECONDS = 60
_FEW, _MANY = 12, 120  # clients: what is let in at once is 60 on two cores
_TEXT = (
    "The minister said the bridge will open in May. The talks collapsed on Monday after the mayor had resigned. " * 20
)


@dataclass
class Answers:
    """What clients were answered, and how long that took."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    without_retry_after: int = 0
    ticks: int = 0  # of processor time that the API took meanwhile

    @property
    def thrift(self) -> float:
        """Answers for a tick of its processor time."""
        return self.statuses[200] / max(self.ticks, 1)


def overload(stack: Stack) -> str:
    """A line that tells the rates, refusals and memory; raises `AssertionError`."""
    _ask(stack, _FEW, 3, None)  # what it has read once it knows
    calm = _ask(stack, _FEW, 10, None)
    rate = calm.statuses[200] / 10
    assert rate > 0, calm.statuses
    before = stack.memory("api")
    sizes: list[int] = []
    watching = threading.Event()
    watch = threading.Thread(target=_watch, args=(stack, watching, sizes))
    watch.start()
    during = _ask(stack, _MANY, SECONDS, 2 * rate)
    watching.set()
    watch.join()
    recovery = wait_until(lambda: _one(stack) == 200, "it recovers")
    served, refused = during.statuses[200] / SECONDS, during.statuses[503] + during.statuses[429]
    again = _ask(stack, _FEW, 5, None).statuses[200] / 5
    line = (
        f"takes {rate:.0f}/s; offered {sum(during.statuses.values())} in {SECONDS} s: {during.statuses[200]} answered"
        f" ({served:.0f}/s, median {median(during.seconds):.2f} s), {refused} refused,"
        f" others {sum(during.statuses.values()) - refused - during.statuses[200]};"
        f" memory {before >> 20} MiB before, {max(sizes) >> 20} at most, {stack.memory('api') >> 20} after;"
        f" {again:.0f}/s {recovery:.1f} s later; {during.thrift / calm.thrift:.0%} of the answers for its work"
    )
    assert set(during.statuses) <= {200, 429, 503}, f"{line}; {during.statuses}"
    assert during.without_retry_after == 0, line
    assert refused > 0, line
    assert during.thrift > calm.thrift / 2, line  # most of its time goes into answers, not into refusals
    assert max(sizes) < before * 1.5 + 2**26, line
    return line


def _ask(stack: Stack, clients: int, seconds: float, rate: float | None) -> Answers:
    answers, lock, before = Answers(), threading.Lock(), stack.work("api")
    until = time.monotonic() + seconds

    def ask(number: int) -> None:
        turn = time.monotonic() + (number / rate if rate else 0)
        while time.monotonic() < until:
            time.sleep(max(turn - time.monotonic(), 0))
            turn = max(turn, time.monotonic() - 1) + (clients / rate if rate else 0)
            began = time.monotonic()
            status, retry = _post(stack)
            with lock:
                answers.statuses[status] += 1
                answers.without_retry_after += status in (429, 503) and not retry
                if status == 200:
                    answers.seconds.append(time.monotonic() - began)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers.ticks = stack.work("api") - before
    return answers


def _post(stack: Stack) -> tuple[int, str | None]:
    headers = {"Authorization": f"Bearer {stack.key}"}
    try:
        # a connection of its own each: one that is kept may end just when it is used again
        answer = requests.post(f"{stack.url}/v1/detect", json={"text": _TEXT}, headers=headers, timeout=30)
    except requests.RequestException:
        return 0, None
    return answer.status_code, answer.headers.get("Retry-After")


def _one(stack: Stack) -> int:
    return _post(stack)[0]


def _watch(stack: Stack, done: threading.Event, sizes: list[int]) -> None:
    while not done.wait(5):
        sizes.append(stack.memory("api"))
