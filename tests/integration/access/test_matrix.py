"""Role by method by relation, in two partnerships: who is let in and who is refused, asked over gRPC of every method.

What the tables say is read a second time here, in other words; and what matters most is written down beside them,
so that the tables themselves are tested.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

import grpc
import pytest
import pytest_asyncio
from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.message_factory import GetMessageClass

from chassis.access.guard import AGENCY_FIELDS
from chassis.access.roles import ROLES, Relation
from chassis.access.table import UnlistedMethod
from chassis.run import Service
from services.review.main import build as build_review
from tests.integration.access.cases import STATES, Somebody, tell_of
from tests.integration.access.everything import ALL, NOT_FOUND, everything, methods, path_of
from tests.support.service import ServiceUnderTest, command_header, running_service

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]

TENANTS = ("PLY", "DEV")
AT_ONCE = 64
WHERE_EVERYBODY_ASKS = ("lead", "own agency", "stranger")
"""Elsewhere only the roles of the row ask: a role that is not in it is refused before anything is looked up."""
IN = "in"
METHODS = methods()
GUARD_CODES = {
    "access.role_not_allowed", "access.lead_only", "access.other_agency", "access.not_released",
    "access.not_on_team", "access.time_over", "access.conflict_of_interest", "identity.reads_only",
    "identity.operators_only", "identity.not_for_operators", "not_found",
    *(kind.code for kind in NOT_FOUND.values()),
}  # fmt: skip
GUARDS = ("access.", "identity.", "internal", "StatusCode")
"""Whatever else is refused, the service itself has refused, behind the guard."""
HOLDS: Mapping[str, set[str]] = {
    "lead": {"LEAD"},
    "contributing": {"CONTRIBUTING"},
    "own agency": {"LEAD", "AGENCY", "OWN"},
    "other agency": {"LEAD", "AGENCY unless another is named"},
    "team": {"LEAD", "TEAM"},
    "released": {"LEAD", "TEAM", "RELEASED"},
    "expired team": {"LEAD"},
    "glass": {"LEAD", "GLASS"},
    "expired glass": {"LEAD"},
    "conflicted": set(),
    "stranger": set(),
    "unknown case": {"LEAD", "AGENCY unless another is named"},
}
"""What each state is, in the words of the tables: one of them must stand in the row."""

WHOLE = {
    "coordinator", "statutory_partner", "strategic_leader", "scrutineer", "subgroup_chair",
    "subgroup_member", "auditor",
}  # fmt: skip
OF_THE_LEAD = {
    "lead", "own agency", "other agency", "team", "released", "expired team", "glass",
    "expired glass", "unknown case",
}  # fmt: skip
NOT_IN_A_HURRY = {
    "auditor", "operator", "referrer", "agency_author", "data_protection_officer",
}  # fmt: skip
"""Who may break no glass."""
SENSITIVE: Mapping[str, set[tuple[str, str]]] = {
    "GetSubmission": {(role, state) for role in WHOLE for state in {*OF_THE_LEAD, "contributing"}}
    | {
        ("agency_author", "own agency"), ("agency_lead", "own agency"), ("agency_lead", "released"),
        ("meeting_member", "released"), ("reviewer", "team"), ("reviewer", "released"),
        ("reviewer", "glass"),
    },
    "ReturnSubmission": {
        ("coordinator", state) for state in {*OF_THE_LEAD, "contributing"}
    } | {("agency_author", "own agency"), ("agency_lead", "own agency")},
    "GetReferral": {(role, state) for role in {*WHOLE, "authority_notifier"} for state in OF_THE_LEAD}
    | {
        (role, state)
        for role in ("referrer", "agency_author", "agency_lead")
        for state in ("own agency", "other agency", "unknown case")  # The door asks who referred.
    }
    | {
        (role, state)
        for role in ("agency_lead", "meeting_member", "reviewer")
        for state in ("team", "released", "glass")
    },
    "ReleaseReturns": {("coordinator", state) for state in OF_THE_LEAD},
    "NameMember": {("coordinator", state) for state in OF_THE_LEAD},
    "ClearConflict": {("coordinator", state) for state in OF_THE_LEAD},
    "AcceptSubmission": {("coordinator", state) for state in OF_THE_LEAD},
    "DeclareConflict": {
        (role, state)
        for role in set(ROLES) - {"auditor", "data_protection_officer", "operator", "referrer"}
        for state in {*OF_THE_LEAD, "contributing", "conflicted"}
    },
    "BreakGlass": {
        (role, state)
        for role in set(ROLES) - NOT_IN_A_HURRY
        for state in {*OF_THE_LEAD, "contributing"}
    },
}  # fmt: skip
"""Who is let in where it matters most; everybody else is refused."""


def names_an_agency(method: MethodDescriptor) -> bool:
    return any(field in method.input_type.fields_by_name for field in AGENCY_FIELDS)


def expected(role: str, method: MethodDescriptor, state: str) -> bool:
    allowed = ALL[method.name].get(role, Relation(0))
    words = {one.name for one in Relation if one & allowed}
    if "ANY" in words:
        return True
    about_a_case = {"case_id", "header"} & set(method.input_type.fields_by_name)
    if "FILTERED" in words:
        return state != "conflicted" or not about_a_case
    if state == "conflicted":
        return "CONFLICTED" in words
    holds = {one.removesuffix(" unless another is named") for one in HOLDS[state]}
    if names_an_agency(method):
        holds = {one for one in HOLDS[state] if "unless" not in one}
    else:
        holds -= {"OWN"}
    return bool(words & holds)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def service() -> AsyncIterator[ServiceUnderTest]:
    async with everything() as service:
        for tenant in TENANTS:
            await tell_of(service, tenant)
        yield service


async def ask(
    service: ServiceUnderTest, method: MethodDescriptor, somebody: Somebody, role: str
) -> str:
    """How the guard answers: it lets in, or the code with which it refuses."""
    request: Any = GetMessageClass(method.input_type)()
    fields = method.input_type.fields_by_name
    if "header" in fields:
        header = command_header(somebody.case_id, partnership=somebody.partnership)
        request.header.CopyFrom(header)
    elif "case_id" in fields:
        request.case_id = str(somebody.case_id)
    for name in AGENCY_FIELDS:
        if name in fields:
            setattr(request, name, somebody.asked_agency)
    who = service.as_person(somebody.person, role, somebody.partnership, agency=somebody.agency)
    parser = GetMessageClass(method.output_type).FromString
    try:
        if method.server_streaming:
            stream = service.channel.unary_stream(
                path_of(method), type(request).SerializeToString, parser
            )
            async for _ in stream(request, metadata=who, timeout=60):
                break
        else:
            unary = service.channel.unary_unary(
                path_of(method), type(request).SerializeToString, parser
            )
            await unary(request, metadata=who, timeout=60)
    except grpc.aio.AioRpcError as error:
        code = str(dict(error.trailing_metadata() or ()).get("refusal-code", error.code()))
        return code if code in GUARD_CODES or code.startswith(GUARDS) else IN
    return IN


@pytest.mark.parametrize("tenant", TENANTS)
@pytest.mark.parametrize("state", STATES)
async def test_each_method_lets_in_whom_its_row_says_and_refuses_everybody_else(
    service: ServiceUnderTest, state: str, tenant: str
) -> None:
    somebody, turns = Somebody(state, tenant), asyncio.Semaphore(AT_ONCE)

    async def outcome(role: str, method: MethodDescriptor) -> tuple[str, str, str]:
        async with turns:
            return method.name, role, await ask(service, method, somebody, role)

    asked = [
        outcome(role, method)
        for role in ROLES
        for method in METHODS.values()
        if role in ALL[method.name] or state in WHERE_EVERYBODY_ASKS
    ]
    found = await asyncio.gather(*asked)

    wrong = [
        (name, role, code)
        for name, role, code in found
        if (code == IN) != expected(role, METHODS[name], state) or code not in {IN, *GUARD_CODES}
    ]
    assert wrong == []
    let_in = {(name, role) for name, role, code in found if code == IN}
    for name, people in SENSITIVE.items():
        assert {role for method, role in let_in if method == name} == {
            role for role, at in people if at == state
        }, name
    reads_only = {code for name, role, code in found if role == "auditor" and writes(name)}
    assert reads_only <= {"identity.reads_only", "identity.operators_only"}


def writes(name: str) -> bool:
    return "header" in METHODS[name].input_type.fields_by_name


@pytest.mark.parametrize(
    ("method", "role", "state", "code"),
    [
        ("GetSubmission", "agency_author", "other agency", "access.other_agency"),
        ("GetSubmission", "agency_lead", "team", "access.not_released"),
        ("GetSubmission", "meeting_member", "lead", "access.not_on_team"),
        ("GetSubmission", "meeting_member", "expired team", "access.time_over"),
        ("GetReview", "reviewer", "expired glass", "access.time_over"),
        ("GetReview", "coordinator", "conflicted", "access.conflict_of_interest"),
        ("GetReview", "coordinator", "stranger", "not_found"),
        ("GetSubmission", "coordinator", "stranger", "submissions.nothing_requested"),
        ("SendToPanel", "coordinator", "contributing", "access.lead_only"),
        ("SendToPanel", "agency_lead", "lead", "access.role_not_allowed"),
        ("SendToPanel", "auditor", "lead", "identity.reads_only"),
        ("GetReview", "operator", "lead", "identity.not_for_operators"),
        ("Redrive", "coordinator", "lead", "identity.operators_only"),
        ("ReceiveReferral", "agency_author", "other agency", "access.other_agency"),
    ],
)
async def test_a_refusal_says_why(
    service: ServiceUnderTest, method: str, role: str, state: str, code: str
) -> None:
    assert await ask(service, METHODS[method], Somebody(state, "PLY"), role) == code


async def test_who_holds_several_roles_is_let_in_by_the_one_that_may(
    service: ServiceUnderTest,
) -> None:
    somebody = Somebody("team", "PLY")

    as_one = await ask(service, METHODS["GetReview"], somebody, "agency_author")
    as_other = await ask(service, METHODS["GetReview"], somebody, "meeting_member")

    assert (as_one, as_other) == ("not_found", IN)


@pytest.mark.parametrize(
    "planted", ["a method without a row", "a row without a method", "a role that is none"]
)
async def test_a_table_that_does_not_fit_stops_the_start(planted: str) -> None:
    def badly(ground: Any) -> Service:
        service = build_review(ground)
        table = dict(service.access)
        match planted:
            case "a method without a row":
                del table["SendToPanel"]
            case "a row without a method":
                table["DropEverything"] = {}
            case _:
                table["SendToPanel"] = {"janitor": Relation.LEAD}
        return _with(service, table)

    with pytest.raises(UnlistedMethod, match=r"SendToPanel|DropEverything|janitor"):
        async with running_service("review", badly):
            pass


def _with(service: Service, table: Any) -> Service:
    from dataclasses import replace

    return replace(service, access=table)
