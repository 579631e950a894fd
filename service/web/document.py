"""The OpenAPI document: what flask-smorest gathers from the views, completed."""

import re
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from flask import Flask
from flask_smorest import Api

from schemas.base import WireSchema
from schemas.problem import ProblemOut
from service.web.auth import PUBLIC, SECRET_ADDRESS, scope_of, scopes_of, takes_basic
from service.web.described import describer, drop_null, drop_null_defaults, schema_of
from service.web.examples import add_examples, examples
from service.web.formats import OTHER_CONTENT
from service.web.headers import HEADERS, headers_of
from service.web.messages import describe_messages
from service.web.problems import CATALOGUE, MEDIA_TYPE, example_of

KEY = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "ct_…",
    "description": "An API key, made with `claims keys create` or `POST /v1/keys`.",
}
PASSWORD = {
    "type": "http",
    "scheme": "basic",
    "description": "The same key as password, with any user name: for feed readers and calendars.",
}
_CONVERTED = re.compile(r"<(?:\w+:)?(\w+)>")  # a part of a path, as Flask has it
_WITHOUT_KEY: dict[str | None, str] = {
    PUBLIC: "Needs no key.",
    SECRET_ADDRESS: "Needs no key: the address itself is the secret.",
}
_METHODS = ("get", "post", "put", "patch", "delete")


class DocumentedApi(Api):  # type: ignore[misc]
    """flask-smorest for its documents; errors are answered by our own catalogue."""

    ERROR_SCHEMA = ProblemOut
    DEFAULT_ERROR_RESPONSE_NAME = None

    def _init_spec(self, **options: Any) -> None:
        super()._init_spec(**options)
        self.enums: dict[str, type[StrEnum]] = {}
        self.ma_plugin.converter.add_attribute_function(describer(self.enums))

    def _register_error_handlers(self) -> None:
        """Leave the handlers to `problems.install`."""

    def shapes(self) -> dict[str, type[WireSchema]]:
        """The wire shapes in the document, by their names there."""
        found = {name: key[0] for key, name in self.ma_plugin.converter.refs.items()}
        return {name: shape for name, shape in found.items() if issubclass(shape, WireSchema)}


def complete(app: Flask, api: DocumentedApi) -> dict[str, Any]:
    """The document of `api`, each operation with its scope, headers and examples; version first, as people expect."""
    told = describe_messages(api)
    document = api.spec.to_dict() | {"webhooks": told}
    endpoints = _endpoints(app)
    story = examples()
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method in item:
                _complete(item[method], endpoints[path, method], app)
                add_examples(item[method], item.get("parameters", []), story)
    components = document["components"]
    components["headers"] = dict(HEADERS)
    used = _named_responses(document)
    components["responses"] = {name: response for name, response in _problem_responses().items() if name in used}
    shapes = api.shapes()
    components["schemas"] = {
        name: {**described, **shapes[name].CONSTRAINTS}
        for name, described in components["schemas"].items()
        if name in shapes  # flask-smorest has one of its own, for lists of another kind
    } | {name: schema_of(words) for name, words in api.enums.items()}
    for shape in components["schemas"].values():
        drop_null_defaults(shape)
    return {"openapi": document["openapi"], **document}


def _endpoints(app: Flask) -> dict[tuple[str, str], str]:
    return {
        (_CONVERTED.sub(r"{\1}", str(rule)), method.lower()): rule.endpoint
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
    }


def _problem_responses() -> dict[str, Any]:
    """A response for each failing status, with an example for each code that it can have."""
    responses: dict[str, Any] = {}
    for problem in CATALOGUE:
        response = responses.setdefault(
            _response_name(problem.status),
            {
                "description": HTTPStatus(problem.status).phrase,
                "headers": headers_of(problem.status),
                "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}, "examples": {}}},
            },
        )
        response["content"][MEDIA_TYPE]["examples"][problem.code] = {
            "summary": problem.title,
            "value": example_of(problem),
        }
    return responses


def _named_responses(document: dict[str, Any]) -> set[str]:
    """The names of the shared responses that the operations of `document` point to."""
    return {
        response["$ref"].rpartition("/")[2]
        for item in document["paths"].values()
        for method in _METHODS
        for response in item.get(method, {}).get("responses", {}).values()
        if "$ref" in response
    }


def _response_name(status: int | str) -> str:
    """A name of our own: those of the standard library change with its release."""
    return f"Problem{status}"


def _complete(operation: dict[str, Any], endpoint: str, app: Flask) -> None:
    operation["operationId"] = endpoint.rpartition(".")[2]
    scope = scope_of(app.view_functions[endpoint])
    scopes = " or ".join(f"`{one}`" for one in scopes_of(app.view_functions[endpoint]))
    needed = _WITHOUT_KEY.get(scope, f"Needs the scope {scopes}.")
    operation["description"] = f"{operation.get('description', '')}\n\n{needed}".strip()
    if scope in _WITHOUT_KEY:
        operation["security"] = []
    elif takes_basic(app.view_functions[endpoint]):
        operation["security"] = [{"key": []}, {"password": []}]
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "query":
            drop_null(parameter["schema"])
            if parameter["schema"].get("type") == "array":
                _say_several(parameter)
    operation["responses"] = dict(sorted(operation["responses"].items()))
    for status, response in operation["responses"].items():
        if "$ref" in response:
            response["$ref"] = f"#/components/responses/{_response_name(status)}"
        else:
            _complete_response(response, int(status), counted=scope != PUBLIC)
    if operation["operationId"] in OTHER_CONTENT:
        content = operation["responses"]["200"]["content"]
        content |= {kind: dict(value) for kind, value in OTHER_CONTENT[operation["operationId"]].items()}


def _complete_response(response: dict[str, Any], status: int, *, counted: bool) -> None:
    schema = response.get("content", {}).get("application/json", {}).get("schema", {})
    shape = schema.get("$ref", "").rpartition("/")[2]
    response["headers"] = headers_of(status, shape, counted=counted) | response.get("headers", {})


def _say_several(parameter: dict[str, Any]) -> None:
    """Several values are written with commas between; each in a parameter of its own is understood as well."""
    parameter |= {"style": "form", "explode": False}
    parameter["schema"]["minItems"] = 1
    parameter["schema"].pop("default", None)
