"""Whatever is done to a referral, its stored events make the same referral again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from chassis.errors import Refusal
from services.referral.domain.referral import Referral
from services.referral.domain.values import Partner, PartnerView
from tests.support.facts import replayed
from tests.unit.referral.a_referral import (
    ACCOUNT,
    CRITERIA,
    IDENTITY,
    MONDAY,
    decided,
    notified,
    received,
)

Act = Callable[[Referral], object]
WORDS = st.text(min_size=1, max_size=20)


def view(partner: Partner, word: str, reason: str) -> Act:
    return lambda referral: referral.give_view(
        partner=partner,
        view=PartnerView.model_validate({"view": word, "reason": reason}),
        at=MONDAY,
    )


ACTS: st.SearchStrategy[Act] = st.one_of(
    st.builds(
        view,
        st.sampled_from(Partner),
        st.sampled_from(["criteria_met", "criteria_not_met", "uncertain"]),
        WORDS,
    ),
    st.builds(
        lambda outcome: lambda referral: decided(referral, outcome),
        st.sampled_from(["initiate", "learning_from_experience"]),
    ),
    st.just(
        lambda referral: referral.join_notification(
            notification=notified(), account=ACCOUNT, at=MONDAY
        )
    ),
    st.builds(
        lambda why: (
            lambda referral: referral.withdraw(reason="duplicate", explanation=why, at=MONDAY)
        ),
        WORDS,
    ),
    st.just(
        lambda referral: referral.decide(
            outcome="initiate",
            decided_on=date(2026, 9, 8),
            rationale="",
            findings={},
            criteria=CRITERIA,
            at=MONDAY,
        )
    ),
)
BEGINNINGS = st.sampled_from(
    [
        received,
        lambda: Referral.notify(
            identity=IDENTITY, notification=notified(), account=ACCOUNT, at=MONDAY
        ),
    ]
)


@given(begin=BEGINNINGS, acts=st.lists(ACTS, max_size=12))
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
