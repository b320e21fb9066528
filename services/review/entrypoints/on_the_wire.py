"""A review as it is shown: all of it to the partnership that leads, its own part to one that contributes."""

from __future__ import annotations

from collections.abc import Collection

from google.protobuf.json_format import ParseDict

from chassis.doors.decisions_on_the_wire import record_on_the_wire
from chassis.doors.grpc_door import stamp_of
from contracts.grpc import review_pb2 as wire
from services.review.domain.next_gate import next_gate_of
from services.review.domain.restrictions import in_order
from services.review.domain.review import RapidReview
from services.review.domain.values import Recommendation


def review_on_the_wire(
    review: RapidReview, asking: Collection[str], only: Collection[str] | None = None
) -> wire.Review:
    """The review as far as it concerns the partnerships that ask; ``only`` limits it to the part of some agencies."""
    of_the_lead = review.partnership in asking
    leads = of_the_lead and only is None
    answer = _where_it_stands(review)
    partnerships = review.partnerships if of_the_lead else asking
    for milestone in review.pinned.milestones:
        answer.milestones.add(**milestone.model_dump(mode="json"))
    for code, agency in review.agencies.items():
        if agency.through in partnerships and (only is None or code in only):
            answer.agencies.add(agency=code, return_status=agency.return_status)
    for one in review.recommendations:
        if leads or (
            one.owner in only if only is not None else _concerns(one, review, partnerships)
        ):
            answer.recommendations.add(**one.model_dump(mode="json"))
    if leads:
        _put_what_was_decided(answer, review)
    return answer


def _where_it_stands(review: RapidReview) -> wire.Review:
    rules = review.pinned
    answer = wire.Review(
        case_id=str(review.case_id), reference=review.reference, partnership=review.partnership,
        version=review.version, stage=review.stage, rule_pack=rules.rule_pack, round=review.round,
        clock_started_on=rules.clock_started_on.isoformat(), due_on=rules.due_on.isoformat(),
        contributing_partnerships=review.contributing, learning_drafted=review.learning_drafted,
        restrictions=in_order(review.restrictions), transfer_to=review.transfer_to,
    )  # fmt: skip
    if review.meeting_at is not None:
        answer.meeting_at.CopyFrom(stamp_of(review.meeting_at))
    if local := review.local_review:
        answer.local_review.due_on = local.due_on.isoformat()
        answer.local_review.commissioning = local.commissioning
        answer.local_review.publication = local.publication
    return answer


def _put_what_was_decided(answer: wire.Review, review: RapidReview) -> None:
    for passed in review.decisions:
        shown = record_on_the_wire(
            passed.record, event_id=passed.event_id, superseded=passed.superseded
        )
        answer.decisions.append(shown)
    for process_id, process in review.processes.items():
        known = process.model_dump(mode="json", exclude={"ended_on"})
        answer.processes.add(
            process_id=process_id,
            process=ParseDict(known, wire.ParallelProcess()),
            ended_on=process.ended_on.isoformat() if process.ended_on else "",
        )
    if coming := next_gate_of(review):
        rule = coming.gate.rule
        answer.next_gate.CopyFrom(
            wire.NextGate(
                gate=coming.gate.code, label=rule.label, question=rule.question, body=coming.gate.body,
                needs=coming.needs, review_on=coming.review_on.isoformat() if coming.review_on else "",
            )
        )  # fmt: skip


def _concerns(one: Recommendation, review: RapidReview, partnerships: Collection[str]) -> bool:
    owner = review.agencies.get(one.owner)
    return owner is not None and owner.through in partnerships
