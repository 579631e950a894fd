"""What the database says of an error quotes the data: none of it reaches the log, the metrics or the spans."""

import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from service.bootstrap import Services
from service.domain.key import Scope
from service.store.database import Database
from service.telemetry.logs import configure_logging
from service.telemetry.spans import take
from service.telemetry.tracing import exporting
from service.web.api import make_app
from tests.api import Api
from tests.conftest import LIMITS
from tests.serving.collector import Collector, collecting

SECRET = "The marmalade ministers will sign the accord"  # words of an article


@pytest.fixture
def collector() -> Iterator[Collector]:
    with collecting() as there, exporting(there.url, "tested"):
        yield there
    take(None)


@pytest.fixture(params=["json", "console"])
def log(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Where the service logs, with everything that it has to say."""
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    configure_logging(level="debug", form=request.param)
    return written


FAILING: dict[str, str] = {  # a constraint that the insertion of an article breaks, and how
    "check": "ALTER TABLE article ADD CONSTRAINT never CHECK (text NOT LIKE '%marmalade%')",
    "unique": "CREATE UNIQUE INDEX never ON claim ((left(text, 13)))",
    "cast": "CREATE INDEX never ON article ((left(text, 20)::int)) WHERE text LIKE '%marmalade%'",
    "too wide": "ALTER TABLE article DROP COLUMN search, ALTER COLUMN title TYPE varchar(3)",
}


@pytest.mark.parametrize("how", FAILING)
def test_an_articles_text_stays_out_of_log_metrics_and_spans(
    database_url: str,
    database: Database,
    services: Services,
    key_for: Callable[..., str],
    log: io.StringIO,
    collector: Collector,
    how: str,
) -> None:
    services = Services(database=Database(database_url, traced=True), clock=services.clock, web=services.web)
    api = Api(make_app(services, LIMITS).test_client(), key_for(Scope.ADMIN))
    api.add("The marmalade ministers will resign on Monday.")
    if how != "unique":
        _execute(database, "TRUNCATE article CASCADE")
    _execute(database, FAILING[how])

    answer = api.post("/v1/articles", {"text": f"{SECRET}.", "title": SECRET, "published_on": "2026-03-02"})
    metrics = api.get("/metrics").text
    services.database.dispose()

    assert (answer.status_code, answer.json["code"]) == (500, "internal")
    written = log.getvalue()
    assert "SQLSTATE" in written  # what failed is told
    for told in (written, metrics, answer.text, *map(_plain, collector.spans())):
        assert "marmalade" not in told


def _execute(database: Database, statement: str) -> None:
    with database.begin() as connection:
        connection.execute(text(statement))


def _plain(seen: Any) -> str:
    return json.dumps([seen.name, seen.told], default=str)


def test_an_error_still_says_where_it_happened(database: Database) -> None:
    with pytest.raises(DBAPIError) as caught, database.begin() as connection:
        connection.execute(text("INSERT INTO article (text) VALUES (:words)"), {"words": SECRET})

    assert "table_name article" in str(caught.value)
    assert SECRET not in str(caught.value)
    assert SECRET not in str(caught.value.__cause__)
