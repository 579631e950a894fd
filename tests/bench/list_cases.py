"""The lists that the bench asks for: each filter alone, combinations, each sort, words, and pages deep in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from service.domain.article import ArticleFilter, StatementFilter
from service.domain.listing import Filter, Sort
from service.domain.status import Outcome, Status
from service.store.database import Database
from service.usecases import read
from tests.bench.archive import OUTLETS, SPEAKERS, TAGS, WORDS

PAGE = 50
COMMON, MIDDLING, RARE = (WORDS.names[rank] for rank in (5, 250, 15_000))  # in 14 %, 1 % and 0.01 % of claims


class Paged:
    """A list, from a page on."""

    __slots__ = ()
    pages: int

    def start(self, database: Database) -> Any:
        """Where that page begins; half way where the list is not so long."""
        return _walk(self.pages, lambda after, limit: self._read(database, after, limit))

    def ask(self, database: Database, after: Any, limit: int = PAGE) -> int:
        """How much a page of that limit holds."""
        return len(self._read(database, after, limit)[0])

    def _read(self, database: Database, after: Any, limit: int) -> tuple[list[Any], Any]:
        """A page, and where the next one begins."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class ClaimList(Paged):
    """A list of claims, from a page on."""

    name: str
    kept: Filter
    sort: Sort | None = None
    pages: int = 0  # before the one that is asked for

    def _read(self, database: Database, after: Any, limit: int) -> tuple[list[Any], Any]:
        sort = self.sort or self.kept.natural_sort()
        return read.list_claims(database, self.kept, sort, after=after, limit=limit)


@dataclass(frozen=True, slots=True)
class StatementList(Paged):
    """A list of statements, from a page on."""

    name: str
    kept: StatementFilter
    pages: int = 0

    def _read(self, database: Database, after: Any, limit: int) -> tuple[list[Any], Any]:
        return read.search_statements(database, self.kept, after=after, limit=limit)


@dataclass(frozen=True, slots=True)
class ArticleList(Paged):
    """A list of articles, from a page on."""

    name: str
    kept: ArticleFilter
    pages: int = 0

    def _read(self, database: Database, after: Any, limit: int) -> tuple[list[Any], Any]:
        return read.list_articles(database, self.kept, after=after, limit=limit)


List = ClaimList | StatementList | ArticleList


