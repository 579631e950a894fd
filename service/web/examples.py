"""Examples for the API's document: one story, told request by request, that a test plays against the service."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("examples.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestExample:
    """A request to an operation and its answer, in words and in values."""

    operation: str
    title: str
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    status: int
    media_type: str | None = None  # of the answer; None where it has no body
    answer: Any = None

    @property
    def name(self) -> str:
        """The title as a key that documents can have."""
        return "_".join(word for word in "".join(c if c.isalnum() else " " for c in self.title.lower()).split())


def examples() -> list[RequestExample]:
    """Every example, in the order of the story."""
    return [RequestExample(**record) for record in json.loads(FILE.read_text(encoding="utf-8"))]


def add_examples(operation: dict[str, Any], shared: list[dict[str, Any]], story: list[RequestExample]) -> None:
    """Put the examples of `story` that are this operation's in its document; `shared` are its path's parameters."""
    mine = [example for example in story if example.operation == operation["operationId"]]
    for example in mine:
        if example.body is not None:
            _put(operation["requestBody"]["content"]["application/json"], example, example.body)
        if example.media_type is not None:
            _put(operation["responses"][str(example.status)]["content"][example.media_type], example, example.answer)
    for parameter, value in _values(mine, [*shared, *operation.get("parameters", [])]):
        parameter.setdefault("example", value)


def _put(content: dict[str, Any], example: RequestExample, value: Any) -> None:
    content.setdefault("examples", {})[example.name] = {"summary": example.title, "value": value}


def _values(mine: list[RequestExample], parameters: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str | int]]:
    for example in mine:
        given = {"path": example.path, "header": example.headers}
        for parameter in parameters:
            values = given.get(parameter["in"], {})
            if parameter["name"] in values:
                value = values[parameter["name"]]
                yield parameter, int(value) if parameter.get("schema", {}).get("type") == "integer" else value
