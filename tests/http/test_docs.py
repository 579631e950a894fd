"""/docs and /openapi.json: a page that asks no other site, and examples that are true."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient
from openapi_schema_validator import OAS31Validator

import service.web
from service.bootstrap import Services
from service.domain.key import Scope
from service.domain.status import Outcome
from service.outbound.guard import Allowed
from service.web.examples import FILE, examples
from tests.api import Api
from tests.http.story import OneDesk, Story, write

DOCUMENT = Path(__file__).parents[2] / "openapi.yaml"
VIEWER = Path(service.web.__file__).parent / "viewer" / "swagger-ui"
SUCCESS = re.compile("2..")


@pytest.fixture
def services(services: Services) -> Services:
    """The services, with receivers of webhooks that are always at home."""
    return replace(services, courier=OneDesk(allowed=Allowed(), decrypt=str))


@pytest.fixture
def document(http: FlaskClient) -> dict[str, Any]:
    described: dict[str, Any] = http.get("/openapi.json").json
    return described


def _operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        operation for item in document["paths"].values() for method, operation in item.items() if method != "parameters"
    ]


def test_the_examples_are_what_the_service_answers(api: Api) -> None:
    played = write(Story(api).play(examples()))
    if os.environ.get("CLAIMS_RENEW_EXAMPLES"):
        FILE.write_text(played, encoding="utf-8")

    assert played == FILE.read_text(encoding="utf-8")


def test_every_operation_has_an_example_of_its_request_and_of_each_good_answer(document: dict[str, Any]) -> None:
    for operation in _operations(document):
        contents = [
            content
            for status, response in operation["responses"].items()
            if SUCCESS.fullmatch(status)
            for content in response.get("content", {}).values()
        ] + list(operation.get("requestBody", {}).get("content", {}).values())
        assert all(content.get("examples") for content in contents), operation["operationId"]


def test_every_example_fits_its_schema(document: dict[str, Any]) -> None:
    bodies = [operation.get("requestBody", {}) for operation in _operations(document)]
    answers = [answer for operation in _operations(document) for answer in operation["responses"].values()]
    failures = document["components"]["responses"].values()
    contents = [content for part in (*bodies, *answers, *failures) for content in part.get("content", {}).values()]
    checked = 0
    for content in contents:
        for example in content.get("examples", {}).values():
            OAS31Validator({**content["schema"], "components": document["components"]}).validate(example["value"])
            checked += 1
    assert checked > 60


def test_no_schema_hides_its_fields_from_generators_of_clients(document: dict[str, Any]) -> None:
    """Beside `properties` they read `anyOf`, `oneOf` and `allOf` in place of them; null in an enum confuses them."""
    shown = 0
    for place, schema in _schemas(document["components"]["schemas"]):
        if "properties" in schema:
            assert not {"anyOf", "oneOf", "allOf"} & schema.keys(), place
        assert None not in schema.get("enum", []), place
        assert schema.get("default", ...) is not None, place
        shown += 1
    assert shown > 200


def _schemas(part: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema in a part of the document, whatever it stands in, and where."""
    if isinstance(part, dict):
        yield place, part
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for name, value in inner:
        yield from _schemas(value, f"{place}/{name}")


def test_each_answer_of_a_kind_has_one_shape(document: dict[str, Any]) -> None:
    answers = [answer for operation in _operations(document) for answer in operation["responses"].values()]
    for answer in (*answers, *document["components"]["responses"].values()):
        for content in answer.get("content", {}).values():
            assert not {"anyOf", "oneOf", "allOf"} & content["schema"].keys(), answer


def test_each_enum_has_one_name(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]

    assert schemas["ResolutionIn"]["properties"]["outcome"]["$ref"] == "#/components/schemas/Outcome"
    assert schemas["Outcome"] == {
        "type": "string",
        "enum": [outcome.value for outcome in Outcome],
        "description": "What became of a resolved claim, said of the outcome as it was stated.",
    }


def test_every_shared_response_is_used(document: dict[str, Any]) -> None:
    used = {answer.get("$ref") for operation in _operations(document) for answer in operation["responses"].values()}

    assert {f"#/components/responses/{name}" for name in document["components"]["responses"]} == used - {None}


def test_the_document_has_no_anchors() -> None:
    events = list(yaml.parse(DOCUMENT.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))

    assert len(events) > 1_000
    assert not [event for event in events if getattr(event, "anchor", None)]


def test_every_operation_tells_its_request_id_and_its_failures(document: dict[str, Any]) -> None:
    for operation in _operations(document):
        good = [answer for status, answer in operation["responses"].items() if SUCCESS.fullmatch(status)]
        assert all("X-Request-Id" in answer["headers"] for answer in good)
        if operation.get("security") != []:
            assert {"401", "403", "429", "500", "503"} <= operation["responses"].keys()


def test_the_guide_names_every_error(document: dict[str, Any]) -> None:
    told = [code for answer in document["components"]["responses"].values() for code in _codes(answer)]

    assert len(told) > 20
    assert all(f"`{code}`" in document["info"]["description"] for code in told)


def _codes(answer: dict[str, Any]) -> list[str]:
    return [example["value"]["code"] for example in answer["content"]["application/problem+json"]["examples"].values()]


def test_documented_headers_are_sent(api: Api) -> None:
    answer = api.post("/v1/articles", {"text": "They will sign.", "published_on": "2026-03-02"})
    assert {"Location", "X-Request-Id", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"} <= set(
        answer.headers.keys()
    )
    claim = api.add_claim()
    assert api.get(f"/v1/claims/{claim['id']}").headers["ETag"] == f'"{claim["version"]}"'


def test_the_page_asks_no_other_site(http: FlaskClient) -> None:
    page = http.get("/docs")
    linked = re.findall(r'(?:src|href)="([^"]+)"', page.text)

    assert page.content_type == "text/html; charset=utf-8"
    assert all(address.startswith(("/", "data:")) for address in linked)
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert not re.search(r"<script(?![^>]* src=)|<style| style=| on[a-z]+=", page.text)


def test_what_the_page_needs_is_served_to_anybody_and_kept(http: FlaskClient) -> None:
    page = http.get("/docs").text
    for address in re.findall(r'(?:src|href)="(/docs/[^"]+)"', page):
        answer = http.get(address)
        assert answer.status_code == 200
        assert answer.content_type.split(";")[0] in ("text/javascript", "text/css")
        assert "immutable" in answer.headers["Cache-Control"]
        assert "max-age=31536000" in answer.headers["Cache-Control"]
        answer.close()


def test_the_viewer_is_as_its_makers_published_it() -> None:
    digests = re.findall(r"([0-9a-f]{64})  (\S+)", (VIEWER / "README.md").read_text(encoding="utf-8"))

    assert len(digests) == 2
    assert digests == [(sha256((VIEWER / name).read_bytes()).hexdigest(), name) for _, name in digests]


@pytest.mark.parametrize("name", ["index.html", "README.md", "../api.py", "..%2Fapi.py", "swagger-ui/LICENSE", ""])
def test_nothing_else_is_served_with_the_page(http: FlaskClient, name: str) -> None:
    edition = re.search(r"/docs/([0-9a-f]{16})/", http.get("/docs").text)
    assert edition

    assert http.get(f"/docs/{edition[1]}/{name}").status_code == 404
    assert http.get("/docs/0000000000000000/start.js").status_code == 404


def test_the_story_needs_no_more_than_an_admins_key(api: Api) -> None:
    assert api.get("/v1/keys").json["data"][0]["scopes"] == [Scope.ADMIN]
