"""A partnership is merged into another one, or split between two: what goes on with its cases, through every door."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest

from chassis.run import Build
from contracts.events import referral, review
from contracts.grpc import (
    common_pb2,
    decision_pb2,
    history_pb2,
    history_pb2_grpc,
    learning_pb2,
    learning_pb2_grpc,
    notifications_pb2,
    notifications_pb2_grpc,
    referral_pb2,
    referral_pb2_grpc,
    reporting_pb2,
    reporting_pb2_grpc,
    review_pb2,
    review_pb2_grpc,
    submissions_pb2,
    submissions_pb2_grpc,
)
from services.learning.main import build as build_learning
from services.notifications.main import build as build_notifications
from services.referral.main import build as build_referral
from services.reporting.main import build_with as build_reporting_with
from services.review.main import build as build_review
from services.submissions.main import build as build_submissions
from tests.integration.learning.learning_on_the_wire import meeting
from tests.integration.referral.referrals_on_the_wire import (
    AGENCY,
    EVERYBODY,
    FINDINGS,
    a_notification,
    a_preparation,
    a_referral,
    all_views,
)
from tests.integration.review.journey import SOCIAL_CARE, decided
from tests.support.service import ServiceUnderTest, command_header, refusal_code, running_service
from tests.support.successions import AFTER, BEFORE, Moment, packs_with

pytestmark = pytest.mark.integration
NOT_FOUND = (grpc.StatusCode.NOT_FOUND, "not_found")
OPEN = (grpc.StatusCode.PERMISSION_DENIED, "access.succession_open")
ENDED = (grpc.StatusCode.FAILED_PRECONDITION, "rules.partnership_ended")
SPLIT = ("NOR", "SOU")


class Times:
    """A service before and after Plymouth has ended."""

    def __init__(self, service: ServiceUnderTest, clock: Moment) -> None:
        self.service, self._clock = service, clock
        self._heard = 0

    def pass_by(self) -> None:
        self._clock.now = AFTER

    def coordinator(self, partnership: str) -> Any:
        return self.person("coordinator", partnership)

    def person(self, role: str, partnership: str, agency: str = "") -> Any:
        name = f"{partnership.lower()}-{role.replace('_', '-')}"
        return self.service.as_person(name, role, partnership, agency=agency)

    async def tell(self, *events: Any) -> None:
        for event in events:
            await self.service.teller.tell(self.service.teller.envelope(event, at=BEFORE))

    async def hear_oneself(self) -> None:
        """The service is told what it has told since it last was."""
        page, self._heard = await self.service.running.log.read(after=self._heard, limit=100)
        await self.service.teller.tell(*page)

    async def history(self, case_id: UUID, person: Any) -> list[tuple[str, str]]:
        """Partnership and actor of each event that somebody sees."""
        request = history_pb2.HistoryRequest(case_id=str(case_id), with_body=True)
        stub = history_pb2_grpc.HistoryStub(self.service.channel)
        return [
            (one.partnership, one.actor)
            async for one in stub.EventsOfCase(request, metadata=person)
        ]


@asynccontextmanager
async def times(
    name: str, build: Build, folder: Path, successors: Sequence[str]
) -> AsyncIterator[Times]:
    clock = Moment(BEFORE)
    packs = packs_with(folder, successors, clock)
    async with running_service(name, build, clock=clock, packs=packs) as service:
        yield Times(service, clock)


def dated(request: Any, at: datetime, partnership: str = "PLY") -> Any:
    request.header.occurred_at.FromDatetime(at.astimezone(UTC))
    request.header.partnership = partnership
    return request


async def begun(times: Times) -> UUID:
    """A case that was referred to Plymouth while it was there, and told to this service."""
    case_id = uuid4()
    stub = referral_pb2_grpc.ReferralServiceStub(times.service.channel)
    await stub.ReceiveReferral(a_referral(case_id), metadata=times.coordinator("PLY"))
    await times.tell(received(case_id))
    return case_id


def received(case_id: UUID) -> referral.ReferralReceived:
    return referral.ReferralReceived(
        case_id=case_id, reference="PLY-RR-2026-0001", partnership="PLY", agency=AGENCY,
        received_on=date(2026, 9, 7), agreed_on=date(2026, 9, 4), incident_on=date(2026, 9, 2),
        category="serious_harm",
    )  # fmt: skip


async def test_nothing_begins_under_a_partnership_that_has_ended(tmp_path: Path) -> None:
    async with times("referral", build_referral, tmp_path, SPLIT) as at:
        stub = referral_pb2_grpc.ReferralServiceStub(at.service.channel)
        author = at.person("agency_author", "PLY", AGENCY)
        before = a_referral(uuid4())
        kept = await stub.ReceiveReferral(before, metadata=at.coordinator("PLY"))
        at.pass_by()

        calls = (
            stub.ReceiveReferral(
                dated(a_referral(uuid4()), AFTER), metadata=at.coordinator("PLY")
            ),
            stub.NotifyIncident(dated(a_notification(uuid4()), AFTER), metadata=at.coordinator("PLY")),
            stub.PrepareReferral(dated(a_preparation(uuid4()), AFTER), metadata=author),
        )  # fmt: skip
        for call in calls:
            with pytest.raises(grpc.aio.AioRpcError) as refused:
                await call
            assert "Invented NOR (The north) or Invented SOU (The south)" in str(
                refused.value.details()
            )
            assert await refusal_code(call) == ENDED
        late = await stub.ReceiveReferral(a_referral(uuid4()), metadata=at.coordinator("PLY"))
        again = await stub.ReceiveReferral(before, metadata=at.coordinator("PLY"))
        theirs = await stub.ReceiveReferral(
            dated(a_referral(uuid4(), partnership="NOR"), AFTER, "NOR"),
            metadata=at.coordinator("NOR"),
        )

    assert again == kept
    assert [one.reference for one in (kept, late, theirs)] == [
        "PLY-RR-2026-0001", "PLY-RR-2026-0002", "NOR-RR-2026-0001",
    ]  # fmt: skip


async def test_the_only_heir_leads_on_and_history_stays_what_it_was(tmp_path: Path) -> None:
    async with times("referral", build_referral, tmp_path, ["NEW"]) as at:
        stub = referral_pb2_grpc.ReferralServiceStub(at.service.channel)
        case_id, heir = await begun(at), at.coordinator("NEW")
        asked = common_pb2.CaseRequest(case_id=str(case_id))
        early = await refusal_code(stub.GetReferral(asked, metadata=heir))
        before = await at.history(case_id, at.coordinator("PLY"))
        at.pass_by()

        shown = await stub.GetReferral(asked, metadata=at.person("auditor", "NEW"))
        await all_views(stub, case_id, heir)
        waiting = await stub.ListAwaitingDecision(
            referral_pb2.ListAwaitingDecisionRequest(partnership="PLY"), metadata=heir
        )
        stranger = await refusal_code(stub.GetReferral(asked, metadata=at.coordinator("DEV")))
        after = await at.history(case_id, at.person("auditor", "NEW"))

    assert early == stranger == NOT_FOUND
    assert shown.reference == "PLY-RR-2026-0001"
    assert [one.case_id for one in waiting.cases] == [str(case_id)]
    assert after[: len(before)] == before == [("PLY", "coordinator:ply-coordinator")]
    assert after[len(before) :] == [("PLY", "coordinator:new-coordinator")] * 3


async def test_a_referral_of_several_heirs_is_seen_by_all_and_transferred_at_the_threshold(
    tmp_path: Path,
) -> None:
    async with times("referral", build_referral, tmp_path, SPLIT) as at:
        stub = referral_pb2_grpc.ReferralServiceStub(at.service.channel)
        case_id, north = await begun(at), at.coordinator("NOR")
        await all_views(stub, case_id, at.coordinator("PLY"))
        at.pass_by()
        asked = common_pb2.CaseRequest(case_id=str(case_id))
        view = referral_pb2.RecordPartnerViewRequest(
            header=command_header(case_id), partner="police", view="uncertain", reason="Invented."
        )
        threshold = referral_pb2.DecideThresholdRequest(
            header=command_header(case_id, at=BEFORE), transferred_to="NOR",
            decision=decision_pb2.Decision(
                outcome="transfer", decided_on="2026-09-25", rationale="It falls to the north.",
                conditions="Invented.", findings=FINDINGS, attendance=EVERYBODY[:1],
            ),
        )  # fmt: skip

        for code in SPLIT:
            await stub.GetReferral(asked, metadata=at.coordinator(code))
        closed = await refusal_code(stub.GetReferral(asked, metadata=at.person("auditor", "SOU")))
        refused = await refusal_code(stub.RecordPartnerView(view, metadata=north))
        await stub.DecideThreshold(threshold, metadata=north)
        shown = await stub.GetReferral(asked, metadata=north)

    assert (closed, refused) == (NOT_FOUND, OPEN)
    assert shown.status == "transferred"


async def test_a_review_goes_to_the_heir_that_takes_the_lead_and_is_closed_to_the_other(
    tmp_path: Path,
) -> None:
    async with times("review", build_review, tmp_path, SPLIT) as at:
        stub = review_pb2_grpc.ReviewServiceStub(at.service.channel)
        case_id, north = uuid4(), at.coordinator("NOR")
        await at.tell(received(case_id), decided(case_id, other_partnerships=()))
        await at.hear_oneself()
        at.pass_by()
        asked = common_pb2.CaseRequest(case_id=str(case_id))

        def offer(to: str) -> review_pb2.ProposeTransferRequest:
            return review_pb2.ProposeTransferRequest(
                header=command_header(case_id), to=to, reason="It falls to it.",
                proposed_on="2026-10-14",
            )  # fmt: skip

        hold = review_pb2.PlaceLegalHoldRequest(
            header=command_header(case_id), placed_on="2026-10-14", reason="Invented."
        )
        accept = review_pb2.AcceptTransferRequest(
            header=command_header(case_id, partnership="NOR"), transferred_on="2026-10-15"
        )
        for code in SPLIT:
            assert (await stub.GetReview(asked, metadata=at.coordinator(code))).partnership == "PLY"
        refused = await refusal_code(stub.PlaceLegalHold(hold, metadata=north))
        await stub.ProposeTransfer(offer("NOR"), metadata=north)
        await at.hear_oneself()
        await stub.AcceptTransfer(accept, metadata=north)
        await at.hear_oneself()

        hold.header.partnership = "NOR"
        await stub.PlaceLegalHold(hold, metadata=north)
        shown = await stub.GetReview(asked, metadata=at.person("auditor", "NOR"))
        south = await refusal_code(stub.GetReview(asked, metadata=at.coordinator("SOU")))
        back = await refusal_code(
            stub.ProposeTransfer(dated(offer("PLY"), AFTER, "NOR"), metadata=north)
        )
        seen = await at.history(case_id, at.person("auditor", "NOR"))
        unseen = await at.history(case_id, at.coordinator("SOU"))

    assert refused == OPEN
    assert [one.agency for one in shown.agencies] == [SOCIAL_CARE]
    assert (shown.partnership, shown.reference) == ("NOR", "PLY-RR-2026-0001")
    assert list(shown.contributing_partnerships) == []
    assert south == NOT_FOUND
    assert back == ENDED
    assert [partnership for partnership, _ in seen] == ["PLY"] * 3 + ["NOR"] * 2
    assert unseen == []


async def test_the_board_shows_the_cases_of_before_to_who_follows(tmp_path: Path) -> None:
    async with times("reporting", build_reporting_with({}), tmp_path, SPLIT) as at:
        stub = reporting_pb2_grpc.ReportingServiceStub(at.service.channel)
        case_id, other = uuid4(), uuid4()
        await at.tell(
            received(case_id), received(other).model_copy(update={"reference": "PLY-RR-2026-0002"})
        )

        async def listed(code: str) -> list[str]:
            found = await stub.ListCases(
                reporting_pb2.ListCasesRequest(), metadata=at.coordinator(code)
            )
            return sorted(one.case_id for one in found.cases)

        early = await listed("NOR")
        at.pass_by()
        both = [await listed(code) for code in SPLIT]
        transferred = review.LeadTransferred(
            case_id=case_id, reference="PLY-RR-2026-0001", partnership="NOR", former="PLY",
            contributing_partnerships=(), transferred_on=date(2026, 10, 15),
        )  # fmt: skip
        late = referral.NotificationWithdrawn(
            case_id=case_id, reference="PLY-RR-2026-0001", partnership="PLY", notice="1", track="A",
            withdrawn_on=date(2026, 9, 25), reason="duplicate", standing=0,
        )  # fmt: skip
        await at.tell(transferred, late)
        apart = [await listed(code) for code in SPLIT]

    assert early == []
    assert both == [sorted((str(case_id), str(other)))] * 2
    assert apart == [sorted((str(case_id), str(other))), [str(other)]]


async def test_who_follows_is_told_and_has_what_is_to_be_done(tmp_path: Path) -> None:
    async with times("notifications", build_notifications, tmp_path, ["NEW"]) as at:
        stub = notifications_pb2_grpc.NotificationsServiceStub(at.service.channel)
        contact = notifications_pb2.RegisterContactRequest(
            header=command_header(UUID(int=0), partnership="NEW"), person="new-subgroup-chair",
            roles=[notifications_pb2.ContactRole(role="subgroup_chair")],
        )  # fmt: skip
        await stub.RegisterContact(contact, metadata=at.coordinator("NEW"))
        await at.service.settled()
        at.pass_by()
        case_id = uuid4()
        of_case = {"case_id": case_id, "reference": "PLY-RR-2026-0001", "partnership": "PLY"}
        await at.tell(
            review.ReportFinalised(**of_case, finalised_on=date(2026, 9, 25), report_version=1)
        )
        await at.service.settled()

        chair = at.person("subgroup_chair", "NEW")
        tasks = await stub.ListMyTasks(notifications_pb2.ListMyTasksRequest(), metadata=chair)
        messages = await stub.ListMessages(
            notifications_pb2.ListMessagesRequest(partnership="PLY"), metadata=chair
        )
        stranger = await stub.ListMyTasks(
            notifications_pb2.ListMyTasksRequest(), metadata=at.person("subgroup_chair", "DEV")
        )

    assert [(one.partnership, one.recipient) for one in tasks.tasks] == [("PLY", "subgroup_chair")]
    assert [one.recipient for one in messages.messages] == ["subgroup_chair"]
    assert list(stranger.tasks) == []


async def test_who_follows_has_learned_what_was_learned_before(tmp_path: Path) -> None:
    async with times("learning", build_learning, tmp_path, ["NEW"]) as at:
        stub = learning_pb2_grpc.LearningServiceStub(at.service.channel)
        await at.tell(meeting(uuid4(), "R1"))
        await at.service.settled()

        async def earlier(code: str) -> list[int]:
            asked = learning_pb2.SeenBeforeRequest(partnership=code, themes=["early_help"])
            answer = await stub.SeenBefore(asked, metadata=at.coordinator(code))
            return [one.earlier_cases for one in answer.themes]

        before = await earlier("NEW")
        at.pass_by()
        after = [await earlier(code) for code in ("NEW", "DEV")]

    assert before == [0]
    assert after == [[1], [0]]


async def test_of_a_case_that_has_gone_to_one_heir_the_agencies_go_on_there_and_nobody_else(
    tmp_path: Path,
) -> None:
    async with times("submissions", build_submissions, tmp_path, SPLIT) as at:
        stub = submissions_pb2_grpc.SubmissionsServiceStub(at.service.channel)
        case_id = uuid4()
        of_case = {"case_id": case_id, "reference": "PLY-RR-2026-0001"}
        involved = review.AgencyInvolved(
            **of_case, partnership="PLY", agency=AGENCY, through="PLY",
            involved_on=date(2026, 9, 25), return_due_on=date(2026, 10, 20),
        )  # fmt: skip
        transferred = review.LeadTransferred(
            **of_case, partnership="NOR", former="PLY", contributing_partnerships=(),
            transferred_on=date(2026, 10, 15),
        )  # fmt: skip
        await at.tell(involved)
        at.pass_by()

        async def waiting(role: str, code: str, agency: str = "") -> list[str]:
            await at.service.settled()
            found = await stub.ListOutstanding(
                submissions_pb2.ListOutstandingRequest(), metadata=at.person(role, code, agency)
            )
            return [one.case_id for one in found.items]

        before = [await waiting("coordinator", code) for code in SPLIT]
        await at.tell(transferred)
        after = [await waiting("coordinator", code) for code in SPLIT]
        authors = [await waiting("agency_author", code, AGENCY) for code in SPLIT]
        asked = submissions_pb2.GetSubmissionRequest(case_id=str(case_id), agency=AGENCY)
        await stub.GetSubmission(asked, metadata=at.person("agency_author", "NOR", AGENCY))
        south = await refusal_code(
            stub.GetSubmission(asked, metadata=at.person("agency_author", "SOU", AGENCY))
        )

    assert before == [[str(case_id)]] * 2
    assert after == authors == [[str(case_id)], []]
    assert south[0] == grpc.StatusCode.NOT_FOUND
