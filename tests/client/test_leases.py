"""`due_claims`: a loop over due claims that leases them, keeps the leases while it works, and lets go of the rest."""

import threading
import time
from collections.abc import Callable, Iterator
from itertools import islice

import pytest

from service.bootstrap import Services
from service.client import Client, LeaseLost, NotFound, Stale
from service.domain.key import Scope
from service.store.database import Database
from tests.api import Api
from tests.client.serving import Fake, drop, lose, problem, serve_app, serve_fake
from tests.conftest import NOW
from tests.hands import Hands

TEAMS = 7
PATIENCE = 20  # seconds until a test that waits in vain gives up


@pytest.fixture
def hands(services: Services, key_for: Callable[..., str]) -> Hands:
    return Hands(services, key_for(Scope.ADMIN))


@pytest.fixture
def wire(hands: Hands) -> Iterator[Fake]:
    """A line to the app that passes requests on, save where it is told not to."""
    with serve_app(hands.app) as url, serve_fake(url) as service:
        yield service


@pytest.fixture
def client(wire: Fake, client_of: Callable[..., Client], key_for: Callable[..., str]) -> Client:
    return client_of(wire.url, key_for(Scope.READ, Scope.RESOLVE, name="job"))


@pytest.fixture
def due(hands: Hands, database: Database) -> list[str]:
    """The ids of due claims, the oldest review day first."""
    hands.api.add(" ".join(f"Team {number} will sign the {number} accords on March 5." for number in range(TEAMS)))
    return [claim["id"] for claim in hands.api.get("/v1/claims?status=due&sort=review_on").json["data"]]


def free(api: Api) -> list[str]:
    """The ids of the due claims that are on no lease."""
    lease = api.post("/v1/leases").json
    api.delete(f"/v1/leases/{lease['id']}")
    return [claim["id"] for claim in lease["data"]]


def renewals(wire: Fake) -> int:
    """How many renewals have been asked for."""
    return sum(seen.path.endswith("/renewal") for seen in wire.seen)


def wait_until(true: Callable[[], bool]) -> None:
    """Give other threads time."""
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end:
            pytest.fail("waited in vain")
        time.sleep(0.005)


def at_work() -> int:
    """How many renewal threads there are."""
    return sum(thread.name == "claims-lease-renewal" for thread in threading.enumerate())


@pytest.mark.parametrize(("batch", "leases"), [(1, TEAMS + 1), (3, 3), (TEAMS, 2), (200, 1)])
def test_each_due_claim_comes_once_though_none_is_decided(
    client: Client, wire: Fake, hands: Hands, due: list[str], batch: int, leases: int
) -> None:
    assert [str(claim.id) for claim in client.due_claims(batch=batch)] == due

    assert sum((seen.method, seen.path) == ("POST", "/v1/leases") for seen in wire.seen) == leases
    assert free(hands.api) == due
    assert at_work() == 0


@pytest.mark.parametrize("limit", [0, 1, 3, 4, TEAMS + 1])
def test_a_limit_is_of_the_whole_loop(client: Client, hands: Hands, due: list[str], limit: int) -> None:
    assert [str(claim.id) for claim in client.due_claims(limit=limit, batch=3)] == due[:limit]
    assert free(hands.api) == due


def test_conditions_choose(client: Client, due: list[str]) -> None:
    assert [str(claim.id) for claim in client.due_claims(q='"Team 3"')] == [due[3]]
    assert list(client.due_claims(modality=["demand"], speaker=None)) == []


