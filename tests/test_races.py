"""Two of everything at once, over real connections: one wins, nothing is doubled, nothing is lost."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text

from service.bootstrap import Services
from service.domain.key import Scope
from service.store.database import Database
from service.usecases.sweep import sweep
from service.web.api import make_app
from tests.api import ACCORD, Api
from tests.conftest import LIMITS

WRITERS = 16


@pytest.fixture
def many(services: Services, key_for: Callable[..., str]) -> list[Api]:
    """Clients of one app; each call takes a connection of its own from the pool."""
    app = make_app(services, LIMITS)
    key = key_for(Scope.ADMIN)
    return [Api(app.test_client(), key) for _ in range(WRITERS)]


def _at_once(calls: list[Callable[[], Any]]) -> list[Any]:
    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(call) for call in calls]]


def test_of_many_writers_at_one_version_one_wins(many: list[Api]) -> None:
    claim = many[0].add_claim()

    answers = _at_once([lambda api=api: api.move(claim, "resolution", {"outcome": "fulfilled"}) for api in many])

    assert Counter(answer.status_code for answer in answers) == {200: 1, 412: WRITERS - 1}
    assert len(many[0].get(f"/v1/claims/{claim['id']}/events").json["data"]) == 2


def test_one_new_article_posted_by_many_is_one_article(many: list[Api], database: Database) -> None:
    body = {"text": ACCORD, "published_on": "2026-03-02", "url": "https://news.example/a"}

    answers = _at_once([lambda api=api: api.post("/v1/articles", body) for api in many])

    assert Counter(answer.status_code for answer in answers) == {201: 1, 200: WRITERS - 1}
    assert len({answer.json["id"] for answer in answers}) == 1
    with database.begin() as connection:
        assert connection.scalar(text("SELECT count(*) FROM claim")) == 1


def test_batches_that_are_one_transaction_each_do_not_wait_for_each_other_in_turn(many: list[Api]) -> None:
    """Each states other outcomes first, and all state the same in the end."""

    def batch(place: int) -> dict[str, Any]:
        teams = [(place * 5 + number) % 20 for number in range(20)]
        said = [f"Team {team} will sign the accord on Friday, paper {place} said." for team in teams]
        return {"articles": [{"text": text, "published_on": "2026-03-02"} for text in said]}

    answers = _at_once(
        [
            lambda api=api, place=place: api.post(
                "/v1/articles/batch", batch(place), headers={"Idempotency-Key": f"batch-{place}"}
            )
            for place, api in enumerate(many[:4])
        ]
    )

    assert [answer.status_code for answer in answers] == [200] * 4
    assert {one["status"] for answer in answers for one in answer.json["data"]} == {201}


def test_sweeps_at_once_move_each_claim_once(api: Api, database: Database) -> None:
    api.add(" ".join(f"Team {number} will sign the accord on March 19." for number in range(60)))
    now, today = datetime(2026, 3, 20, tzinfo=UTC), date(2026, 3, 20)

    moved = _at_once([lambda: sweep(database, now=now, today=today).due for _ in range(4)])

    assert sum(moved) == 60
    with database.begin() as connection:
        told = connection.execute(text("SELECT claim_id FROM event WHERE type = 'claim.due'")).scalars().all()
    assert len(told) == len(set(told)) == 60


def test_the_sweep_takes_ripe_open_claims_only(api: Api, database: Database) -> None:
    ripe = api.add_claim("The harbour will reopen on March 19.")
    decided = api.add_claim("The museum will reopen on March 19.")
    unripe = api.add_claim("The theatre will reopen next year.")
    api.move(decided, "resolution", {"outcome": "fulfilled"})
    now = datetime(2026, 3, 20, tzinfo=UTC)

    assert sweep(database, now=now, today=date(2026, 3, 19)).due == 0
    assert sweep(database, now=now, today=date(2026, 3, 20)).due == 1
    assert sweep(database, now=now, today=date(2026, 3, 20)).due == 0

    statuses = [api.get(f"/v1/claims/{claim['id']}").json["status"] for claim in (ripe, decided, unripe)]
    assert statuses == ["due", "resolved", "open"]
    last = api.get(f"/v1/claims/{ripe['id']}/events").json["data"][-1]
    assert (last["type"], last["actor"], last["from_status"], last["to_status"]) == (
        "claim.due",
        "sweep",
        "open",
        "due",
    )
