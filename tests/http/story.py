"""Plays the examples of the API's document against the service, and says each as it really went.

After a change that is meant: `CLAIMS_RENEW_EXAMPLES=1 python -m pytest tests/http/test_docs.py`, then `make openapi`.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Flask
from werkzeug.test import TestResponse

from service.domain.delivery import Attempt
from service.domain.webhook import Webhook
from service.outbound.courier import Courier
from service.web.examples import RequestExample
from tests.api import Api

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_TOKEN = re.compile(r"cf_[0-9a-f]{32}_[\w-]{43}")
_CHANCE = {"next": "WyJ{:04}Il0", "key": "ct_{:04}…", "secret": "whsec_{:04}…", "rules_version": "3f9ab1c27d5e{:04}"}
_REQUEST_ID = "8f14e45fceea167a5a36dedd4bea2543"
_ENTITY, _OF_ENTITIES = "019d2f4c-8a00-7000-8000-00000e", ("canonical_id", "merged_into", "speaker_entity_id")
_EMPTY: dict[str, Any] = {"path": {}, "query": {}, "headers": {}, "body": None, "media_type": None, "answer": None}


class OneDesk(Courier):
    """A courier for whom every receiver is at home: no test goes out."""

    def check(self, url: str) -> None:
        """Go anywhere."""

    def ping(self, webhook: Webhook, message_id: UUID, now: datetime) -> Attempt:
        """Be thanked."""
        return Attempt(at=now, response_status=204)


class Story:
    """What stands for what: the document's ids, cursors and keys for those of this very run."""

    def __init__(self, api: Api) -> None:
        self._api, self._shown = api, dict[str, str]()

    def play(self, examples: Iterable[RequestExample]) -> Iterator[RequestExample]:
        """Each example with the status and the answer that the service gave to its request."""
        routes = _routes(self._api.http.application)
        for example in examples:
            method, path = routes[example.operation]
            answer = self._send(method, path, example)
            told = _read(answer)
            self._learn(told)
            yield replace(
                example,
                status=answer.status_code,
                media_type=answer.mimetype if answer.data else None,
                answer=json.loads(self._show(json.dumps(told))),
            )

    def _send(self, method: str, path: str, example: RequestExample) -> TestResponse:
        for name, value in example.path.items():
            path = re.sub(f"<\\w+:{name}>", value, path)
        real = json.loads(self._real(json.dumps([path, dict(example.query), example.body])))
        sent = {"json": real[2]} if real[2] is not None else {}
        headers = {"Authorization": f"Bearer {self._api.key}", "X-Request-Id": _REQUEST_ID, **example.headers}
        return self._api.http.open(real[0], method=method, query_string=real[1], headers=headers, **sent)

    def _learn(self, told: Any, name: str = "") -> None:
        if isinstance(told, dict):
            for key, value in sorted(told.items()):  # ids keep their numbers, whatever the order of fields
                self._learn(value, key)
        elif isinstance(told, list):
            for value in told:
                self._learn(value, name)
        elif isinstance(told, str):
            for found in _TOKEN.findall(told):
                self._shown.setdefault(found, f"cf_019d2f4c8a0070008000{self._number():012}_…")
            for found in _UUID.findall(told):
                self._shown.setdefault(found, self._id_shown(name))
            if name in _CHANCE:
                self._shown.setdefault(told, _CHANCE[name].format(self._number()))

    def _id_shown(self, name: str) -> str:
        """The next id; those of entities count apart, so that the others keep their numbers."""
        if name in _OF_ENTITIES:
            return f"{_ENTITY}{len(self._shown) + 2 - self._number():06}"
        return f"019d2f4c-8a00-7000-8000-{self._number():012}"

    def _number(self) -> int:
        return sum(not shown.startswith(_ENTITY) for shown in self._shown.values()) + 1

    def _show(self, text: str) -> str:
        for real, shown in self._shown.items():
            text = text.replace(real, json.dumps(shown)[1:-1])
        return text

    def _real(self, text: str) -> str:
        for real, shown in self._shown.items():
            text = text.replace(json.dumps(shown)[1:-1], real)
        for real, shown in self._shown.items():  # ids by their end, too
            if _UUID.fullmatch(real):
                text = text.replace(f'"{shown[-12:]}"', f'"{real[-12:]}"')
        return text


def write(examples: Iterable[RequestExample]) -> str:
    """The examples as their file has them."""
    records = (asdict(example) for example in examples)
    told = [{name: value for name, value in record.items() if _EMPTY.get(name, ...) != value} for record in records]
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def _routes(app: Flask) -> dict[str, tuple[str, str]]:
    return {
        rule.endpoint.rpartition(".")[2]: (method, str(rule))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def _read(answer: TestResponse) -> Any:
    if not answer.data:
        return None
    # (calendars without their folds, which may lie within an id)
    return answer.json if answer.is_json else answer.text.replace("\r\n ", "")
