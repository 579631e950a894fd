"""Versions of an article: another text at a URL that is known takes the place of the one before it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from service.domain.article import ListedArticle, StoredStatement
from service.domain.claim import Claim
from service.domain.errors import ArticleNotFound, ArticleWithdrawn
from service.domain.identity import Match
from service.domain.rereading import Comparison
from service.domain.status import REREAD, Status
from service.domain.versions import TextDifference, compare, differences
from service.store import articles, evidence, passages, statements
from service.store.database import Connection, Database
from service.usecases.paging import cut
from service.usecases.record import Action, Change, changed, record_changes
from service.usecases.retract import retract, take_back
from service.usecases.track import ReadStatement

_MOST = 2**31  # versions: more than a column counts
_SAME = Match(matched_by=("the version before",), points=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionDiff:
    """Where the text of an article differs from that of the version before it."""

    before: ListedArticle
    after: ListedArticle
    differences: tuple[TextDifference, ...]


def list_versions(
    database: Database, article_id: UUID, after: int | None, limit: int
) -> tuple[list[ListedArticle], int | None]:
    """Up to `limit` versions of the article, in order, after the version `after`; and the one that the next page comes
    after. Raises `ArticleNotFound`."""
    with database.begin() as connection:
        if not articles.exists(connection, article_id):
            raise ArticleNotFound
        found = articles.versions(connection, article_id, after=after or 0, limit=limit + 1)
    return cut(found, limit, lambda last: last.version)


def diff_version(database: Database, article_id: UUID, number: int) -> VersionDiff:
    """How version `number` of the article differs from the one before.

    Raises `ArticleNotFound` where there are not both, and `ArticleWithdrawn`.
    """
    with database.begin() as connection:
        pair = articles.versions(connection, article_id, after=number - 2, limit=2) if 1 < number < _MOST else []
        if [one.version for one in pair] != [number - 1, number]:
            raise ArticleNotFound
        if any(one.withdrawn_at for one in pair):
            raise ArticleWithdrawn
        texts = articles.texts(connection, [one.id for one in pair])
    before, after = pair
    return VersionDiff(before=before, after=after, differences=tuple(differences(texts[before.id], texts[after.id])))


def carry_over(connection: Connection, before: ListedArticle, told: Sequence[ReadStatement]) -> Comparison:
    """Let what stood in the version before state the claim that it stated there; what is the same, new and gone."""
    stored = statements.of_article(connection, before.id)
    compared = compare(stored, [one.statement for one in told])
    for old, place in compared.same:
        one = told[place]
        if not one.is_outcome or old.claim_id is not None:
            one.carried, one.claim_id = True, old.claim_id
            one.match = _SAME if one.is_outcome else None
    return compared


def stated_before(compared: Comparison) -> frozenset[UUID]:
    """The claims that the version before states: what the article reports is no evidence for them."""
    stored = (*(old for old, _ in compared.same), *compared.gone)
    return frozenset(one.claim_id for one in stored if one.claim_id is not None)


def supersede(
    connection: Connection,
    before: ListedArticle,
    new_id: UUID,
    told: Sequence[ReadStatement],
    compared: Comparison,
    action: Action,
    today: date,
    version: int,
) -> None:
    """Take back what the version before alone has told.

    Its results are no evidence any more and its outcomes no mentions, unless people rely on them. A claim that nothing
    states any more is to be looked at today.
    """
    statements.replace_with(
        connection, before.id, [(old, told[place].statement_id) for old, place in compared.same], version
    )
    passages.forget(connection, [before.id])
    if compared.gone:
        _take_back(connection, before, new_id, compared.gone, action, today, version)


def _take_back(
    connection: Connection,
    before: ListedArticle,
    new_id: UUID,
    gone: Sequence[StoredStatement],
    action: Action,
    today: date,
    version: int,
) -> None:
    retraction = retract(connection, gone, gone, lock=True)
    lost = Counter(one.claim_id for one in retraction.gone if one.claim_id)
    data = {"article_id": str(new_id), "version_of": str(before.id)}
    free = retraction.free
    changes = [_without(free[claim_id], count, data, action, today) for claim_id, count in sorted(lost.items())]
    left = [one.id for one in retraction.gone]
    statements.vanish(connection, before.id, left, version)
    statements.forget_keys(connection, before.id, retraction.kept)
    now = {**retraction.claims, **record_changes(connection, changes, action)}
    evidence.drop(connection, [piece.id for piece in evidence.unsettled(connection, left)])
    for proposal in retraction.fallen:
        take_back(connection, now[proposal.claim_id], proposal, action, today)


def _without(claim: Claim, lost: int, data: dict[str, Any], action: Action, today: date) -> Change:
    values: dict[str, Any] = {"mentions": max(claim.mentions - lost, 0)}
    if not values["mentions"] and claim.status is Status.OPEN:
        values["review_on"] = max(min(claim.review_on, today), claim.said_on)
    told = {**data, "mentions_lost": lost, "mentions_back": 0}
    return Change(before=claim, after=changed(claim, action, **values), type=REREAD, data=told)
