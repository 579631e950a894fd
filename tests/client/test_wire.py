"""Records from JSON and back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from service.client import UnexpectedAnswer
from service.client.records import Problem, Span
from service.client.wire import read, to_json
from service.domain.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A field of each kind."""

    id: UUID
    day: date
    at: datetime
    status: Status
    sure: bool
    span: Span | None
    tags: tuple[str, ...]
    later: int = 7


JSON: dict[str, Any] = {
    "id": "019dc5a0-0000-7000-8000-000000000001",
    "day": "2026-03-02",
    "at": "2026-03-10T12:00:00.000123+00:00",
    "status": "open",
    "sure": True,
    "span": {"start": 1, "end": 2},
    "tags": ["a"],
    "later": 8,
}


def test_there_and_back() -> None:
    sample = read(Sample, JSON)

    assert sample.at == datetime(2026, 3, 10, 12, 0, 0, 123, tzinfo=UTC)
    assert (sample.status, sample.span, sample.tags) == (Status.OPEN, Span(start=1, end=2), ("a",))
    assert to_json(sample) == JSON


def test_what_an_older_client_does_not_know_is_left_out() -> None:
    newer = {**JSON, "mood": "good", "span": {**JSON["span"], "colour": "red"}}

    assert read(Sample, newer) == read(Sample, JSON)


def test_what_an_older_service_does_not_send_has_its_default() -> None:
    assert read(Sample, {name: value for name, value in JSON.items() if name != "later"}).later == 7
    without = {"type": "t", "title": "t", "status": 400, "code": "c", "detail": "d", "request_id": "r"}
    assert read(Problem, without).errors == ()


def test_a_field_has_the_name_that_the_wire_gives_it() -> None:
    problem = {"type": "t", "title": "t", "status": 422, "code": "c", "detail": "d", "request_id": "r"}
    problem["errors"] = [{"in": "json", "field": "text", "message": "Too long."}]  # type: ignore[assignment]
    problem["errors_omitted"] = 0  # type: ignore[assignment]

    assert read(Problem, problem).errors[0].location == "json"
    assert to_json(read(Problem, problem)) == problem


@pytest.mark.parametrize(
    "change",
    [
        {"id": "x"},
        {"id": 3},
        {"day": "March"},
        {"day": None},
        {"at": "2026-03-10T12:00:00"},
        {"status": "lost"},
        {"sure": "yes"},
        {"sure": 1},
        {"span": []},
        {"span": {"start": 1}},
        {"tags": "abc"},
        {"tags": None},
        {"later": True},
        {"later": "8"},
    ],
)
def test_what_cannot_be_read(change: dict[str, Any]) -> None:
    with pytest.raises(UnexpectedAnswer, match="no Sample that this client can read"):
        read(Sample, {**JSON, **change})


@pytest.mark.parametrize("value", [None, [], "x", 3])
def test_what_is_no_record_at_all(value: Any) -> None:
    with pytest.raises(UnexpectedAnswer):
        read(Sample, value)
