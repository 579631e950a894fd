"""All metrics and gauges in Prometheus' text form: those of every process that shares them, and the database's."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from service.bootstrap import Services
from service.domain.errors import StoreUnavailable
from service.telemetry import metric_files
from service.telemetry.metrics import metrics
from service.usecases.readings import Readings, take_readings

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def metrics_text(services: Services) -> bytes:
    """What a scrape is answered. Where the database is away its gauges are missing and `claims_database_up` is 0."""
    return _metered() + _read(_Gauges(services))


def _metered() -> bytes:
    folder = metric_files.shared_folder()
    if folder is None:
        return generate_latest(metrics().registry)
    with metric_files.locked(folder):
        return _read(MultiProcessCollector(None, path=str(folder)))  # type: ignore[no-untyped-call]


def _read(collector: Collector) -> bytes:
    registry = CollectorRegistry(auto_describe=False)
    registry.register(collector)
    return generate_latest(registry)


class _Gauges(Collector):
    def __init__(self, services: Services) -> None:
        self._services = services

    def collect(self) -> Iterator[Metric]:
        """The gauges that the database answers."""
        try:
            found = take_readings(self._services.database, today=self._services.clock.today())
        except StoreUnavailable:
            yield _gauge("claims_database_up", "Whether the database answers.", 0)
            return
        yield _gauge("claims_database_up", "Whether the database answers.", 1)
        yield from _gauges_of(found)


def _gauges_of(found: Readings) -> Iterator[Metric]:
    claims = GaugeMetricFamily(
        "claims_claims", "Claims by status: exactly up to 10,000, about how many above.", labels=["status"]
    )
    for status, count in found.claims.items():
        claims.add_metric([status], count)
    yield claims
    yield _gauge(
        "claims_oldest_due_days", "Days since the review day of the claim that is due longest.", found.oldest_due_days
    )
    yield _gauge(
        "claims_sweep_behind_days",
        "Days since the review day of an open claim that the sweep should have made due.",
        found.sweep_behind_days,
    )
    left = GaugeMetricFamily(
        "claims_reread_left", "What another version of the analysis has read, up to 10,000.", labels=["what"]
    )
    left.add_metric(["claims"], found.reread_left.claims)
    left.add_metric(["articles"], found.reread_left.articles)
    yield left
    yield from _queues_of(found)


def _queues_of(found: Readings) -> Iterator[Metric]:
    waiting = GaugeMetricFamily("claims_jobs_waiting", "Jobs whose time has come, up to 10,000.", labels=["queue"])
    age = GaugeMetricFamily("claims_jobs_oldest_seconds", "How long the first of them has waited.", labels=["queue"])
    for queue in {"default", *found.queues}:
        there = found.queues.get(queue)
        waiting.add_metric([queue], there.jobs if there else 0)
        age.add_metric([queue], there.seconds if there else 0)
    yield waiting
    yield age
    if found.worker_silent_seconds is not None:
        yield _gauge(
            "claims_worker_silent_seconds",
            "Seconds since any worker gave a sign of life; missing where there is none.",
            found.worker_silent_seconds,
        )


def _gauge(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(name, told, value=value)
