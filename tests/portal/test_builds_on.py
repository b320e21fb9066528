"""What a form shows, and what stands in it already, comes from the parts that it names; else it would be overwritten
unseen (ADR 22). What its own command changes is in tests/integration/forms/test_what_forms_change.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.json_format import MessageToDict, ParseDict
from google.protobuf.message_factory import GetMessageClass

from contracts.grpc import referral_pb2, review_pb2, submissions_pb2
from portal.clients.form_facts import Standing
from portal.views.filling_in.case_states import CORRECTED
from portal.views.filling_in.filling import Journey
from portal.views.filling_in.journeys import JOURNEYS

READ: Mapping[str, Any] = {
    "referral": referral_pb2.Referral.DESCRIPTOR,
    "review": review_pb2.Review.DESCRIPTOR,
    "submissions": submissions_pb2.Submission.DESCRIPTOR,
}
"""What each service answers of the matter of its forms."""
SIGNED = "signed"
"""Besides, of a review: its report, as GetReport says it."""
TOLD = frozenset({"due_on"})
"""When something is due is told above the questions; no answer rests on it, and every page shows it anew."""
NAMING = [one for one in JOURNEYS.values() if one.builds_on]
DEPTH_MAX = 4


def full(of: Any, said: str, depth: int = 0) -> dict[str, Any]:
    """A message in which every field says something."""
    found: dict[str, Any] = {}
    for field in of.fields:
        one: Any
        if field.message_type is not None and field.message_type.full_name.endswith("Timestamp"):
            one = f"{said}T10:00:00Z"
        elif field.message_type is not None:
            if depth == DEPTH_MAX or field.message_type.GetOptions().map_entry:
                continue
            one = full(field.message_type, said, depth + 1)
        elif field.type == FieldDescriptor.TYPE_STRING:
            one = said
        elif field.type == FieldDescriptor.TYPE_BOOL:
            one = True
        else:
            one = int(said[-1])
        found[field.name] = [one] if field.is_repeated else one
    return dict(
        MessageToDict(ParseDict(found, GetMessageClass(of)()), preserving_proto_field_name=True)
    )


def known_to(journey: Journey, said: str = "2026-09-01") -> dict[str, Any]:
    """All that the service can say of the matter, at a moment at which the form is open."""
    form = journey.form
    known = full(READ[form.service], said)
    if form.service == "review":
        known[SIGNED] = full(review_pb2.SignedReport.DESCRIPTOR, said)
        known["stage"] = min(CORRECTED.get(form.code, {"gathering"}))
        known["decisions"][0] |= {"gate": form.gate, "superseded": False}
    if form.service == "submissions":
        del known["queries"][0]["answered"]
    return known


async def drawn(journey: Journey, known: Mapping[str, Any]) -> tuple[Any, ...]:
    """What the page of the form says of the matter."""
    standing = Standing(version=1, known=known, reference="R", lists={})
    filling = cast(Any, SimpleNamespace(form=journey.form, roles=frozenset()))
    typed = await journey.typed(filling, standing)
    return tuple(journey.shown(standing)), dict(typed)


async def unnamed(journey: Journey) -> set[str]:
    """The parts on which the page of the form rests and which it does not name."""
    known, other = known_to(journey), known_to(journey, "2026-09-02")
    as_it_is = await drawn(journey, known)
    found = set()
    for part in known.keys() - {*journey.builds_on} - TOLD:
        changed = other[part]
        if part == "decisions":  # Another decision of the same gate.
            changed = [{**known["decisions"][0], "decision": other["decisions"][0]["decision"]}]
        if await drawn(journey, {**known, part: changed}) != as_it_is:
            found.add(part)
    return found


def test_asking_is_the_default() -> None:
    form = next(iter(JOURNEYS.values())).form

    assert Journey(form, cast(Any, None)).builds_on == ()
    assert Standing(version=1, known={"stage": "gathering"}).digest_of(()) == ""


def test_only_parts_that_the_service_says_are_named() -> None:
    for journey in NAMING:
        there = {one.name for one in READ[journey.form.service].fields} - {"version"}
        also = {SIGNED} if journey.form.service == "review" else set()

        assert {*journey.builds_on} <= there | also, journey.form.code


@pytest.mark.parametrize("journey", NAMING, ids=lambda one: one.form.code)
async def test_a_form_shows_and_begins_with_what_it_names(journey: Journey) -> None:
    assert await unnamed(journey) == set()


@pytest.mark.parametrize(
    ("form", "taken"),
    [
        ("meeting_date", "meeting_at"), ("report", "signed"), ("cspr_decision", "decisions"),
        ("sending", "restrictions"), ("agency_return", "chronology"), ("return_query", "queries"),
        ("notification", "incident"),
    ],
)  # fmt: skip
async def test_a_form_that_claims_too_little_is_caught(form: str, taken: str) -> None:
    journey = JOURNEYS[form]
    less = tuple(one for one in journey.builds_on if one != taken)

    assert await unnamed(replace(journey, builds_on=less)) == {taken}


@pytest.mark.parametrize(
    "parts", [["stage", "decisions"], ["decisions", "stage"]], ids="in the order {}".format
)
def test_parts_that_say_the_same_are_the_same_whatever_else_is_said(parts: Iterable[str]) -> None:
    before = Standing(1, {"stage": "gathering", "decisions": [{"gate": "G3"}], "round": 1})
    after = Standing(2, {"decisions": [{"gate": "G3"}], "stage": "gathering", "agencies": []})

    assert before.digest_of(tuple(parts)) == after.digest_of(("stage", "decisions"))
    assert before.digest_of(("round",)) != after.digest_of(("round",))
