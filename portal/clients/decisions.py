"""Asks the owners of a case for its decisions and its team, on behalf of the person who is looking.

Raises the refusals of ``chassis.errors``, and ``Temporary`` when an owner cannot be reached in time.
"""

from __future__ import annotations

from chassis.identity import Caller
from contracts.grpc import (
    common_pb2,
    decision_pb2,
    referral_pb2,
    review_pb2,
    team_pb2,
)
from portal.clients.dates import date_in, moment_in
from portal.clients.decision_facts import (
    Attendance,
    AwaitingAgreement,
    AwaitingDecision,
    ComingGate,
    Conflict,
    DecisionRecord,
    Decisions,
    Finding,
    Member,
    Team,
    View,
    WithheldReferral,
)
from portal.clients.door import Door


class CaseOwners:
    """The referral and the review of a case, while their doors are connected."""

    def __init__(self, referral: Door, review: Door) -> None:
        self._referral, self._review = referral, review

    async def before_the_review(self, caller: Caller, case_id: str) -> Decisions:
        """What was decided before the review began."""
        request = common_pb2.CaseRequest(case_id=case_id)
        answer: referral_pb2.Referral = await self._referral.ask(caller, "GetReferral", request)
        return Decisions(tuple(map(_record, answer.decisions)))

    async def in_the_review(self, caller: Caller, case_id: str) -> Decisions:
        """What was decided in the review, and what its next gate still needs."""
        request = common_pb2.CaseRequest(case_id=case_id)
        answer: review_pb2.Review = await self._review.ask(caller, "GetReview", request)
        coming = answer.next_gate
        return Decisions(
            tuple(map(_record, answer.decisions)),
            ComingGate(coming.gate, tuple(coming.needs)) if coming.gate else None,
        )

    async def team(self, caller: Caller, case_id: str) -> Team:
        """Who is on the team of a case."""
        request = common_pb2.CaseRequest(case_id=case_id)
        answer: team_pb2.Team = await self._review.ask(caller, "GetTeam", request)
        return Team(
            members=tuple(
                Member(one.person, one.role, one.agency, date_in(one.until_on))
                for one in answer.members
            ),
            conflicts=tuple((one.person, one.kind) for one in answer.conflicts),
            broken_glass=tuple(
                (one.person, one.reason, moment_in(one.until)) for one in answer.broken_glass
            ),
            returns_released_on=date_in(answer.returns_released_on),
        )

    async def awaiting_agreement(
        self, caller: Caller, partnership: str
    ) -> tuple[AwaitingAgreement, ...]:
        """The prepared referrals of the caller's agencies in a partnership that are not agreed to yet."""
        request = referral_pb2.ListAwaitingAgreementRequest(partnership=partnership)
        answer: referral_pb2.AwaitingAgreement = await self._referral.ask(
            caller, "ListAwaitingAgreement", request
        )
        return tuple(
            AwaitingAgreement(
                one.case_id, partnership, one.agency, date_in(one.prepared_on), one.status
            )
            for one in answer.cases
        )

    async def not_agreed(self, caller: Caller, partnership: str) -> tuple[WithheldReferral, ...]:
        """The referrals of the caller's agencies in a partnership that their safeguarding leads did not agree."""
        request = referral_pb2.ListNotAgreedRequest(partnership=partnership)
        answer: referral_pb2.NotAgreed = await self._referral.ask(caller, "ListNotAgreed", request)
        return tuple(
            WithheldReferral(
                one.case_id, partnership, one.agency, date_in(one.prepared_on), date_in(one.decided_on),
                one.own, one.seen,
            )
            for one in answer.cases
        )  # fmt: skip

    async def awaiting_decision(
        self, caller: Caller, partnership: str
    ) -> tuple[AwaitingDecision, ...]:
        """The referrals of a partnership that wait for views or for a decision."""
        request = referral_pb2.ListAwaitingDecisionRequest(partnership=partnership)
        answer: referral_pb2.AwaitingDecision = await self._referral.ask(
            caller, "ListAwaitingDecision", request
        )
        return tuple(
            AwaitingDecision(
                one.case_id, partnership, one.reference, date_in(one.received_on),
                frozenset(one.views_missing),
            )
            for one in answer.cases
        )  # fmt: skip


def _record(kept: decision_pb2.DecisionRecord) -> DecisionRecord:
    said = kept.decision
    return DecisionRecord(
        gate=kept.gate, body=kept.body, question=kept.question,
        decided_on=date_in(said.decided_on), outcome=said.outcome, rationale=said.rationale,
        conditions=said.conditions, route=said.route, review_on=date_in(said.review_on),
        attendance=tuple(Attendance(x.body, x.position, x.presence) for x in said.attendance),
        findings=tuple(
            Finding(
                x.criterion, kept.criteria.get(x.criterion, ""), x.finding, x.reason,
                tuple(x.evidence),
            )
            for x in said.findings
        ),
        views=tuple(View(x.partner, x.view, x.reason) for x in said.views),
        dissent=tuple(View(x.body, "", x.reason) for x in said.dissent),
        escalated_to=said.escalated_to, escalation_outcome=said.escalation_outcome,
        conflicts=tuple(Conflict(x.body, x.nature, x.handling) for x in said.conflicts),
        corrects=bool(said.supersedes), superseded=kept.superseded, event_id=kept.event_id,
    )  # fmt: skip
