"""Gates G1 and G2: nothing passes without its evidence; refusals first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from chassis.rules.decisions import Attendance, Dissent
from services.referral.domain.events import (
    PartnerViewRecorded,
    ReferralDecided,
    ReferralWithdrawn,
    ThresholdDecided,
)
from services.referral.domain.gate_rules import is_dissent
from services.referral.domain.notices import Withdrawal
from services.referral.domain.referral import Referral
from services.referral.domain.refusals import (
    NoLongerOpen,
    NotNotified,
    NotReferred,
    NotTheLastDecision,
    NotWithdrawn,
    ReviewBegun,
    ThresholdUndecided,
    ViewsMissing,
)
from services.referral.domain.values import Partner, Status
from tests.support.facts import kept, recorded
from tests.unit.referral.a_referral import (
    CRITERIA,
    MONDAY,
    a_notice,
    a_view,
    begun_by_notice,
    decide,
    decide_threshold,
    ready,
    received,
    with_views,
)
from tests.unit.referral.refused import problems, sentence_of

ELSEWHERE: dict[str, Any] = {"route": "learning_from_experience"}


def withdrawn_notice() -> Referral:
    referral = with_views(begun_by_notice())
    gone = Withdrawal(withdrawn_on=date(2026, 9, 7), reason="criteria_not_met")
    referral.withdraw_notice(notice="N1", withdrawal=gone, at=MONDAY)
    return referral


def test_a_view_answers_each_part_of_the_test_with_its_reason() -> None:
    silent = a_view(reason=" ", findings=())

    found = problems(
        lambda: received().give_view(partner=Partner.ICB, view=silent, criteria=CRITERIA, at=MONDAY)
    )

    assert found == [
        ("reason", "referral.missing"),
        ("findings.serious_case.abuse_or_neglect", "decision.criterion_unaddressed"),
        ("findings.serious_case.death_or_serious_harm", "decision.criterion_unaddressed"),
    ]


def test_a_view_answers_only_what_the_test_asks() -> None:
    view = a_view()
    odd = view.findings[0].model_copy(update={"criterion": "invented"})
    silent = view.findings[1].model_copy(update={"reason": ""})
    wrong = view.model_copy(update={"findings": (view.findings[0], odd, silent)})

    found = problems(
        lambda: received().give_view(partner=Partner.ICB, view=wrong, criteria=CRITERIA, at=MONDAY)
    )

    assert found == [
        ("findings.1.criterion", "decision.criterion_unknown"),
        ("findings.2.reason", "decision.words_needed"),
    ]


def test_the_threshold_is_decided_with_a_finding_for_each_part() -> None:
    referral = with_views(received())

    assert [code for _, code in problems(lambda: decide_threshold(referral, findings=()))] == [
        "decision.criterion_unaddressed"
    ] * 2


def test_the_threshold_hears_each_partner() -> None:
    found = problems(lambda: decide_threshold(with_views(received(), Partner.POLICE)))

    assert found == [
        ("decision.views.local_authority", "decision.view_missing"),
        ("decision.views.icb", "decision.view_missing"),
    ]


def test_more_information_is_awaited_until_a_day() -> None:
    referral = with_views(received())

    assert [code for _, code in problems(lambda: decide_threshold(referral, "more_information"))] == [
        "decision.review_day_passed"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("outcome", "area"), [("transfer", ""), ("transfer", "Devon"), ("not_met", "DEV")]
)
def test_only_a_transfer_names_another_area_and_names_it_by_its_code(
    outcome: str, area: str
) -> None:
    found = problems(
        lambda: decide_threshold(
            with_views(received(), word="criteria_not_met"), outcome, transferred_to=area,
            conditions="Invented.",
        )
    )  # fmt: skip

    assert ("transferred_to", "referral.area_missing") in found


def test_a_decision_needs_the_views_of_all_three_partners() -> None:
    with pytest.raises(ViewsMissing) as refusal:
        decide(with_views(received(), Partner.ICB))

    assert refusal.value.facts == {"partners": "local authority, police"}


@pytest.mark.parametrize("outcome", ["initiate_on_referral", "do_not_initiate"])
def test_a_decision_needs_the_threshold_decided_or_a_notice(outcome: str) -> None:
    with pytest.raises(ThresholdUndecided):
        decide(with_views(received()), outcome, **ELSEWHERE)


def test_what_awaits_more_information_is_not_decided_yet() -> None:
    referral = decide_threshold(
        with_views(received(), word="uncertain"), "more_information", review_on=date(2026, 9, 15)
    )

    with pytest.raises(ThresholdUndecided):
        decide(referral)


def test_a_review_begins_on_a_notice_only_if_one_of_abuse_or_neglect_stands() -> None:
    with pytest.raises(NotNotified):
        decide(ready(), "initiate_on_notification")
    with pytest.raises(NotNotified):
        decide(decide_threshold(withdrawn_notice()), "initiate_on_notification")


def test_a_review_begins_on_a_referral_only_if_there_is_one() -> None:
    with pytest.raises(NotReferred):
        decide(ready(begun_by_notice()), "initiate_on_referral")


@pytest.mark.parametrize("threshold", ["not_met", "near_miss"])
def test_below_the_threshold_a_review_begins_on_a_referral_or_another_route_is_taken(
    threshold: str,
) -> None:
    accepted = decide_threshold(with_views(received(), word="uncertain"), threshold)
    referral = decide_threshold(with_views(received(), word="criteria_not_met"), threshold)

    with pytest.raises(NotNotified):
        decide(accepted, "initiate_on_notification")
    decide(accepted, "initiate_on_referral")
    assert accepted.outcome == "initiate"
    assert problems(lambda: decide(referral, "do_not_initiate")) == [
        ("decision.route", "decision.route_unknown")
    ]
    decide(referral, "do_not_initiate", **ELSEWHERE)
    assert referral.outcome == "learning_from_experience"


@pytest.mark.parametrize("begin", [ready, lambda: ready(begun_by_notice())])
def test_a_case_does_not_end_for_a_withdrawal_that_was_not_recorded(
    begin: Callable[[], Referral],
) -> None:
    with pytest.raises(NotWithdrawn):
        decide(begin(), "notification_withdrawn", escalated_to="Nobody.")


def test_a_decision_is_told_all_that_it_lacks_at_once() -> None:
    found = problems(
        lambda: decide(
            ready(), rationale=" ", findings=(), attendance=(), decided_on=date(2026, 8, 31)
        )
    )

    assert found == [
        ("decision.decided_on", "referral.decided_before_incident"),
        ("decision.rationale", "decision.words_needed"),
        ("decision.findings.serious_case.abuse_or_neglect", "decision.criterion_unaddressed"),
        ("decision.findings.serious_case.death_or_serious_harm", "decision.criterion_unaddressed"),
        ("decision.attendance", "decision.not_quorate"),
    ]


def test_a_decision_is_recorded_once_it_was_taken() -> None:
    assert problems(lambda: decide(ready(), decided_on=date(2026, 9, 9))) == [
        ("decision.decided_on", "decision.still_to_come")
    ]


def test_dissent_says_where_it_goes_and_stops_nobody() -> None:
    referral = with_views(received(), Partner.LOCAL_AUTHORITY, Partner.ICB)
    with_views(referral, Partner.POLICE, word="criteria_not_met")

    said = sentence_of(lambda: decide_threshold(referral), "decision.escalated_to")
    assert "disagreement was escalated" in said
    decide_threshold(referral, escalated_to="To the chief officers, invented.")

    event = referral.pending_events[-1]
    assert isinstance(event, ThresholdDecided)
    assert is_dissent(event.record)
    assert {one.partner: one.view for one in event.record.views} == {
        "local_authority": "agree", "icb": "agree", "police": "disagree",
    }  # fmt: skip


def test_somebody_else_may_see_it_otherwise_too() -> None:
    dissent = (Dissent(body="scrutineer", reason="Invented."),)

    referral = decide(ready(), dissent=dissent, escalated_to="To nobody: it is noted.")

    assert is_dissent(referral.decisions[-1].record)


@pytest.mark.parametrize(
    "act",
    [
        lambda referral: with_views(referral, Partner.ICB),
        decide_threshold,
        decide,
        lambda referral: referral.withdraw(reason="duplicate", explanation="", at=MONDAY),
        lambda referral: referral.join(form=a_notice(), at=MONDAY),
    ],
    ids=["view", "threshold", "decide", "withdraw", "notify"],
)
@pytest.mark.parametrize(
    "ended",
    [
        lambda: decide(ready()),
        lambda: decide_threshold(
            with_views(received()), "transfer", transferred_to="DEV", conditions="Invented."
        ),
    ],
    ids=["decided", "transferred"],
)
def test_after_its_end_nothing_more_happens_here(
    ended: Callable[[], Referral], act: Callable[[Referral], object]
) -> None:
    referral = kept(ended())

    with pytest.raises(NoLongerOpen):
        act(referral)

    assert recorded(referral) == []


def test_a_withdrawn_referral_cannot_be_decided() -> None:
    referral = ready()
    referral.withdraw(reason="duplicate", explanation="Invented.", at=MONDAY)

    with pytest.raises(NoLongerOpen):
        decide(referral)


def test_a_decision_that_began_a_review_is_not_corrected_here() -> None:
    referral = decide(ready())

    with pytest.raises(ReviewBegun):
        decide(referral, corrected=referral.version)


@pytest.mark.parametrize("version", [0, 1])
def test_only_the_decision_that_counts_is_corrected(version: int) -> None:
    referral = decide(ready(), "do_not_initiate", escalated_to="Nobody.", **ELSEWHERE)

    with pytest.raises(NotTheLastDecision):
        decide(referral, corrected=version)
    with pytest.raises(NotTheLastDecision):
        decide(ready(), corrected=version)


@pytest.mark.parametrize("version", [0, 1])
def test_only_the_threshold_that_counts_is_corrected(version: int) -> None:
    referral = decide_threshold(with_views(received()))

    with pytest.raises(NotTheLastDecision):
        decide_threshold(referral, corrected=version)
    decide_threshold(referral, corrected=referral.version)

    assert [one.record.gate for one in referral.decisions] == ["G1", "G1"]


def test_a_decision_not_to_begin_is_corrected_by_another() -> None:
    referral = decide(ready(), "do_not_initiate", escalated_to="Nobody.", **ELSEWHERE)

    decide(referral, corrected=referral.version)

    assert referral.outcome == "initiate"
    assert [one.record.outcome for one in referral.decisions] == [
        "notify_serious_incident", "do_not_initiate", "initiate_on_referral",
    ]  # fmt: skip


def test_a_referral_is_received_viewed_and_decided() -> None:
    referral = kept(received())

    decide(ready(referral))

    assert recorded(referral) == [PartnerViewRecorded] * 3 + [ThresholdDecided, ReferralDecided]
    assert (referral.status, referral.outcome) == (Status.DECIDED, "initiate")


def test_a_notice_takes_the_place_of_the_threshold() -> None:
    referral = decide(with_views(begun_by_notice()), "initiate_on_notification")

    event = referral.pending_events[-1]
    assert isinstance(event, ReferralDecided)
    assert (event.outcome, event.notified_on) == ("initiate", date(2026, 9, 7))


def test_a_case_whose_notice_was_withdrawn_ends() -> None:
    referral = decide(
        withdrawn_notice(), "notification_withdrawn", escalated_to="To nobody: it is noted."
    )

    assert (referral.status, referral.outcome) == (Status.DECIDED, "no_further_review")


def test_a_deputy_makes_the_partners_quorate() -> None:
    there = tuple(
        Attendance(body=body, presence="deputy") for body in ("local_authority", "icb", "police")
    )

    assert decide(ready(), attendance=there).status is Status.DECIDED


def test_a_later_view_of_the_same_partner_replaces_the_earlier_one() -> None:
    referral: Any = with_views(received(), Partner.ICB, Partner.ICB)

    assert list(referral.views) == [Partner.ICB]


def test_a_referral_can_be_withdrawn() -> None:
    referral = kept(received())

    referral.withdraw(reason="referred_in_error", explanation="Invented.", at=MONDAY)

    assert recorded(referral) == [ReferralWithdrawn]
    assert referral.status is Status.WITHDRAWN
