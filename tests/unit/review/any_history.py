"""Any history of a review: steps in any order, with days, outcomes and words that fit now and then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import strategies as st

from chassis.rules.decisions import DecisionGiven
from services.review.domain.answering import reopen, respond_to_panel
from services.review.domain.leading import accept_transfer, propose_transfer
from services.review.domain.local_reviews import commission, decide_publication
from services.review.domain.parallel_processes import (
    end_process,
    record_family_involvement,
    record_process,
)
from services.review.domain.restrictions import ProcessBeside, Restriction
from services.review.domain.review import RapidReview
from services.review.domain.values import FamilyInvolvement, ReturnStatus, Sending, Stage
from tests.unit.review.a_review import ACTS as GIVEN
from tests.unit.review.a_review import (
    DUE,
    HOSPITAL,
    LATER,
    NEEDS,
    POLICE,
    RULES,
    SOCIAL_CARE,
    WAY,
    a_commissioning,
    a_decision,
    a_meeting,
    a_publication,
    a_recommendation,
    a_report,
)

Act = Callable[[RapidReview], object]

WORDS = st.text(min_size=1, max_size=20) | st.just("")
AGENCIES = st.sampled_from([SOCIAL_CARE, HOSPITAL, POLICE])
DAYS = st.sampled_from([0, 1, 4, 0, 1, -1, 200])
"""How long after the step before: now and then too early, or in the future."""


def for_an_lcspr(review: RapidReview) -> None:
    review.decide_cspr(decision=a_decision(outcome="lcspr"), at=LATER)


def on(review: RapidReview, days: int) -> date:
    return review.latest_on + timedelta(days=days)


def involve(agency: str) -> Act:
    return lambda review: review.involve(agency=agency, through="PLY", at=LATER)


def note(agency: str, status: ReturnStatus) -> Act:
    return lambda review: review.note_return(agency=agency, status=status, at=LATER)


def schedule(days: int) -> Act:
    return lambda review: review.schedule_meeting(meeting_at=LATER + timedelta(days=days), at=LATER)


def learn() -> Act:
    return lambda review: review.note_learning(at=LATER)


def again(review: RapidReview, days: int, outcome: str, words: str, corrects: int) -> DecisionGiven:
    """A decision, now and then one that corrects an earlier one, and now and then one that lacks something."""
    earlier = (
        review.decisions[-corrects].event_id if 0 < corrects <= len(review.decisions) else None
    )
    back_on = on(review, days + 7) if outcome in PUT_OFF else None
    return a_decision(
        on(review, days), outcome, rationale=words, supersedes=earlier, review_on=back_on,
        route="learning_from_experience", escalated_to=words,
    )  # fmt: skip


def hold(days: int, outcome: str, words: str, present: set[str], names: list[str]) -> Act:
    made = tuple(a_recommendation(name, text=words or "-") for name in names)
    return lambda review: review.hold_meeting(
        meeting=a_meeting(
            decision=again(review, days, outcome, words, 0), missing_returns_reason=words,
            agencies_present=tuple(present), recommendations=made,
        ),
        at=LATER,
    )  # fmt: skip


def finalise(days: int, words: str) -> Act:
    return lambda review: review.finalise_report(
        report=a_report(on(review, days), learning=words), at=LATER
    )


def decide(days: int, outcome: str, words: str, corrects: int) -> Act:
    return lambda review: review.decide_cspr(
        decision=again(review, days, outcome, words, corrects), at=LATER
    )


def scrutinise(days: int, outcome: str, words: str, corrects: int) -> Act:
    return lambda review: review.scrutinise(
        decision=again(review, days, outcome, words, corrects), at=LATER
    )


def send(days: int, reason: str, words: str) -> Act:
    return lambda review: review.send_to_panel(
        sending=Sending(
            sent_on=on(review, days), late_reason=reason, late_explanation=words, override=words
        ),
        at=LATER,
    )


def reply(days: int, outcome: str, words: str, corrects: int) -> Act:
    return lambda review: review.record_panel_reply(
        decision=again(review, days, outcome, words, corrects), at=LATER
    )


def respond(days: int, outcome: str, words: str, corrects: int) -> Act:
    return lambda review: respond_to_panel(
        review, decision=again(review, days, outcome, words, corrects), at=LATER
    )


def commissions(days: int, outcome: str, words: str, corrects: int) -> Act:
    return lambda review: commission(
        review, decision=again(review, days, outcome, words, corrects),
        commissioning=a_commissioning(), override=words, at=LATER,
    )  # fmt: skip


def publishes(days: int, outcome: str, words: str, corrects: int) -> Act:
    return lambda review: decide_publication(
        review, decision=again(review, days, outcome, words, corrects), publication=a_publication(),
        override=words, at=LATER,
    )  # fmt: skip


def close(days: int, outcome: str, words: str) -> Act:
    return lambda review: review.close(
        decision=again(review, days, outcome, words, 0), override=words, at=LATER
    )


def open_again(days: int, words: str) -> Act:
    return lambda review: reopen(review, decision=again(review, days, "reopen", words, 0), at=LATER)


def records_a_process(process_id: str, flags: set[Restriction]) -> Act:
    process = ProcessBeside(
        kind="inquest", lead_body="HM Coroner", last_checked_on=DUE, restrictions=tuple(flags)
    )
    return lambda review: record_process(review, process_id=process_id, process=process, at=LATER)


def ends_a_process(process_id: str) -> Act:
    return lambda review: end_process(
        review, process_id=process_id, ended_on=DUE, result="", at=LATER
    )


def tells_the_family(words: str) -> Act:
    involvement = FamilyInvolvement(who="Mother", told=True, told_by="Social worker", told_on=DUE)
    return lambda review: record_family_involvement(
        review, involvement=involvement, override=words, at=LATER
    )


def transfers(to: str) -> Act:
    def act(review: RapidReview) -> None:
        propose_transfer(review, to=to, reason="Invented.", proposed_on=DUE, at=LATER)
        accept_transfer(review, by=to, transferred_on=DUE, at=LATER)

    return act


PUT_OFF = {"more_work", "defer", "no_reply_yet", "delay", "keep_open_for_actions"}
NAMES = st.lists(st.sampled_from(["R1", "R2", "R3"]), max_size=3)
CORRECTS = st.sampled_from([0, 0, 0, 1, 2])


def outcomes(gate: str) -> st.SearchStrategy[str]:
    return st.sampled_from([*NEEDS[gate], "perhaps"])


NEXT: dict[Stage, st.SearchStrategy[Act]] = {
    Stage.GATHERING: st.builds(hold, DAYS, outcomes("G4"), WORDS, st.sets(AGENCIES), NAMES),
    Stage.MEETING_HELD: st.builds(finalise, DAYS, WORDS),
    Stage.REPORT_FINALISED: st.builds(decide, DAYS, outcomes("G5"), WORDS, CORRECTS),
    Stage.CSPR_DECIDED: st.builds(scrutinise, DAYS, outcomes("G6"), WORDS, CORRECTS),
    Stage.SCRUTINISED: st.builds(send, DAYS, st.sampled_from(["", *RULES.late_reasons]), WORDS),
    Stage.SENT_TO_PANEL: st.builds(reply, DAYS, outcomes("G7"), WORDS, CORRECTS),
    Stage.PANEL_ASKED: st.builds(respond, DAYS, outcomes("G8"), WORDS, CORRECTS),
    Stage.PANEL_REPLIED: st.builds(
        close, DAYS, st.sampled_from(["close", "keep_open_for_actions"]), WORDS
    ),
    Stage.CLOSED: st.builds(open_again, DAYS, WORDS),
}
ACTS: st.SearchStrategy[Act] = st.one_of(
    st.builds(involve, AGENCIES),
    st.builds(note, AGENCIES, st.sampled_from(ReturnStatus)),
    st.builds(schedule, DAYS),
    st.builds(learn),
    st.builds(commissions, DAYS, outcomes("G9"), WORDS, CORRECTS),
    st.builds(publishes, DAYS, outcomes("G10"), WORDS, CORRECTS),
    st.builds(
        records_a_process, st.sampled_from(["P1", "P2"]), st.sets(st.sampled_from(Restriction))
    ),
    st.builds(ends_a_process, st.sampled_from(["P1", "P2"])),
    st.builds(tells_the_family, WORDS),
    st.builds(transfers, st.sampled_from(["DEV", "TOR", "PLY"])),
    *NEXT.values(),
)
FORWARD: st.SearchStrategy[Act] = st.fixed_dictionaries(dict(NEXT)).map(
    lambda acts: lambda review: acts[review.stage](review)
)
"""Whatever comes next from where the review stands, so that long ways are walked, too."""

GOOD_WAY = [GIVEN[act] for act in WAY.values()]
HISTORIES: st.SearchStrategy[list[Act]] = st.builds(
    lambda steps, lcspr, acts: [
        *([GIVEN["hold"], GIVEN["finalise"], for_an_lcspr] if lcspr else []),
        *GOOD_WAY[3 * lcspr : steps],
        *acts,
    ],
    st.integers(0, len(GOOD_WAY) - 1),
    st.booleans(),
    st.lists(st.one_of(ACTS, FORWARD, FORWARD, FORWARD), max_size=20),
)
"""A few steps that go well, and then anything: so that late stages and second rounds are met, too."""
