"""Where spans and metrics go, once for a whole process. Only what is set up here costs anything."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import grpc
import prometheus_client
from opentelemetry import metrics
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, SpanLimits, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.sampling import ParentBasedTraceIdRatio

from chassis.settings import TelemetrySettings
from chassis.telemetry.traces import traced_by

LINKS_MAX = 512
"""As many as a page has events."""
EXPORT_EACH_MS = 1_000
EXPORT_WITHIN_S = 3
"""A collector that is away may not keep a service from stopping."""


class CannotTell(Exception):
    """Telemetry cannot be set up as it was asked for; the message is one plain sentence."""


@contextmanager
def exporting(settings: TelemetrySettings, name: str) -> Iterator[None]:
    """Send spans and offer metrics as ``name`` until the block ends. Raises ``CannotTell``."""
    with ExitStack() as stack:
        if exporters := _exporters(settings):
            provider = _provider(exporters, settings, name)
            stack.callback(provider.shutdown)
            stack.enter_context(traced_by(provider.get_tracer("rapid_review")))
        if place := settings.metrics_host_and_port:
            _serve_metrics(*place, stack)
        yield


def _exporters(settings: TelemetrySettings) -> list[SpanExporter]:
    exporters: list[SpanExporter] = []
    if settings.traces_endpoint:
        exporters.append(
            OTLPSpanExporter(
                endpoint=settings.traces_endpoint,
                insecure=settings.traces_insecure,
                credentials=None if settings.traces_insecure else _credentials(settings),
                timeout=EXPORT_WITHIN_S,
            )
        )
    if settings.traces_file:
        exporters.append(_LinesOfJson(settings.traces_file))
    return exporters


def _credentials(settings: TelemetrySettings) -> grpc.ChannelCredentials:
    try:
        file = settings.traces_ca_file
        authority = None if file is None else file.read_bytes()
    except OSError as error:
        raise CannotTell(f"{settings.traces_ca_file} cannot be read: {error.strerror}.") from None
    return grpc.ssl_channel_credentials(authority)


def _provider(
    exporters: Sequence[SpanExporter], settings: TelemetrySettings, name: str
) -> TracerProvider:
    provider = TracerProvider(
        sampler=ParentBasedTraceIdRatio(settings.sample_ratio),
        resource=Resource.create({"service.name": name}),
        span_limits=SpanLimits(max_links=LINKS_MAX),
        shutdown_on_exit=False,
    )
    for exporter in exporters:
        provider.add_span_processor(
            BatchSpanProcessor(exporter, schedule_delay_millis=EXPORT_EACH_MS)
        )
    return provider


def _serve_metrics(host: str, port: int, stack: ExitStack) -> None:
    registry = prometheus_client.CollectorRegistry()
    reader = PrometheusMetricReader(
        disable_target_info=True, scope_info_enabled=False, registry=registry
    )
    try:
        server, thread = prometheus_client.start_http_server(port, host, registry)
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise CannotTell(f"Metrics cannot be served at {host}:{port}: {reason}.") from None
    provider = MeterProvider([reader], shutdown_on_exit=False)
    metrics.set_meter_provider(provider)
    stack.callback(provider.shutdown)
    stack.callback(thread.join)
    stack.callback(server.server_close)
    stack.callback(server.shutdown)


class _LinesOfJson(SpanExporter):
    """One line per span, at the end of a file that several processes may write to."""

    def __init__(self, file: Path) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._file = file.open("ab", buffering=0)
        except OSError as error:
            raise CannotTell(f"Traces cannot be written to {file}: {error.strerror}.") from None

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Write the lines in one go, so that those of two processes do not mix."""
        lines = "".join(f"{span.to_json(indent=None)}\n" for span in spans)
        self._file.write(lines.encode())
        return SpanExportResult.SUCCESS

    def shutdown(self) -> None:
        """Write no more."""
        self._file.close()

    def force_flush(self, timeout_millis: Any = 0) -> bool:  # noqa: ARG002 - the library's signature
        """Nothing is held back."""
        return True
