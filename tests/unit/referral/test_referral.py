"""What may happen to a referral, refusals first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from chassis.limits import WordsMissing
from services.referral.domain.referral import (
    NotificationJoined,
    PartnerViewRecorded,
    Referral,
    ReferralDecided,
    ReferralWithdrawn,
)
from services.referral.domain.refusals import (
    AgreedAfterwards,
    AgreementMissing,
    AlreadyNotified,
    CriteriaNotAddressed,
    DecidedBeforeIncident,
    LateReasonMissing,
    NoLongerOpen,
    NotASafeguardingReferral,
    NotifiedBeforeAware,
    StillToCome,
    UnknownCriterion,
    ViewsMissing,
)
from services.referral.domain.values import Notification, Partner, Status
from tests.support.facts import kept, recorded
from tests.unit.referral.a_referral import (
    ACCOUNT,
    AGREEMENT,
    BOTH_MET,
    IDENTITY,
    MONDAY,
    THURSDAY,
    decide,
    decided,
    notified,
    received,
    with_views,
)


def test_a_referral_needs_the_senior_leads_agreement() -> None:
    with pytest.raises(AgreementMissing):
        received(agreement=None)


def test_the_senior_lead_agrees_before_the_referral_and_not_afterwards() -> None:
    with pytest.raises(AgreedAfterwards):
        received(agreement=AGREEMENT.model_copy(update={"agreed_on": date(2026, 9, 8)}))


def test_the_referrer_has_read_that_this_does_not_protect_a_child_now() -> None:
    with pytest.raises(NotASafeguardingReferral):
        received(warning_read=False)


@pytest.mark.parametrize(
    "notification",
    [
        notified(aware=date(2026, 8, 31)),
        notified(aware=date(2026, 9, 4), sent=date(2026, 9, 3)),
    ],
    ids=["aware before the incident", "sent before aware"],
)
def test_the_days_of_a_notification_are_in_order(notification: Notification) -> None:
    with pytest.raises(NotifiedBeforeAware):
        Referral.notify(identity=IDENTITY, notification=notification, account=ACCOUNT, at=MONDAY)


def test_a_notification_after_more_than_five_working_days_says_why() -> None:
    aware, sent = date(2026, 9, 1), date(2026, 9, 9)

    with pytest.raises(LateReasonMissing) as refusal:
        Referral.notify(
            identity=IDENTITY,
            notification=notified(aware=aware, sent=sent, late_reason=" "),
            account=ACCOUNT,
            at=THURSDAY,
        )
    told = Referral.notify(
        identity=IDENTITY,
        notification=notified(aware=aware, sent=sent, late_reason="The police asked us."),
        account=ACCOUNT,
        at=THURSDAY,
    )

    assert "took 6 working days" in refusal.value.message
    assert told.notification is not None


def test_a_case_is_notified_once() -> None:
    referral = received()
    referral.join_notification(notification=notified(), account=ACCOUNT, at=MONDAY)

    with pytest.raises(AlreadyNotified):
        referral.join_notification(notification=notified(), account=ACCOUNT, at=MONDAY)


def test_a_decision_needs_the_views_of_all_three_partners() -> None:
    referral = with_views(received(), Partner.ICB)

    with pytest.raises(ViewsMissing) as refusal:
        decided(referral)

    assert refusal.value.facts == {"partners": "local authority, police"}


def test_a_decision_addresses_every_part_of_the_test() -> None:
    referral = with_views(received())

    with pytest.raises(CriteriaNotAddressed) as refusal:
        decide(referral, findings={"serious_case.abuse_or_neglect": "met"})

    assert "Still missing: The child has died or been seriously harmed." in refusal.value.message


def test_a_decision_answers_only_what_the_test_asks() -> None:
    with pytest.raises(UnknownCriterion):
        decide(with_views(received()), findings=BOTH_MET | {"invented": "met"})


@pytest.mark.parametrize("rationale", ["", " \n"])
def test_a_decision_has_reasons(rationale: str) -> None:
    with pytest.raises(WordsMissing):
        decide(with_views(received()), rationale=rationale)


def test_a_decision_is_recorded_once_it_was_taken() -> None:
    with pytest.raises(StillToCome):
        decide(with_views(received()), decided_on=date(2026, 9, 9))


@pytest.mark.parametrize("day", [date(2026, 8, 31), date.min])
def test_a_decision_follows_the_incident(day: date) -> None:
    with pytest.raises(DecidedBeforeIncident):
        decide(with_views(received()), decided_on=day)


def test_a_notification_adds_whom_the_authority_names_to_those_of_the_referral() -> None:
    referral = received()
    told = ACCOUNT.model_copy(
        update={
            "agencies_involved": ("plymouth-hospital", "plymouth-schools"),
            "other_partnerships": ("DEV",),
        }
    )

    referral.join_notification(notification=notified(), account=told, at=MONDAY)

    assert referral.agencies_involved == ("plymouth-schools", "plymouth-hospital")
    assert referral.other_partnerships == ("DEV",)
    last = referral.pending_events[-1]
    assert isinstance(last, NotificationJoined)
    assert last.account == told


@pytest.mark.parametrize(
    "act",
    [
        lambda referral: with_views(referral, Partner.ICB),
        decided,
        lambda referral: referral.withdraw(reason="duplicate", explanation="", at=MONDAY),
        lambda referral: referral.join_notification(
            notification=notified(), account=ACCOUNT, at=MONDAY
        ),
    ],
    ids=["view", "decide", "withdraw", "notify"],
)
def test_after_the_decision_nothing_more_happens_here(act: Callable[[Referral], object]) -> None:
    referral = kept(decided(with_views(received())))

    with pytest.raises(NoLongerOpen):
        act(referral)

    assert recorded(referral) == []


def test_a_withdrawn_referral_cannot_be_decided() -> None:
    referral = with_views(received())
    referral.withdraw(reason="duplicate", explanation="Invented.", at=MONDAY)

    with pytest.raises(NoLongerOpen):
        decided(referral)


def test_a_referral_is_received_viewed_and_decided() -> None:
    referral = kept(received())

    decided(with_views(referral))

    assert recorded(referral) == [PartnerViewRecorded] * 3 + [ReferralDecided]
    assert referral.status is Status.DECIDED
    assert (referral.outcome, referral.decided_on) == ("initiate", date(2026, 9, 8))


def test_a_later_view_of_the_same_partner_replaces_the_earlier_one() -> None:
    referral = with_views(received(), Partner.ICB, Partner.ICB)

    assert list(referral.views) == [Partner.ICB]


def test_a_notification_joins_a_referral() -> None:
    referral = kept(received())

    referral.join_notification(notification=notified(), account=ACCOUNT, at=MONDAY)

    assert recorded(referral) == [NotificationJoined]


def test_the_decision_says_when_the_incident_was_notified() -> None:
    referral = received()
    referral.join_notification(notification=notified(), account=ACCOUNT, at=MONDAY)

    decided(with_views(referral))

    event = referral.pending_events[-1]
    assert isinstance(event, ReferralDecided)
    assert event.notified_on == date(2026, 9, 7)


def test_a_referral_can_be_withdrawn() -> None:
    referral = kept(received())

    referral.withdraw(reason="referred_in_error", explanation="Invented.", at=MONDAY)

    assert recorded(referral) == [ReferralWithdrawn]
    assert referral.status is Status.WITHDRAWN
