"""Where spans go: over TLS to a collector that can prove who it is, into a file, or nowhere with one sentence why."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import grpc
import pytest
import trustme
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as wire
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2_grpc as rpc

from chassis.settings import TelemetrySettings
from chassis.telemetry import traces
from chassis.telemetry.export import CannotTell, exporting

pytestmark = pytest.mark.integration


class Collector(rpc.TraceServiceServicer):
    """Remembers the names of the spans that it gets."""

    def __init__(self) -> None:
        self.names: list[str] = []

    async def Export(self, request: wire.ExportTraceServiceRequest, context: Any) -> Any:
        """Take some spans."""
        for resource in request.resource_spans:
            for scope in resource.scope_spans:
                self.names += [span.name for span in scope.spans]
        return wire.ExportTraceServiceResponse()


@asynccontextmanager
async def collecting(authority: trustme.CA | None = None) -> AsyncIterator[tuple[Collector, str]]:
    """A collector and its address; with an authority it proves that it is localhost."""
    server, collector = grpc.aio.server(), Collector()
    rpc.add_TraceServiceServicer_to_server(collector, server)  # type: ignore[no-untyped-call]
    if authority is None:
        port = server.add_insecure_port("127.0.0.1:0")
    else:
        own = authority.issue_cert("localhost")
        chain = b"".join(pem.bytes() for pem in own.cert_chain_pems)
        credentials = grpc.ssl_server_credentials([(own.private_key_pem.bytes(), chain)])
        port = server.add_secure_port("localhost:0", credentials)
    await server.start()
    try:
        yield collector, f"localhost:{port}"
    finally:
        await server.stop(0)


def export_one(settings: TelemetrySettings) -> None:
    with exporting(settings, "rapid-review-test"), traces.span("a step"):
        pass


async def test_spans_go_to_a_collector_that_proves_who_it_is(tmp_path: Path) -> None:
    authority, file = trustme.CA(), tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    async with collecting(authority) as (collector, address):
        settings = TelemetrySettings(traces_endpoint=address, traces_ca_file=file)
        await asyncio.to_thread(export_one, settings)

    assert collector.names == ["a step"]


async def test_a_collector_that_cannot_prove_who_it_is_gets_nothing() -> None:
    async with collecting(trustme.CA()) as (collector, address):
        await asyncio.to_thread(export_one, TelemetrySettings(traces_endpoint=address))

    assert collector.names == []


async def test_a_collector_without_tls_gets_nothing_unless_that_is_asked_for() -> None:
    async with collecting() as (collector, address):
        await asyncio.to_thread(export_one, TelemetrySettings(traces_endpoint=address))
        assert collector.names == []

        settings = TelemetrySettings(traces_endpoint=address, traces_insecure=True)
        await asyncio.to_thread(export_one, settings)

    assert collector.names == ["a step"]


def test_two_processes_may_write_into_one_file(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "spans.jsonl"

    export_one(TelemetrySettings(traces_file=file))
    export_one(TelemetrySettings(traces_file=file))

    assert file.read_text(encoding="utf-8").count('"a step"') == 2


def test_of_a_ratio_of_none_nothing_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "spans.jsonl"

    export_one(TelemetrySettings(traces_file=file, sample_ratio=0))

    assert file.read_text(encoding="utf-8") == ""


@pytest.mark.parametrize(
    "settings",
    [
        {"traces_endpoint": "localhost:1", "traces_ca_file": "{folder}/none.pem"},
        {"traces_file": "{folder}"},
        {"metrics_address": "{port}"},
    ],
    ids=["no such authority", "a folder", "a port in use"],
)
def test_what_cannot_be_set_up_is_said_in_one_sentence(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        places = {"folder": str(tmp_path), "port": str(taken.getsockname()[1])}
        given: Any = {name: text.format(**places) for name, text in settings.items()}

        with pytest.raises(CannotTell, match=r"^[^\n]+ cannot be (read|written|served)[^\n]*\.$"):
            export_one(TelemetrySettings(**given))


@pytest.mark.parametrize(
    ("address", "place"),
    [("", None), ("9464", ("127.0.0.1", 9464)), ("0.0.0.0:9464", ("0.0.0.0", 9464))],  # noqa: S104 - asked for
)
def test_metrics_are_served_on_loopback_unless_told_otherwise(
    address: str, place: tuple[str, int] | None
) -> None:
    assert TelemetrySettings(metrics_address=address).metrics_host_and_port == place