def _walk(pages: int, page: Any) -> Any:
    """The place after so many pages, or half way to the end, as the pages themselves tell it."""
    places = [None]
    for _ in range(pages // 10):
        _, place = page(places[-1], 10 * PAGE)
        if place is None:
            return places[len(places) // 2]
        places.append(place)
    return places[-1]


def claim_lists(article_id: UUID) -> Iterator[ClaimList]:
    """Every filter alone, what people combine, every sort, and deep pages."""
    yield ClaimList("no filter", Filter())
    for status in Status:
        yield ClaimList(f"status={status}", Filter(statuses=(status,)))
    yield ClaimList("status=open,due", Filter(statuses=(Status.OPEN, Status.DUE)))
    for outcome in (Outcome.FULFILLED, Outcome.UNRESOLVABLE):
        yield ClaimList(f"outcome={outcome}", Filter(outcomes=(outcome,)))
    for modality in ("expectation", "demand"):
        yield ClaimList(f"modality={modality}", Filter(modalities=(modality,)))
    for name, rank in (("commonest", 0), ("100th", 99), ("rarest", -1)):
        yield ClaimList(f"speaker, {name}", Filter(speaker=SPEAKERS.names[rank]))
        yield ClaimList(f"outlet, {name}", Filter(outlet=OUTLETS.names[rank]))
        yield ClaimList(f"tag, {name}", Filter(tag=TAGS.names[rank]))
    yield ClaimList("speaker, unknown", Filter(speaker="Nobody"))
    for name, rank in (("commonest", 0), ("rarest", -1)):
        yield ClaimList(f"speaker, a word of the {name}", Filter(speaker=SPEAKERS.names[rank].split()[-1]))
    yield ClaimList("article_id", Filter(article_id=article_id))
    yield ClaimList("due_before", Filter(due_before=date(2025, 3, 1)))
    yield ClaimList("due_after", Filter(due_after=date(2026, 3, 1)))
    yield ClaimList("said_from", Filter(said_from=date(2025, 3, 1)))
    yield ClaimList("said_to", Filter(said_to=date(2025, 3, 1)))
    yield ClaimList("said in one week", Filter(said_from=date(2025, 3, 1), said_to=date(2025, 3, 7)))
    yield from _searches()
    yield from _combinations()
    for sort in Sort:
        if sort is not Sort.RELEVANCE:
            yield ClaimList(f"sort={sort}", Filter(), sort)
            yield ClaimList(f"sort={sort}, page 1000", Filter(), sort, pages=1_000)
    yield ClaimList("status=resolved, page 1000", Filter(statuses=(Status.RESOLVED,)), pages=1_000)


def _searches() -> Iterator[ClaimList]:
    for name, word in (("common", COMMON), ("middling", MIDDLING), ("rare", RARE), ("unknown", "xyzzy")):
        yield ClaimList(f"q, {name}", Filter(q=word))
        yield ClaimList(f"q, {name}, sort=-created_at", Filter(q=word), Sort.CREATED_LAST)
    yield ClaimList("q, common middling", Filter(q=f"{COMMON} {MIDDLING}"))
    yield ClaimList("q, common or rare", Filter(q=f"{COMMON} or {RARE}"))
    yield ClaimList("q, common -middling", Filter(q=f"{COMMON} -{MIDDLING}"))
    yield ClaimList("q, common, status=due", Filter(q=COMMON, statuses=(Status.DUE,)))


def _combinations() -> Iterator[ClaimList]:
    speaker, few = SPEAKERS.names[0], SPEAKERS.names[1_000]
    due, resolved = (Status.DUE,), (Status.RESOLVED,)
    yield ClaimList("status=due, sort=review_on", Filter(statuses=due), Sort.REVIEW)
    yield ClaimList("status=proposed, sort=-said_on", Filter(statuses=(Status.PROPOSED,)), Sort.SAID_LAST)
    yield ClaimList("status=open, due_before", Filter(statuses=(Status.OPEN,), due_before=date(2026, 4, 1)))
    yield ClaimList("speaker, status=resolved", Filter(speaker=speaker, statuses=resolved))
    yield ClaimList("speaker, sort=due", Filter(speaker=speaker), Sort.DUE)
    yield ClaimList("1000th speaker, sort=due", Filter(speaker=few), Sort.DUE)
    yield ClaimList("1000th speaker, status=due", Filter(speaker=few, statuses=due))
    yield ClaimList("speaker, outlet", Filter(speaker=speaker, outlet=OUTLETS.names[0]))
    yield ClaimList("rare speaker, rare outlet", Filter(speaker=few, outlet=OUTLETS.names[-1]))
    yield ClaimList("outlet, outcome", Filter(outlet=OUTLETS.names[0], outcomes=(Outcome.NOT_FULFILLED,)))
    yield ClaimList("outcome, sort=due", Filter(outcomes=(Outcome.UNRESOLVABLE,)), Sort.DUE)
    yield ClaimList("tag, status=open", Filter(tag=TAGS.names[0], statuses=(Status.OPEN,)))


def statement_lists() -> Iterator[StatementList]:
    """Every filter of the search over statements, words, and a deep page."""
    yield StatementList("statements, no filter", StatementFilter())
    yield StatementList("statements, kind=result", StatementFilter(kinds=("result",)))
    yield StatementList("statements, published_from", StatementFilter(published_from=date(2025, 3, 1)))
    yield StatementList("statements, published_to", StatementFilter(published_to=date(2025, 3, 1)))
    for name, rank in (("commonest", 0), ("100th", 99), ("rarest", -1)):
        yield StatementList(f"statements, speaker, {name}", StatementFilter(speaker=SPEAKERS.names[rank]))
    yield StatementList("statements, speaker, kind", StatementFilter(speaker=SPEAKERS.names[0], kinds=("result",)))
    for name, word in (("common", COMMON), ("middling", MIDDLING), ("rare", RARE), ("unknown", "xyzzy")):
        yield StatementList(f"statements, q, {name}", StatementFilter(q=word))
    yield StatementList("statements, q, common, kind=result", StatementFilter(q=COMMON, kinds=("result",)))
    yield StatementList("statements, page 1000", StatementFilter(), pages=1_000)


def article_lists(url: str | None) -> Iterator[ArticleList]:
    """Every filter of articles, words, and a deep page."""
    yield ArticleList("articles, no filter", ArticleFilter())
    yield ArticleList("articles, url", ArticleFilter(url=url))
    yield ArticleList("articles, url, unknown", ArticleFilter(url="https://nowhere.example/"))
    for name, rank in (("commonest", 0), ("100th", 99), ("rarest", -1)):
        yield ArticleList(f"articles, outlet, {name}", ArticleFilter(outlet=OUTLETS.names[rank]))
    yield ArticleList("articles, published_from", ArticleFilter(published_from=date(2025, 3, 1)))
    yield ArticleList("articles, published_to", ArticleFilter(published_to=date(2025, 3, 1)))
    week = {"published_from": date(2025, 3, 1), "published_to": date(2025, 3, 7)}
    yield ArticleList("articles, one week", ArticleFilter(**week))
    yield ArticleList("articles, one week, outlet", ArticleFilter(outlet=OUTLETS.names[0], **week))
    for name, word in (("common", COMMON), ("middling", MIDDLING), ("rare", RARE), ("unknown", "xyzzy")):
        yield ArticleList(f"articles, q, {name}", ArticleFilter(q=word))
    yield ArticleList("articles, q, common, one week", ArticleFilter(q=COMMON, **week))
    yield ArticleList("articles, page 1000", ArticleFilter(), pages=1_000)
