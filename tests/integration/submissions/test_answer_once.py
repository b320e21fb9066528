"""Versions stay readable, returns are shared, chronologies merged, inboxes one, and an agency keeps its own."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest

from chassis.doors.refused_fields import told_in
from contracts.events.team import ReturnsReleased, TeamMemberNamed
from contracts.grpc import drafts_pb2
from contracts.grpc import drafts_pb2_grpc as drafts_rpc
from contracts.grpc import submissions_pb2 as wire
from contracts.grpc import submissions_pb2_grpc as rpc
from tests.integration.submissions.returns_on_the_wire import (
    AT,
    CANARY,
    SCHOOLS,
    a_query,
    a_return,
    an_acceptance,
    asked,
    involved,
)
from tests.support.service import ServiceUnderTest, command_header, refusal_code

POLICE = "devon-and-cornwall-police"
ELSEWHERE, FAR = "DEV", datetime.now(UTC).date() + timedelta(days=30)


def police(service: ServiceUnderTest, role: str = "agency_author") -> Any:
    return service.as_person("police-author", role, "PLY", ELSEWHERE, agency=POLICE)


async def asked_by_devon(service: ServiceUnderTest, case_id: UUID, agency: str = POLICE) -> None:
    event = involved(case_id, agency=agency, through=ELSEWHERE)
    event = event.model_copy(update={"partnership": ELSEWHERE, "reference": "DEV-RR-2025-0003"})
    await service.teller.tell(service.teller.envelope(event, at=AT))


def a_share(case_id: UUID, from_case_id: UUID, **content: Any) -> wire.ShareReturnRequest:
    said: dict[str, Any] = {"returned_on": "2025-09-22", "confirmed": True, "agency": POLICE}
    said |= content
    return wire.ShareReturnRequest(
        header=command_header(case_id, partnership=ELSEWHERE, at=AT),
        from_case_id=str(from_case_id),
        **said,
    )


async def got(
    stub: rpc.SubmissionsServiceStub, who: Any, case_id: UUID, **of: Any
) -> wire.Submission:
    request = wire.GetSubmissionRequest(case_id=str(case_id), **({"agency": SCHOOLS} | of))
    submission: wire.Submission = await stub.GetSubmission(request, metadata=who)
    return submission


async def test_everything_wrong_with_a_return_is_told_at_once_with_its_places(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id = uuid4()
    await asked(service, case_id)
    wrong = a_return(case_id)
    wrong.scoping.involvement = wrong.scoping.support_offered = ""
    wrong.scoping.immediate_actions[0].by_role = ""
    wrong.chronology[1].episode = "K9"

    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await stub.ReturnSubmission(wrong, metadata=service.as_person())

    told = told_in(dict(refused.value.trailing_metadata() or ()).items())
    assert [(one.field, one.code) for one in told] == [
        ("scoping.involvement", "submissions.accounts_missing"),
        ("scoping.immediate_actions.0.by_role", "submissions.action_incomplete"),
        ("scoping.support_offered", "submissions.part_required"),
        ("chronology.1.episode", "submissions.unknown_episode"),
    ]
    assert CANARY not in str(told)


async def test_what_does_not_hold_what_it_should_is_told_for_the_whole_form_at_once(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    wrong = a_return(uuid4())
    wrong.returned_on, wrong.scoping.signed_on = "yesterday", "soon"
    wrong.chronology[0].kind = "unheard-of"

    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await stub.ReturnSubmission(wrong, metadata=service.as_person())

    told = told_in(dict(refused.value.trailing_metadata() or ()).items())
    assert [one.field for one in told] == ["returned_on", "scoping.signed_on", "chronology.0.kind"]


async def test_a_question_is_shown_and_earlier_versions_stay_readable_and_comparable(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    await asked(service, case_id)
    await stub.ReturnSubmission(a_return(case_id), metadata=person)
    query = a_query(case_id)
    query.sections.add(section="chronology.R2", question="Which day?")
    await stub.QuerySubmission(query, metadata=person)
    corrected = a_return(case_id)
    corrected.chronology[1].happened_on = "2025-01-03"
    corrected.scoping.disclosure_limits = "Invented."
    await stub.ReturnSubmission(corrected, metadata=person)

    newest = await got(stub, person, case_id)
    first = await got(stub, person, case_id, return_number=1)
    comparison = await stub.CompareVersions(
        wire.CompareVersionsRequest(case_id=str(case_id), agency=SCHOOLS, earlier=1, later=2),
        metadata=person,
    )
    unknown = await refusal_code(got(stub, person, case_id, return_number=3))

    assert [(one.question, one.sections[0].section, one.answered) for one in newest.queries] == [
        (query.question, "chronology.R2", True)
    ]
    assert (newest.return_number, newest.chronology[1].happened_on) == (2, "2025-01-03")
    assert (first.return_number, first.chronology[1].happened_on) == (1, "2025-01-02")
    assert [(one.part, one.change) for one in comparison.changes] == [
        ("disclosure_limits", "added"),
        ("chronology.R2", "changed"),
    ]
    assert unknown == (grpc.StatusCode.NOT_FOUND, "submissions.version_unknown")


async def test_the_short_form_is_a_nil_return(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    await asked(service, case_id)
    form = wire.EnterNilReturnRequest(
        header=command_header(case_id, at=AT), agency=SCHOOLS, returned_on="2025-09-18",
        checked_on="2025-09-11", systems_searched=["Pupil records"],
        persons=[wire.PersonKnown(person="child")], signed_by_role="Head", signed_on="2025-09-18",
    )  # fmt: skip
    unchecked = wire.EnterNilReturnRequest(
        header=command_header(case_id, at=AT), agency=SCHOOLS, returned_on="2025-09-18"
    )

    refused = await refusal_code(stub.EnterNilReturn(unchecked, metadata=person))
    await stub.EnterNilReturn(form, metadata=person)
    entered = await got(stub, person, case_id)

    assert refused == (grpc.StatusCode.INVALID_ARGUMENT, "submissions.checked_on_missing")
    assert (entered.status, entered.nil_return) == ("returned", True)
    assert list(entered.scoping.systems_searched) == ["Pupil records"]


async def test_an_agency_that_is_asked_in_two_cases_answers_once(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    sent, other, who = uuid4(), uuid4(), police(service)
    await asked(service, sent, agency=POLICE)
    await asked_by_devon(service, other)
    unsent = await refusal_code(stub.ShareReturn(a_share(other, sent), metadata=who))
    await stub.ReturnSubmission(a_return(sent, agency=POLICE), metadata=who)
    corrected = a_return(sent, agency=POLICE)
    corrected.scoping.strengths.append("Invented.")
    await stub.ReturnSubmission(corrected, metadata=who)
    unconfirmed = await refusal_code(
        stub.ShareReturn(a_share(other, sent, confirmed=False), metadata=who)
    )
    same = a_share(sent, sent)
    same.header.partnership = "PLY"
    itself = await refusal_code(stub.ShareReturn(same, metadata=who))

    await stub.ShareReturn(a_share(other, sent), metadata=who)
    newest = await got(stub, who, other, agency=POLICE)
    await stub.ShareReturn(a_share(other, sent, from_return_number=1), metadata=who)
    first = await got(stub, who, other, agency=POLICE)

    assert unsent == (grpc.StatusCode.FAILED_PRECONDITION, "submissions.nothing_to_share")
    assert unconfirmed == (grpc.StatusCode.INVALID_ARGUMENT, "submissions.share_not_confirmed")
    assert itself == (grpc.StatusCode.INVALID_ARGUMENT, "submissions.shared_with_itself")
    assert (newest.partnership, newest.scoping) == (ELSEWHERE, corrected.scoping)
    assert len(first.scoping.strengths) == 1
    assert [(one.return_number, one.origin.return_number) for one in first.versions] == [
        (1, 2),
        (2, 1),
    ]
    assert {one.origin.case_id for one in first.versions} == {str(sent)}


async def test_nobody_shares_what_they_may_not_see(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    sent, other = uuid4(), uuid4()
    await asked(service, sent)
    await asked_by_devon(service, other, agency=SCHOOLS)
    await stub.ReturnSubmission(a_return(sent), metadata=service.as_person())
    devon = service.as_person("dev-coordinator", "coordinator", ELSEWHERE)

    refused = await refusal_code(
        stub.ShareReturn(a_share(other, sent, agency=SCHOOLS), metadata=devon)
    )

    assert refused == (grpc.StatusCode.NOT_FOUND, "submissions.nothing_requested")


async def test_the_chronologies_of_a_case_are_read_as_one_by_who_leads_it(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    for agency in (SCHOOLS, POLICE):
        await asked(service, case_id, agency=agency)
        await stub.ReturnSubmission(a_return(case_id, agency=agency), metadata=person)
    await stub.AcceptSubmission(an_acceptance(case_id), metadata=person)
    await service.settled()
    request = wire.MergedChronologyRequest(case_id=str(case_id))
    member = service.as_person("ply-member", "meeting_member")
    devon = service.as_person("dev-coordinator", "coordinator", ELSEWHERE)

    early = await refusal_code(stub.MergedChronology(request, metadata=member))
    of_case = {"case_id": case_id, "partnership": "PLY", "reference": "PLY-RR-2025-0001"}
    for event in (
        TeamMemberNamed(**of_case, person="ply-member", role="member", agency="", until=FAR),
        ReturnsReleased(**of_case, released_on=AT.date()),
    ):
        await service.teller.tell(service.teller.envelope(event, at=AT))
    whole = await stub.MergedChronology(request, metadata=person)
    accepted = await stub.MergedChronology(request, metadata=member)
    own = await stub.MergedChronology(request, metadata=police(service))
    refused = await refusal_code(stub.MergedChronology(request, metadata=devon))

    assert [(one.agency, one.row.row_id, one.held_back) for one in whole.rows] == [
        (POLICE, "R2", False),
        (SCHOOLS, "R2", False),
        (POLICE, "R1", True),
        (SCHOOLS, "R1", True),
    ]
    assert whole.rows[2].row.what_happened == ""
    assert early == (grpc.StatusCode.PERMISSION_DENIED, "access.not_on_team")
    assert {one.agency for one in accepted.rows} == {SCHOOLS}
    assert {one.agency for one in own.sources} == {POLICE}
    assert refused == (grpc.StatusCode.NOT_FOUND, "submissions.nothing_requested")


async def test_one_inbox_holds_what_is_asked_of_an_agency_in_all_its_partnerships(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    here, there = uuid4(), uuid4()
    await asked(service, here, agency=POLICE)
    await asked(service, here)
    await asked_by_devon(service, there)
    await service.settled()

    inbox = await stub.ListOutstanding(
        wire.ListOutstandingRequest(agency=POLICE), metadata=police(service)
    )
    devon = await stub.ListOutstanding(
        wire.ListOutstandingRequest(agency=POLICE, partnership=ELSEWHERE), metadata=police(service)
    )

    assert {(one.case_id, one.partnership) for one in inbox.items} == {
        (str(here), "PLY"),
        (str(there), ELSEWHERE),
    }
    assert [one.case_id for one in devon.items] == [str(there)]


async def test_support_of_practitioners_is_read_by_their_own_agency_alone(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id, own = uuid4(), police(service)
    await asked(service, case_id, agency=POLICE)
    note = wire.NoteSupportRequest(
        header=command_header(case_id, at=AT), agency=POLICE, practitioner="Officer 1",
        offered=f"A quiet hour {CANARY}", offered_on="2025-09-12",
    )  # fmt: skip
    listing = wire.ListSupportRequest(partnership="PLY", case_id=str(case_id), agency=POLICE)

    await stub.NoteSupport(note, metadata=own)
    await stub.NoteSupport(note, metadata=own)
    support = await stub.ListSupport(listing, metadata=own)
    by_the_lead = await refusal_code(stub.ListSupport(listing, metadata=service.as_person()))
    rows = await service.running.ground.pool.fetch("SELECT * FROM practitioner_support")

    assert [(one.practitioner, one.offered) for one in support.entries] == [
        ("Officer 1", f"A quiet hour {CANARY}")
    ]
    assert by_the_lead == (grpc.StatusCode.PERMISSION_DENIED, "access.role_not_allowed")
    assert CANARY.encode() not in rows[0]["sealed"]
    assert "quiet hour" not in str(await service.bodies(case_id))
    await service.running.ground.keys.destroy(case_id)
    erased = await refusal_code(stub.ListSupport(listing, metadata=own))
    assert erased[0] in {grpc.StatusCode.NOT_FOUND, grpc.StatusCode.FAILED_PRECONDITION}


async def test_blaming_words_are_pointed_out_and_nothing_is_kept(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    texts = [wire.CheckWordsRequest.Text(field="scoping.involvement", text="HV1 failed to call.")]

    answer = await stub.CheckWords(
        wire.CheckWordsRequest(texts=texts), metadata=service.as_person()
    )

    assert [(hint.field, hint.word) for hint in answer.hints] == [
        ("scoping.involvement", "failed to")
    ]
    assert await service.running.ground.store.head() == 0


async def test_the_rules_of_a_return_are_those_that_its_review_pinned(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    key = service.running.packs.of("PLY").key
    event = involved(case_id).model_copy(update={"rule_pack": key})
    await service.teller.tell(service.teller.envelope(event, at=AT))

    await stub.ReturnSubmission(a_return(case_id), metadata=person)

    assert (await got(stub, person, case_id)).rule_pack == key


async def test_a_draft_is_read_by_its_author_and_the_agencys_lead_and_goes_when_it_is_sent(
    service: ServiceUnderTest, stub: rpc.SubmissionsServiceStub
) -> None:
    case_id, author, lead = uuid4(), police(service), police(service, "agency_lead")
    drafts, about = drafts_rpc.DraftsStub(service.channel), f"{case_id}/{POLICE}"
    await asked(service, case_id, agency=POLICE)
    save = drafts_pb2.SaveDraftRequest(
        header=command_header(case_id, at=AT), form="agency_return", about=about,
        content='{"involvement": "Invented so far."}',
    )  # fmt: skip
    request = wire.GetAgencyDraftsRequest(partnership="PLY", case_id=str(case_id), agency=POLICE)
    other = service.as_person("ply-lead", "agency_lead", agency=SCHOOLS)

    await drafts.SaveDraft(save, metadata=author)
    save.header.command_id = str(uuid4())
    unseen = await refusal_code(drafts.SaveDraft(save, metadata=author))
    read = await stub.GetAgencyDrafts(request, metadata=lead)
    by_another_author = await refusal_code(stub.GetAgencyDrafts(request, metadata=author))
    by_another_agency = await refusal_code(stub.GetAgencyDrafts(request, metadata=other))
    refused = a_return(case_id, agency=POLICE)
    refused.scoping.involvement = ""
    await refusal_code(stub.ReturnSubmission(refused, metadata=author))
    kept = await stub.GetAgencyDrafts(request, metadata=lead)
    await stub.ReturnSubmission(a_return(case_id, agency=POLICE), metadata=author)
    sent = await stub.GetAgencyDrafts(request, metadata=lead)

    assert unseen == (grpc.StatusCode.ABORTED, "draft.saved_elsewhere")
    assert [(one.author, one.revision, one.content) for one in read.drafts] == [
        ("police-author", 1, save.content)
    ]
    assert by_another_author[1] == "access.role_not_allowed"
    assert by_another_agency[1] == "submissions.nothing_requested"
    assert (len(kept.drafts), len(sent.drafts)) == (1, 0)


async def test_the_next_save_of_a_draft_never_takes_the_place_of_one_that_was_not_seen(
    service: ServiceUnderTest,
) -> None:
    """Any windows that save in any order: what stands is what somebody wrote on top of what they had seen."""
    chance, case_id, author = random.Random(11), uuid4(), police(service)
    drafts = drafts_rpc.DraftsStub(service.channel)
    key = {"form": "agency_return", "about": f"{case_id}/{POLICE}"}
    seen, stands = [0, 0, 0], (0, "")
    for step in range(40):
        window, content = chance.randrange(3), f'{{"step": {step}}}'
        save = drafts_pb2.SaveDraftRequest(
            header=command_header(case_id, at=AT), revision=seen[window], content=content, **key
        )
        if seen[window] == stands[0]:
            saved = await drafts.SaveDraft(save, metadata=author)
            seen[window], stands = saved.revision, (saved.revision, content)
        else:
            refused = await refusal_code(drafts.SaveDraft(save, metadata=author))
            assert refused[1] == "draft.saved_elsewhere"
            seen[window] = stands[0]  # This window looks at what was saved meanwhile.
        got = await drafts.GetDraft(
            drafts_pb2.GetDraftRequest(partnership="PLY", **key), metadata=author
        )
        assert (got.revision, got.content) == stands
