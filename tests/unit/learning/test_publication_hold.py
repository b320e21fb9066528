"""A briefing waits while another process holds publications back, unless somebody says why it does not."""

from __future__ import annotations

import pytest

from services.learning.domain.learning_briefing import BriefingPublished, PublicationHeld
from services.learning.domain.publication_hold import (
    PublicationHold,
    RestrictionsChanged,
    RestrictionsNoted,
)
from tests.support.facts import kept, recorded, replayed
from tests.unit.learning.learned import AT, BOXES, CHECKERS, IDENTITY, TODAY, briefing

HELD = ("hold_publication", "legal_hold", "no_family_contact")


@pytest.mark.parametrize("override", ["", " \n"])
def test_a_briefing_that_is_held_back_is_not_published(override: str) -> None:
    one = briefing()

    with pytest.raises(PublicationHeld) as refused:
        one.publish(
            BOXES, published_on=TODAY, checked_by=CHECKERS, at=AT,
            held_by=("hold_publication",), override=override,
        )  # fmt: skip

    assert refused.value.facts == {"restrictions": "hold publication"}
    assert recorded(one) == []


def test_who_shares_it_nonetheless_says_why_and_it_is_kept() -> None:
    one = briefing()

    one.publish(
        BOXES, published_on=TODAY, checked_by=CHECKERS, at=AT,
        held_by=("hold_publication",), override="Invented: the police agreed.",
    )  # fmt: skip

    event = one.pending_events[-1]
    assert isinstance(event, BriefingPublished)
    assert (event.held_by, event.override) == (
        ("hold_publication",),
        "Invented: the police agreed.",
    )


def test_a_reason_that_nobody_asked_for_is_not_kept() -> None:
    one = briefing()

    one.publish(BOXES, published_on=TODAY, checked_by=CHECKERS, at=AT, override="Invented.")

    assert one.pending_events[-1].override == ""  # type: ignore[attr-defined]


def test_only_what_is_about_publishing_holds_a_briefing_back() -> None:
    assert PublicationHold.note(IDENTITY, in_force=HELD, at=AT).holds == ("hold_publication",)
    assert PublicationHold.note(IDENTITY, in_force=HELD[1:], at=AT).holds == ()


def test_the_latest_that_was_told_counts_and_the_same_again_changes_nothing() -> None:
    hold = PublicationHold.note(IDENTITY, in_force=HELD, at=AT)
    hold.change(in_force=HELD, at=AT)
    hold.change(in_force=(), at=AT)

    assert tuple(recorded(hold)) == (RestrictionsNoted, RestrictionsChanged)
    assert hold.holds == ()
    assert replayed(hold.collect_events()) == kept(hold)
