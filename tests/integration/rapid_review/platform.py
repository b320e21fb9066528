"""A small platform: six real gRPC servers that answer as a test tells them, and remember what was asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import grpc
from google.protobuf.message_factory import GetMessageClass

from chassis.identity import caller_of
from contracts.grpc import common_pb2, history_pb2
from rapid_review.doors import CONTRACTS, method_of
from rapid_review.settings import SERVICES, PlatformSettings
from tests.support.free_ports import free_ports

KEY = bytes(range(32))
Answer = Callable[[str, Any], Any]


class Refusal(Exception):
    """What a small platform refuses with."""

    def __init__(self, status: grpc.StatusCode, code: str = "", sentence: str = "") -> None:
        super().__init__(code)
        self.status, self.code, self.sentence = status, code, sentence


class SmallPlatform:
    """Answers a command once and its repeat alike; each command adds one event to its service's log."""

    def __init__(self, settings: PlatformSettings) -> None:
        self.settings = settings
        self.asked: list[tuple[str, str, Any]] = []
        self.logs: dict[str, list[history_pb2.HistoricEvent]] = {name: [] for name in SERVICES}
        self.listeners: dict[str, list[history_pb2.Listener]] = {name: [] for name in SERVICES}
        self.before: Answer = lambda method, request: None
        self._servers: dict[str, grpc.aio.Server] = {}

    @property
    def commands(self) -> list[str]:
        """The methods of all commands that came, repeats included."""
        return [method for _, method, _ in self.asked if method not in {"Progress", "EventsOfCase"}]

    async def open(self, *services: str) -> None:
        """Open these doors, or all six."""
        for service in services or SERVICES:
            server = grpc.aio.server(options=[("grpc.so_reuseport", 0)])
            server.add_generic_rpc_handlers(list(self._handlers(service)))
            server.add_insecure_port(self.settings.doors[service])
            await server.start()
            self._servers[service] = server

    async def close(self, *services: str) -> None:
        """Close these doors, or all; what was recorded stays."""
        closed = [self._servers.pop(service) for service in services or list(self._servers)]
        await asyncio.gather(*(server.stop(None) for server in closed))

    def _handlers(self, service: str) -> Sequence[grpc.GenericRpcHandler]:
        own = CONTRACTS[service].DESCRIPTOR.services_by_name[f"{service.capitalize()}Service"]
        history = history_pb2.DESCRIPTOR.services_by_name["History"]
        return [
            grpc.method_handlers_generic_handler(
                api.full_name, {name: self._handler(service, name) for name in api.methods_by_name}
            )
            for api in (own, history)
        ]

    def _handler(self, service: str, name: str) -> grpc.RpcMethodHandler[Any, Any]:
        contract = method_of(service, name)

        async def unary(request: Any, context: Any) -> Any:
            return await self._answer(service, name, request, context)

        async def stream(request: Any, context: Any) -> AsyncIterator[Any]:
            for answer in await self._answer(service, name, request, context):
                yield answer

        make = (
            grpc.unary_stream_rpc_method_handler
            if contract.server_streaming
            else grpc.unary_unary_rpc_method_handler
        )
        return make(
            stream if contract.server_streaming else unary,
            GetMessageClass(contract.input_type).FromString,
            lambda message: message.SerializeToString(),
        )

    async def _answer(self, service: str, name: str, request: Any, context: Any) -> Any:
        token = dict(context.invocation_metadata())["authorization"].removeprefix("Bearer ")
        person = caller_of(token, KEY).person
        self.asked.append((person, name, request))
        try:
            told = self.before(name, request)
        except Refusal as refusal:
            await context.abort(refusal.status, refusal.sentence, (("refusal-code", refusal.code),))
        if told is not None:
            return told
        if name == "Progress":
            return history_pb2.ProgressReport(
                service=service, head=len(self.logs[service]), listeners=self.listeners[service]
            )
        if name == "EventsOfCase":
            return [one for one in self.logs[service] if one.case_id == request.case_id]
        return self._recorded(service, name, request.header)

    def _recorded(self, service: str, name: str, header: Any) -> common_pb2.Recorded:
        if header.command_id not in [one.correlation_id for one in self.logs[service]]:
            self.logs[service].append(
                history_pb2.HistoricEvent(
                    case_id=header.case_id, correlation_id=header.command_id, topic=name,
                    occurred_at=header.occurred_at,
                )
            )  # fmt: skip
        return common_pb2.Recorded(case_id=header.case_id, reference="PLY-RR-2026-0001", version=1)


@asynccontextmanager
async def small_platform(folder: Path) -> AsyncIterator[SmallPlatform]:
    """A small platform with its key in a data folder."""
    (folder / "keys").mkdir()
    (folder / "keys" / "token.key").write_text(KEY.hex())
    platform = SmallPlatform(PlatformSettings(port=free_ports(len(SERVICES) + 1), data=folder))
    await platform.open()
    try:
        yield platform
    finally:
        await platform.close()
