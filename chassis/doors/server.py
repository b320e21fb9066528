"""The gRPC server of a service: its own methods, those that every service answers, health and reflection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection

from chassis.doors.door_limits import DoorLimits
from chassis.doors.doorkeeper import Doorkeeper
from chassis.doors.drafts_door import DraftsDoor
from chassis.doors.every_service import apis_besides
from chassis.doors.history_door import HistoryDoor
from chassis.doors.observed_calls import ObservedCalls
from chassis.doors.operations_door import OperationsDoor
from contracts.grpc import drafts_pb2_grpc, history_pb2_grpc, operations_pb2_grpc

Add: TypeAlias = Callable[[grpc.aio.Server], None]


def every_service(
    history: HistoryDoor, operations: OperationsDoor, drafts: DraftsDoor | None
) -> list[Add]:
    """What adds to a server that which every service answers."""
    return [
        lambda server: history_pb2_grpc.add_HistoryServicer_to_server(history, server),
        lambda server: operations_pb2_grpc.add_OperationsServicer_to_server(operations, server),
        *([lambda server: drafts_pb2_grpc.add_DraftsServicer_to_server(drafts, server)] if drafts else []),
    ]  # fmt: skip


async def with_servicers(
    doorkeeper: Doorkeeper,
    limits: DoorLimits,
    healthy: Any,
    *,
    add: Iterable[Add],
    apis: Sequence[str],
    drafts: bool,
) -> grpc.aio.Server:
    """The server, not yet started; ``apis`` are the services of its own, of which its health tells, too."""
    server = grpc.aio.server(
        interceptors=[ObservedCalls(), doorkeeper],
        options=limits.options,
        maximum_concurrent_rpcs=limits.calls + limits.checks,
    )
    for one in add:
        one(server)
    health_pb2_grpc.add_HealthServicer_to_server(healthy, server)
    told = (*apis, *apis_besides(drafts=drafts), health.SERVICE_NAME, reflection.SERVICE_NAME)
    reflection.enable_server_reflection(told, server)
    for api in ("", *told):
        await healthy.set(api, health_pb2.HealthCheckResponse.SERVING)
    return server
