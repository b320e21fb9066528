"""A referral on the wire: everything but names, days of birth, numbers and addresses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from google.protobuf.json_format import ParseDict
from google.protobuf.message import Message

from chassis.aggregate import Value
from chassis.doors.decisions_on_the_wire import record_on_the_wire
from contracts.grpc import decision_pb2
from contracts.grpc import referral_pb2 as wire
from services.referral.domain import notices as notes
from services.referral.domain.gate_rules import BELOW
from services.referral.domain.referral import Referral
from services.referral.domain.values import Child, age_on, letters_of

OF_A_CHILD = (
    "sex", "ethnicity", "ethnicity_known", "first_language", "religion", "disabilities", "placement",
    "legal_status", "plan_category", "plan_status", "looked_after", "care_leaver", "safe_now", "safety",
)  # fmt: skip
OF_A_NOTICE = (
    "notice", "authority", "national_reference", "nature", "grouping", "covers", "outline", "late_reason",
    "copied_to", "threshold_met", "known_to_agencies",
)  # fmt: skip


def shown(referral: Referral, event_ids: Mapping[int, UUID]) -> wire.Referral:
    """The referral with pseudonyms."""
    account, agreed, withheld = referral.account, referral.agreement, referral.withheld_by
    standing = [one.sent.on for one in referral.notices.values() if one.stands]
    decided = [one.record for one in referral.decisions if one.record.gate == "G2"]
    answer = wire.Referral(
        case_id=str(referral.case_id), reference=referral.reference, partnership=referral.partnership,
        version=referral.version, status=referral.status, agency=referral.agency,
        children=[f"Child {letters_of(number)}" for number in range(len(account.children))],
        outcome=referral.outcome, decided_on=str(decided[-1].decided_on) if decided else "",
        notified_on=str(min(standing)) if standing else "", why_consider=account.why_consider,
        agencies_involved=account.agencies_involved, other_partnerships=account.other_partnerships,
        referrer_role=referral.referrer.role if referral.referrer else "",
        lead_role=agreed.lead_role if agreed else withheld.role if withheld else "",
        agreed_on=str(agreed.agreed_on) if agreed else "",
        track=track_of(referral),
    )  # fmt: skip
    day = account.incident.occurred_on
    answer.described.extend(_described(n, one, day) for n, one in enumerate(account.children))
    answer.incident.CopyFrom(_said(wire.Incident(), account.incident))
    answer.circumstances.CopyFrom(_said(wire.Circumstances(), account.circumstances))
    for relative in answer.circumstances.family:
        relative.name = relative.born_on = ""
    for partner, view in referral.views.items():
        given = answer.views.add(partner=partner, view=view.view, reason=view.reason)
        given.findings.extend(_said(decision_pb2.Finding(), one) for one in view.findings)
    answer.notices.extend(_notice(one) for one in referral.notices.values())
    superseded = {one.record.supersedes for one in referral.decisions}
    for one in referral.decisions:
        event_id = event_ids[one.version]
        is_past = event_id in superseded
        answer.decisions.append(
            record_on_the_wire(one.record, event_id=event_id, superseded=is_past)
        )
    return answer


def track_of(referral: Referral) -> str:
    """The first of A, B, C for which a notice stands; D for what was found to be below the threshold."""
    tracks = sorted(one.track for one in referral.notices.values() if one.stands)
    threshold = [one.record.outcome for one in referral.decisions if one.record.gate == "G1"]
    below = "D" if threshold and threshold[-1] in BELOW else ""
    return tracks[0] if tracks else below


def revealed(referral: Referral) -> wire.Identities:
    """The names, for who has said why."""
    answer = wire.Identities()
    answer.children.extend(_said(wire.Child(), one) for one in referral.account.children)
    answer.family.extend(
        _said(wire.Relative(), one) for one in referral.account.circumstances.family
    )
    if referral.referrer is not None:
        answer.referrer_name = referral.referrer.name
        answer.referrer_contact = referral.referrer.contact
    if referral.agreement is not None:
        answer.lead_name = referral.agreement.lead_name
    return answer


def _described(number: int, child: Child, day: date) -> wire.DescribedChild:
    told = wire.DescribedChild(
        pseudonym=f"Child {letters_of(number)}", unborn=bool(child.expected_on)
    )
    ParseDict(child.model_dump(mode="json", include=set(OF_A_CHILD)), told)
    if child.born_on is not None:
        told.age = max(age_on(child.born_on, day), 0)
    return told


def _notice(notice: notes.Notice) -> wire.Notice:
    told = wire.Notice(
        track=notice.track, days_from_awareness=notice.national_days_taken,
        days_from_incident=notice.days_from_incident,
        partners_told_on=str(notice.partners_told_on or ""),
    )  # fmt: skip
    ParseDict(notice.model_dump(mode="json", include=set(OF_A_NOTICE)), told)
    for part in ("occurred", "agency_aware", "authority_aware", "sent", "clock"):
        fact = getattr(notice, part)
        if fact is not None:
            _said(getattr(told, part), fact)
    if notice.withdrawn is not None:
        told.withdrawn_on = str(notice.withdrawn.withdrawn_on)
        told.withdrawal_reason = notice.withdrawn.reason
        told.withdrawal_explanation = notice.withdrawn.explanation
    return told


def _said(message: Any, value: Value) -> Any:
    """A value as its message of the same fields."""
    told: Message = ParseDict(value.model_dump(mode="json", exclude_none=True), message)
    return told
