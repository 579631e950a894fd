"""Idempotency-Key: sent again, a request that changes something is answered as it was, and is done once."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from service.bootstrap import Services
from service.domain.key import Scope
from service.store.database import Database
from service.usecases.sweep import sweep
from tests.api import Api
from tests.conftest import NOW, TODAY

CLAIM = {"text": "The harbour will reopen.", "said_on": "2026-03-02", "modality": "expectation"}
ARTICLE = {"text": "The harbour will reopen.", "published_on": "2026-03-02"}
KEY = {"Idempotency-Key": "import-17"}


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/v1/claims", CLAIM, 201),
        ("/v1/articles", ARTICLE, 201),
        ("/v1/articles/batch", {"articles": [ARTICLE, {"text": ""}]}, 200),
        ("/v1/leases", {}, 201),
    ],
)
def test_a_request_sent_again_is_answered_as_it_was(api: Api, path: str, body: Any, status: int) -> None:
    first = api.post(path, body, headers=KEY)
    again = api.post(path, body, headers=KEY)

    assert (first.status_code, again.status_code) == (status, status)
    assert again.data == first.data
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    for name in ("Location", "ETag", "Content-Type"):
        assert again.headers.get(name) == first.headers.get(name)


Prepare = Callable[[Api], tuple[str, Any]]


def _move(move: str, body: Any) -> Prepare:
    return lambda api: (f"/v1/claims/{api.add_claim()['id']}/{move}", body)


def _resolved(move: str, body: Any) -> Prepare:
    def prepare(api: Api) -> tuple[str, Any]:
        claim = api.move(api.add_claim(), "resolution", {"outcome": "fulfilled"}).json
        return f"/v1/claims/{claim['id']}/{move}", body

    return prepare


def _merge(api: Api) -> tuple[str, Any]:
    goes, stays = api.add_claim(), api.add_claim("The harbour will reopen in May.")
    return f"/v1/claims/{goes['id']}/merge", {"into": stays["id"]}


def _split(api: Api) -> tuple[str, Any]:
    path, body = _merge(api)
    api.post(path, body, headers={"If-Match": "*"})
    mentions = api.get(f"/v1/claims/{body['into']}/mentions").json["data"]
    return f"/v1/claims/{body['into']}/split", {"statement_id": mentions[0]["statement"]["id"]}


def _answered(move: str, body: Any) -> Prepare:
    def prepare(api: Api) -> tuple[str, Any]:
        path = f"/v1/claims/{api.add_claim()['id']}/proposals"
        made = api.post(path, {"outcome": "fulfilled"}, headers={"If-Match": "*"}).json
        return f"{path}/{made['id']}/{move}", body

    return prepare


def _renewal(api: Api) -> tuple[str, Any]:
    return f"/v1/leases/{api.post('/v1/leases', {}).json['id']}/renewal", {"ttl": 60}


def _many(api: Api) -> tuple[str, Any]:
    claim = api.add_claim()
    targets = [{"id": claim["id"], "version": 1}, {"id": claim["id"], "version": 9}]
    return "/v1/claims/moves", {"move": "dismiss", "body": {"reason": "duplicate"}, "claims": targets[:1]}


MOVES: dict[str, Prepare] = {
    "resolution": _move("resolution", {"outcome": "fulfilled"}),
    "dismissal": _move("dismissal", {"reason": "duplicate"}),
    "proposal": _move("proposals", {"outcome": "fulfilled"}),
    "amendment": _resolved("amendment", {"outcome": "not_fulfilled"}),
    "reopening": _resolved("reopening", {}),
    "merge": _merge,
    "split": _split,
    "acceptance": _answered("acceptance", {}),
    "rejection": _answered("rejection", {"reason": "The draft."}),
    "renewal": _renewal,
    "many": _many,
}


@pytest.mark.parametrize("prepare", MOVES.values(), ids=MOVES.keys())
def test_a_move_whose_answer_was_lost_is_answered_and_made_once(api: Api, database: Database, prepare: Prepare) -> None:
    path, body = prepare(api)
    version = api.get("/".join(path.split("/")[:4])).headers.get("ETag")
    named = {**KEY, "If-Match": version or "*"}

    first = api.post(path, body, headers=named)
    events = _count(database, "event")
    again = api.post(path, body, headers=named)

    assert first.status_code in (200, 201), first.json
    assert (again.status_code, again.data) == (first.status_code, first.data)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.headers.get("ETag") == first.headers.get("ETag")
    assert _count(database, "event") == events


def test_a_correction_whose_answer_was_lost_too(api: Api) -> None:
    path, named = f"/v1/claims/{api.add_claim()['id']}", {**KEY, "If-Match": '"1"'}
    asked = {"json": {"tags": ["ports"]}, "headers": {**named, "Authorization": f"Bearer {api.key}"}}

    first, again = api.http.patch(path, **asked), api.http.patch(path, **asked)

    assert (first.status_code, again.status_code, again.json) == (200, 200, first.json)


def test_every_post_that_changes_something_takes_a_key(api: Api) -> None:
    document = api.http.get("/openapi.json").json
    without = {
        path
        for path, item in document["paths"].items()
        if "post" in item
        and not any(header["name"] == "Idempotency-Key" for header in item["post"].get("parameters", []))
    }

    # The first two store nothing, a sweep may be asked for again, the last sends a message that tells of nothing.
    assert without == {"/v1/detect", "/v1/detect/batch", "/v1/sweeps", "/v1/webhooks/{webhook_id}/test"}


def _count(database: Database, table: str) -> int:
    with database.begin() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


SECRETS: dict[str, tuple[str, Any]] = {
    "key": ("/v1/keys", {"name": "desk", "scopes": ["read"]}),
    "secret": ("/v1/webhooks", {"url": "http://127.0.0.1:1/"}),
    "url": ("/v1/feeds", {"name": "phone"}),
}


@pytest.mark.parametrize(("member", "asked"), SECRETS.items(), ids=SECRETS.keys())
def test_a_secret_is_not_in_an_answer_given_again(api: Api, member: str, asked: tuple[str, Any]) -> None:
    first = api.post(*asked, headers=KEY)
    again = api.post(*asked, headers=KEY)

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json[member]
    assert first.json["withheld"] is None
    assert again.json == {**first.json, member: None, "withheld": again.json["withheld"]}
    assert "shown in the first answer" in again.json["withheld"]
    assert again.headers["Idempotent-Replayed"] == "true"


def test_a_rotated_secret_is_not_either(api: Api) -> None:
    made = api.post(*SECRETS["secret"]).json
    path = f"/v1/webhooks/{made['id']}/secret"

    first, again = (api.post(path, {"overlap": 60}, headers=KEY).json for _ in range(2))

    assert first["secret"] != made["secret"]
    assert again["secret"] is None
    assert api.post(path, {"overlap": 60}, headers=KEY).headers["Idempotent-Replayed"] == "true"


def test_every_answer_with_a_secret_that_may_be_given_again_is_kept_without(api: Api) -> None:
    document = api.http.get("/openapi.json").json
    shapes = document["components"]["schemas"]
    with_secret = {name for name, shape in shapes.items() if "withheld" in shape.get("properties", {})}
    hidden = {
        name
        for name, shape in shapes.items()
        for described in shape.get("properties", {}).values()
        if described.get("format") == "password"
    }

    showing = {
        operation["operationId"]
        for item in document["paths"].values()
        for method, operation in item.items()
        if method == "post" and any(f"schemas/{name}'" in str(operation["responses"]) for name in hidden)
    }

    assert hidden == with_secret == {"NewKeyOut", "NewWebhookOut", "NewFeedAddressOut"}
    assert showing == {"post_key", "post_webhook", "post_secret", "post_feed"}  # each has its test above


def test_answers_are_forgotten_by_the_sweep_without_any_setting(
    api: Api, services: Services, database: Database
) -> None:
    api.post("/v1/claims", CLAIM, headers=KEY)

    for hours, left in ((23, 1), (25, 0)):
        sweep(services.database, now=NOW + timedelta(hours=hours), today=TODAY)
        assert _count(database, "answer") == left


@pytest.mark.parametrize("prefer", ["respond-async", "respond-async, wait=10"])
def test_another_preference_is_another_request(api: Api, prefer: str) -> None:
    body = {"articles": [ARTICLE]}
    api.post("/v1/articles/batch", body, headers=KEY)

    answer = api.post("/v1/articles/batch", body, headers={**KEY, "Prefer": prefer})

    assert (answer.status_code, answer.json["code"]) == (422, "idempotency_mismatch")


def test_it_makes_nothing_new(api: Api) -> None:
    for _ in range(3):
        api.post("/v1/claims", CLAIM, headers=KEY)

    assert len(api.get("/v1/claims").json["data"]) == 1


def test_without_a_key_each_request_counts(api: Api) -> None:
    for _ in range(2):
        api.post("/v1/claims", CLAIM)

    assert len(api.get("/v1/claims").json["data"]) == 2


@pytest.mark.parametrize(("path", "body"), [("/v1/claims", {**CLAIM, "due": "2026-05-01"}), ("/v1/articles", ARTICLE)])
def test_another_request_under_the_same_key_is_refused(api: Api, path: str, body: Any) -> None:
    api.post("/v1/claims", CLAIM, headers=KEY)

    answer = api.post(path, body, headers=KEY)

    assert (answer.status_code, answer.json["code"]) == (422, "idempotency_mismatch")


def test_a_refused_request_is_not_kept(api: Api) -> None:
    assert api.post("/v1/claims", {**CLAIM, "modality": "wish"}, headers=KEY).status_code == 422

    assert api.post("/v1/claims", CLAIM, headers=KEY).status_code == 201


def test_another_api_keys_requests_are_another_matter(api: Api, http: FlaskClient, key_for: Callable[..., str]) -> None:
    api.post("/v1/claims", CLAIM, headers=KEY)

    answer = Api(http, key_for(Scope.WRITE)).post("/v1/claims", CLAIM, headers=KEY)

    assert "Idempotent-Replayed" not in answer.headers


@pytest.mark.parametrize(("day", "replayed"), [(date(2026, 3, 10), True), (date(2026, 3, 12), False)])
def test_an_answer_is_kept_for_a_day(api: Api, api_on: Callable[[date], Api], day: date, replayed: bool) -> None:
    api.post("/v1/claims", CLAIM, headers=KEY)
    later = Api(api_on(day).http, api.key)

    assert ("Idempotent-Replayed" in later.post("/v1/claims", CLAIM, headers=KEY).headers) is replayed


@pytest.mark.parametrize("key", ["", " ", "two words", "x" * 256, "é"])
def test_a_key_that_is_none(api: Api, key: str) -> None:
    answer = api.post("/v1/claims", CLAIM, headers={"Idempotency-Key": key.encode().decode("latin-1")})

    assert (answer.status_code, answer.json["code"]) == (400, "invalid_idempotency_key")


def test_while_it_is_at_work_the_same_request_is_told_so(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()
    from service.web import claims

    real = claims.add_claim

    def slowly(*args: Any, **kwargs: Any) -> Any:
        begun.set()
        assert go_on.wait(20)
        return real(*args, **kwargs)

    monkeypatch.setattr(claims, "add_claim", slowly)
    other = Api(api.http.application.test_client(), api.key)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(other.post, "/v1/claims", CLAIM, headers=KEY)
        assert begun.wait(20)
        meanwhile = api.post("/v1/claims", CLAIM, headers=KEY)
        go_on.set()

    assert (meanwhile.status_code, meanwhile.json["code"]) == (409, "idempotency_in_flight")
    assert first.result().status_code == 201
    assert api.post("/v1/claims", CLAIM, headers=KEY).headers["Idempotent-Replayed"] == "true"
