"""The door for the end of a case: translate the request, ask, translate the answer."""

from __future__ import annotations

from typing import Any

from chassis.access.admission import admitted
from chassis.clock import Clock
from chassis.doors.grpc_door import caller, cause_of, recorded
from chassis.rules.working_days import london_date
from contracts.grpc import common_pb2
from contracts.grpc import retention_pb2 as wire
from contracts.grpc import retention_pb2_grpc as rpc
from services.review.application.erasures import Erasures
from services.review.readmodel.kept_cases import KeptCases


class RetentionDoor(rpc.RetentionServicer):
    """Answers the calls of contracts/grpc/retention.proto."""

    def __init__(self, erasures: Erasures, kept: KeptCases, clock: Clock) -> None:
        self._erasures, self._kept, self._clock = erasures, kept, clock

    async def EraseCase(self, request: wire.EraseCaseRequest, context: Any) -> common_pb2.Recorded:
        """Erase a case."""
        cause = cause_of(request, self._clock)
        return recorded(await self._erasures.erase(cause, reason=request.reason))

    async def ListRetention(
        self, request: wire.ListRetentionRequest, context: Any
    ) -> wire.RetentionList:
        """The cases of one of the caller's partnerships that are over, and those that were erased."""
        caller().must_act_for(request.partnership)
        today, answer = london_date(self._clock()), wire.RetentionList()
        for case, period in await self._erasures.listed(request.partnership):
            if case.case_id in admitted().left_out:
                continue
            answer.cases.add(
                case_id=str(case.case_id), reference=case.reference, partnership=case.partnership,
                kept_as=period.kept_as if period else "", ended_on=case.ended_on.isoformat(),
                kept_until=period.until.isoformat() if period else "", held=case.held,
                due=period is not None and period.until < today and not case.held,
            )  # fmt: skip
        for erased in await self._kept.erased(request.partnership):
            answer.erased.add(
                case_id=str(erased.case_id), reference=erased.reference,
                partnership=erased.partnership, kept_as=erased.kept_as,
                kept_until=erased.kept_until.isoformat(), erased_on=erased.erased_on.isoformat(),
                ordered_by=erased.ordered_by,
            )  # fmt: skip
        return answer
