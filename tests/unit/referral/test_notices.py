"""Notices of a serious incident: who is notified, how many notices a case has, four times, and what is late."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chassis.limits import WordsMissing
from chassis.rules.clock_rules import NotificationClockRule
from services.referral.domain.events import (
    NotificationJoined,
    NotificationRestated,
    NotificationWithdrawn,
)
from services.referral.domain.notice_refusals import NoNotice, NothingRestated
from services.referral.domain.notices import Notice, NoticeReason, Restatement, TimeFact, Withdrawal
from services.referral.domain.referral import Referral
from services.referral.domain.refusals import NoLongerOpen
from services.referral.domain.values import Account, Child
from tests.support.facts import kept, recorded
from tests.support.refused import refused_with
from tests.unit.referral.a_referral import (
    ACCOUNT,
    CHILD,
    INCIDENT,
    MONDAY,
    SISTER,
    THURSDAY,
    a_notice,
    begun_by_notice,
    decide,
    notified,
    ready,
    received,
    with_children,
    with_incident,
)
from tests.unit.referral.refused import problems, sentence_of

FROM_INCIDENT = NotificationClockRule(starts="incident")
DEATH = INCIDENT.model_copy(update={"category": "death"})


def notice_of(referral: Referral, notice: str = "N1") -> Notice:
    return referral.notices[notice]


def dead(*children: Child) -> Account:
    return ACCOUNT.model_copy(update={"incident": DEATH, "children": children or (CHILD,)})


def withdrawn(referral: Referral, reason: NoticeReason = "criteria_not_met") -> Referral:
    given = Withdrawal(withdrawn_on=date(2026, 9, 7), reason=reason)
    referral.withdraw_notice(notice="N1", withdrawal=given, at=MONDAY)
    return referral


@pytest.mark.parametrize(
    "days",
    [{"aware": date(2026, 8, 31)}, {"aware": date(2026, 9, 4), "sent": date(2026, 9, 3)}],
    ids=["aware before the incident", "sent before aware"],
)
def test_the_days_of_a_notice_are_in_order(days: dict[str, Any]) -> None:
    form = a_notice(notified(**days))

    assert problems(lambda: begun_by_notice(form)) == [
        ("authority_aware_on", "referral.notification_days")
    ]


def test_a_notice_is_recorded_once_it_was_sent() -> None:
    form = a_notice(notified(sent=date(9999, 12, 31), late_reason="Mistyped."))

    assert ("sent_on", "referral.still_to_come") in problems(lambda: begun_by_notice(form))


def test_a_time_of_day_is_written_as_one() -> None:
    form = a_notice(notified(agency_aware=TimeFact(on=date(2026, 9, 1), time="noon")))

    assert problems(lambda: begun_by_notice(form)) == [
        ("agency_aware_time", "referral.time_unreadable")
    ]


def test_a_late_notice_says_why_and_is_taken() -> None:
    aware, sent = date(2026, 9, 1), date(2026, 9, 9)
    silent = a_notice(notified(aware=aware, sent=sent, late_reason=" "))
    reasoned = a_notice(notified(aware=aware, sent=sent, late_reason="The police asked us."))

    def begin(form: Any) -> Referral:
        referral = received()
        referral.join(form=form, at=THURSDAY)
        return referral

    assert problems(lambda: begin(silent)) == [("late_reason", "referral.late_reason_missing")]
    said = sentence_of(lambda: begin(silent), "late_reason")
    assert said == "This notification took 6 days; the limit is 5. Say why it is late."
    assert notice_of(begin(reasoned)).national_days_taken == 6


def test_an_area_may_count_from_the_incident_and_both_counts_are_kept() -> None:
    given = notified(aware=date(2026, 9, 7), sent=date(2026, 9, 7))

    referral = begun_by_notice(a_notice(given, clock=FROM_INCIDENT))

    notice = notice_of(referral)
    assert notice.clock is not None
    assert (notice.clock.starts, notice.clock.days_taken, notice.clock.days_late) == (
        "incident",
        4,
        0,
    )
    assert (notice.national_days_taken, notice.days_from_incident) == (0, 4)


def test_what_is_late_is_by_the_clock_of_the_area() -> None:
    given = notified(aware=date(2026, 9, 7), sent=date(2026, 9, 9))
    form = a_notice(given, clock=FROM_INCIDENT)
    referral = received()

    assert problems(lambda: referral.join(form=form, at=THURSDAY)) == [
        ("late_reason", "referral.late_reason_missing")
    ]
    referral.join(form=a_notice(given), at=THURSDAY)


@pytest.mark.parametrize(
    ("nature", "account", "problem"),
    [
        ("", with_incident(category="near_miss"), ("incident.category", "referral.near_miss_is_local")),
        ("death_abuse_or_neglect", ACCOUNT, ("nature", "referral.nature_unfit")),
        ("serious_harm", dead(), ("nature", "referral.nature_unfit")),
        (
            "serious_harm", with_incident(abuse_or_neglect="not_indicated"),
            ("incident.abuse_or_neglect", "referral.abuse_not_indicated"),
        ),
        ("death_looked_after", dead(), ("children.0.looked_after", "referral.not_looked_after")),
        ("death_care_leaver", dead(), ("children.0.care_leaver", "referral.not_a_care_leaver")),
        (
            "death_care_leaver",
            dead(Child(name="Invented", care_leaver="yes", born_on=date(2001, 9, 1))),
            ("children.0.care_leaver", "referral.not_a_care_leaver"),
        ),
    ],
)  # fmt: skip
def test_the_nature_of_a_notice_fits_what_happened(
    nature: str, account: Account, problem: tuple[str, str]
) -> None:
    form = a_notice(notified(nature=nature), account)

    assert problem in problems(lambda: begun_by_notice(form))


@pytest.mark.parametrize(
    ("nature", "child", "track"),
    [
        ("death_abuse_or_neglect", CHILD, "A"),
        ("death_looked_after", CHILD.model_copy(update={"looked_after": "yes"}), "B"),
        (
            "death_care_leaver",
            Child(name="Invented", care_leaver="yes", born_on=date(2001, 9, 2)), "C",
        ),
    ],
)  # fmt: skip
def test_each_death_has_its_track(nature: str, child: Child, track: str) -> None:
    referral = begun_by_notice(a_notice(notified(nature=nature), dead(child)))

    assert notice_of(referral).track == track


@pytest.mark.parametrize(
    ("given", "account", "problem"),
    [
        ({"grouping": "siblings"}, dead(CHILD, SISTER), ("children", "referral.one_notice_per_death")),
        ({}, with_children(CHILD, SISTER), ("grouping", "referral.one_notice_per_child")),
        ({"grouping": "siblings"}, ACCOUNT, ("children", "referral.siblings_missing")),
        ({"grouping": "operation"}, ACCOUNT, ("outline", "referral.outline_missing")),
        ({"copied_to": ("everybody",)}, ACCOUNT, ("copied_to", "referral.code_unknown")),
    ],
)  # fmt: skip
def test_the_national_form_says_how_many_children_one_notice_has(
    given: dict[str, Any], account: Account, problem: tuple[str, str]
) -> None:
    form = a_notice(notified(**given), account)

    assert problems(lambda: begun_by_notice(form)) == [problem]


def test_siblings_who_were_harmed_together_share_a_notice() -> None:
    form = a_notice(notified(grouping="siblings"), with_children(CHILD, SISTER))

    assert notice_of(begun_by_notice(form)).covers == ("A", "B")


def test_a_large_operation_has_a_main_child_and_the_rest_in_outline() -> None:
    form = a_notice(notified(grouping="operation", outline="Eleven more, invented."))

    assert notice_of(begun_by_notice(form)).covers == ("A",)


def test_a_child_is_not_notified_twice() -> None:
    referral = begun_by_notice()

    assert problems(lambda: referral.join(form=a_notice(), at=MONDAY)) == [
        ("children", "referral.already_notified")
    ]


def test_a_notice_has_a_name_of_its_own() -> None:
    referral = begun_by_notice()
    form = a_notice(account=with_children(SISTER), notice="N1")

    assert problems(lambda: referral.join(form=form, at=MONDAY)) == [
        ("notice", "referral.notice_taken")
    ]


def test_a_second_notice_of_a_case_brings_its_child() -> None:
    referral = kept(begun_by_notice())

    referral.join(form=a_notice(account=with_children(SISTER)), at=MONDAY)

    assert recorded(referral) == [NotificationJoined]
    assert notice_of(referral, "N2").covers == ("B",)
    assert referral.account.children == (CHILD, SISTER)


def test_a_child_who_is_known_by_another_spelling_is_not_added_again() -> None:
    referral = received()
    known = Child(name="INVENTED  child")

    referral.join(form=a_notice(account=with_children(known)), at=MONDAY)

    assert referral.account.children == (CHILD,)
    assert notice_of(referral).covers == ("A",)


def test_a_withdrawn_notice_makes_room_for_another() -> None:
    referral = withdrawn(begun_by_notice())

    referral.join(form=a_notice(), at=MONDAY)

    assert [one.stands for one in referral.notices.values()] == [False, True]


def test_a_notice_adds_whom_the_authority_names_to_those_of_the_referral() -> None:
    referral = received()
    told = ACCOUNT.model_copy(
        update={
            "agencies_involved": ("plymouth-hospital", "plymouth-schools"),
            "other_partnerships": ("DEV",),
        }
    )

    referral.join(form=a_notice(account=told), at=MONDAY)

    assert referral.account.agencies_involved == ("plymouth-schools", "plymouth-hospital")
    assert referral.account.other_partnerships == ("DEV",)
    last = referral.pending_events[-1]
    assert isinstance(last, NotificationJoined)
    assert last.told == told


def test_a_notice_that_is_not_there_is_neither_restated_nor_withdrawn() -> None:
    given = Restatement(sent=TimeFact(on=date(2026, 9, 4)))

    with pytest.raises(NoNotice):
        received().restate(notice="N1", given=given, reason="Invented.", at=MONDAY)
    with pytest.raises(NoNotice):
        withdrawn(withdrawn(begun_by_notice()))


def test_a_restatement_says_something_else_and_why() -> None:
    same = Restatement(sent=TimeFact(on=date(2026, 9, 7)))
    other = Restatement(sent=TimeFact(on=date(2026, 9, 4)))

    with pytest.raises(NothingRestated):
        begun_by_notice().restate(notice="N1", given=same, reason="Invented.", at=MONDAY)
    with refused_with(WordsMissing):
        begun_by_notice().restate(notice="N1", given=other, reason=" ", at=MONDAY)


def test_restated_days_are_in_order_too() -> None:
    given = Restatement(authority_aware=TimeFact(on=date(2026, 9, 8)))

    found = problems(
        lambda: begun_by_notice().restate(notice="N1", given=given, reason="Invented.", at=THURSDAY)
    )

    assert found == [("authority_aware_on", "referral.notification_days")]


def test_a_notice_is_withdrawn_after_it_was_sent() -> None:
    early = Withdrawal(withdrawn_on=date(2026, 9, 1), reason="duplicate")

    found = problems(
        lambda: begun_by_notice().withdraw_notice(notice="N1", withdrawal=early, at=MONDAY)
    )

    assert found == [("withdrawn_on", "referral.still_to_come")]


def test_a_restated_day_is_a_fact_of_its_own_and_the_old_one_stays_known() -> None:
    referral = kept(decide(ready(begun_by_notice()), "initiate_on_notification"))

    referral.restate(
        notice="N1", given=Restatement(sent=TimeFact(on=date(2026, 9, 4))), reason="Invented.",
        at=THURSDAY,
    )  # fmt: skip

    assert recorded(referral) == [NotificationRestated]
    event = referral.pending_events[-1]
    assert isinstance(event, NotificationRestated)
    assert (event.before.sent.on, event.notice.sent.on) == (date(2026, 9, 7), date(2026, 9, 4))
    assert notice_of(referral).clock != event.before.clock


def test_a_withdrawn_notice_stays_known() -> None:
    referral = kept(begun_by_notice())

    withdrawn(referral)

    assert recorded(referral) == [NotificationWithdrawn]
    assert not notice_of(referral).stands


def test_a_decided_case_is_not_notified_again_here() -> None:
    referral = decide(ready(begun_by_notice()), "initiate_on_notification")

    with pytest.raises(NoLongerOpen):
        referral.join(form=a_notice(account=with_children(SISTER)), at=MONDAY)
