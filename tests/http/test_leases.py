"""Leases: a batch of due claims for one job, and for nobody else until it ends."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from service.bootstrap import Services
from service.domain.key import Scope
from service.store.database import Database
from service.usecases.sweep import sweep
from service.web.api import make_app
from tests.api import Api
from tests.conftest import LIMITS, NOW, TODAY
from tests.hands import Hands

TEAMS = 7
TAKERS = 8


@pytest.fixture
def hands(services: Services, key_for: Callable[..., str]) -> Hands:
    return Hands(services, key_for(Scope.RESOLVE, Scope.READ, name="job"))


@pytest.fixture
def due(api: Api, database: Database) -> list[str]:
    """The ids of due claims, the oldest review day first; an open, a resolved and a dismissed one stand beside."""
    days = "March 4", "March 5", "March 6"
    api.add(" ".join(f"Team {n} will sign the {n} accords on {days[n % 3]}." for n in range(TEAMS)))
    api.add("Dock workers may strike in May.", outlet="Radio North")
    for move, body in (("resolution", {"outcome": "fulfilled"}), ("dismissal", {"reason": "out_of_scope"})):
        api.move(api.add_claim(f"The {move} hall will reopen on March 4."), move, body)
    found = api.get("/v1/claims?status=due&sort=review_on").json["data"]
    return [claim["id"] for claim in found]


def ids(answer: Any) -> list[str]:
    return [claim["id"] for claim in answer.json["data"]]


def test_a_lease_is_a_batch_of_due_claims_with_the_oldest_first(api: Api, due: list[str]) -> None:
    answer = api.post("/v1/leases", {"limit": 3, "ttl": 60})

    assert answer.status_code == 201
    assert ids(answer) == due[:3]
    assert answer.json["data"][0] == api.get(f"/v1/claims/{due[0]}").json
    assert answer.json["holder"] == "tester"
    assert datetime.fromisoformat(answer.json["expires_at"]) == NOW + timedelta(seconds=60)
    assert answer.headers["Location"] == f"/v1/leases/{answer.json['id']}"
    again = api.get(answer.headers["Location"]).json
    assert again == {name: value for name, value in answer.json.items() if name != "next"}


def test_without_a_body_it_is_fifty_claims_for_five_minutes(api: Api, due: list[str]) -> None:
    answer = api.post("/v1/leases")

    assert ids(answer) == due
    assert answer.json["next"] is None
    assert datetime.fromisoformat(answer.json["expires_at"]) == NOW + timedelta(minutes=5)


def test_what_is_on_a_lease_is_on_no_other(api: Api, due: list[str]) -> None:
    batches = [ids(api.post("/v1/leases", {"limit": 3})) for _ in range(4)]

    assert batches == [due[:3], due[3:6], due[6:], []]


def test_who_holds_what(api: Api, hands: Hands, due: list[str]) -> None:
    first = api.post("/v1/leases", {"limit": 2}).json
    second = hands.api.post("/v1/leases", {"limit": 3}).json
    api.move(first["data"][0], "dismissal", {"reason": "out_of_scope"})

    listed = api.get("/v1/leases")

    assert [lease["id"] for lease in listed.json["data"]] == [second["id"], first["id"]]
    assert listed.json["next"] is None
    assert [lease["claim_ids"] for lease in listed.json["data"]] == [due[2:5], due[1:2]]
    assert listed.json["data"][0] == {
        **{name: second[name] for name in ("id", "holder", "holder_id", "taken_at", "expires_at")},
        "claim_ids": due[2:5],
    }

    def found(query: str) -> list[str]:
        return [lease["id"] for lease in api.get(f"/v1/leases?{query}").json["data"]]

    assert found("holder=JOB") == [second["id"]]
    assert found(f"claim_id={due[1]}") == [first["id"]]
    assert found(f"claim_id={due[1]}&holder=job") == []
    assert found(f"claim_id={due[6]}") == []
    cursor = api.get("/v1/leases?limit=1").json["next"]
    assert found(f"limit=1&cursor={cursor}") == [first["id"]]
    api.delete(f"/v1/leases/{second['id']}")
    assert found("") == [first["id"]]


def test_ended_leases_are_not_listed(api: Api, api_on: Callable[[date], Api], due: list[str]) -> None:
    api.post("/v1/leases", {"ttl": 60})

    assert api_on(TODAY + timedelta(days=1)).get("/v1/leases").json == {"data": [], "next": None}


def test_a_lease_on_nothing_is_a_lease_too(api: Api) -> None:
    taken = api.post("/v1/leases")

    assert (taken.status_code, ids(taken), taken.json["next"]) == (201, [], None)
    assert api.post(f"/v1/leases/{taken.json['id']}/renewal").status_code == 200
    assert api.delete(f"/v1/leases/{taken.json['id']}").status_code == 204


def test_a_released_lease_frees_its_claims_and_is_no_more(api: Api, due: list[str]) -> None:
    lease = api.post("/v1/leases", {"limit": 3}).json["id"]

    assert api.delete(f"/v1/leases/{lease}").status_code == 204

    assert ids(api.post("/v1/leases", {"limit": 3})) == due[:3]
    for answer in (
        api.get(f"/v1/leases/{lease}"),
        api.delete(f"/v1/leases/{lease}"),
        api.post(f"/v1/leases/{lease}/renewal"),
    ):
        assert (answer.status_code, answer.json["code"]) == (404, "lease_not_found")


def test_a_lease_ends_by_itself(hands: Hands, due: list[str]) -> None:
    lease = hands.api.post("/v1/leases", {"ttl": 60}).json["id"]
    hands.wait(59.9)
    assert ids(hands.api.post("/v1/leases")) == []

    hands.wait(0.1)

    assert hands.api.get(f"/v1/leases/{lease}").status_code == 404
    assert hands.api.post(f"/v1/leases/{lease}/renewal").status_code == 404
    taken = hands.api.post("/v1/leases")
    assert ids(taken) == due
    assert ids(hands.api.get(f"/v1/leases/{taken.json['id']}")) == due


def test_a_renewed_lease_goes_on_from_now(hands: Hands, due: list[str]) -> None:
    lease = hands.api.post("/v1/leases", {"limit": 2, "ttl": 60}).json["id"]
    for _ in range(5):
        hands.wait(50)
        renewed = hands.api.post(f"/v1/leases/{lease}/renewal", {"ttl": 60})
        assert (renewed.status_code, ids(renewed)) == (200, due[:2])
        assert datetime.fromisoformat(renewed.json["expires_at"]) == hands.now + timedelta(seconds=60)
    assert ids(hands.api.post("/v1/leases")) == due[2:]

    hands.wait(60)

    assert ids(hands.api.post("/v1/leases", {"limit": 2})) == due[:2]


def test_a_renewal_may_bring_the_end_nearer(hands: Hands, due: list[str]) -> None:
    lease = hands.api.post("/v1/leases", {"ttl": 3600}).json["id"]
    hands.api.post(f"/v1/leases/{lease}/renewal", {"ttl": 1})

    hands.wait(1)

    assert ids(hands.api.post("/v1/leases")) == due


def test_claims_that_are_decided_leave_the_lease(api: Api, due: list[str]) -> None:
    lease = api.post("/v1/leases", {"limit": 3}).json
    first, second, third = lease["data"]
    assert api.move(first, "resolution", {"outcome": "fulfilled"}).status_code == 200
    assert api.move(second, "dismissal", {"reason": "not_a_claim"}).status_code == 200

    assert ids(api.get(f"/v1/leases/{lease['id']}")) == [third["id"]]


def test_a_lease_keeps_nobody_from_deciding(hands: Hands, api: Api, due: list[str]) -> None:
    claim = hands.api.post("/v1/leases", {"ttl": 10}).json["data"][0]
    hands.wait(3600)
    assert hands.api.move(claim, "resolution", {"outcome": "fulfilled"}).status_code == 200

    late = hands.api.move(claim, "resolution", {"outcome": "not_fulfilled"})

    assert (late.status_code, late.json["code"]) == (412, "stale_version")


def test_only_its_holder_and_admins_may_renew_or_release(
    hands: Hands, api: Api, http: FlaskClient, key_for: Callable[..., str], due: list[str]
) -> None:
    lease = hands.api.post("/v1/leases").json["id"]
    other = Api(http, key_for(Scope.RESOLVE))

    for answer in (other.post(f"/v1/leases/{lease}/renewal"), other.delete(f"/v1/leases/{lease}")):
        assert (answer.status_code, answer.json["code"]) == (403, "not_lease_holder")
    assert other.get(f"/v1/leases/{lease}").json["holder"] == "job"
    assert ids(hands.api.get(f"/v1/leases/{lease}")) == due
    assert api.post(f"/v1/leases/{lease}/renewal").status_code == 200
    assert api.delete(f"/v1/leases/{lease}").status_code == 204


@pytest.mark.parametrize("scope", [Scope.READ, Scope.WRITE])
def test_leases_are_for_those_who_may_resolve(http: FlaskClient, key_for: Callable[..., str], scope: Scope) -> None:
    assert Api(http, key_for(scope)).post("/v1/leases").status_code == 403


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"modality": ["scheduled", "commitment"]}, TEAMS),
        ({"modality": ["possibility"]}, 0),
        ({"q": "accords"}, TEAMS),
        ({"q": "strike"}, 0),
        ({"due_before": "2026-03-04"}, 3),
        ({"due_after": "2026-03-05", "due_before": "2026-03-05"}, 2),
        ({"said_from": "2026-03-03"}, 0),
        ({"speaker": "Nobody"}, 0),
        ({"outlet": "Radio North"}, 0),
        ({"tag": "x"}, 0),
        ({"speaker": None, "cursor": None}, TEAMS),
    ],
)
def test_conditions(api: Api, due: list[str], wanted: dict[str, Any], count: int) -> None:
    assert len(ids(api.post("/v1/leases", wanted))) == count


def test_next_begins_the_batch_after_this_one_whatever_became_of_it(api: Api, due: list[str]) -> None:
    seen: list[str] = []
    cursor = None
    while True:
        lease = api.post("/v1/leases", {"limit": 3, "cursor": cursor})
        seen += ids(lease)
        api.delete(f"/v1/leases/{lease.json['id']}")
        cursor = lease.json["next"]
        if cursor is None:
            break

    assert seen == due


@pytest.mark.parametrize(
    "wanted",
    [
        {"limit": 0},
        {"limit": 201},
        {"limit": "5"},
        {"ttl": 0},
        {"ttl": 3601},
        {"ttl": True},
        {"status": ["due"]},
        {"modality": "scheduled"},
        {"modality": ["wish"]},
        {"due_after": "soon"},
        {"q": "a\x00b"},
    ],
)
def test_wanting_the_impossible_takes_nothing(api: Api, due: list[str], wanted: dict[str, Any]) -> None:
    answer = api.post("/v1/leases", wanted)

    assert (answer.status_code, answer.json["code"]) == (422, "invalid")
    assert {error["field"].partition(".")[0] for error in answer.json["errors"]} == set(wanted)
    assert ids(api.post("/v1/leases")) == due


def test_a_cursor_of_other_conditions_is_refused(api: Api, due: list[str]) -> None:
    cursor = api.post("/v1/leases", {"limit": 1}).json["next"]

    for wanted in ({"cursor": cursor, "q": "accords"}, {"cursor": "W10"}):
        answer = api.post("/v1/leases", wanted)
        assert (answer.status_code, answer.json["code"]) == (400, "invalid_cursor")


def test_a_request_that_is_sent_again_takes_one_lease(api: Api, due: list[str]) -> None:
    key = {"Idempotency-Key": "job-17"}
    first, again = (api.post("/v1/leases", {"limit": 3}, headers=key) for _ in range(2))

    assert again.data == first.data
    assert again.headers["Location"] == first.headers["Location"]
    assert ids(api.post("/v1/leases")) == due[3:]


def test_of_jobs_at_once_each_claim_is_given_to_one(api: Api, services: Services, database: Database) -> None:
    texts = [f"Team {number} of {name} will sign the accord." for name in ("Arv", "Bel", "Cor") for number in range(80)]
    for start in range(0, len(texts), 40):
        api.add(" ".join(texts[start : start + 40]))
    day = date(2027, 12, 31)
    assert sweep(database, now=NOW, today=day).due == len(texts)
    app = make_app(services, LIMITS)
    jobs = [Api(app.test_client(), api.key) for _ in range(TAKERS)]

    def work(job: Api) -> list[str]:
        got: list[str] = []
        while batch := ids(job.post("/v1/leases", {"limit": 7})):
            got += batch
        return got

    with ThreadPoolExecutor(TAKERS) as pool:
        given = Counter(claim for got in pool.map(work, jobs) for claim in got)

    assert len(given) == len(texts)
    assert set(given.values()) == {1}


def test_who_finds_a_claim_taken_at_the_last_moment_gets_the_next(api: Api, due: list[str], database: Database) -> None:
    lease = api.post("/v1/leases", {"modality": ["demand"], "ttl": 60}).json["id"]
    take = "INSERT INTO leased_claim SELECT :claim, id, expires_at FROM lease WHERE id = :lease"
    with ThreadPoolExecutor(1) as pool:
        with database.begin() as faster:
            faster.execute(text(take), {"claim": due[0], "lease": lease})
            slower = pool.submit(api.post, "/v1/leases", {"limit": 1})
            _await_somebody_who_waits(database)
        answer = slower.result()

    assert ids(answer) == [due[1]]
    assert ids(api.post("/v1/leases", {"cursor": answer.json["next"]})) == due[2:]


def _await_somebody_who_waits(database: Database) -> None:
    waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    for _ in range(2000):
        with database.begin() as connection:
            if connection.scalar(waiting):
                return
        time.sleep(0.01)
    pytest.fail("nobody waits")


def test_jobs_at_once_share_what_ended_leases_held(hands: Hands, due: list[str]) -> None:
    hands.api.post("/v1/leases", {"limit": 4, "ttl": 1})
    hands.api.post("/v1/leases", {"ttl": 1})
    hands.wait(1)
    jobs = [Api(hands.app.test_client(), hands.api.key) for _ in range(TAKERS)]

    with ThreadPoolExecutor(TAKERS) as pool:
        given = list(pool.map(lambda job: ids(job.post("/v1/leases", {"limit": 1})), jobs))

    assert sorted(claim for got in given for claim in got) == sorted(due)


def test_the_sweep_clears_away_what_has_ended(hands: Hands, due: list[str], database: Database) -> None:
    hands.api.post("/v1/leases", {"limit": 2, "ttl": 60})
    live = hands.api.post("/v1/leases", {"limit": 2, "ttl": 61}).json["id"]

    sweep(database, now=NOW + timedelta(seconds=60), today=TODAY)

    with database.begin() as connection:
        assert [str(row) for row in connection.scalars(text("SELECT id FROM lease"))] == [live]
        assert connection.scalar(text("SELECT count(*) FROM leased_claim")) == 2


@pytest.mark.parametrize(
    "impossible",
    [
        "INSERT INTO leased_claim SELECT * FROM leased_claim LIMIT 1",
        "UPDATE leased_claim SET expires_at = expires_at + interval '1 second'",
        "UPDATE leased_claim SET lease_id = gen_random_uuid()",
        "UPDATE lease SET expires_at = taken_at",
    ],
)
def test_the_database_refuses_impossible_leases(api: Api, due: list[str], database: Database, impossible: str) -> None:
    api.post("/v1/leases")

    with pytest.raises(IntegrityError), database.begin() as connection:
        connection.execute(text(impossible))
