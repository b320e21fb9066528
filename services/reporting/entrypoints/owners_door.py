"""Asks a service for its part of a case's history, on behalf of the person who asked us."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import grpc

from chassis.doors.door_limits import LIMITS
from chassis.doors.grpc_door import moment_of, stamp_of
from chassis.errors import Invalid, NotAllowed, Refusal, Temporary
from chassis.telemetry.traces import carried
from chassis.tls import Certificates
from contracts.grpc import history_pb2 as wire
from contracts.grpc import history_pb2_grpc as rpc
from services.reporting.application.histories import Owner, Wanted
from services.reporting.domain.merging import Historic

DEADLINE_S = 20.0
OPTIONS = (("grpc.max_receive_message_length", LIMITS.message_bytes),)
REFUSALS: Mapping[grpc.StatusCode, type[Refusal]] = {
    grpc.StatusCode.INVALID_ARGUMENT: Invalid,
    grpc.StatusCode.PERMISSION_DENIED: NotAllowed,
}


class OwnersDoor:
    """One owner, by the address of its door. Each question opens and closes its own connection."""

    def __init__(self, address: str, certificates: Certificates) -> None:
        self._address, self._certificates = address, certificates

    async def events(self, wanted: Wanted, token: str) -> list[Historic]:
        """The owner's events of a case, as far as whoever ``token`` names may see them."""
        request = wire.HistoryRequest(
            case_id=str(wanted.case_id), with_body=wanted.with_body, with_seal=wanted.with_seal
        )
        if wanted.known_at is not None:
            request.known_at.CopyFrom(stamp_of(wanted.known_at))
        try:
            async with self._certificates.channel(self._address, OPTIONS) as channel:
                answers = rpc.HistoryStub(channel).EventsOfCase(
                    request, metadata=(("authorization", token), *carried()), timeout=DEADLINE_S
                )
                return [_historic(event) async for event in answers]
        except grpc.aio.AioRpcError as error:
            refusal: type[Refusal | Temporary] = REFUSALS.get(error.code(), Temporary)
            raise refusal from None


def owners_at(addresses: Mapping[str, str], certificates: Certificates) -> list[Owner]:
    """The owners by the addresses of their doors. Raises ``SettingsWrong`` for one that would be asked in the open."""
    for address in addresses.values():
        certificates.must_close(address)
    return [OwnersDoor(address, certificates) for address in addresses.values()]


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
