"""The door for people: translate the request, ask, translate the answer."""

from __future__ import annotations

from typing import Any

from chassis.access.admission import admitted
from chassis.clock import Clock
from chassis.doors.decisions_on_the_wire import decision_of
from chassis.doors.drafts_door import own_draft
from chassis.doors.grpc_door import caller, cause_of, one_of, plain, recorded, uuid_of
from chassis.drafts import Drafts
from chassis.errors import NotFound
from chassis.use_cases import Cause
from contracts.grpc import common_pb2
from contracts.grpc import referral_pb2 as wire
from contracts.grpc import referral_pb2_grpc as rpc
from services.referral.application.identities import WORKSHEET, Identities
from services.referral.application.referrals import Referrals, is_known_to
from services.referral.domain.notice_refusals import NoNotice
from services.referral.domain.notices import Withdrawal
from services.referral.domain.referral import Referral
from services.referral.domain.values import Partner, PartnerView, WithdrawalReason
from services.referral.domain.worksheet import Labels, worksheet
from services.referral.entrypoints.forms_read import (
    edited_in,
    notice_of,
    referral_of,
    restatement_of,
)
from services.referral.entrypoints.referral_shown import revealed, shown
from services.referral.readmodel.awaiting_agreement import AwaitingAgreement
from services.referral.readmodel.awaiting_decision import AwaitingDecision
from services.referral.readmodel.not_agreed import NotAgreed

REFERRAL_FORM, NOTICE_FORM = "referral", "notification"
"""The kinds of drafts that a sent form drops."""


