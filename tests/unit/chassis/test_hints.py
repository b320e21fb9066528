"""What was sent is recorded whatever its words; advice about words that blame comes with the answer."""

from __future__ import annotations

from uuid import uuid4

from chassis.doors.grpc_door import recorded
from chassis.use_cases import Kept
from contracts.grpc import referral_pb2, submissions_pb2

KEPT = Kept(uuid4(), "PLY-RR-2026-0001", 3)


def test_an_answer_without_a_form_has_no_advice() -> None:
    assert list(recorded(KEPT).hints) == []


def test_words_that_blame_are_named_with_their_place_and_another_way_to_say_it() -> None:
    request = submissions_pb2.ReturnSubmissionRequest()
    request.scoping.involvement = "She failed to call."
    request.chronology.add(what_happened="Seen at home.")
    request.chronology.add(what_happened="He did not attend.")

    answer = recorded(KEPT, request)

    assert (answer.reference, answer.version) == (KEPT.reference, KEPT.version)
    assert [(one.field, one.word) for one in answer.hints] == [
        ("scoping.involvement", "failed to"), ("chronology.1.what_happened", "did not attend"),
    ]  # fmt: skip
    assert all(one.suggestion for one in answer.hints)


def test_a_referral_in_plain_words_brings_none() -> None:
    request = referral_pb2.ReceiveReferralRequest(why_consider="There is something to learn.")
    request.incident.what_happened = "An invented child was hurt."

    assert list(recorded(KEPT, request).hints) == []
