"""The OpenAPI document: what flask-smorest gathers from the views, completed."""

from typing import Any

from flask import Flask
from flask_smorest import Api

from schemas.problem import ProblemOut
from service.web.auth import PUBLIC, scope_of
from service.web.problems import CATALOGUE, MEDIA_TYPE, example_of

DESCRIPTION = """\
Reads news text, tells stated outcomes from reported results, and tracks each stated outcome as a claim until it
is resolved.

- **Keys**: send an API key as `Authorization: Bearer <key>`. Each operation names the scope that it needs.
- **Errors** are `application/problem+json` (RFC 9457) with a stable `code`; wrong fields are named in `errors`.
- **Lists** are pages: `{"data": […], "next": "<cursor>" or null}`. Give `next` back as `cursor`.
- **Changes** to a claim need the `ETag` that you read as `If-Match`: 428 without it, 412 where it is stale.
- **Retry**: 503 carries `Retry-After`. Every answer carries `X-Request-Id`.
"""


class DocumentedApi(Api):  # type: ignore[misc]
    """flask-smorest for its documents; errors are answered by our own catalogue."""

    ERROR_SCHEMA = ProblemOut
    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        """Leave the handlers to `problems.install`."""


def complete(app: Flask, document: dict[str, Any]) -> dict[str, Any]:
    """The document with each operation's id and the scope that it needs; version first, as people expect."""
    for rule in app.url_map.iter_rules():
        item = document["paths"].get(_path(str(rule)), {})
        for method in rule.methods or ():
            if method.lower() in item:
                _complete(item[method.lower()], rule.endpoint, app)
    document["components"]["responses"] = _problem_responses()
    return {"openapi": document["openapi"], **document}


def _problem_responses() -> dict[str, Any]:
    """A response for each failing status, with an example for each code that it can have."""
    responses: dict[str, Any] = {}
    for problem in CATALOGUE:
        response = responses.setdefault(
            _response_name(problem.status),
            {
                "description": problem.title,
                "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}, "examples": {}}},
            },
        )
        response["content"][MEDIA_TYPE]["examples"][problem.code] = {"value": example_of(problem)}
    return responses


def _response_name(status: int | str) -> str:
    """A name of our own: those of the standard library change with its release."""
    return f"Problem{status}"


def _complete(operation: dict[str, Any], endpoint: str, app: Flask) -> None:
    for status, response in operation["responses"].items():
        if "$ref" in response:
            response["$ref"] = f"#/components/responses/{_response_name(status)}"
    operation["operationId"] = endpoint.rpartition(".")[2]
    scope = scope_of(app.view_functions[endpoint])
    if scope == PUBLIC:
        operation["security"] = []
    else:
        words = operation.get("description", "")
        operation["description"] = f"{words}\n\nNeeds the scope `{scope}`.".strip()


def _path(rule: str) -> str:
    return rule.replace("<uuid:", "{").replace(">", "}")
