"""Who may call the reporting service, call by call."""

from __future__ import annotations

from contracts.grpc import (
    reporting_pb2,
)
from services.reporting import main as reporting
from tests.integration.guarded.calls import (
    CASE,
    CONTRIBUTOR,
    EMPTY,
    HOSPITAL,
    NOT_FOUND,
    NOT_MY_ROLE,
    OK,
    UNREACHABLE,
    Guarded,
    Row,
    fixed,
    history,
    listing,
)
from tests.integration.reporting import told_case
from tests.support.service import ServiceUnderTest


async def begin_reporting(service: ServiceUnderTest) -> None:
    case = told_case.Case(CASE)
    begun = [
        told_case.received(case), told_case.decided(case), told_case.initiated(case),
        told_case.involved(case, HOSPITAL, CONTRIBUTOR),
    ]  # fmt: skip
    await service.teller.tell(*told_case.envelopes(begun))


REFERENCE = told_case.Case().reference
REPORTING = Guarded(
    "reporting", reporting.build_with({"referral": UNREACHABLE}), reporting_pb2, begin_reporting,
    (
        Row("ListCases", listing(reporting_pb2.ListCasesRequest), OK, EMPTY),
        Row("ListCases", fixed(reporting_pb2.ListCasesRequest()), OK, EMPTY, id="of all"),
        Row(
            "ListCases", fixed(reporting_pb2.ListCasesRequest(page=reporting_pb2.CasePage(size=50))),
            OK, EMPTY, id="a page",
        ),
        Row("WhichCases", fixed(reporting_pb2.WhichCasesRequest(case_ids=[str(CASE)])), OK, EMPTY),
        Row("GetCase", fixed(reporting_pb2.GetCaseRequest(case_id=str(CASE))), OK, NOT_FOUND),
        Row(
            "GetCase", fixed(reporting_pb2.GetCaseRequest(reference=REFERENCE)), OK, NOT_FOUND,
            id="by its reference",
        ),
        Row(
            "SearchCases", fixed(reporting_pb2.SearchCasesRequest()),
            lead=NOT_MY_ROLE, contributor=NOT_MY_ROLE, stranger=NOT_MY_ROLE, auditor=OK,
        ),
        Row(
            "SearchCases", listing(reporting_pb2.SearchCasesRequest), id="of a partnership",
            lead=NOT_MY_ROLE, contributor=NOT_MY_ROLE, stranger=NOT_MY_ROLE, auditor=OK,
        ),
        Row(
            "ReplayCase", fixed(reporting_pb2.ReplayCaseRequest(reference=REFERENCE)),
            lead=NOT_MY_ROLE, contributor=NOT_MY_ROLE, stranger=NOT_MY_ROLE, auditor=OK,
        ),
        Row("WatchCases", listing(reporting_pb2.ListCasesRequest), OK, EMPTY),
        Row("WatchCases", fixed(reporting_pb2.ListCasesRequest()), OK, EMPTY, id="of all"),
        Row(
            "CaseHistory", fixed(reporting_pb2.CaseHistoryRequest(reference=REFERENCE)),
            lead="temporary", contributor="temporary", stranger=NOT_FOUND,
        ),
        # Asked for by its id, the owners decide, in the name of whoever asks: see EventsOfCase.
        Row(
            "CaseHistory", fixed(reporting_pb2.CaseHistoryRequest(case_id=str(CASE))), id="by its id",
            lead="temporary", contributor="temporary", stranger="temporary",
        ),
        *history(EMPTY),
    ),
)  # fmt: skip
