"""Where a resolution takes two members: the first one's is a proposal that another member accepts."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest

from service.bootstrap import Services
from service.domain.key import Scope
from service.store.database import Database
from service.usecases.audit import audit
from tests.api import Api
from tests.hands import Hands
from tests.http.members import add_member, door_of, leave

DONE = {"outcome": "fulfilled", "happened_on": "2026-03-06", "note": "It was signed."}


@pytest.fixture
def services(services: Services) -> Services:
    """The services, where a resolution takes two members."""
    return replace(services, second_member=True)


@pytest.fixture
def anna(api: Api) -> Api:
    """The door of a member."""
    return door_of(api, add_member(api))


@pytest.fixture
def ben(api: Api) -> Api:
    """The door of another."""
    return door_of(api, add_member(api, "Ben Moe"))


def now(api: Api, claim: dict[str, Any]) -> dict[str, Any]:
    """The claim as it stands."""
    shown: dict[str, Any] = api.get(f"/v1/claims/{claim['id']}").json
    return shown


def accept(door: Api, claim: dict[str, Any], proposal: dict[str, Any], **body: Any) -> Any:
    """The answer to a yes to a proposal for the claim as it stands."""
    return door.move(now(door, claim), f"proposals/{proposal['id']}/acceptance", body)


def test_what_one_resolves_another_accepts(api: Api, anna: Api, ben: Api, database: Database) -> None:
    first = anna.move(api.add_claim(), "resolution", DONE)

    assert (first.status_code, first.json["status"], first.json["resolution"]) == (200, "proposed", None)
    proposal = first.json["proposal"]
    assert (proposal["by"], proposal["outcome"], proposal["note"]) == ("Anna Berg", "fulfilled", "It was signed.")

    second = accept(ben, first.json, proposal).json

    assert (second["status"], second["outcome"]) == ("resolved", "fulfilled")
    assert (second["resolution"]["by"], second["resolution"]["happened_on"]) == ("Ben Moe", "2026-03-06")
    events = api.get(f"/v1/claims/{second['id']}/events").json["data"][1:]
    assert [(event["type"], event["actor"]) for event in events] == [
        ("claim.proposed", "Anna Berg"),
        ("claim.resolved", "Ben Moe"),
    ]
    assert audit(database) == []


def test_nobody_accepts_a_decision_of_their_own(api: Api, anna: Api, key_for: Callable[..., str]) -> None:
    member_id = api.get("/v1/members").json["data"][0]["id"]
    key = api.post("/v1/keys", {"name": "phone", "scopes": ["resolve"], "member_id": member_id}).json
    first = anna.move(api.add_claim(), "resolution", DONE).json

    answers = [accept(anna, first, first["proposal"])]
    phone = Api(api.http, key["key"])
    answers.append(phone.move(first, f"proposals/{first['proposal']['id']}/acceptance", {}))

    assert {(one.status_code, one.json["code"]) for one in answers} == {(409, "second_member_needed")}
    assert now(api, first) == first


@pytest.mark.parametrize("scope", [Scope.RESOLVE, Scope.ADMIN])
def test_the_key_of_a_job_decides_nothing(api: Api, anna: Api, key_for: Callable[..., str], scope: Scope) -> None:
    job = Api(api.http, key_for(scope))
    claim = api.add_claim()
    answers = [job.move(claim, "resolution", DONE), job.move(claim, "amendment", DONE)]
    first = anna.move(claim, "resolution", DONE).json
    answers.append(job.move(first, f"proposals/{first['proposal']['id']}/acceptance", {}))

    assert {(one.status_code, one.json["code"]) for one in answers} == {(403, "member_needed")}
    assert now(api, first) == first


def test_a_yes_to_a_job_is_a_first_decision(api: Api, anna: Api, ben: Api, database: Database) -> None:
    claim = api.add_claim()
    body = {"outcome": "fulfilled", "happened_on": "2026-03-06", "note": "The register says so."}
    job = api.move(claim, "proposals", body).json

    first = accept(anna, claim, job).json

    assert (first["status"], first["proposal"]["by"]) == ("proposed", "tester")
    waiting = api.get(f"/v1/claims/{claim['id']}/proposals").json["data"]
    assert [(one["by"], one["note"], one["verdict"]) for one in waiting] == [
        ("tester", "The register says so.", None),
        ("Anna Berg", "The register says so.", None),
    ]
    assert accept(anna, claim, job).json["code"] == "second_member_needed"
    resolved = accept(ben, claim, waiting[1]).json
    assert (resolved["status"], resolved["resolution"]["by"]) == ("resolved", "Ben Moe")
    verdicts = [one["verdict"] for one in api.get(f"/v1/claims/{claim['id']}/proposals").json["data"]]
    assert verdicts == ["superseded", "accepted"]
    assert audit(database) == []


def test_an_amendment_takes_two_as_well(api: Api, anna: Api, ben: Api, services: Services, database: Database) -> None:
    first = anna.move(api.add_claim(), "resolution", DONE).json
    resolved = accept(ben, first, first["proposal"]).json
    later = Hands(services, anna.key)
    later.wait(60)

    asked = ben.move(resolved, "amendment", {"outcome": "fulfilled_in_part", "note": "Two annexes are missing."})

    assert (asked.status_code, asked.json["status"], asked.json["outcome"]) == (200, "proposed", None)
    assert accept(ben, asked.json, asked.json["proposal"]).json["code"] == "second_member_needed"
    amended = accept(later.api, asked.json, asked.json["proposal"]).json
    assert (amended["outcome"], amended["resolution"]["by"]) == ("fulfilled_in_part", "Anna Berg")
    types = [event["type"] for event in api.get(f"/v1/claims/{amended['id']}/events").json["data"]]
    assert types[-4:] == ["claim.resolved", "claim.reopened", "claim.proposed", "claim.resolved"]
    assert audit(database) == []


def test_many_at_once_are_proposed_each(api: Api, anna: Api, ben: Api, database: Database) -> None:
    one, other = api.add_claim(), api.add_claim("The bridge will open on Friday.")
    gone = api.move(api.add_claim("The museum will open on Friday."), "dismissal", {"reason": "duplicate"}).json
    named = [{"id": claim["id"], "version": claim["version"]} for claim in (one, other, gone, one)]
    named.append({"id": "019dc5a0-0000-7000-8000-000000000001", "version": 1})
    body = {"move": "resolve", "body": {"outcome": "not_fulfilled"}, "claims": named}

    answers = anna.post("/v1/claims/moves", body).json["data"]
    refused = api.post("/v1/claims/moves", body).json["data"]

    told = [answer["claim"]["status"] if answer["claim"] else answer["problem"]["code"] for answer in answers]
    assert told == ["proposed", "proposed", "illegal_move", "stale_version", "claim_not_found"]
    assert {answer["problem"]["code"] for answer in refused} == {"member_needed"}
    assert accept(ben, one, answers[0]["claim"]["proposal"]).json["outcome"] == "not_fulfilled"
    assert audit(database) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"outcome": "fulfilled", "happened_on": "2026-03-01"}, "invalid"),
        ({"outcome": "fulfilled", "happened_on": "2026-03-09"}, "invalid"),
        ({"outcome": "fulfilled", "evidence": ["019dc5a0-0000-7000-8000-000000000001"]}, "invalid"),
    ],
)
def test_a_decision_that_cannot_be_is_not_proposed(api: Api, anna: Api, body: dict[str, Any], code: str) -> None:
    claim = api.add_claim()

    assert anna.move(claim, "resolution", body).json["code"] == code
    assert anna.move(claim, "amendment", DONE).json["code"] == "illegal_move"
    assert anna.move({**claim, "version": 7}, "resolution", DONE).json["code"] == "stale_version"
    assert now(api, claim) == claim


def test_a_decision_outlives_its_member(api: Api, anna: Api, ben: Api) -> None:
    first = anna.move(api.add_claim(), "resolution", DONE).json
    leave(api, {"id": first["proposal"]["by_id"]})

    assert accept(ben, first, first["proposal"]).json["status"] == "resolved"


def test_of_many_who_accept_at_once_one_decides(api: Api, anna: Api, database: Database) -> None:
    doors = [door_of(api, add_member(api, f"{name} Moe")) for name in ("Ben", "Carla", "Dan", "Eva")]
    first = anna.move(api.add_claim(), "resolution", DONE).json
    path = f"/v1/claims/{first['id']}/proposals/{first['proposal']['id']}/acceptance"
    together = Barrier(len(doors))

    def say_yes(door: Api) -> Any:
        each = Api(api.http.application.test_client(), door.key)
        together.wait(20)
        return each.post(path, {}, headers={"If-Match": "*"})

    with ThreadPoolExecutor(len(doors)) as pool:
        answers = list(pool.map(say_yes, doors))

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    types = [event["type"] for event in api.get(f"/v1/claims/{first['id']}/events").json["data"]]
    assert types == ["claim.created", "claim.proposed", "claim.resolved"]
    assert audit(database) == []


def test_what_is_no_resolution_takes_one(api: Api, anna: Api) -> None:
    claim = api.add_claim()
    dismissed = anna.move(claim, "dismissal", {"reason": "out_of_scope"}).json
    reopened = anna.move(dismissed, "reopening", {}).json
    proposed = anna.move(reopened, "resolution", DONE).json
    rejected = anna.move(proposed, f"proposals/{proposed['proposal']['id']}/rejection", {"code": "wrong_time"}).json

    assert [one["status"] for one in (dismissed, reopened, rejected)] == ["dismissed", "due", "due"]
