"""Whatever is done to a referral, no gate passes without its evidence, and its history makes it again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.errors import Refusal
from services.referral.domain.events import ReferralAgreed, ReferralDecided, ReferralReceived
from services.referral.domain.gate_rules import BEGINNING, STILL_OPEN
from services.referral.domain.notices import Restatement, TimeFact, Withdrawal
from services.referral.domain.referral import Referral
from services.referral.domain.values import Partner, PartnerView
from tests.support.facts import replayed
from tests.unit.referral.a_referral import (
    CHILD,
    CRITERIA,
    MONDAY,
    SISTER,
    THURSDAY,
    a_form,
    a_notice,
    a_view,
    agree,
    begun_by_notice,
    decide,
    decide_threshold,
    prepared,
    ready,
    received,
    with_children,
)

Act = Callable[[Referral], object]
WORDS = st.text(min_size=1, max_size=20)
SAID = {"escalated_to": "Invented.", "conditions": "Invented.", "review_on": date(2026, 9, 15)}


def view(partner: Partner, word: Any, reason: str) -> Act:
    return lambda referral: referral.give_view(
        partner=partner, view=a_view(word, reason=reason), criteria=CRITERIA, at=MONDAY
    )


def half_a_view(partner: Partner) -> Act:
    return lambda referral: referral.give_view(
        partner=partner, view=PartnerView(view="uncertain", reason="Invented."), criteria=CRITERIA,
        at=MONDAY,
    )  # fmt: skip


def deciding(outcome: str, corrected: int | None, *, whole: bool) -> Act:
    said = SAID if whole else {"findings": ()}
    return lambda referral: decide(
        referral, outcome, corrected=corrected, route="learning_from_experience", **said
    )


def threshold(outcome: str) -> Act:
    area = "DEV" if outcome == "transfer" else ""
    return lambda referral: decide_threshold(
        referral, outcome, transferred_to=area, corrected=None, **SAID
    )


def withdrawing(notice: str) -> Act:
    gone = Withdrawal(withdrawn_on=date(2026, 9, 10), reason="criteria_not_met")
    return lambda referral: referral.withdraw_notice(notice=notice, withdrawal=gone, at=THURSDAY)


def restating(notice: str, day: int) -> Act:
    said = Restatement(sent=TimeFact(on=date(2026, 9, day)))
    return lambda referral: referral.restate(
        notice=notice, given=said, reason="Invented.", at=THURSDAY
    )


NOTICES = st.sampled_from(["N1", "N2"])
ACTS: st.SearchStrategy[Act] = st.one_of(
    st.builds(
        view,
        st.sampled_from(Partner),
        st.sampled_from(["criteria_met", "criteria_not_met", "uncertain"]),
        WORDS,
    ),
    st.builds(half_a_view, st.sampled_from(Partner)),
    st.builds(
        deciding,
        st.sampled_from([*sorted(BEGINNING), "do_not_initiate", "notification_withdrawn"]),
        st.none() | st.integers(0, 12),
        whole=st.booleans(),
    ),
    st.builds(
        threshold,
        st.sampled_from(
            ["notify_serious_incident", "not_met", "near_miss", "more_information", "transfer"]
        ),
    ),
    st.builds(
        lambda child: (
            lambda referral: referral.join(form=a_notice(account=with_children(child)), at=MONDAY)
        ),
        st.sampled_from([CHILD, SISTER]),
    ),
    st.builds(withdrawing, NOTICES),
    st.builds(restating, NOTICES, st.sampled_from([1, 4, 7])),
    st.builds(
        lambda outcome: lambda referral: agree(referral, outcome),
        st.sampled_from(["agree", "do_not_agree", "safeguarding_referral_first"]),
    ),
    st.just(lambda referral: referral.prepare_again(form=a_form(), at=MONDAY)),
    st.builds(
        lambda why: (
            lambda referral: referral.withdraw(reason="duplicate", explanation=why, at=MONDAY)
        ),
        WORDS,
    ),
)
BEGINNINGS = st.sampled_from([received, prepared, begun_by_notice])


@settings(deadline=None)  # The first example loads the rules.
@given(begin=BEGINNINGS, acts=st.lists(ACTS, max_size=16))
def test_replaying_any_history_gives_an_equal_referral(
    begin: Callable[[], Referral], acts: list[Act]
) -> None:
    referral = begin()
    for act in acts:
        with suppress(Refusal):
            act(referral)
    events = referral.collect_events()

    assert replayed(events) == referral
    assert Referral.restore(referral.snapshot()) == referral


def unproven(referral: Referral, before: Referral) -> list[str]:
    """What a decision lacks that was taken on the referral as it stood before."""
    lacking = [f"no view of {one}" for one in Partner if one not in before.views]
    threshold_outcomes = [one.record.outcome for one in before.decisions if one.record.gate == "G1"]
    if not before.notices and set(threshold_outcomes[-1:]) <= STILL_OPEN:
        lacking.append("neither a threshold nor a notice")
    record = referral.decisions[-1].record
    serious = any(one.stands and one.track == "A" for one in before.notices.values())
    if record.outcome == "initiate_on_notification" and not serious:
        lacking.append("no notice that stands")
    if record.outcome == "initiate_on_referral" and not before.agency:
        lacking.append("no referral")
    if before.agency and before.agreement is None:
        lacking.append("no agreement")
    if {one.criterion for one in record.findings} != set(record.criteria):
        lacking.append("a criterion without a finding")
    if before.outcome == "initiate":
        lacking.append("the review had begun")
    return lacking


@settings(deadline=None)  # The first example loads the rules.
@given(begin=BEGINNINGS, acts=st.lists(ACTS, max_size=20))
def test_no_gate_is_passed_without_its_evidence(
    begin: Callable[[], Referral], acts: list[Act]
) -> None:
    referral = begin()
    for act in acts:
        before = Referral.restore(referral.snapshot())
        with suppress(Refusal):
            act(referral)
            last = referral.pending_events[-1]
            if isinstance(last, ReferralDecided) and referral.version > before.version:
                assert unproven(referral, before) == []
    kinds = [type(event) for event in referral.pending_events]
    if ReferralDecided in kinds and referral.agency:
        assert ReferralReceived in kinds or ReferralAgreed in kinds


def test_a_gate_that_is_passed_without_its_evidence_is_caught() -> None:
    before, after = received(), decide(ready())

    assert unproven(after, before) == [
        "no view of local_authority", "no view of icb", "no view of police",
        "neither a threshold nor a notice",
    ]  # fmt: skip
