"""Other processes, a legal hold, the family and another lead: what holds back what, refusals first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chassis.limits import WordsMissing
from services.review.domain import parallel_processes as act
from services.review.domain import parallel_refusals as parallel
from services.review.domain import refusals as no
from services.review.domain.leading import accept_transfer, propose_transfer
from services.review.domain.parallel_events import (
    FamilyInvolvementRecorded,
    LeadTransferred,
    LegalHoldLifted,
    LegalHoldPlaced,
    ParallelProcessEnded,
    ParallelProcessRecorded,
    ParallelProcessUpdated,
    TransferProposed,
)
from services.review.domain.restrictions import HELD_BY, KINDS, ProcessBeside, Restriction
from services.review.domain.review import RapidReview
from services.review.domain.values import FamilyInvolvement, Sending, Stage
from tests.support.facts import kept, recorded, replayed
from tests.support.refused import refused_with
from tests.unit.review.a_review import (
    DUE,
    LATER,
    a_closing,
    a_report,
    at_stage,
    form_refused,
    initiated,
)

ON = date(2026, 10, 12)


def a_process(*restrictions: Restriction, **changed: Any) -> ProcessBeside:
    content: dict[str, Any] = {
        "kind": "inquest", "lead_body": "HM Coroner", "contact_role": "Coroner's officer",
        "last_checked_on": ON, "restrictions": restrictions,
    }  # fmt: skip
    return ProcessBeside(**(content | changed))


def recording(review: RapidReview, *restrictions: Restriction, **changed: Any) -> RapidReview:
    process_id = changed.pop("process_id", "P1")
    process = a_process(*restrictions, **changed)
    act.record_process(review, process_id=process_id, process=process, at=LATER)
    return review


# --- Processes ------------------------------------------------------------------------------------


def test_a_process_is_told_with_its_code_its_kind_and_its_lead() -> None:
    with form_refused(parallel.UnknownProcessKind) as refused:
        recording(initiated(), process_id="the trial of", kind="gossip", lead_body=" ")

    assert refused.fields == {
        "process_id": "review.process_id_unclear",
        "process.kind": "review.unknown_process_kind",
        "process.lead_body": "review.part_missing",
    }


def test_a_process_is_not_looked_at_in_the_future() -> None:
    with refused_with(no.InTheFuture):
        recording(initiated(), last_checked_on=date(2027, 5, 3))


def test_a_process_is_recorded_once_and_then_changed() -> None:
    review = recording(kept(initiated()), Restriction.NO_FAMILY_CONTACT)
    with pytest.raises(parallel.ProcessKnown):
        recording(review)

    act.update_process(review, process_id="P1", process=a_process(), at=LATER)

    assert recorded(review) == [ParallelProcessRecorded, ParallelProcessUpdated]
    assert review.restrictions == frozenset()


def test_only_a_process_that_runs_is_changed_or_ended() -> None:
    review = recording(kept(initiated()), Restriction.HOLD_PUBLICATION)
    act.end_process(review, process_id="P1", ended_on=ON, result="Invented.", at=LATER)

    with pytest.raises(parallel.ProcessUnknown):
        act.update_process(review, process_id="P1", process=a_process(), at=LATER)
    with pytest.raises(parallel.ProcessUnknown):
        act.end_process(review, process_id="P2", ended_on=ON, result="", at=LATER)
    assert recorded(review) == [ParallelProcessRecorded, ParallelProcessEnded]
    assert review.restrictions == frozenset()


def test_there_is_a_limit_to_processes() -> None:
    review = initiated()
    for number in range(act.PROCESSES_MAX):
        recording(review, process_id=f"P{number}")

    with pytest.raises(parallel.TooManyProcesses):
        recording(review, process_id="one-more")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stage", [Stage.GATHERING, Stage.CLOSED])
def test_a_process_is_recorded_at_any_time(stage: Stage, kind: str) -> None:
    assert recorded(recording(at_stage(stage), kind=kind)) == [ParallelProcessRecorded]


def test_what_holds_is_told_for_the_whole_case() -> None:
    review = recording(initiated(), Restriction.HOLD_PUBLICATION)
    recording(review, Restriction.LEGAL_HOLD, process_id="P2")
    act.place_legal_hold(review, placed_on=ON, reason="Invented.", at=LATER)
    act.lift_legal_hold(review, lifted_on=ON, reason="Invented.", at=LATER)
    act.end_process(review, process_id="P2", ended_on=ON, result="", at=LATER)

    in_force = [
        list(event.in_force) for event in review.pending_events if hasattr(event, "in_force")
    ]

    publication, legal = Restriction.HOLD_PUBLICATION, Restriction.LEGAL_HOLD
    assert in_force == [
        [publication], [publication, legal], [publication, legal], [publication, legal], [publication],
    ]  # fmt: skip
    assert replayed(review.collect_events()) == review


def test_every_restriction_holds_something_back() -> None:
    assert set().union(*HELD_BY.values()) == set(Restriction)


def test_a_report_tells_of_the_processes_that_run() -> None:
    review = recording(at_stage(Stage.MEETING_HELD))

    with form_refused(no.ReportSectionMissing) as refused:
        review.finalise_report(report=a_report(parallel_processes=""), at=LATER)

    assert list(refused.fields) == ["parallel_processes"]


def test_nothing_is_sent_while_material_is_held_unless_it_is_overridden() -> None:
    review = recording(at_stage(Stage.SCRUTINISED), Restriction.HOLD_SHARING_OF_MATERIAL)
    with pytest.raises(no.Held) as refused:
        review.send_to_panel(sending=Sending(sent_on=DUE), at=LATER)

    review.send_to_panel(sending=Sending(sent_on=DUE, override="Invented."), at=LATER)

    assert refused.value.facts == {"restrictions": "hold sharing of material"}
    assert review.pending_events[-1].overridden.reason == "Invented."  # type: ignore[attr-defined]


# --- Legal hold -----------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", [Stage.GATHERING, Stage.CLOSED])
def test_a_legal_hold_has_a_reason_and_is_placed_and_lifted_once(stage: Stage) -> None:
    review = at_stage(stage)
    with refused_with(WordsMissing):
        act.place_legal_hold(review, placed_on=ON, reason=" ", at=LATER)
    with pytest.raises(parallel.NoHold):
        act.lift_legal_hold(review, lifted_on=ON, reason="Invented.", at=LATER)

    act.place_legal_hold(review, placed_on=ON, reason="Invented.", at=LATER)
    with pytest.raises(parallel.HoldInForce):
        act.place_legal_hold(review, placed_on=ON, reason="Invented.", at=LATER)
    with refused_with(WordsMissing):
        act.lift_legal_hold(review, lifted_on=ON, reason="", at=LATER)
    act.lift_legal_hold(review, lifted_on=ON, reason="Invented.", at=LATER)

    assert tuple(recorded(review)) == (LegalHoldPlaced, LegalHoldLifted)


def test_a_review_under_a_legal_hold_is_not_closed_unless_it_is_overridden() -> None:
    review = at_stage(Stage.PANEL_REPLIED)
    act.place_legal_hold(review, placed_on=ON, reason="Invented.", at=LATER)
    with pytest.raises(no.Held):
        review.close(decision=a_closing(), at=LATER)

    review.close(decision=a_closing(), override="Invented.", at=LATER)

    assert review.stage is Stage.CLOSED


# --- The family -----------------------------------------------------------------------------------


def told(**changed: Any) -> FamilyInvolvement:
    content: dict[str, Any] = {
        "who": "Mother", "told": True, "told_by": "Social worker", "told_on": ON, "views": "Invented.",
    }  # fmt: skip
    return FamilyInvolvement(**(content | changed))


@pytest.mark.parametrize(
    ("changed", "lacking"),
    [
        ({"who": ""}, ["who"]),
        ({"told_by": " ", "told_on": None}, ["told_by", "told_on"]),
        ({"told": False}, ["not_told_reason"]),
    ],
)
def test_what_the_family_was_told_is_told_whole(
    changed: dict[str, Any], lacking: list[str]
) -> None:
    with form_refused(no.PartMissing) as refused:
        act.record_family_involvement(initiated(), involvement=told(**changed), at=LATER)

    assert list(refused.fields) == [f"involvement.{name}" for name in lacking]


def test_the_family_is_not_told_in_the_future() -> None:
    with refused_with(no.InTheFuture):
        act.record_family_involvement(
            initiated(), involvement=told(told_on=date(2027, 5, 3)), at=LATER
        )


def test_nobody_talks_with_a_family_against_another_process_without_a_reason() -> None:
    review = recording(kept(initiated()), Restriction.NO_FAMILY_CONTACT)
    with pytest.raises(no.Held):
        act.record_family_involvement(review, involvement=told(), at=LATER)

    not_told = FamilyInvolvement(who="Father", not_told_reason="The police asked us to wait.")
    act.record_family_involvement(review, involvement=not_told, at=LATER)
    act.record_family_involvement(review, involvement=told(), override="Invented.", at=LATER)

    assert recorded(review)[1:] == [FamilyInvolvementRecorded, FamilyInvolvementRecorded]


# --- Another lead ---------------------------------------------------------------------------------


def offered(to: str = "TOR", reason: str = "Invented.") -> RapidReview:
    review = kept(initiated())
    propose_transfer(review, to=to, reason=reason, proposed_on=ON, at=LATER)
    return review


def test_the_lead_is_offered_to_another_with_a_reason() -> None:
    with pytest.raises(parallel.LeadsAlready):
        offered("PLY")
    with refused_with(WordsMissing):
        offered(reason=" ")


def test_only_who_was_offered_the_lead_takes_it() -> None:
    with pytest.raises(parallel.NoTransferProposed):
        accept_transfer(offered(), by="DEV", transferred_on=ON, at=LATER)
    with pytest.raises(parallel.NoTransferProposed):
        accept_transfer(initiated(), by="DEV", transferred_on=ON, at=LATER)


@pytest.mark.parametrize(
    ("to", "contributing"),
    [("TOR", ("PLY", "DEV")), ("DEV", ("PLY",))],
    ids=["another", "one of ours"],
)
def test_who_led_contributes_and_everything_else_stays(
    to: str, contributing: tuple[str, ...]
) -> None:
    review = offered(to)
    assert review.is_open_to(to)
    before = (review.reference, review.pinned, review.agencies)

    accept_transfer(review, by=to, transferred_on=ON, at=LATER)

    assert recorded(review) == [TransferProposed, LeadTransferred]
    assert (review.partnership, review.contributing, review.transfer_to) == (to, contributing, "")
    assert (review.reference, review.pinned, review.agencies) == before
    with pytest.raises(parallel.NoTransferProposed):
        accept_transfer(review, by=to, transferred_on=ON, at=LATER)


def test_what_has_ended_goes_on_contributing_nothing_and_its_agencies_follow() -> None:
    review, goes_on = initiated(), initiated()
    for one, ended in ((review, {"PLY"}), (goes_on, set[str]())):
        propose_transfer(one, to="NOR", reason="It falls to it.", proposed_on=ON, at=LATER)
        accept_transfer(one, by="NOR", transferred_on=ON, ended=ended, at=LATER)

    assert (review.partnership, review.contributing) == ("NOR", ("DEV",))
    assert [one.through for one in review.agencies.values()] == ["NOR", "DEV"]
    assert goes_on.contributing == ("PLY", "DEV")
    assert [one.through for one in goes_on.agencies.values()] == ["PLY", "DEV"]
    assert replayed(review.collect_events()) == review
