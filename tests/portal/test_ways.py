"""Ways lead to pages that are there, and to nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chassis.identity import Membership
from portal.settings import Person
from portal.views import ways
from tests.portal.test_case import summary_at

LEAD = Person("lead", "Lead", (Membership("PLY", "agency_lead", "hospital"),))
READER = Person("reader", "Reader", (Membership("DEV", "auditor"), Membership("PLY", "auditor")))
NOTIFIER = Person("notifier", "Notifier", (Membership("PLY", "authority_notifier", "council"),))
ROUTES = {
    "form": "/forms/{form}/{partnership}/{subject}", "refer": "/refer",
    "notify": "/notify/{partnership}", "one_return": "/returns/{partnership}/{subject}",
}  # fmt: skip


async def nothing(_request: Request) -> Response:
    return Response()


def asked(routes: Sequence[str] = tuple(ROUTES)) -> Request:
    app = Starlette(routes=[Route(ROUTES[name], nothing, name=name) for name in routes])
    return Request({"type": "http", "method": "GET", "headers": [], "path": "/", "app": app})


@pytest.fixture(autouse=True)
def forms(monkeypatch: pytest.MonkeyPatch) -> None:
    filled = {"agency_return": frozenset({"agency_lead"}), "agreement": frozenset({"agency_lead"})}
    monkeypatch.setattr(ways, "FILL", filled)


def test_while_a_page_is_not_there_no_way_leads_to_it() -> None:
    request = asked([])

    assert not ways.way_to(
        request, "agreement_awaited", {"agency_lead"}, case_id="1", partnership="PLY"
    )
    assert ways.ways_to_begin(request, LEAD) == []
    assert not ways.way_to_return(request, READER, summary_at("gathering"), "hospital")


@pytest.mark.parametrize("what", ["scrutiny_awaited", "something_new"])
def test_a_form_that_is_not_there_is_no_way(what: str) -> None:
    assert not ways.way_to(asked(), what, {"agency_lead"}, case_id="1", partnership="PLY")


def test_a_form_that_is_not_for_the_role_is_no_way() -> None:
    assert not ways.way_to(
        asked(), "agreement_awaited", {"coordinator"}, case_id="1", partnership="PLY"
    )


def test_a_way_names_the_case_and_where_it_matters_the_agency() -> None:
    given = {"case_id": "1", "partnership": "PLY", "agency": "hospital"}

    agreement = ways.way_to(asked(), "agreement_awaited", {"agency_lead"}, **given)
    answer = ways.way_to(asked(), "return_queried", {"agency_lead"}, **given)

    assert (agreement, answer) == ("/forms/agreement/PLY/1", "/forms/agency_return/PLY/1.hospital")


def test_what_may_be_begun_depends_on_the_role() -> None:
    assert ways.ways_to_begin(asked(), LEAD) == [("/refer", "Refer an incident")]
    assert ways.ways_to_begin(asked(), NOTIFIER) == [("/notify/PLY", "Notify a serious incident")]
    assert ways.ways_to_begin(asked(), READER) == []


def test_a_return_is_reached_by_its_agency_and_by_whoever_reads_all() -> None:
    case = summary_at("gathering")

    assert ways.way_to_return(asked(), READER, case, "hospital") == "/returns/PLY/1.hospital"
    assert ways.way_to_return(asked(), LEAD, case, "hospital") == "/returns/PLY/1.hospital"
    assert not ways.way_to_return(asked(), LEAD, case, "housing")
