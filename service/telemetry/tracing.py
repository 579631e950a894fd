"""Spans, sent to an OpenTelemetry collector. The one module that knows OpenTelemetry: imported only where it is wanted.

A collector that is away costs spans, and nothing else: they wait in a queue of bounded length and are sent by a thread.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from threading import Thread

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, SERVICE_VERSION, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind as OtelKind
from opentelemetry.trace import StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from structlog.contextvars import get_contextvars

from service.telemetry import spans
from service.telemetry.spans import Attributes, Nothing, SpanKind, TraceSpan

_ATTEMPT = 5  # seconds to send a batch in, retries included
_LAST_WORDS = 5  # seconds that the end of a process waits for what is left to be sent
_KINDS = {
    SpanKind.SERVER: OtelKind.SERVER,
    SpanKind.CONSUMER: OtelKind.CONSUMER,
    SpanKind.CLIENT: OtelKind.CLIENT,
}
_W3C = TraceContextTextMapPropagator()


@contextmanager
def exporting(endpoint: str, name: str) -> Iterator[None]:
    """Send this process's spans to the collector at `endpoint`, as those of the service `name`, within the block.

    To be begun after a fork: a thread sends. What is left at the end is sent within seconds, or lost.
    """
    logging.getLogger("opentelemetry").setLevel(logging.ERROR)  # of an absence one line a batch, not one a try
    provider = TracerProvider(
        resource=Resource.create(
            {SERVICE_NAME: os.environ.get("OTEL_SERVICE_NAME", name), SERVICE_VERSION: version("claim-tracker")}
        ),
        shutdown_on_exit=False,
    )
    exporter = OTLPSpanExporter(endpoint=f"{endpoint}/v1/traces", timeout=_ATTEMPT)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    spans.take(_Tracer(provider.get_tracer("claims")))
    try:
        yield
    finally:
        spans.take(None)
        ending = Thread(target=provider.shutdown, name="last spans", daemon=True)
        ending.start()
        ending.join(_LAST_WORDS)


class _Tracer:
    def __init__(self, tracer: trace.Tracer) -> None:
        self._tracer = tracer

    @contextmanager
    def span(self, kind: SpanKind, name: str, attributes: Attributes, cause: str | None) -> Iterator[TraceSpan]:
        beneath = trace.get_current_span().get_span_context().is_valid
        if kind is SpanKind.CLIENT and not beneath:
            yield Nothing()
            return
        # What comes from elsewhere begins anew, whatever this thread did before.
        context = None if kind is SpanKind.CLIENT else _W3C.extract({"traceparent": cause} if cause else {}, Context())
        with self._tracer.start_as_current_span(
            name,
            context,
            _KINDS[kind],
            _with_request(attributes),
            record_exception=False,
            set_status_on_exception=False,
        ) as inner:
            told = _Span(inner)
            try:
                yield told
            except Exception as error:
                # Not its words: those of the database's driver hold the values of a statement.
                told.annotate({"error.type": type(error).__name__}, failed=True)
                raise

    def cause(self) -> str | None:
        carrier: dict[str, str] = {}
        _W3C.inject(carrier)
        return carrier.get("traceparent")


class _Span:
    def __init__(self, inner: trace.Span) -> None:
        self._inner = inner

    def annotate(self, attributes: Attributes, *, name: str | None = None, failed: bool = False) -> None:
        self._inner.set_attributes(dict(attributes))
        if name is not None:
            self._inner.update_name(name)
        if failed:
            self._inner.set_status(StatusCode.ERROR)


def _with_request(attributes: Attributes) -> dict[str, str | int]:
    request_id = get_contextvars().get("request_id")
    return {**attributes, **({"request_id": request_id} if request_id else {})}
