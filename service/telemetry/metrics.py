"""What the process counts and times, for Prometheus. Labels come from fixed sets: routes, rules, states."""

from dataclasses import dataclass
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """The metrics of one process. Under gunicorn each is summed over all workers when it is read."""

    registry: CollectorRegistry
    requests: Counter
    request_seconds: Histogram
    requests_working: Gauge
    requests_waiting: Gauge
    detection_seconds: Histogram
    words: Counter
    statements: Counter
    sweeps: Counter
    last_sweep: Gauge
    jobs: Counter
    webhook_messages: Counter
    pool_size: Gauge
    pool_in_use: Gauge


@cache
def metrics() -> Metrics:
    """This process's metrics, made at their first use."""
    registry = CollectorRegistry()

    def gauge(name: str, told: str) -> Gauge:
        return Gauge(name, told, registry=registry, multiprocess_mode="livesum")

    return Metrics(
        registry=registry,
        requests=Counter(
            "claims_http_requests", "Requests answered.", ["method", "route", "status"], registry=registry
        ),
        request_seconds=Histogram(
            "claims_http_request_seconds",
            "Time from the head of a request to the head of its answer.",
            ["method", "route"],
            buckets=_SECONDS,
            registry=registry,
        ),
        requests_working=gauge("claims_http_requests_working", "Requests that are being worked on."),
        requests_waiting=gauge("claims_http_requests_waiting", "Requests that wait for their turn."),
        detection_seconds=Histogram(
            "claims_detection_seconds", "Time to find the statements of one text.", buckets=_SECONDS, registry=registry
        ),
        words=Counter("claims_detection_words", "Words of the texts that were read.", registry=registry),
        statements=Counter(
            "claims_statements", "Statements found, stored or not.", ["kind", "rule"], registry=registry
        ),
        sweeps=Counter("claims_sweeps", "Sweeps that this process has ended well.", registry=registry),
        last_sweep=Gauge(
            "claims_sweep_last_success_timestamp_seconds",
            "When this process last ended a sweep well; 0 where it has not.",
            registry=registry,
            multiprocess_mode="max",
        ),
        jobs=Counter("claims_jobs_ended", "Jobs tried by this process.", ["task", "status"], registry=registry),
        webhook_messages=Counter(
            "claims_webhook_messages", "Messages sent to webhooks, by what came of it.", ["outcome"], registry=registry
        ),
        pool_size=gauge("claims_pool_size", "Database connections that the processes may hold."),
        pool_in_use=gauge("claims_pool_in_use", "Database connections in use."),
    )
