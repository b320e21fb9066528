"""Requests as what the rules know: forms as far as they can be read, with what is wrong with the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from google.protobuf.message import Message

from chassis.doors.grpc_door import plain
from chassis.doors.read_forms import form_of
from chassis.fields import FieldProblem, FormRefused
from contracts.grpc import referral_pb2 as wire
from services.referral.domain.notices import NoticeGiven, Restatement
from services.referral.domain.values import Account, Agreement, Lead, Referrer

FACTS = ("agency_aware", "authority_aware", "sent")
Problems = tuple[FieldProblem, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that an agency or its senior lead sent."""

    referrer: Referrer
    account: Account
    agreement: Agreement | None
    also: Problems


def referral_of(request: Any) -> Filled:
    """The form of a referral. Raises ``FormRefused`` if too little of it can be read."""
    account, also = _account(request)
    agreement: Agreement | None = None
    if "agreement" in request.DESCRIPTOR.fields_by_name and request.HasField("agreement"):
        agreement, more = form_of(Agreement, _with_words(request.agreement), named=_of_agreement)
        also = (*also, *more)
        account = None if agreement is None else account
    if account is None:
        raise FormRefused(also)
    referrer = Referrer(
        name=request.referrer_name, role=request.referrer_role, contact=request.referrer_contact
    )
    return Filled(referrer, account, agreement, also)


def edited_in(request: wire.RecordAgreementRequest) -> tuple[Lead, Account | None, Problems]:
    """The senior lead, and the form as they changed it, if they did."""
    lead = Lead(name=request.lead_name, role=request.lead_role)
    if not request.HasField("incident"):
        return lead, None, ()
    account, also = _account(request)
    if account is None:
        raise FormRefused(also)
    return lead, account, also


def notice_of(
    request: wire.NotifyIncidentRequest, recorded_by: str
) -> tuple[NoticeGiven, Account, Problems]:
    """The form of a notice. Each of its times was recorded by the asker, if nobody else is named."""
    simple = (
        "authority", "national_reference", "nature", "grouping", "outline", "late_reason",
        "partners_told_on", "copied_to", "threshold_met", "known_to_agencies",
    )  # fmt: skip
    said = plain(request)
    given: dict[str, Any] = {name: said[name] for name in simple if name in said}
    given["occurred_recorded_by"] = request.incident_recorded_by or recorded_by
    for fact in FACTS:
        parts = {"on": f"{fact}_on", "time": f"{fact}_time", "recorded_by": f"{fact}_recorded_by"}
        given[fact] = {"recorded_by": recorded_by} | {
            part: said[name] for part, name in parts.items() if name in said
        }
    notice, problems = form_of(NoticeGiven, given, named=_flat)
    account, also = _account(request)
    if notice is None or account is None:
        raise FormRefused((*problems, *also))
    return notice, account, (*problems, *also)


def restatement_of(request: wire.RestateNotificationRequest, recorded_by: str) -> Restatement:
    """What a notice says otherwise."""
    said = plain(request)
    given: dict[str, Any] = {
        name: said[name] for name in ("late_reason", "national_reference") if name in said
    }
    for fact in ("occurred", *FACTS):
        if f"{fact}_on" in said:
            given[fact] = {"on": said[f"{fact}_on"], "recorded_by": recorded_by}
    restated, problems = form_of(Restatement, given, named=_flat)
    if restated is None or problems:
        raise FormRefused(problems)
    return restated


def _account(request: Any) -> tuple[Account | None, Problems]:
    said, known = plain(request), set(Account.model_fields)
    return form_of(Account, {name: value for name, value in said.items() if name in known})


def _with_words(message: Message) -> dict[str, Any]:
    """Texts that are empty are told by the rules, in words, and not as a field that is missing."""
    return {"lead_name": " ", "lead_role": " "} | plain(message)


def _of_agreement(place: str) -> str:
    return f"agreement.{place}"


def _flat(place: str) -> str:
    for fact in ("occurred", *FACTS):
        place = place.replace(f"{fact}.", f"{fact}_") if place.startswith(f"{fact}.") else place
    return place
