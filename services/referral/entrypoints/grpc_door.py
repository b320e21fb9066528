"""The door for people: translate the request, ask, translate the answer."""

from __future__ import annotations

from string import ascii_uppercase
from typing import Any

from chassis.access.admission import admitted
from chassis.clock import Clock
from chassis.doors.grpc_door import (
    caller,
    cause_of,
    date_of,
    one_of,
    plain,
    recorded,
    uuid_of,
    value_of,
)
from chassis.errors import NotFound
from contracts.grpc import common_pb2
from contracts.grpc import referral_pb2 as wire
from contracts.grpc import referral_pb2_grpc as rpc
from services.referral.application.referrals import Referrals
from services.referral.domain.referral import Referral
from services.referral.domain.values import (
    Account,
    Agreement,
    FindingWord,
    Notification,
    Partner,
    PartnerView,
    Referrer,
    WithdrawalReason,
)
from services.referral.readmodel.awaiting_decision import AwaitingDecision


class ReferralDoor(rpc.ReferralServiceServicer):
    """Answers the calls of contracts/grpc/referral.proto."""

    def __init__(self, referrals: Referrals, awaiting: AwaitingDecision, clock: Clock) -> None:
        self._referrals, self._awaiting, self._clock = referrals, awaiting, clock

    async def ReceiveReferral(
        self, request: wire.ReceiveReferralRequest, context: Any
    ) -> common_pb2.Recorded:
        """A partner agency refers an incident."""
        agreed = request.HasField("agreement")
        kept = await self._referrals.receive(
            cause_of(request, self._clock),
            agency=request.agency,
            referrer=one_of(
                "referrer", Referrer, {"name": request.referrer_name, "role": request.referrer_role}
            ),
            agreement=value_of("agreement", Agreement, request.agreement) if agreed else None,
            warning_read=request.not_a_safeguarding_referral,
            account=_account(request, why_consider=request.why_consider),
        )
        return recorded(kept)

    async def NotifyIncident(
        self, request: wire.NotifyIncidentRequest, context: Any
    ) -> common_pb2.Recorded:
        """The local authority notifies an incident."""
        notification = {
            "authority": request.authority,
            "national_reference": request.national_reference,
            "agency_aware_on": request.agency_aware_on,
            "authority_aware_on": request.authority_aware_on,
            "sent_on": request.sent_on,
            "late_reason": request.late_reason,
        }
        kept = await self._referrals.notify(
            cause_of(request, self._clock),
            notification=one_of("notification", Notification, notification),
            account=_account(request, why_consider=""),
        )
        return recorded(kept)

    async def RecordPartnerView(
        self, request: wire.RecordPartnerViewRequest, context: Any
    ) -> common_pb2.Recorded:
        """A statutory partner gives its view."""
        view = {"view": request.view, "reason": request.reason}
        kept = await self._referrals.give_view(
            cause_of(request, self._clock),
            partner=one_of("partner", Partner, request.partner),
            view=one_of("view", PartnerView, view),
        )
        return recorded(kept)

    async def DecideReferral(
        self, request: wire.DecideReferralRequest, context: Any
    ) -> common_pb2.Recorded:
        """The partners decide what follows."""
        findings = {finding.criterion: finding.finding for finding in request.findings}
        kept = await self._referrals.decide(
            cause_of(request, self._clock),
            outcome=request.outcome,
            decided_on=date_of("decided_on", request.decided_on),
            rationale=request.rationale,
            findings=one_of("findings", dict[str, FindingWord], findings),
        )
        return recorded(kept)

    async def WithdrawReferral(
        self, request: wire.WithdrawReferralRequest, context: Any
    ) -> common_pb2.Recorded:
        """Take a referral back."""
        kept = await self._referrals.withdraw(
            cause_of(request, self._clock),
            reason=one_of("reason", WithdrawalReason, request.reason),
            explanation=request.explanation,
        )
        return recorded(kept)

    async def GetReferral(self, request: common_pb2.CaseRequest, context: Any) -> wire.Referral:
        """One referral of the caller's partnerships, with pseudonyms for the children."""
        asker = caller()

        def read(referral: Referral) -> wire.Referral:
            if referral.partnership not in asker.partnerships or not admitted().may_see(
                referral.agency
            ):
                raise NotFound
            return _on_the_wire(referral)

        return await self._referrals.referral(uuid_of("case_id", request.case_id), read)

    async def ListAwaitingDecision(
        self, request: wire.ListAwaitingDecisionRequest, context: Any
    ) -> wire.AwaitingDecision:
        """What waits for a decision in one of the caller's partnerships."""
        caller().must_act_for(request.partnership)
        answer = wire.AwaitingDecision()
        for waiting in await self._awaiting.of(request.partnership):
            if waiting.case_id in admitted().left_out:
                continue
            answer.cases.add(
                case_id=str(waiting.case_id),
                reference=waiting.reference,
                received_on=waiting.received_on.isoformat(),
                views_missing=waiting.views_missing,
            )
        return answer


def _account(
    request: wire.ReceiveReferralRequest | wire.NotifyIncidentRequest, *, why_consider: str
) -> Account:
    message = wire.ReceiveReferralRequest(
        children=request.children,
        incident=request.incident if request.HasField("incident") else None,
        why_consider=why_consider,
        agencies_involved=request.agencies_involved,
        other_partnerships=request.other_partnerships,
    )
    known = set(Account.model_fields)
    return one_of("account", Account, {k: v for k, v in plain(message).items() if k in known})


def letters_of(number: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    rest, letter = divmod(number, len(ascii_uppercase))
    return (letters_of(rest - 1) if rest else "") + ascii_uppercase[letter]


def _on_the_wire(referral: Referral) -> wire.Referral:
    answer = wire.Referral(
        case_id=str(referral.case_id), reference=referral.reference, partnership=referral.partnership,
        version=referral.version, status=referral.status, agency=referral.agency,
        children=[f"Child {letters_of(number)}" for number in range(len(referral.children))],
        outcome=referral.outcome,
        decided_on=referral.decided_on.isoformat() if referral.decided_on else "",
        notified_on=referral.notification.sent_on.isoformat() if referral.notification else "",
        agencies_involved=referral.agencies_involved, other_partnerships=referral.other_partnerships,
    )  # fmt: skip
    if referral.incident is not None:
        answer.incident.CopyFrom(wire.Incident(**referral.incident.model_dump(mode="json")))
    for partner, view in referral.views.items():
        answer.views.add(partner=partner, view=view.view, reason=view.reason)
    return answer
