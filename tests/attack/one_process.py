"""What a text costs the service that reads it: measured in a process that has read nothing before."""

import multiprocessing
import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from time import process_time
from typing import Any

import psutil
from sqlalchemy import text as sql

from service.bootstrap import Clock, Services
from service.domain.key import Scope
from service.outbound.guard import Allowed
from service.outbound.web import Web
from service.store.database import Database
from service.usecases.keys import create_key
from service.web.api import RequestLimits, make_app

DETECT, ARTICLES = "/v1/detect", "/v1/articles"
PUBLISHED = "2026-03-02"
_NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
_RATE = "1000 per minute"
_LIMITS = RequestLimits(
    request_bytes=8_000_000, rate=_RATE, failure_rate=_RATE, rate_storage="memory://", working=4, waiting=4
)
_WARMING = "The two ministers are expected to sign the accord on Friday. The talks collapsed in January."
_MOST_MEMORY, _MOST_SECONDS = 4 << 30, 120  # of the process: where it would need more, it dies and the test fails


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one request cost. Seconds of processors are those of the service and of its database together."""

    status: int
    code: str | None  # of the problem, where there is one
    seconds: float
    answered: int  # bytes
    grown: int  # bytes of memory at the peak, beyond what the process had before
    peak: int  # bytes of memory at the peak, in all


def cost_of(path: str, text: str, database_url: str) -> Cost:
    """Post `text` to `path` in a fresh process; raises `BrokenProcessPool` where that dies of it."""
    with ProcessPoolExecutor(1, mp_context=_context(), initializer=_bound) as process:
        return process.submit(_measure, path, text, database_url).result()


def _context() -> Any:
    """Processes that begin with this module imported, and nothing done yet."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))


def _measure(path: str, text: str, database_url: str) -> Cost:
    database, web = Database(database_url), Web(allowed=Allowed.of([]))
    try:
        post = _service(database, web)
        post(path, _WARMING)
        return _measured(database, lambda: post(path, text))
    finally:
        web.close()
        database.dispose()


def _service(database: Database, web: Web) -> Callable[[str, str], Any]:
    clock = Clock(now=lambda: _NOW, today=lambda: date(2026, 3, 10))
    http = make_app(Services(database=database, clock=clock, web=web), _LIMITS).test_client()
    key = create_key(database, "attacker", (Scope.ADMIN,), now=_NOW, expires_at=None)[1]

    def post(path: str, text: str) -> Any:
        return http.post(
            path, json={"text": text, "published_on": PUBLISHED}, headers={"Authorization": f"Bearer {key}"}
        )

    return post


def _measured(database: Database, request: Callable[[], Any]) -> Cost:
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before, began = _memory("VmRSS"), _seconds(database)
    answer = request()
    body = answer.get_data()
    spent, peak = _seconds(database) - began, _memory("VmHWM")
    code = answer.json["code"] if answer.status_code >= 400 else None
    return Cost(status=answer.status_code, code=code, seconds=spent, answered=len(body), grown=peak - before, peak=peak)


def _memory(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))


def _seconds(database: Database) -> float:
    """The processor time so far of this process and of those of the database that work for it."""
    with database.look() as connection:
        query = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
        workers = connection.scalars(sql(query)).all()
    return process_time() + sum(sum(psutil.Process(pid).cpu_times()[:2]) for pid in workers)
