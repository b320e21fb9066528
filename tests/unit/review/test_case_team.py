"""The rules of a case's team: what is refused, then what follows from what is recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from chassis.errors import Invalid, Refusal
from chassis.fields import FormRefused
from services.review.domain import team_refusals as no
from services.review.domain.case_team import CaseTeam
from services.review.domain.team_values import Conflict, Membership
from services.review.domain.values import CaseIdentity
from tests.support.refused import refused_with

AT = datetime(2026, 9, 16, 15, 0, tzinfo=UTC)
NURSE, MANAGER = "tor-nurse-1", "tor-manager-1"
WHY = "The court asks for the plan this evening."
COUSIN = Conflict(kind="related_to_parent", reason="An invented cousin.")


def a_team() -> CaseTeam:
    identity = CaseIdentity(
        case_id=UUID(int=0xCA5E), partnership="TOR", reference="TOR-RR-2026-0001"
    )
    return CaseTeam.open(identity, at=AT)


def a_member(**given: Any) -> Membership:
    content = {"person": NURSE, "role": "member", "until_on": date(2026, 10, 21)}
    return Membership(**(content | given))


def conflicted() -> CaseTeam:
    team = a_team()
    team.declare(NURSE, COUSIN, by=NURSE, for_others=False, at=AT)
    return team


@pytest.mark.parametrize("person", ["", "a name with spaces", "x" * 200, "-hyphen-first"])
def test_somebody_whom_no_token_could_name_is_not_named(person: str) -> None:
    with pytest.raises(FormRefused) as refused:
        a_team().name(a_member(person=person), at=AT)

    assert refused.value.code == no.PersonUnclear.code


@pytest.mark.parametrize("until", [date(2026, 9, 15), date(2027, 9, 18), date(2062, 10, 21)])
def test_access_ends_within_a_year_and_not_before_it_begins(until: date) -> None:
    with pytest.raises(FormRefused) as refused:
        a_team().name(a_member(until_on=until), at=AT)

    assert refused.value.code == no.UntilUnlikely.code


def test_all_that_is_wrong_with_a_naming_is_told_at_once() -> None:
    with pytest.raises(FormRefused) as refused:
        a_team().name(a_member(person="", until_on=date(2026, 1, 5)), at=AT)

    assert [one.field for one in refused.value.problems] == ["person", "until_on"]


@pytest.mark.parametrize(
    ("reason", "hours", "fields"),
    [
        ("", 1, ["reason"]),
        ("Because.", 1, ["reason"]),
        ("a b c d", 1, ["reason"]),
        (WHY, 0, ["hours"]),
        (WHY, 25, ["hours"]),
        ("no", -1, ["reason", "hours"]),
    ],
)
def test_a_glass_is_broken_with_a_sentence_and_for_a_day_at_most(
    reason: str, hours: int, fields: list[str]
) -> None:
    with pytest.raises(FormRefused) as refused:
        a_team().break_glass(NURSE, role="meeting_member", reason=reason, hours=hours, at=AT)

    assert [one.field for one in refused.value.problems] == fields
    codes = {no.GlassReasonTooShort.code, no.GlassHoursUnlikely.code}
    assert {one.refusal.code for one in refused.value.problems} <= codes


@pytest.mark.parametrize(
    ("refusal", "step"),
    [
        (no.NotAMember, lambda team: team.remove(MANAGER, WHY, at=AT)),
        (no.MemberConflicted, lambda team: team.name(a_member(), at=AT)),
        (no.NoConflict, lambda team: team.clear(MANAGER, "Why.", by="x", at=AT)),
        (no.OwnConflict, lambda team: team.clear(NURSE, "Why.", by=NURSE, at=AT)),
        (no.ConflictReasonMissing, lambda team: team.clear(NURSE, " ", by=MANAGER, at=AT)),
        (
            no.ForOthersOnlyTheBusinessUnit,
            lambda team: team.declare(NURSE, COUSIN, by=MANAGER, for_others=False, at=AT),
        ),
        (
            no.ConflictReasonMissing,
            lambda team: team.declare(
                NURSE, COUSIN.model_copy(update={"reason": ""}), by=NURSE, for_others=False, at=AT
            ),
        ),
        (no.PersonUnclear, lambda team: team.declare("?", COUSIN, by="x", for_others=True, at=AT)),
        (
            no.GlassForTheConflicted,
            lambda team: team.break_glass(NURSE, role="reviewer", reason=WHY, hours=1, at=AT),
        ),
    ],
    ids=[
        "not a member", "conflicted", "no conflict", "one's own", "cleared without a reason", "not one's own",
        "declared without a reason", "nobody", "glass of the conflicted",
    ],
)  # fmt: skip
def test_what_a_team_refuses_changes_nothing(refusal: type[Refusal], step: Any) -> None:
    team = conflicted()
    before = team.version

    with refused_with(refusal):
        step(team)

    assert team.version == before


def test_returns_are_released_once() -> None:
    team = a_team()
    team.release_returns(at=AT)

    with pytest.raises(no.AlreadyReleased):
        team.release_returns(at=AT)
    assert team.released_on == date(2026, 9, 16)


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(Invalid):
        a_team().break_glass(NURSE, role="reviewer", reason="why so " * 4_000, hours=1, at=AT)


def test_a_member_is_named_until_a_day_and_can_be_taken_off() -> None:
    team = a_team()
    team.name(a_member(), at=AT)
    team.name(a_member(role="chair", until_on=date(2026, 9, 16)), at=AT)
    assert {person: (one.role, one.until) for person, one in team.members.items()} == {
        NURSE: ("chair", date(2026, 9, 16))
    }

    with pytest.raises(FormRefused) as refused:
        team.remove(NURSE, " ", at=AT)
    team.remove(NURSE, WHY, at=AT)

    assert [one.refusal.code for one in refused.value.problems] == [no.RemovalReasonMissing.code]
    assert team.members == {}


def test_a_conflict_takes_a_person_off_the_team_and_from_behind_the_glass() -> None:
    team = a_team()
    team.name(a_member(), at=AT)
    team.break_glass(NURSE, role="meeting_member", reason=WHY, hours=24, at=AT)
    assert team.glass[NURSE].until == AT + timedelta(hours=24)

    team.declare(NURSE, COUSIN, by=MANAGER, for_others=True, at=AT)
    assert (team.members, team.glass, set(team.conflicts)) == ({}, {}, {NURSE})

    team.clear(NURSE, "Another person of this name.", by=MANAGER, at=AT)
    assert team.conflicts == {}


def test_a_restored_team_is_the_team_that_was() -> None:
    team = conflicted()
    team.name(a_member(person=MANAGER), at=AT)
    team.break_glass(MANAGER, role="reviewer", reason=WHY, hours=2, at=AT)
    team.collect_events()

    assert CaseTeam.restore(team.snapshot()).__dict__ == team.__dict__
