"""An OpenTelemetry collector on loopback, which keeps the spans that it is sent."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tests.loopback import running


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A span as it came."""

    service: str
    name: str
    trace: bytes
    id: bytes
    parent: bytes
    failed: bool
    told: dict[str, Any]


@dataclass
class Collector:
    """`bodies` are what was sent, `paths` where to."""

    url: str = ""
    bodies: list[bytes] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def spans(self, chosen: Callable[[Seen], bool] = lambda _: True) -> list[Seen]:
        """The spans that came and are chosen."""
        return [seen for body in list(self.bodies) for seen in _read(body) if chosen(seen)]

    def named(self, name: str, **told: Any) -> list[Seen]:
        """The spans of that name that tell so."""
        return self.spans(lambda seen: seen.name == name and told.items() <= seen.told.items())

    def beneath(self, parent: Seen) -> list[Seen]:
        """The spans that are a part of another."""
        return self.spans(lambda seen: seen.parent == parent.id and seen.trace == parent.trace)


@contextmanager
def collecting() -> Iterator[Collector]:
    """A collector that is there as long as the block."""
    collector = Collector()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"collector": collector}))
    collector.url = f"http://127.0.0.1:{server.server_port}"
    with running(server):
        yield collector


class _Handler(BaseHTTPRequestHandler):
    collector: Collector

    def do_POST(self) -> None:
        self.collector.paths.append(self.path)
        self.collector.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.send_header("Content-Type", "application/x-protobuf")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


def _read(body: bytes) -> Iterator[Seen]:
    for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
        service = _values(resource.resource.attributes)["service.name"]
        for scope in resource.scope_spans:
            for span in scope.spans:
                yield Seen(
                    service=service,
                    name=span.name,
                    trace=span.trace_id,
                    id=span.span_id,
                    parent=span.parent_span_id,
                    failed=span.status.code == span.status.STATUS_CODE_ERROR,
                    told=_values(span.attributes),
                )


def _values(attributes: Any) -> dict[str, Any]:
    return {one.key: getattr(one.value, one.value.WhichOneof("value")) for one in attributes}
