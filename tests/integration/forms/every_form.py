"""Every form of the platform: a good request for each command, in an order in which each would be taken."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from google.protobuf.descriptor import MethodDescriptor, ServiceDescriptor
from google.protobuf.message import Message

from chassis.run import Build
from contracts.grpc import learning_pb2, retention_pb2, team_pb2
from rapid_review.doors import ALSO
from tests.integration.guarded.calls import AT, CASE, CONTRIBUTOR, HOUSING, LEAD, Guarded, named
from tests.integration.guarded.learning_calls import LEARNING
from tests.integration.guarded.notifications_calls import NOTIFICATIONS
from tests.integration.guarded.referral_calls import REFERRAL
from tests.integration.guarded.review_calls import REVIEW, step
from tests.integration.guarded.submissions_calls import SUBMISSIONS
from tests.integration.learning import learning_on_the_wire as learned
from tests.support.service import ServiceUnderTest, command_header

LOCAL_CASE = UUID(int=0xCA61)
"""A case that takes the route of a Learning from Experience Review."""
OLD_CASE = UUID(int=0xCA62)
"""A case that was not taken forward, so long ago that it need not be kept any more."""
POLICE = "devon-and-cornwall-police"
WHY = "The court asks for the plan this evening."
NOT_FORMS = frozenset({"SaveDraft", "DropDraft"})
"""A draft is kept as it was typed: nothing in it is checked."""


@dataclass(frozen=True)
class Form:
    """One command with everything that it needs; ``role`` and ``agency`` are of the person who sends it."""

    method: str
    request: Message
    role: str = "coordinator"
    partnership: str = LEAD
    agency: str = ""


@dataclass(frozen=True)
class Forms:
    """The forms of one service."""

    name: str
    build: Build
    apis: Sequence[ServiceDescriptor]
    begin: Callable[[ServiceUnderTest], Awaitable[None]]
    forms: Callable[[], Sequence[Form]]

    @property
    def methods(self) -> Mapping[str, MethodDescriptor]:
        return {method.name: method for api in self.apis for method in api.methods}

    @property
    def commands(self) -> set[str]:
        """The methods that take a command of somebody."""
        return {
            name
            for name, method in self.methods.items()
            if "header" in method.input_type.fields_by_name
        } - NOT_FORMS


def _of(guarded: Guarded, *, without: frozenset[str] = frozenset()) -> list[Form]:
    """The good requests with which the guarded calls are made."""
    return [
        Form(row.method, row.make(LEAD))
        for row in guarded.rows
        if row.writes and row.method not in NOT_FORMS | without
    ]


def _referral() -> Sequence[Form]:
    of_agencies = frozenset({"PrepareReferral", "RecordAgreement", "ReceiveReferral"})
    by_name = {row.method: row for row in REFERRAL.rows}
    received: Any = by_name["ReceiveReferral"].make(LEAD)
    received.header.case_id = str(uuid4())
    agreed: Any = by_name["RecordAgreement"].make(LEAD)
    agreed.decision.ClearField("findings")  # This gate asks no questions of its own.
    prepared: Any = by_name["PrepareReferral"].make(LEAD)
    agreed.incident.CopyFrom(prepared.incident)
    agreed.children.extend(prepared.children)
    return [
        Form("ReceiveReferral", received),
        Form("PrepareReferral", prepared, "agency_author", agency=POLICE),
        Form("RecordAgreement", agreed, "agency_lead", agency=POLICE),
        *_of(REFERRAL, without=of_agencies),
    ]


def _review() -> Sequence[Form]:
    transfers = frozenset({"ProposeTransfer", "AcceptTransfer"})
    until = (datetime.now(UTC).date() + timedelta(days=20)).isoformat()
    nurse: dict[str, Any] = {"person": "ply-nurse-1"}
    team = (
        Form("ReleaseReturns", _named(team_pb2.ReleaseReturnsRequest)),
        Form("NameMember", _named(team_pb2.NameMemberRequest, **nurse, role="member", until_on=until)),
        Form("RemoveMember", _named(team_pb2.RemoveMemberRequest, **nurse, reason="Invented.")),
        Form(
            "DeclareConflict",
            team_pb2.DeclareConflictRequest(
                header=command_header(CASE, at=AT), **nurse, kind="other", reason="Invented."
            ),
        ),
        Form("ClearConflict", _named(team_pb2.ClearConflictRequest, **nurse, reason="Invented.")),
        Form("BreakGlass", _named(team_pb2.BreakGlassRequest, reason=WHY, hours=2)),
    )  # fmt: skip
    offer, taken = (
        step(lambda it: it.offer())(LEAD),
        step(lambda it: it.acceptance())(CONTRIBUTOR),
    )
    erasing = retention_pb2.EraseCaseRequest(
        header=command_header(OLD_CASE, at=AT), reason="Its period has ended."
    )
    return [
        *_of(REVIEW, without=transfers), *team, Form("ProposeTransfer", offer),
        Form("AcceptTransfer", taken, partnership=CONTRIBUTOR),
        Form("EraseCase", erasing, "data_protection_officer"),
    ]  # fmt: skip


async def _begin_review(service: ServiceUnderTest) -> None:
    await REVIEW.begin(service)
    ended = learned.decision(OLD_CASE, "no_further_review")
    await learned.told(service, ended.model_copy(update={"decided_on": date(2015, 9, 8)}))


def _submissions() -> Sequence[Form]:
    notes = frozenset({"NoteSupport"})
    row = next(row for row in SUBMISSIONS.rows if row.method in notes)
    return [
        *_of(SUBMISSIONS, without=notes),
        Form("NoteSupport", row.make(LEAD), "agency_author", agency=HOUSING),
    ]


def _learning() -> Sequence[Form]:
    elsewhere = frozenset({"DeclineAction", "MergeAction", "HoldLearningEvent", "AuditLearning"})
    ends: dict[str, Any] = {"reason": "Invented."}
    held = learning_pb2.HoldLearningEventRequest(
        header=command_header(LOCAL_CASE, at=AT), held_on="2026-09-08",
        agencies=["plymouth-housing", "devon-icb"], practitioners=7, what_worked="Invented.",
        what_was_learned="Invented.",
    )  # fmt: skip
    questions = (
        "child_at_the_centre", "practitioners_heard", "agencies_together", "identity_considered",
        "good_practice_named", "change_followed",
    )  # fmt: skip
    audit = learning_pb2.AuditLearningRequest(
        header=command_header(LOCAL_CASE, at=AT), audited_on="2026-09-08",
        answers=[
            learning_pb2.AuditAnswer(question=one, answer="met", reason="Invented.")
            for one in questions
        ],
    )  # fmt: skip
    return [
        *_of(LEARNING, without=elsewhere),
        *(Form("AgreeAction", _agreed(name)) for name in ("A2", "A3")),
        Form(
            "MergeAction",
            _named(learning_pb2.MergeActionRequest, action_id="A2", into="A3", merged_on="2026-09-04", **ends),
        ),
        Form(
            "DeclineAction",
            _named(learning_pb2.DeclineActionRequest, action_id="A3", declined_on="2026-09-04", **ends),
        ),
        Form("HoldLearningEvent", held),
        Form("AuditLearning", audit),
    ]  # fmt: skip


async def _begin_learning(service: ServiceUnderTest) -> None:
    await LEARNING.begin(service)
    await learned.told(service, learned.decision(LOCAL_CASE, "learning_from_experience"))


def _agreed(action_id: str) -> Message:
    row = next(row for row in LEARNING.rows if row.method == "AgreeAction")
    request: Any = row.make(LEAD)
    request.action_id = action_id
    return request  # type: ignore[no-any-return]


def _named(kind: Callable[..., Message], **content: Any) -> Message:
    return named(kind, **content)(LEAD)


def _apis(guarded: Guarded) -> Sequence[ServiceDescriptor]:
    also = [
        api
        for one in ALSO.get(guarded.name, ())
        for api in one.DESCRIPTOR.services_by_name.values()
    ]
    return (*guarded.apis, *also)


EVERY_FORM = tuple(
    Forms(guarded.name, guarded.build, _apis(guarded), begin, forms)
    for guarded, begin, forms in (
        (REFERRAL, REFERRAL.begin, _referral),
        (REVIEW, _begin_review, _review),
        (SUBMISSIONS, SUBMISSIONS.begin, _submissions),
        (LEARNING, _begin_learning, _learning),
        (NOTIFICATIONS, NOTIFICATIONS.begin, lambda: _of(NOTIFICATIONS)),
    )
)
"""Reporting takes no commands; those of operators are no forms."""
