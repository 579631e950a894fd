"""Bodies and queries made to confuse, to flood or to break: each gets a bounded problem, and nothing is stored."""

import io
import json
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.api import Api
from tests.conftest import LIMITS

GOOD = {"text": "The ministers will sign the accord on Friday.", "published_on": "2026-03-02"}
MOST_BYTES = 25_000  # of a problem, whatever was sent
DEEP = 100_000


def _send(api: Api, body: bytes, **headers: str) -> TestResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return api.post(
        "/v1/articles", data=body, content_type=named.pop("Content-Type", "application/json"), headers=named
    )


def _assert_problem(answer: TestResponse, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text[:500]
    assert answer.content_type == "application/problem+json"
    assert len(answer.data) < MOST_BYTES
    problem: dict[str, Any] = json.loads(answer.data.decode("utf-8", "strict"))
    assert problem["code"] == code
    assert problem["request_id"] == answer.headers["X-Request-Id"]
    return problem


def _assert_nothing_stored(api: Api) -> None:
    assert api.get("/v1/articles").json["data"] == []


def _in_chunks(api: Api, body: bytes) -> TestResponse:
    """The answer to a body that tells no size beforehand, as a server hands one on."""
    environ = {"wsgi.input": io.BytesIO(body), "wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    return api.post("/v1/articles", content_type="application/json", environ_overrides=environ)


def test_a_body_in_chunks_is_taken_up_to_the_limit_and_refused_above_it(api: Api) -> None:
    body = json.dumps(GOOD).encode()
    fits = body.ljust(LIMITS.request_bytes)

    _assert_problem(_in_chunks(api, fits + b" "), 413, "too_large")
    _assert_nothing_stored(api)
    assert _in_chunks(api, fits).status_code == 201


def test_a_body_that_is_cut_is_not_taken_for_a_whole_one(api: Api) -> None:
    body = json.dumps(GOOD).encode()
    environ = {"wsgi.input": io.BytesIO(body), "wsgi.input_terminated": True, "CONTENT_LENGTH": str(len(body) + 10)}
    answer = api.post("/v1/articles", content_type="application/json", environ_overrides=environ)

    _assert_problem(answer, 400, "bad_request")
    _assert_nothing_stored(api)


@pytest.mark.parametrize(
    ("body", "code", "status"),
    [
        (b'{"text": ' + b"9" * 5_000 + b"}", "not_json", 400),
        (b'{"text": -' + b"9" * 5_000 + b"}", "not_json", 400),
        (b'{"text": 1.' + b"9" * 5_000 + b"}", "not_json", 400),
        (b'{"text": 1e999}', "not_json", 400),
        (b'{"text": 1' + b"e1" * 3 + b"}", "not_json", 400),
        (b'{"text": NaN}', "not_json", 400),
        (b'{"text": -Infinity}', "not_json", 400),
        (b'{"text": ' + b"[" * DEEP + b"]" * DEEP + b"}", "not_json", 400),
        (b'{"a":' * DEEP + b"1" + b"}" * DEEP, "not_json", 400),
        (b'{"text": ' + b"[" * 400 + b"]" * 400 + b"}", "invalid", 422),
        (b"\xef\xbb\xbf{}", "not_json", 400),
        (json.dumps(GOOD).encode("utf-16"), "not_json", 400),
        (b'{"text": "a\x00b"}', "not_json", 400),
        (b'{"text": "\\ud800", "published_on": "2026-03-02"}', "invalid", 422),
        (b'{"text": "a\\u0000b", "published_on": "2026-03-02"}', "invalid", 422),
        (b'{"\\ud800\\u0000": 1, "text": "It rained.", "published_on": "2026-03-02"}', "invalid", 422),
        (b'{"text": 1e300}', "invalid", 422),
        (b'{"published_on": 12345678901234567890}', "invalid", 422),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_what_is_no_json_or_no_value_is_refused(api: Api, body: bytes, code: str, status: int) -> None:
    _assert_problem(_send(api, body), status, code)
    _assert_nothing_stored(api)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b'{"text": "one", "text": "two", "published_on": "2026-03-02"}', "text"),
        (b'{"text": "one", "\\u0074ext": "two", "published_on": "2026-03-02"}', "text"),
        (b'{"text": "one", "published_on": "2026-03-02", "x": [{"deep": 1, "deep": 1}]}', "deep"),
        (b'{"\\udc00": 1, "\\udc00": 2}', "?"),
        (b'{"' + b"x" * 100_000 + b'": 1, "' + b"x" * 100_000 + b'": 2}', "x" * 79 + "…"),
    ],
)
def test_a_name_that_stands_twice_is_named(api: Api, body: bytes, name: str) -> None:
    problem = _assert_problem(_send(api, body), 400, "duplicate_key")

    assert [error["field"] for error in problem["errors"]] == [name]
    _assert_nothing_stored(api)


@pytest.mark.parametrize("letter", ["x", "\U0001f4a5", "\x01"])
@pytest.mark.parametrize("path", ["/v1/articles", "/v1/detect", "/v1/webhooks", "/v1/claims"])
def test_faults_are_named_up_to_twenty_and_the_others_counted(api: Api, path: str, letter: str) -> None:
    names = {letter * 300 + str(number): letter * 300 for number in range(500)}

    problem = _assert_problem(api.post(path, {**GOOD, **names}), 422, "invalid")

    assert len(problem["errors"]) == 20
    assert problem["errors_omitted"] >= 480


def test_a_body_of_nothing_but_unknown_fields_is_answered_briefly(api: Api) -> None:
    body = b"{" + b",".join(b'"f%d":0' % number for number in range(450_000)) + b"}"
    problem = _assert_problem(_send(api, body), 422, "invalid")

    assert problem["errors_omitted"] > 449_000


def test_a_batch_names_as_few_for_each_article(api: Api) -> None:
    wrong = {f"field{number}" * 50: 0 for number in range(1_000)}
    answer = api.post("/v1/articles/batch", {"articles": [wrong] * 5})

    assert all(len(one["problem"]["errors"]) == 20 for one in answer.json["data"])
    assert len(answer.data) < 5 * MOST_BYTES


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Content_Encoding": "gzip"}, "unsupported_encoding"),
        ({"Content_Encoding": "br"}, "unsupported_encoding"),
        ({"Content_Encoding": "identity, gzip"}, "unsupported_encoding"),
        ({"Content_Type": "application/json; charset=utf-16"}, "unsupported_charset"),
        ({"Content_Type": "application/json; charset=latin1"}, "unsupported_charset"),
        ({"Content_Type": 'application/json; charset="x y"'}, "unsupported_charset"),
        ({"Content_Type": "text/html"}, "unsupported_media_type"),
        ({"Content_Type": "application/json-seq"}, "unsupported_media_type"),
        ({"Content_Type": ";;;"}, "unsupported_media_type"),
        ({"Content_Type": "x" * 8_000}, "unsupported_media_type"),
    ],
)
def test_codings_that_are_not_read_are_refused(api: Api, headers: dict[str, str], code: str) -> None:
    _assert_problem(_send(api, json.dumps(GOOD).encode(), **headers), 415, code)
    _assert_nothing_stored(api)


