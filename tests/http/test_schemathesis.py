"""Schemathesis against the served app: all its checks, on requests that it makes up from the OpenAPI document."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from threading import Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
import schemathesis
import schemathesis.engine
from flask import Flask
from flask.testing import FlaskClient
from openapi_schema_validator import OAS31Validator
from schemathesis import Case, HookContext, hooks
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation
from schemathesis.engine.events import FatalError, NonFatalError, ScenarioFinished
from schemathesis.engine.recorder import CheckNode, Interaction
from werkzeug.serving import WSGIRequestHandler, make_server

from service.analysis import analysis_hash
from service.bootstrap import Services
from service.outbound.guard import Allowed
from service.outbound.page import WebPage
from service.outbound.web import Web
from service.web.resources import bind
from tests.api import Api
from tests.http.story import OneDesk

PHASES = ("examples", "coverage", "fuzzing", "stateful")

# What a schema cannot say, so that a request can fit the document and still be refused: the operation's problem as
# (code, words of one of its `errors`). Nothing else is let pass.
BEYOND_SCHEMAS = {
    ("invalid_cursor", ""),  # which strings are cursors of this very list
    ("stale_version", ""),  # at which version the claim stands
    ("invalid", "Must lie between"),  # dates from the first newspaper until a year from now
    ("invalid", "Must not lie in the future"),
    ("invalid", "Must not lie before the day on which it was said"),  # dates beside each other, or beside the claim's
    ("invalid", "Must not lie after the due date"),
    ("invalid", "Must lie after the due date"),
    ("invalid", "Only a claim with a due date can be late"),
    ("invalid", "Nothing is late until the due date"),
    ("invalid", "The claim's resolution would disagree"),
    ("invalid", "Must lie in the future."),
    ("invalid", "Only for rehearsals"),  # a day given to a service that goes by the real one
    ("invalid", "Not a valid URL."),  # `format: uri` admits hosts that no name server could know
    ("invalid", "Missing, and the page does not tell it."),  # the date, which the page in `html` may hold
    ("invalid", "Relevance goes with q only."),  # one parameter's value with another's presence
    ("invalid", "No mention of this claim has this id."),
    ("invalid", "A claim cannot be merged into itself."),
    ("invalid", "There is no tracked claim with this id."),
    ("invalid", "No claim has this id."),
    ("invalid", "A claim is not linked to itself."),
    ("invalid", "A dismissed claim is not linked"),
    ("invalid", "It was said on"),  # the day of one claim beside the other's
    ("invalid", "Both were said by"),
    ("invalid", "An entity cannot be merged into itself."),
    ("invalid", "No person or body has this id."),
    ("invalid", "It does not count as this entity."),
    ("invalid", "Names evidence that is not the claim's."),
    ("invalid", "The key belongs to no member."),  # whose key asks for `me`
    ("invalid", "The member lacks"),  # a key's scopes beside the member's
    ("invalid", "No statement has this id."),
    ("invalid", "It is the claim's only mention."),
    ("page_without_text", ""),  # what is to be found in the page
    ("page_unsupported", ""),
}

# Lists whose objects are answered apiece: what is wrong with one is told in the answer, not by its status.
APIECE = {"post_batch": "articles"}


class OnePage(Web):
    """A web whose every address has the same page: no test goes out."""

    def fetch(self, url: str, today: date) -> WebPage:
        """The page."""
        return WebPage(text=f"The bridge at {len(url)} Long Lane will reopen in May.", published_on=today)


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_request(self, *_: Any, **__: Any) -> None:
        """The app has its own line for each request."""


@pytest.fixture
def served(app: Flask, http: FlaskClient, services: Services, web: Web) -> Iterator[str]:
    """The address of the app, served on loopback."""
    analysis_hash()  # a checkout works it out once, which takes longer than a request may
    bind(app, replace(services, web=OnePage(allowed=web._allowed), courier=OneDesk(allowed=Allowed(), decrypt=str)))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def fresh_keys() -> Iterator[None]:
    """Each good request has an Idempotency-Key of its own: one that came with another is refused, however written."""
    hook = schemathesis.hook("before_call")(_give_key_of_its_own)
    yield
    hooks.unregister(hook)


@pytest.fixture
def own_key(api: Api) -> Iterator[None]:
    """Its own key is not revoked: it would list the keys, and take one that it comes with."""
    own = str(UUID(api.key.split("_")[1]))

    def spare(_: HookContext, case: Case, __: Any) -> None:
        if case.method == "DELETE" and case.path_parameters.get("key_id") == own:
            case.path_parameters["key_id"] = str(uuid4())

    hook = schemathesis.hook("before_call")(spare)
    yield
    hooks.unregister(hook)


@pytest.mark.slow
@pytest.mark.usefixtures("fresh_keys", "own_key")
@pytest.mark.parametrize("phase", PHASES)
def test_schemathesis_finds_nothing(served: str, api: Api, phase: str) -> None:
    schema = schemathesis.openapi.from_url(f"{served}/openapi.json", config=_config(phase, api.key))
    document = api.http.get("/openapi.json").json
    found, answers = [], Counter[str]()
    for event in schemathesis.engine.from_schema(schema).execute():
        if isinstance(event, FatalError | NonFatalError):
            pytest.fail(f"schemathesis broke: {event}")
        if isinstance(event, ScenarioFinished):
            recorder = event.recorder
            found += [
                _words(check, recorder.interactions.get(case))
                for case, checks in recorder.checks.items()
                for check in checks
                if check.failure_info
                and not _is_beyond_schemas(check, recorder.interactions.get(case))
                and not _fits_after_all(check, recorder.cases[case].value, document)
            ]
            answers.update(
                str(call.response.status_code)[0] for call in recorder.interactions.values() if call.response
            )

    assert not found, f"{len(found)} findings\n\n" + "\n\n".join(found[:20])
    assert answers["2"] >= 20, answers  # refusals alone would prove little


def _config(phase: str, key: str) -> SchemathesisConfig:
    """All checks, one phase, the same cases each time."""
    return SchemathesisConfig.from_dict(
        {
            "seed": 4,
            "continue-on-failure": True,
            "headers": {"Authorization": f"Bearer {key}"},
            "generation": {"max-examples": 15, "deterministic": True, "database": "none"},
            "phases": {name: {"enabled": name == phase} for name in PHASES},
            "suppress-health-check": ["all"],
            "checks": {
                # RFC 6585 made 428 for just this.
                "missing_required_header": {"expected-statuses": ["400", "401", "403", "422", "428"]},
                # 412: an If-Match that is no ETag of ours names no version that the claim can have; 413: too large.
                "negative_data_rejection": {
                    "expected-statuses": ["400", "401", "403", "404", "405", "409", "412", "413", "415", "422", "428"]
                },
            },
        }
    )


def _give_key_of_its_own(_: HookContext, case: Case, __: Any) -> None:
    if "Idempotency-Key" in case.headers and case.meta and case.meta.generation.mode.is_positive:
        case.headers["Idempotency-Key"] = str(uuid4())


def _is_beyond_schemas(check: CheckNode, call: Interaction | None) -> bool:
    if check.name != "positive_data_acceptance" or call is None or call.response is None:
        return False
    problem = json.loads(call.response.content)
    messages = [error["message"] for error in problem.get("errors", [])] or [""]
    return all(
        any(problem["code"] == code and message.startswith(words) for code, words in BEYOND_SCHEMAS)
        for message in messages
    )


def _fits_after_all(check: CheckNode, case: Case, document: dict[str, Any]) -> bool:
    """Whether a body that was to be wrong is right: what breaks the `then` of a schema may meet its `else`."""
    if check.name != "negative_data_rejection" or not case.meta:
        return False
    wrong = [location for location, part in case.meta.components.items() if part.mode.is_negative]
    if wrong != [ParameterLocation.BODY]:
        return False
    operation = document["paths"][case.operation.path][case.operation.method.lower()]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    body = case.body
    if operation["operationId"] in APIECE and isinstance(body, dict):
        body = {
            name: _objects(part) if name == APIECE[operation["operationId"]] else part for name, part in body.items()
        }
    return bool(OAS31Validator({**schema, "components": document["components"]}).is_valid(body))


def _objects(part: Any) -> Any:
    """A list with something good in place of each object."""
    good = {"url": "https://courier.example/"}
    return [good if isinstance(item, dict) else item for item in part] if isinstance(part, list) else part


def _words(check: CheckNode, call: Interaction | None) -> str:
    assert check.failure_info is not None
    answer = call.response.content[:500].decode(errors="replace") if call and call.response else ""
    return f"{check.name}: {check.failure_info.failure.message}\n{check.failure_info.code_sample[:500]}\n{answer}"