def test_a_claim_that_is_worked_on_is_nobody_elses(client: Client, hands: Hands, due: list[str]) -> None:
    for number, claim in enumerate(client.due_claims(batch=3)):
        assert free(hands.api) == due[number // 3 * 3 + 3 :]
        client.resolve(claim.id, "fulfilled", version=claim.version)
    assert free(hands.api) == []


def test_two_jobs_share_the_work(client: Client, due: list[str]) -> None:
    one, other = client.due_claims(batch=2), client.due_claims(batch=2)

    first, second = list(islice(one, 2)), list(islice(other, 2))

    assert [str(claim.id) for claim in first + second] == due[:4]
    one.close()
    other.close()


def test_a_break_lets_go_of_the_rest(client: Client, hands: Hands, due: list[str]) -> None:
    for _ in client.due_claims():
        assert at_work() == 1
        break

    assert free(hands.api) == due
    assert at_work() == 0


def test_an_error_in_the_loop_lets_go_of_the_rest_and_is_the_callers(
    client: Client, hands: Hands, due: list[str]
) -> None:
    def job() -> None:
        for _ in client.due_claims():
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        job()

    assert free(hands.api) == due
    assert at_work() == 0


def test_however_slow_the_work_the_lease_holds(client: Client, wire: Fake, hands: Hands, due: list[str]) -> None:
    work = client.due_claims(ttl=1)
    next(work)
    for _ in range(5):
        hands.wait(0.9)
        before = renewals(wire)
        wait_until(lambda before=before: renewals(wire) >= before + 3)  # the first may have begun before
        assert free(hands.api) == []
    assert [str(claim.id) for claim in work] == due[1:]


def test_a_renewal_that_fails_in_passing_is_made_up_for(
    client: Client, wire: Fake, hands: Hands, due: list[str]
) -> None:
    work = client.due_claims(ttl=1)
    next(work)
    before = len(wire.seen)
    wire.then(problem(503, "unavailable"), drop)

    wait_until(lambda: len(wire.seen) >= before + 4)

    assert [str(claim.id) for claim in work] == due[1:]
    assert free(hands.api) == due


def test_a_lease_that_ended_all_the_same_is_told(client: Client, hands: Hands, due: list[str]) -> None:
    seen = []

    def job() -> None:
        for claim in client.due_claims(ttl=1):
            seen.append(str(claim.id))
            hands.wait(3600)
            wait_until(lambda: at_work() == 0)

    with pytest.raises(LeaseLost, match="lease_not_found"):
        job()

    assert seen == due[:1]
    assert free(hands.api) == due


def test_a_job_whose_lease_has_ended_is_too_late_only_where_another_was_faster(
    client: Client, hands: Hands, due: list[str]
) -> None:
    work = client.due_claims()
    claim, other = islice(work, 2)
    hands.wait(3600)
    hands.api.move({"id": claim.id, "version": claim.version}, "resolution", {"outcome": "fulfilled"})

    with pytest.raises(Stale):
        client.resolve(claim.id, "not_fulfilled", version=claim.version)
    assert client.resolve(other.id, "fulfilled", version=other.version).outcome == "fulfilled"


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_lost_answers_take_no_second_lease_and_leave_none(
    client: Client, wire: Fake, hands: Hands, due: list[str], method: str
) -> None:
    if method == "POST":
        wire.then(lose)
        assert len(list(client.due_claims())) == TEAMS
    else:
        lease = client.take_lease()
        wire.then(lose)
        client.release_lease(lease.id)

    assert free(hands.api) == due


def test_where_the_lease_cannot_be_given_back_the_callers_error_stands(
    wire: Fake, client_of: Callable[..., Client], hands: Hands, due: list[str]
) -> None:
    client = client_of(wire.url, hands.api.key, retries=0)

    def job() -> None:
        for _ in client.due_claims():
            wire.then(drop)
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        job()

    assert free(hands.api) == []
    hands.wait(300)
    assert free(hands.api) == due


def test_a_lease_by_hand(client: Client, due: list[str]) -> None:
    lease = client.take_lease(limit=2, ttl=60)

    assert [str(claim.id) for claim in lease.claims] == due[:2]
    assert client.lease(lease.id).claims == lease.claims
    assert (client.renew_lease(lease.id, ttl=90).expires_at - NOW).total_seconds() == 90
    client.release_lease(lease.id)
    with pytest.raises(NotFound):
        client.release_lease(lease.id)


def test_a_loop_that_is_never_begun_takes_nothing(client: Client, wire: Fake, due: list[str]) -> None:
    client.due_claims()

    assert wire.seen == []
