"""Asks a service for its part of a case's history, on behalf of the person who asked us."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import grpc

from chassis.doors.grpc_door import moment_of, stamp_of
from chassis.errors import Invalid, NotAllowed, Refusal, Temporary
from chassis.telemetry.traces import carried
from contracts.grpc import history_pb2 as wire
from contracts.grpc import history_pb2_grpc as rpc
from services.reporting.application.histories import Owner, Wanted
from services.reporting.domain.merging import Historic

DEADLINE_S = 20.0
OPTIONS = (
    ("grpc.enable_http_proxy", 0),
    ("grpc.max_receive_message_length", 4 * 1024 * 1024),
)
REFUSALS: Mapping[grpc.StatusCode, type[Refusal]] = {
    grpc.StatusCode.INVALID_ARGUMENT: Invalid,
    grpc.StatusCode.PERMISSION_DENIED: NotAllowed,
}


class OwnersDoor:
    """One owner, by the address of its door. Each question opens and closes its own connection."""

    def __init__(self, address: str) -> None:
        self._address = address

    async def events(self, wanted: Wanted, token: str) -> list[Historic]:
        """The owner's events of a case, as far as whoever ``token`` names may see them."""
        request = wire.HistoryRequest(
            case_id=str(wanted.case_id), with_body=wanted.with_body, with_seal=wanted.with_seal
        )
        if wanted.known_at is not None:
            request.known_at.CopyFrom(stamp_of(wanted.known_at))
        try:
            async with grpc.aio.insecure_channel(self._address, options=OPTIONS) as channel:
                answers = rpc.HistoryStub(channel).EventsOfCase(
                    request, metadata=(("authorization", token), *carried()), timeout=DEADLINE_S
                )
                return [_historic(event) async for event in answers]
        except grpc.aio.AioRpcError as error:
            refusal: type[Refusal | Temporary] = REFUSALS.get(error.code(), Temporary)
            raise refusal from None


def owners_at(addresses: Mapping[str, str]) -> list[Owner]:
    """The owners by the addresses of their doors."""
    return [OwnersDoor(address) for address in addresses.values()]


def _historic(event: wire.HistoricEvent) -> Historic:
    return Historic(
        event_id=UUID(event.event_id),
        causation_id=UUID(event.causation_id),
        occurred_at=moment_of(event.occurred_at),
        recorded_at=moment_of(event.recorded_at),
        service=event.service,
        position=event.position,
        told=event,
    )
