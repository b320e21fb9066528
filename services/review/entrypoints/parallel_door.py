"""The calls about what runs beside a review: other processes, a legal hold, the family, another lead."""

from __future__ import annotations

from typing import Any

from chassis.clock import Clock
from chassis.doors.grpc_door import cause_of, date_of, recorded, value_of
from contracts.grpc import common_pb2
from contracts.grpc import review_pb2 as wire
from contracts.grpc import review_pb2_grpc as rpc
from services.review.application.parallel_processes import ParallelProcesses
from services.review.domain.restrictions import ProcessBeside
from services.review.domain.values import FamilyInvolvement


class ParallelDoor(rpc.ReviewServiceServicer):
    """Answers those calls; the rest of the contract stands in ``grpc_door``."""

    def __init__(self, parallel: ParallelProcesses, clock: Clock) -> None:
        self._parallel, self._clock = parallel, clock

    async def RecordParallelProcess(
        self, request: wire.RecordParallelProcessRequest, context: Any
    ) -> common_pb2.Recorded:
        """Record a process that runs beside the review."""
        cause = cause_of(request, self._clock)
        process = value_of("process", ProcessBeside, request.process)
        kept = self._parallel.record_process(cause, process_id=request.process_id, process=process)
        return recorded(await kept)

    async def UpdateParallelProcess(
        self, request: wire.UpdateParallelProcessRequest, context: Any
    ) -> common_pb2.Recorded:
        """Say all that is known of a process now."""
        cause = cause_of(request, self._clock)
        process = value_of("process", ProcessBeside, request.process)
        kept = self._parallel.update_process(cause, process_id=request.process_id, process=process)
        return recorded(await kept)

    async def EndParallelProcess(
        self, request: wire.EndParallelProcessRequest, context: Any
    ) -> common_pb2.Recorded:
        """A process has ended."""
        cause = cause_of(request, self._clock)
        kept = self._parallel.end_process(
            cause, process_id=request.process_id, result=request.result,
            ended_on=date_of("ended_on", request.ended_on),
        )  # fmt: skip
        return recorded(await kept)

    async def PlaceLegalHold(
        self, request: wire.PlaceLegalHoldRequest, context: Any
    ) -> common_pb2.Recorded:
        """Nothing of the case is erased until the hold is lifted."""
        cause = cause_of(request, self._clock)
        placed_on = date_of("placed_on", request.placed_on)
        kept = self._parallel.place_legal_hold(cause, placed_on=placed_on, reason=request.reason)
        return recorded(await kept)

    async def LiftLegalHold(
        self, request: wire.LiftLegalHoldRequest, context: Any
    ) -> common_pb2.Recorded:
        """The hold is over."""
        cause = cause_of(request, self._clock)
        lifted_on = date_of("lifted_on", request.lifted_on)
        kept = self._parallel.lift_legal_hold(cause, lifted_on=lifted_on, reason=request.reason)
        return recorded(await kept)

    async def RecordFamilyInvolvement(
        self, request: wire.RecordFamilyInvolvementRequest, context: Any
    ) -> common_pb2.Recorded:
        """Keep what a family was told and what they said."""
        cause = cause_of(request, self._clock)
        involvement = value_of("involvement", FamilyInvolvement, request.involvement)
        kept = self._parallel.record_family_involvement(
            cause, involvement=involvement, override=request.override
        )
        return recorded(await kept)

    async def ProposeTransfer(
        self, request: wire.ProposeTransferRequest, context: Any
    ) -> common_pb2.Recorded:
        """Offer another partnership the lead."""
        cause = cause_of(request, self._clock)
        kept = self._parallel.propose_transfer(
            cause, to=request.to, reason=request.reason,
            proposed_on=date_of("proposed_on", request.proposed_on),
        )  # fmt: skip
        return recorded(await kept)

    async def AcceptTransfer(
        self, request: wire.AcceptTransferRequest, context: Any
    ) -> common_pb2.Recorded:
        """Take the lead that was offered."""
        cause = cause_of(request, self._clock)
        transferred_on = date_of("transferred_on", request.transferred_on)
        return recorded(await self._parallel.accept_transfer(cause, transferred_on=transferred_on))
