"""From articles to claims, evidence and proposals, in whatever order the articles come."""

from datetime import UTC, date, datetime
from itertools import permutations

import pytest

from service.domain.article import NewArticle
from service.domain.errors import ArticleNotFound
from service.domain.status import Status
from service.store.database import Database, uuid7
from service.usecases.add_article import add_article, find_article
from service.usecases.read import get_article, get_claim, list_events, list_evidence
from service.usecases.record import Action
from service.usecases.sweep import sweep

TODAY = date(2026, 4, 2)
NOW = datetime(2026, 4, 2, 12, tzinfo=UTC)
TEXTS = {
    "stated": ("2026-03-02", "The Norvik council will open the Halden bridge on March 20, the mayor said."),
    "stated again": ("2026-03-05", "The Norvik council will open the Halden bridge on March 20."),
    "reported": ("2026-03-21", "The Norvik council opened the Halden bridge on Friday, March 20."),
}


def _article(name: str) -> NewArticle:
    published, text = TEXTS[name]
    return NewArticle(
        text=text, title=None, url=None, outlet="The Norvik Post", published_on=date.fromisoformat(published)
    )


def _add(database: Database, name: str) -> bool:
    return add_article(database, _article(name), action=Action(actor=name, now=NOW), today=TODAY)[1]


@pytest.mark.parametrize("order", list(permutations(TEXTS)), ids=", ".join)
def test_a_story_has_one_claim_and_its_evidence_in_any_order(database: Database, order: tuple[str, ...]) -> None:
    for name in order:
        assert _add(database, name)
    stored = find_article(database, text=TEXTS["stated"][1], url=None)
    assert stored is not None
    (claim_id,) = {statement.claim_id for statement in stored.statements if statement.claim_id}

    swept = sweep(database, now=NOW, today=TODAY)
    claim = get_claim(database, claim_id)
    evidence, _ = list_evidence(database, claim_id, None, 10)

    assert (claim.mentions, claim.status, swept.proposed) == (2, Status.PROPOSED, 1)
    assert [piece.outcome for piece in evidence] == ["fulfilled"]


def test_the_same_article_is_added_once_and_leaves_no_trace_the_second_time(database: Database) -> None:
    assert _add(database, "stated")
    assert not _add(database, "stated")
    stored = find_article(database, text=TEXTS["stated"][1], url=None)
    assert stored is not None
    (claim_id,) = {statement.claim_id for statement in stored.statements}
    assert claim_id is not None

    events, _ = list_events(database, claim_id, None, 10)

    assert [(event.type, event.actor) for event in events] == [("claim.created", "stated")]


def test_what_fails_in_a_transaction_of_several_leaves_nothing_of_any(database: Database) -> None:
    def add_and_fail() -> None:
        with database.as_one():
            _add(database, "stated")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        add_and_fail()

    assert find_article(database, text=TEXTS["stated"][1], url=None) is None


def test_an_article_that_is_not_there(database: Database) -> None:
    with pytest.raises(ArticleNotFound):
        get_article(database, uuid7())
