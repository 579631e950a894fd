"""Idempotency-Key: sent again, a creating request is answered as it was."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.domain.key import Scope
from tests.api import Api

CLAIM = {"text": "The harbour will reopen.", "said_on": "2026-03-02", "modality": "expectation"}
ARTICLE = {"text": "The harbour will reopen.", "published_on": "2026-03-02"}
KEY = {"Idempotency-Key": "import-17"}


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/v1/claims", CLAIM, 201),
        ("/v1/articles", ARTICLE, 201),
        ("/v1/articles/batch", {"articles": [ARTICLE, {"text": ""}]}, 200),
        ("/v1/keys", {"name": "desk", "scopes": ["read"]}, 201),
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
