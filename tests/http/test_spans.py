"""Where spans begin and end, seen by a tracer that only notes it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from service.domain.errors import StoreUnavailable
from service.store.database import Database
from service.telemetry import spans
from service.telemetry.spans import Attributes, Nothing, SpanKind, TraceSpan
from tests.api import Api


class Notes:
    """The spans that began and ended, by kind."""

    def __init__(self) -> None:
        self.begun: list[SpanKind] = []
        self.ended: list[tuple[SpanKind, str | None]] = []

    @contextmanager
    def span(self, kind: SpanKind, name: str, attributes: Attributes, cause: str | None) -> Iterator[TraceSpan]:
        self.begun.append(kind)
        try:
            yield Nothing()
        except Exception as error:
            self.ended.append((kind, type(error).__name__))
            raise
        self.ended.append((kind, None))

    def cause(self) -> str | None:
        return None


@pytest.fixture
def notes() -> Iterator[Notes]:
    tracer = Notes()
    spans.take(tracer)
    yield tracer
    spans.take(None)


def test_a_request_ends_with_its_stream(api: Api, notes: Notes) -> None:
    answer = api.get("/v1/claims", headers={"Accept": "text/csv"}, buffered=False)
    assert (notes.begun, notes.ended) == ([SpanKind.SERVER], [])
    answer.close()
    assert notes.ended == [(SpanKind.SERVER, None)]


@pytest.mark.parametrize("path", ["/docs", "/nowhere", "/v1/claims"])
def test_every_request_ends(http: FlaskClient, notes: Notes, path: str) -> None:
    http.get(path).close()
    assert notes.ended == [(SpanKind.SERVER, None)]


def test_a_file_ends(http: FlaskClient, notes: Notes) -> None:
    with http.get("/docs") as page:
        file = re.search(r'"(/docs/[^"]+)"', page.text)
    assert file
    http.get(file[1]).close()
    assert notes.ended == [(SpanKind.SERVER, None)] * 2


def test_probes_are_not_told(http: FlaskClient, notes: Notes) -> None:
    for path in ("/healthz", "/readyz"):
        http.get(path).close()
    assert notes.begun == []


def test_statements_end_however_they_end(database_url: str, notes: Notes) -> None:
    database = Database(database_url, statement_timeout=0.2, traced=True)
    with pytest.raises(StoreUnavailable), database.begin() as connection:
        connection.execute(text("SELECT pg_sleep(5)"))
    database.ping()
    database.dispose()

    assert notes.ended == [(SpanKind.CLIENT, "QueryCanceled"), (SpanKind.CLIENT, None)]