@pytest.mark.parametrize(
    "kind", ["application/json; charset=UTF-8", 'application/json;charset="utf-8"', "text/json+json"]
)
def test_json_in_utf_8_is_read_however_it_is_said(api: Api, kind: str) -> None:
    if kind == "text/json+json":
        kind = "application/vnd.example+json"
    assert _send(api, json.dumps(GOOD).encode(), Content_Type=kind, Content_Encoding="identity").status_code == 201


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("limit=1&limit=2", 422),
        ("sort=due&sort=-due", 422),
        ("q=" + "x" * 7_000, 422),
        ("&".join(f"p{number}=1" for number in range(800)), 422),
        ("&".join(["status=open"] * 600 + ["status=won"]), 422),
        ("cursor=" + "A" * 5_000, 422),
        ("cursor=%FF%FE", 400),
        ("cursor=W10", 400),
        ("cursor=" + "W1tb" * 200, 400),
        ("cursor=bnVsbA", 400),
        ("%FF=%FF", 422),
        ("limit=%D9%A1", 200),
        ("limit=1e1", 422),
        ("due_before=%00", 422),
    ],
)
def test_queries_are_answered_within_bounds(api: Api, query: str, status: int) -> None:
    answer = api.get(f"/v1/claims?{query}")

    assert answer.status_code == status, answer.text[:300]
    assert len(answer.data) < MOST_BYTES


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PROPFIND", "DELETE", "PUT", "x" * 50])
@pytest.mark.parametrize("path", ["/v1/articles", "/healthz", "/none"])
def test_other_methods_are_answered_within_bounds(api: Api, method: str, path: str) -> None:
    answer = api.http.open(path, method=method, headers={"Authorization": f"Bearer {api.key}"}, data=b"x" * 1_000)

    assert answer.status_code == (404 if path == "/none" else 200 if method == "OPTIONS" else 405)
    assert len(answer.data) < MOST_BYTES
    assert answer.headers["X-Request-Id"]


@pytest.mark.parametrize("path", ["/v1/claims", "/v1/articles", "/healthz", "/v1/nothing"])
def test_a_head_tells_what_a_get_would_and_has_no_body(api: Api, path: str) -> None:
    headers = {"Authorization": f"Bearer {api.key}"}
    got, told = api.http.get(path, headers=headers), api.http.head(path, headers=headers)

    assert (told.status_code, told.content_type, told.data) == (got.status_code, got.content_type, b"")


def test_a_body_on_a_get_changes_nothing(api: Api) -> None:
    answer = api.get("/v1/claims", data=b'{"limit": 1, "limit": 2', content_type="application/json")

    assert answer.status_code == 200


@pytest.mark.parametrize("kind", ["application/json", None, "text/plain"])
def test_a_body_that_is_empty_is_no_article(api: Api, kind: str | None) -> None:
    answer = api.post("/v1/articles", data=b"", content_type=kind)

    assert answer.status_code in (400, 415, 422)
    assert answer.content_type == "application/problem+json"
    _assert_nothing_stored(api)