class ReferralDoor(rpc.ReferralServiceServicer):
    """Answers the calls of contracts/grpc/referral.proto."""

    def __init__(
        self, referrals: Referrals, identities: Identities, drafts: Drafts, clock: Clock, *,
        awaiting: AwaitingDecision, to_agree: AwaitingAgreement, not_agreed: NotAgreed,
    ) -> None:  # fmt: skip
        self._referrals, self._identities, self._drafts = referrals, identities, drafts
        self._awaiting, self._to_agree, self._clock = awaiting, to_agree, clock
        self._not_agreed = not_agreed

    async def PrepareReferral(
        self, request: wire.PrepareReferralRequest, context: Any
    ) -> common_pb2.Recorded:
        """An agency's author fills in a referral, or changes it."""
        cause, form = cause_of(request, self._clock), referral_of(request)
        kept = await self._referrals.prepare(
            cause, agency=request.agency, referrer=form.referrer, account=form.account, also=form.also,
            warning_read=request.not_a_safeguarding_referral,
        )  # fmt: skip
        await self._sent(request.header, REFERRAL_FORM)
        return recorded(kept, request)

    async def RecordAgreement(
        self, request: wire.RecordAgreementRequest, context: Any
    ) -> common_pb2.Recorded:
        """The senior safeguarding lead agrees, or does not."""
        cause = cause_of(request, self._clock)
        lead, edited, also = edited_in(request)
        kept = await self._referrals.agree(
            cause, given=decision_of(request.decision), lead=lead, edited=edited, also=also,
            agencies=own_agencies(cause.partnership),
        )  # fmt: skip
        return recorded(kept)

    async def ReceiveReferral(
        self, request: wire.ReceiveReferralRequest, context: Any
    ) -> common_pb2.Recorded:
        """A partner agency refers an incident."""
        cause, form = cause_of(request, self._clock), referral_of(request)
        kept = await self._referrals.receive(
            cause, agency=request.agency, referrer=form.referrer, agreement=form.agreement,
            warning_read=request.not_a_safeguarding_referral, account=form.account, also=form.also,
        )  # fmt: skip
        await self._sent(request.header, REFERRAL_FORM)
        return recorded(kept, request)

    async def NotifyIncident(
        self, request: wire.NotifyIncidentRequest, context: Any
    ) -> common_pb2.Recorded:
        """The local authority notifies an incident."""
        cause = cause_of(request, self._clock)
        given, account, also = notice_of(request, _role_of(cause))
        kept = await self._referrals.notify(
            cause, given=given, account=account, notice=request.notice, also=also
        )
        await self._sent(request.header, NOTICE_FORM)
        return recorded(kept, request)

    async def RestateNotification(
        self, request: wire.RestateNotificationRequest, context: Any
    ) -> common_pb2.Recorded:
        """The authority says a day of a notice otherwise."""
        cause = cause_of(request, self._clock)
        given = restatement_of(request, _role_of(cause))
        kept = await self._referrals.restate(
            cause, notice=request.notice, given=given, reason=request.reason
        )
        return recorded(kept, request)

    async def WithdrawNotification(
        self, request: wire.WithdrawNotificationRequest, context: Any
    ) -> common_pb2.Recorded:
        """The authority takes a notice back."""
        said = plain(request)
        given = {name: said[name] for name in Withdrawal.model_fields if name in said}
        kept = await self._referrals.withdraw_notice(
            cause_of(request, self._clock), notice=request.notice,
            withdrawal=one_of("", Withdrawal, given),
        )  # fmt: skip
        return recorded(kept)

    async def RecordPartnerView(
        self, request: wire.RecordPartnerViewRequest, context: Any
    ) -> common_pb2.Recorded:
        """A statutory partner gives its view."""
        findings = [plain(one) for one in request.findings]
        view = {"view": request.view, "reason": request.reason, "findings": findings}
        kept = await self._referrals.give_view(
            cause_of(request, self._clock),
            partner=one_of("partner", Partner, request.partner),
            view=one_of("", PartnerView, view),
        )
        return recorded(kept)

    async def DecideThreshold(
        self, request: wire.DecideThresholdRequest, context: Any
    ) -> common_pb2.Recorded:
        """The local authority decides on the threshold."""
        kept = await self._referrals.decide_threshold(
            cause_of(request, self._clock), given=decision_of(request.decision),
            transferred_to=request.transferred_to,
        )  # fmt: skip
        return recorded(kept)

    async def DecideReferral(
        self, request: wire.DecideReferralRequest, context: Any
    ) -> common_pb2.Recorded:
        """The partners decide what follows."""
        kept = await self._referrals.decide(
            cause_of(request, self._clock), given=decision_of(request.decision)
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
        partnerships, case_id = caller().partnerships, uuid_of("case_id", request.case_id)

        def known(referral: Referral) -> None:
            agencies = own_agencies(referral.partnership)
            if not (
                referral.partnership in partnerships
                and is_known_to(referral, agencies)
                and admitted().may_see(referral.agency)
            ):
                raise NotFound

        await self._referrals.referral(case_id, known)
        event_ids = await self._referrals.event_ids(case_id)
        return await self._referrals.referral(case_id, lambda referral: shown(referral, event_ids))

    async def RevealIdentities(
        self, request: wire.RevealIdentitiesRequest, context: Any
    ) -> wire.Identities:
        """The names, once it is recorded who asked, and why."""
        cause = cause_of(request, self._clock)
        return await self._identities.reveal(
            cause, purpose=request.purpose, read=revealed, agencies=own_agencies(cause.partnership)
        )

    async def NotificationWorksheet(
        self, request: wire.NotificationWorksheetRequest, context: Any
    ) -> wire.Worksheet:
        """What the national form asks, in its order."""
        cause = cause_of(request, self._clock)
        agencies = own_agencies(cause.partnership)

        def filled(referral: Referral) -> wire.Worksheet:
            if not referral.is_open_to(cause.partnership) or not is_known_to(referral, agencies):
                raise NotFound
            return _worksheet(referral, request, self._referrals.labels)

        if not request.with_identities:
            return await self._referrals.referral(cause.case_id, filled)
        return await self._identities.reveal(
            cause, purpose=WORKSHEET, read=filled, agencies=agencies
        )

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

    async def ListAwaitingAgreement(
        self, request: wire.ListAwaitingAgreementRequest, context: Any
    ) -> wire.AwaitingAgreement:
        """What waits in the caller's own agencies."""
        caller().must_act_for(request.partnership)
        answer = wire.AwaitingAgreement()
        agencies = own_agencies(request.partnership)
        for one in await self._to_agree.of(request.partnership, agencies):
            answer.cases.add(
                case_id=str(one.case_id), agency=one.agency, status=one.status,
                prepared_on=one.prepared_on.isoformat(),
            )  # fmt: skip
        return answer

    async def ListNotAgreed(
        self, request: wire.ListNotAgreedRequest, context: Any
    ) -> wire.NotAgreed:
        """What was not agreed in the caller's own agencies."""
        caller().must_act_for(request.partnership)
        agencies, answer = own_agencies(request.partnership), wire.NotAgreed()
        found = await self._not_agreed.of(request.partnership, agencies, person=caller().person)
        for one in found:
            if one.case_id in admitted().left_out:
                continue
            answer.cases.add(
                case_id=str(one.case_id), agency=one.agency, prepared_on=one.prepared_on.isoformat(),
                decided_on=one.decided_on.isoformat(), own=one.own, seen=one.seen,
            )  # fmt: skip
        return answer

    async def _sent(self, header: common_pb2.CommandHeader, form: str) -> None:
        """What was sent is a draft no longer; if the power fails before this, the repeated command drops it."""
        await self._drafts.drop(own_draft(header, form, header.case_id))


def own_agencies(partnership: str) -> frozenset[str]:
    """The agencies for which the caller acts in a partnership."""
    return frozenset(
        one.agency for one in caller().memberships if one.partnership == partnership and one.agency
    )


def _role_of(cause: Cause) -> str:
    return cause.actor.partition(":")[0]


def _worksheet(
    referral: Referral, request: wire.NotificationWorksheetRequest, labels: Labels
) -> wire.Worksheet:
    notices, wanted = referral.notices, request.notice
    if wanted and wanted not in notices:
        raise NoNotice
    chosen = notices[wanted] if wanted else next(reversed(notices.values()), None)
    lines = worksheet(referral.account, chosen, labels, with_identities=request.with_identities)
    answer = wire.Worksheet(
        reference=referral.reference, notice=chosen.notice if chosen else "",
        missing=sum(line.missing for line in lines),
    )  # fmt: skip
    answer.fields.extend(wire.WorksheetField(**line._asdict()) for line in lines)
    return answer
