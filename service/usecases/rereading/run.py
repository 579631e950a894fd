"""A run of rereading. It looks at state alone, so that it may be stopped and begun anew at any time, and run beside the
service and beside itself.
"""

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Protocol
from uuid import UUID

import structlog

from service.domain.article import ReadBy
from service.domain.errors import StoreUnavailable
from service.store import analysis, rereading
from service.store.analysis import Left
from service.store.database import Connection, Database
from service.usecases.article_reading import read_today
from service.usecases.record import Action
from service.usecases.rereading.claims import reread_claims
from service.usecases.rereading.plan import Plan, make_plan
from service.usecases.rereading.second import Second, add_new, beside_stored, read_again
from service.usecases.rereading.settle import settle

ACTOR = "system"
BATCH = 100
_EXAMPLES = 5  # ids of each kind
_log = structlog.get_logger()


@dataclass(slots=True, kw_only=True)
class Reread:
    """What a run has read: claims by their own sentences, articles, and what it found of statements.

    `claims_changed`, `unstated` (those among them that no statement states any more) and `withdrawn` (proposals) are
    what came of it; `skipped` are those that it failed on, which the log tells of. `examples` are ids of a few.
    """

    claims: int = 0
    articles: int = 0
    same: int = 0
    changed: int = 0
    new: int = 0
    gone: int = 0
    claims_changed: int = 0
    unstated: int = 0
    withdrawn: int = 0
    skipped: int = 0
    examples: dict[str, list[str]] = field(default_factory=dict)

    def take(self, second: Second, plan: Plan) -> None:
        """Count the second reading of an article, and what the plan made of it."""
        changed = [one.id for one in second.changed() if one.id not in plan.kept]
        self.articles += 1
        self.same += len(second.compared.same) - len(changed)
        self._note("changed", changed)
        self._note("new", [second.article_id] * len(second.compared.new))  # its statements have no ids in a dry run
        self._note("gone", [one.id for one in plan.gone])
        self._note("claims_changed", [change.after.id for change in plan.changes])
        self._note("unstated", [change.after.id for change in plan.changes if not change.after.mentions])
        self._note("withdrawn", [proposal.id for proposal in plan.withdrawn])

    def _note(self, name: str, ids: Sequence[UUID]) -> None:
        setattr(self, name, getattr(self, name) + len(ids))
        shown = self.examples.setdefault(name, [])
        fresh = [id_ for id_ in dict.fromkeys(map(str, ids)) if id_ not in shown]
        shown += fresh[: _EXAMPLES - len(shown)]


Progress = Callable[[Reread], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """How to read again: so many claims and articles in all at most, `batch` of them looked up at a time."""

    limit: int | None = None
    batch: int = BATCH
    dry_run: bool = False


class _Finder(Protocol):
    """A query for what is left, a page at a time."""

    def __call__(self, connection: Connection, today: int, *, after: UUID | None, limit: int) -> list[UUID]: ...


def reread(
    database: Database, orders: Orders, *, now: Callable[[], datetime], today: date, progress: Progress
) -> Reread:
    """Read claims again, undecided ones first, and then articles, in the order in which they arrived.

    Claims go by the batch, in one transaction each; articles one by one, so that memory holds one at a time. What
    somebody else has in hand is left for another run, and so is what fails. A dry run changes nothing, and knows
    nothing of evidence. `progress` hears what was done, time and again. Raises `StoreUnavailable`.
    """
    read_by = read_today(database, Action(actor=ACTOR, now=now()))
    run = _Run(database, orders, now, today, progress, read_by)
    for undecided in (True, False):
        for claim_ids in run.pages(partial(rereading.claims, undecided=undecided)):
            run.read_claims(claim_ids)
    for article_ids in run.pages(rereading.articles):
        for article_id in article_ids:
            run.read_article(article_id)
    return run.done


def count_left(database: Database) -> Left:
    """What another version than today's has read."""
    with database.begin() as connection:
        return analysis.count_left(connection)


@dataclass(slots=True)
class _Run:
    """One run: where it works, what it has done, and who hears of it."""

    database: Database
    orders: Orders
    now: Callable[[], datetime]
    today: date
    progress: Progress
    read_by: ReadBy
    done: Reread = field(default_factory=Reread)

    @property
    def _version(self) -> int:
        return self.read_by.analysis_version

    def pages(self, find: _Finder) -> Iterator[list[UUID]]:
        """What `find` finds to be read, a batch at a time, as far as the limit goes."""
        after: UUID | None = None
        while size := self._next_size():
            with self.database.begin() as connection:
                found = find(connection, self._version, after=after, limit=size)
            if not found:
                return
            yield found
            after = found[-1]

    def _next_size(self) -> int:
        if self.orders.limit is None:
            return self.orders.batch
        left = self.orders.limit - self.done.claims - self.done.articles - self.done.skipped
        return min(self.orders.batch, max(left, 0))

    def read_claims(self, claim_ids: Sequence[UUID]) -> None:
        """Read claims again in one transaction; where it fails, in halves, so that a bad one is found and skipped."""
        try:
            self.done.claims += self._read_claims(claim_ids)
        except StoreUnavailable:
            raise
        except Exception as error:
            if len(claim_ids) == 1:
                self._skip("claim", claim_ids[0], error)
            else:
                middle = len(claim_ids) // 2
                self.read_claims(claim_ids[:middle])
                self.read_claims(claim_ids[middle:])
        self.progress(self.done)

    def _read_claims(self, claim_ids: Sequence[UUID]) -> int:
        if self.orders.dry_run:
            return len(claim_ids)
        with self.database.begin() as connection:
            return reread_claims(connection, claim_ids, self._version)

    def read_article(self, article_id: UUID) -> None:
        """Read an article again; where it fails, skip it."""
        action = Action(actor=ACTOR, now=self.now())
        try:
            if self.orders.dry_run:
                self._look_at(article_id, action)
            else:
                self._read_article(article_id, action)
        except StoreUnavailable:
            raise
        except Exception as error:
            self._skip("article", article_id, error)
        self.progress(self.done)

    def _look_at(self, article_id: UUID, action: Action) -> None:
        with self.database.begin() as connection:
            article = rereading.received(connection, article_id)
            if article is not None:
                second = read_again(connection, article_id, article)
                self.done.take(second, make_plan(connection, second, action, lock=False))

    def _read_article(self, article_id: UUID, action: Action) -> None:
        """What is new goes in a transaction of its own: so each locks claims once, in the order of their ids."""
        with self.database.begin() as connection:
            article = rereading.take(connection, article_id, self._version)
            if article is None:
                return
            second = read_again(connection, article_id, article)
            add_new(connection, second, action, self.today, self._version)
        with self.database.begin() as connection:
            if rereading.take(connection, article_id, self._version) is None:
                return
            now = beside_stored(connection, article_id, second.reading)
            plan = make_plan(connection, now, action, lock=True)
            settle(connection, plan, action, self.today, self.read_by)
        self.done.take(second, plan)

    def _skip(self, what: str, id_: UUID, error: Exception) -> None:
        """Tell where it failed, not in which words: the driver's repeat what was to be written."""
        frames = traceback.extract_tb(error.__traceback__)
        last = next((frame for frame in reversed(frames) if "/service/" in frame.filename), frames[-1])
        told = {f"{what}_id": str(id_), "error": type(error).__name__, "at": f"{last.filename}:{last.lineno}"}
        _log.error("not read again", **told)
        self.done.skipped += 1
