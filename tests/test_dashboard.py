"""The Grafana dashboard: it asks for what /metrics tells, by labels that it has."""

import json
import re
from pathlib import Path

from service.store.database import Database
from service.store.jobs import Job, enqueue
from service.telemetry.metrics import metrics
from tests.api import Api

DASHBOARD = json.loads((Path(__file__).parents[1] / "docker" / "grafana.json").read_text(encoding="utf-8"))
METRIC = re.compile(r"\bclaims_[a-z_]+\b")
BY = re.compile(r"\bby \(([a-z, ]+)\)")


def _asked() -> list[str]:
    return [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]


def _told(api: Api, database: Database) -> dict[str, set[str]]:
    """The labels of each metric, every one of which has been used."""
    api.add()
    metrics().jobs.labels("sweep", "succeeded").inc(0)
    metrics().webhook_messages.labels("delivered").inc(0)
    with database.begin() as connection:
        enqueue(connection, Job(task="x"))
        connection.exec_driver_sql("INSERT INTO procrastinate_workers DEFAULT VALUES")
    api.get("/metrics")  # counts itself at its end
    lines = [line for line in api.get("/metrics").text.splitlines() if not line.startswith("#")]
    found: dict[str, set[str]] = {}
    for line in lines:
        name, _, labels = line.partition(" ")[0].partition("{")
        found.setdefault(name, set()).update(re.findall(r'(\w+)="', labels))
    return found


def test_every_query_asks_for_what_is_told(api: Api, database: Database) -> None:
    told = _told(api, database)

    for expression in _asked():
        names = METRIC.findall(expression)
        assert names, expression
        assert set(names) <= told.keys(), expression
        for labels in BY.findall(expression):
            assert set(labels.split(", ")) <= set.union(*(told[name] for name in names)), expression


def test_what_is_told_is_shown(api: Api, database: Database) -> None:
    shown = {
        re.sub(r"_(bucket|sum|count)$", "", name) for expression in _asked() for name in METRIC.findall(expression)
    }
    told = {re.sub(r"_(bucket|sum|count)$", "", name) for name in _told(api, database) if not name.endswith("_created")}

    assert told <= shown


def test_each_panel_has_a_place_of_its_own() -> None:
    panels = DASHBOARD["panels"]

    assert (
        len({panel["id"] for panel in panels})
        == len({(p["gridPos"]["x"], p["gridPos"]["y"]) for p in panels})
        == len(panels)
    )
