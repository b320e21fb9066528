"""The natures of a notice are those of the code list, with its words; list and code say the same track of each."""

from __future__ import annotations

from typing import get_args

import pytest

from chassis.fields import FormRefused
from chassis.rules.code_lists import CodeLists
from services.referral.domain import refusals
from services.referral.domain.gate_rules import must_be_ready
from services.referral.domain.notice_rules import NoticeForm
from services.referral.domain.notices import NATURE_LIST, TRACKS, Nature
from services.referral.domain.refusals import NotNotified
from services.referral.domain.rules import FormRules
from services.referral.domain.values import PARTNERS, PartnerView
from tests.unit.referral.a_referral import ACCOUNT, CODES, begun_by_notice, notified

LIST = CodeLists.load().of(NATURE_LIST)


def test_a_nature_that_the_list_does_not_have_is_refused_with_its_choices() -> None:
    fewer = {NATURE_LIST: {"death_care_leaver": "Death of a care leaver"}}
    form = NoticeForm(notified(), ACCOUNT, rules=FormRules(codes=CODES | fewer))

    with pytest.raises(FormRefused) as refused:
        begun_by_notice(form)

    (problem,) = [one for one in refused.value.problems if one.field == "nature"]
    assert isinstance(problem.refusal, refusals.CodeUnknown)
    assert "Death of a care leaver" in str(problem.refusal)


def test_list_and_code_know_the_same_natures_and_tracks() -> None:
    assert set(LIST.entries) == set(get_args(Nature))
    assert {code: LIST.mapped(code, "track") for code in LIST.entries} == dict(TRACKS)


def test_the_rule_pack_says_which_notices_a_review_follows() -> None:
    views = dict.fromkeys(PARTNERS, PartnerView(view="criteria_met", reason="Invented."))

    def begin(**more: frozenset[str]) -> None:
        must_be_ready(
            "initiate_on_notification", threshold="", notices=begun_by_notice().notices.values(),
            is_referred=False, views=views, **more,
        )  # fmt: skip

    begin()
    with pytest.raises(NotNotified):
        begin(reviewed=frozenset({"B"}))
