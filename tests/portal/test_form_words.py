"""What forms say is what the services know: codes, and who may send which form."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from typing import Any, get_args

import pytest
from google.protobuf.descriptor import FieldDescriptor

from chassis.rules import decisions as ruled
from portal import decision_words
from portal.clients.forms_door import methods_of
from portal.forms import codes, decisions, team
from portal.forms.fields import Field, FormOf, Kind
from portal.permissions import FILL, READ
from portal.views.filling_in.journeys import JOURNEYS
from services.learning.domain import local_learning
from services.learning.domain import values as learned
from services.referral.domain import code_lists, notices, values
from services.review.domain import restrictions, team_values
from services.review.domain import values as reviewed
from services.submissions.domain import chronology, scoping
from services.submissions.domain import values as submitted

FORMS = [pytest.param(one.form, id=code) for code, one in JOURNEYS.items()]
LISTS: Mapping[str, tuple[Mapping[str, str], Any]] = {
    "categories": (codes.CATEGORIES, values.Category),
    "abuse": (codes.ABUSE, values.AbuseOrNeglect),
    "precisions": (codes.PRECISIONS, values.Precision),
    "sex": (codes.SEX, values.Sex),
    "ethnicity": (codes.ETHNICITY_KNOWN, values.EthnicityKnown),
    "plan": (codes.PLAN_STATUS, values.PlanStatus),
    "interest": (codes.INTEREST, values.Interest),
    "natures": (codes.NATURES, notices.Nature),
    "groupings": (codes.GROUPINGS, notices.Grouping),
    "persons": (codes.PERSONS, scoping.PersonKind),
    "consulted": (codes.CONSULTED, scoping.Consulted),
    "aspects": (codes.ASPECTS, scoping.IdentityAspect),
    "quality": (codes.RECORD_QUALITY, scoping.RecordQuality),
    "rows": (codes.ROW_PRECISIONS, chronology.Precision),
    "kinds": (codes.ROW_KINDS, chronology.RowKind),
    "seen": (codes.SEEN, chronology.ChildSeen),
    "practice": (codes.PRACTICE, chronology.Practice),
    "sensitivity": (codes.SENSITIVITY, chronology.Sensitivity),
    "excuses": (codes.EXCUSES, submitted.ExcuseReason),
    "views": (codes.VIEWS, values.View),
    "referral withdrawals": (codes.REFERRAL_WITHDRAWALS, values.WithdrawalReason),
    "notice withdrawals": (codes.NOTICE_WITHDRAWALS, notices.NoticeReason),
    "recommendations": (codes.RECOMMENDATION_KINDS, reviewed.RecommendationKind),
    "beside": (codes.BESIDE_STATUS, restrictions.ProcessBeside.model_fields["status"].annotation),
    "impact": (codes.IMPACT, learned.ImpactResult),
    "audit": (codes.AUDIT_ANSWERS, learned.AuditWord),
    "decided views": (decisions.VIEWS, ruled.ViewWord),
    "findings": (decisions.FINDINGS, ruled.FindingWord),
    "presence": (decisions.PRESENCE, ruled.Presence),
    "team": (decision_words.TEAM_ROLES, team_values.TeamRole),
    "conflicts": (decision_words.CONFLICTS, team_values.ConflictKind),
    "own conflicts": (team.OWN_CONFLICTS, team_values.ConflictKind),
    "handling": (decisions.HANDLING, ruled.ConflictHandling),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_offers_what_the_service_takes(name: str) -> None:
    offered, taken = LISTS[name]

    assert set(offered) == set(get_args(taken)) - {""}


def test_longer_lists_offer_what_the_service_takes() -> None:
    assert codes.RELATIONS.keys() == code_lists.RELATIONS.keys()
    assert codes.PARALLEL_PROCESSES.keys() == code_lists.PARALLEL_PROCESSES.keys()
    assert codes.COPIED_TO.keys() == code_lists.COPIED_TO.keys()
    assert codes.BESIDE.keys() == restrictions.KINDS.keys()
    assert set(codes.RESTRICTIONS) == set(restrictions.Restriction)
    assert codes.AUDIT.keys() == local_learning.AUDIT_TEMPLATE.keys()


def test_nobody_is_asked_for_a_part_of_a_case_that_they_may_not_read() -> None:
    found = {
        method: row.keys()
        for service in ("referral", "review", "submissions", "learning")
        for method, row in importlib.import_module(f"services.{service}.entrypoints.access").ACCESS.items()
    }  # fmt: skip

    assert {m: roles - found[m] for m, roles in READ.items()} == dict.fromkeys(READ, frozenset())


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_for_those_whom_the_service_lets_in(form: FormOf) -> None:
    access = importlib.import_module(f"services.{form.service}.entrypoints.access").ACCESS

    assert FILL[form.code] <= access[form.method].keys()


@pytest.mark.parametrize("form", FORMS)
def test_every_field_has_its_place_in_the_request(form: FormOf) -> None:
    assert list(misplaced(request_of(form), form.fields)) == []


def test_a_field_without_a_place_and_one_of_another_kind_are_caught() -> None:
    request = request_of(JOURNEYS["referral"].form)
    wrong = (
        Field("incident.happened", "Nowhere"),
        Field("why_consider", "A text that is asked as a box", Kind.TICK),
        Field("children", "Rows", Kind.ROWS, rows=(Field("nickname", "Nowhere"),)),
    )

    assert list(misplaced(request, wrong)) == ["incident.happened", "why_consider", "nickname"]


def request_of(form: FormOf) -> Any:
    """The request of the call that takes a form."""
    return methods_of(form.service)[form.method].input_type


def misplaced(request: Any, fields: tuple[Field, ...]) -> Iterator[str]:
    """Fields that the request does not have, or has in another kind."""
    for one in fields:
        place = place_of(request, one.path)
        if place is None or not fits(one.kind, place):
            yield one.path
        elif one.kind is Kind.ROWS:
            yield from misplaced(place.message_type, one.rows)


def place_of(request: Any, path: str) -> FieldDescriptor | None:
    *outer, last = path.split(".")
    for part in outer:
        if part not in request.fields_by_name:
            return None
        request = request.fields_by_name[part].message_type
    found: FieldDescriptor | None = request.fields_by_name.get(last)
    return found


def fits(kind: Kind, place: FieldDescriptor) -> bool:
    many = place.is_repeated
    if kind is Kind.ROWS:
        return many and place.message_type is not None
    if kind is Kind.MOMENT:
        return place.message_type is not None and not many
    if place.message_type is not None or many != (kind in {Kind.MANY, Kind.LINES}):
        return False
    is_truth = place.cpp_type == FieldDescriptor.CPPTYPE_BOOL
    return is_truth == (kind in {Kind.YES_NO, Kind.TICK})
