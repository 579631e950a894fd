"""The second reading of an article, beside what is stored of the first."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from service.domain.article import NewArticle, StoredStatement
from service.domain.errors import LanguageUnsupported
from service.domain.rereading import Comparison, compare, differs, in_place
from service.store import articles, rereading, retention, statements
from service.store.database import Connection
from service.store.month import ids_between
from service.store.passages import ArticlePassages
from service.usecases.article_reading import ArticleReading, read_article
from service.usecases.record import Action
from service.usecases.track import ReadStatement, name_told, take_up, to_keep, track


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """A second reading; what of it is stored, what is new, and what is stored and found no more."""

    article_id: UUID
    reading: ArticleReading
    compared: Comparison

    @property
    def article(self) -> NewArticle:
        """The article as it is stored."""
        return self.reading.article

    @property
    def told(self) -> Sequence[ReadStatement]:
        """What it tells, in the order of its text."""
        return self.reading.told

    def again(self) -> list[tuple[StoredStatement, ReadStatement]]:
        """What was found again, by the ids that are stored."""
        same = self.compared.same
        return [(stored, _as_stored(stored, self.told[place])) for stored, place in same]

    def changed(self) -> list[StoredStatement]:
        """What was found again, and is shown otherwise now."""
        return [
            stored
            for stored, place in self.compared.same
            if differs(stored, in_place(stored, self.told[place].statement))
        ]

    def gone(self) -> list[StoredStatement]:
        """What is found no more, and was until now."""
        return [one for one in self.compared.gone if one.vanished_in is None]


def _as_stored(stored: StoredStatement, told: ReadStatement) -> ReadStatement:
    return replace(
        told,
        statement=in_place(stored, told.statement),
        statement_id=stored.id,
        claim_id=stored.claim_id,
        untracked=told.untracked or stored.untracked,
    )


def read_again(connection: Connection, article_id: UUID, article: NewArticle) -> Second:
    """Read the article as one that arrives, and compare. Nothing is changed."""
    return beside_stored(connection, article_id, _read(article))


def _read(article: NewArticle) -> ArticleReading:
    """What is found in the article: nothing in one that would be refused today for its language."""
    try:
        return read_article(article)
    except LanguageUnsupported:
        return ArticleReading(article=article, told=[], passages=ArticlePassages(keys=(), passages=()), omitted=0)


def beside_stored(connection: Connection, article_id: UUID, reading: ArticleReading) -> Second:
    """What the article tells beside what is stored of it at this moment.

    Where results that no claim uses were let go with their month, those that are not stored do not come back.
    """
    told = reading.told
    stored = statements.of_article(connection, article_id, vanished=True)
    compared = compare(stored, [one.statement for one in told])
    if compared.new and retention.is_pruned(connection, article_id):
        outcomes = tuple(place for place in compared.new if told[place].is_outcome)
        compared = replace(compared, new=outcomes)
    return Second(article_id=article_id, reading=reading, compared=compared)


def add_new(connection: Connection, second: Second, action: Action, today: date, version: int) -> None:
    """Track what is new as if the article had just arrived, and what was not worth watching and is now."""
    _take_up(connection, second, action, today, version)
    if second.compared.new:
        own = own_claims(connection, second, [one.claim_id for one, _ in second.again() if one.claim_id])
        track(connection, second.article_id, second.article, list(_placed(second)), action, today, version, own)


def _take_up(connection: Connection, second: Second, action: Action, today: date, version: int) -> None:
    stored = [(one, second.told[place]) for one, place in second.compared.same if one.vanished_in is None]
    waiting = [(one, told) for one, told in stored if told.is_outcome and one.claim_id is None and not told.untracked]
    outcomes = [replace(told, statement=in_place(one, told.statement), statement_id=one.id) for one, told in waiting]
    if outcomes:
        name_told(connection, second.article_id, outcomes, action)
        take_up(connection, second.article_id, second.article, outcomes, action, today, version)
        statements.settle(connection, second.article_id, list(map(to_keep, outcomes)))


def own_claims(connection: Connection, second: Second, claim_ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of the claims that this article was the first to state: what it reports is no evidence for them."""
    firsts = rereading.first_mentions(connection, claim_ids)
    its = {version.id for version in articles.versions(connection, second.article_id)}
    return frozenset(claim_id for claim_id, first in firsts.items() if first.article_id in its)


def _placed(second: Second) -> Iterator[ReadStatement]:
    """What is new, with ids by which it stands in the order of the text among what is stored."""
    stored = {place: one.id for one, place in second.compared.same}
    wanted = frozenset(second.compared.new)
    run = list[int]()
    before = None if stored else second.article_id
    for place in range(len(second.told)):
        if place in wanted:
            run.append(place)
        elif place in stored:
            yield from _between(second, run, before, stored[place])
            before, run = stored[place], []
    yield from _between(second, run, before, None)


def _between(second: Second, run: Sequence[int], before: UUID | None, after: UUID | None) -> Iterator[ReadStatement]:
    for place, id_ in zip(run, ids_between(before, after, len(run)), strict=True):
        yield replace(second.told[place], statement_id=id_)
