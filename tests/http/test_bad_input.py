"""Bad input: a problem with a stable code, each field named, and nothing stored."""

from typing import Any

import pytest

from tests.api import Api

GOOD = {"text": "The ministers will sign.", "published_on": "2026-03-02"}
NINES = "9" * 400
NEW_ID = "01890000-0000-7000-8000-000000000000"


def _assert_problem(answer: Any, status: int, code: str) -> None:
    assert answer.status_code == status, answer.json
    assert answer.content_type == "application/problem+json"
    problem = answer.json
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["type"].endswith(f":{code}")
    assert problem["title"]
    assert problem["detail"]
    assert problem["request_id"] == answer.headers["X-Request-Id"]


def _assert_nothing_stored(api: Api) -> None:
    assert api.get("/v1/claims").json["data"] == []


@pytest.mark.parametrize(
    "text",
    [
        f"The company will pay ${NINES} million on Friday.",
        f"The company paid ${NINES} million on Monday, and {NINES}% more on Tuesday.",
        f"Acme will hire {NINES} workers by Friday, and hired {NINES} million on Thursday.",
        "The company will sign the treaty on May ²².",
        "The company signed the treaty in December 9999, on the ²²nd, ²² days ago.",
    ],
)
def test_numbers_beyond_all_measure_are_kept_as_words(api: Api, text: str) -> None:
    assert api.post("/v1/articles", {**GOOD, "text": text}).status_code == 201
    assert api.post("/v1/detect", {"text": text}).status_code == 200
    claim = {"text": text[:900], "head": "pay", "said_on": "2026-03-02", "modality": "commitment"}
    assert api.post("/v1/claims", claim).status_code == 201


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"text": ""}, ["text"]),
        ({"text": " \n\t "}, ["text"]),
        ({"text": None}, ["text"]),
        ({"html": "<p>It rained.</p>"}, ["html"]),
        ({"text": 7}, ["text"]),
        ({"text": ["a"]}, ["text"]),
        ({"text": "sign\u0000ed"}, ["text"]),
        ({"text": "sign \ud800 ed"}, ["text"]),
        ({"title": "\udfff"}, ["title"]),
        ({"title": "x" * 1_001}, ["title"]),
        ({"url": "ftp://example.org/a"}, ["url"]),
        ({"url": "not a url"}, ["url"]),
        ({"url": "https://example.org/" + "a" * 2_000}, ["url"]),
        ({"published_on": "9999-12-31"}, ["published_on"]),
        ({"published_on": "0001-01-01"}, ["published_on"]),
        ({"published_on": "2026-02-30"}, ["published_on"]),
        ({"published_on": "2026-03-02T10:00:00Z"}, ["published_on"]),
        ({"published_on": "yesterday"}, ["published_on"]),
        ({"published_on": 20260302}, ["published_on"]),
        ({"published_on": None}, ["published_on"]),
        ({"colour": "red"}, ["colour"]),
        ({"colour": "red", "text": 7, "outlet": []}, ["colour", "outlet", "text"]),
    ],
)
def test_wrong_fields_are_each_named(api: Api, change: dict[str, Any], fields: list[str]) -> None:
    answer = api.post("/v1/articles", {**GOOD, **change})

    _assert_problem(answer, 422, "invalid")
    assert sorted(error["field"] for error in answer.json["errors"]) == fields
    assert {error["in"] for error in answer.json["errors"]} == {"json"}
    _assert_nothing_stored(api)


def test_missing_fields_are_each_named(api: Api) -> None:
    answer = api.post("/v1/articles", {})

    _assert_problem(answer, 422, "invalid")
    assert [error["field"] for error in answer.json["errors"]] == ["text"]


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        (b"text=hello", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
        (b"{}", "text/plain", 415, "unsupported_media_type"),
        (b"{}", None, 415, "unsupported_media_type"),
        (b"{", "application/json", 400, "not_json"),
        (b"", "application/json", 400, "not_json"),
        (b'{"text": "\xff"}', "application/json", 400, "not_json"),
        (b"[" * 100_000, "application/json", 400, "not_json"),
        (b"[]", "application/json", 422, "invalid"),
        (b'"text"', "application/json", 422, "invalid"),
        (b"null", "application/json", 422, "invalid"),
    ],
)
def test_a_body_that_is_no_json_object(api: Api, body: bytes, content_type: str | None, status: int, code: str) -> None:
    answer = api.post("/v1/articles", data=body, content_type=content_type)

    _assert_problem(answer, status, code)
    _assert_nothing_stored(api)


@pytest.mark.parametrize("path", ["/v1/articles", "/v1/detect"])
@pytest.mark.parametrize("letter", ["a", "ä"])
def test_a_text_over_a_megabyte(api: Api, path: str, letter: str) -> None:
    fits = (letter + " ") * (1_000_000 // len((letter + " ").encode()))
    assert api.post(path, {**GOOD, "text": fits}).status_code in (200, 201)

    answer = api.post(path, {**GOOD, "text": fits + "and more"})

    _assert_problem(answer, 413, "too_large")
    assert "1,000,000" in answer.json["detail"]


def test_a_body_over_the_request_limit(api: Api) -> None:
    _assert_problem(api.post("/v1/articles", {**GOOD, "text": "a" * 9_000_000}), 413, "too_large")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (f"/v1/articles/{NEW_ID}", "article_not_found"),
        (f"/v1/claims/{NEW_ID}", "claim_not_found"),
        (f"/v1/claims/{NEW_ID}/events", "claim_not_found"),
        ("/v1/claims/17", "not_found"),
        ("/v1/nothing", "not_found"),
        ("/", "not_found"),
    ],
)
def test_an_unknown_address(api: Api, path: str, code: str) -> None:
    _assert_problem(api.get(path), 404, code)


@pytest.mark.parametrize("move", ["resolution", "reopening"])
def test_a_move_of_an_unknown_claim(api: Api, move: str) -> None:
    body = {"outcome": "fulfilled"} if move == "resolution" else {}
    _assert_problem(api.move({"id": NEW_ID, "version": 1}, move, body), 404, "claim_not_found")


def test_a_method_that_the_address_does_not_take(api: Api) -> None:
    answer = api.http.delete("/v1/claims", headers={"Authorization": f"Bearer {api.key}"})

    _assert_problem(answer, 405, "method_not_allowed")
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=many", "limit"),
        ("limit=" + "9" * 5_000, "limit"),
        ("status=won", "status.0"),
        ("q=", "q"),
        ("q=%00", "q"),
        ("colour=red", "colour"),
        ("sort=colour", "sort"),
        ("sort=relevance", "sort"),
        ("due_before=soon", "due_before"),
        ("article_id=7", "article_id"),
        ("speaker=%00", "speaker"),
    ],
)
def test_wrong_query_parameters_are_named(api: Api, query: str, field: str) -> None:
    answer = api.get(f"/v1/claims?{query}")

    _assert_problem(answer, 422, "invalid")
    assert [(error["in"], error["field"]) for error in answer.json["errors"]] == [("query", field)]
