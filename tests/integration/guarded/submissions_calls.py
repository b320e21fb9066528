"""Who may call the submissions service, call by call."""

from __future__ import annotations

from typing import Any

from contracts.grpc import (
    submissions_pb2,
)
from services.submissions import main as submissions
from tests.integration.guarded.calls import (
    CASE,
    CONTRIBUTOR,
    EMPTY,
    HOSPITAL,
    HOUSING,
    OK,
    OTHER_CASE,
    Guarded,
    Make,
    Row,
    drafts,
    fixed,
    history,
    listing,
    named,
)
from tests.integration.submissions import returns_on_the_wire as returns
from tests.support.service import ServiceUnderTest

CHARITY, PROBATION = "plymouth-family-charity", "probation-south-west"
NOTHING, ONLY_THE_LEAD = "submissions.nothing_requested", "access.lead_only"
OWN_ONLY = "access.role_not_allowed"
NIL: dict[str, Any] = {
    "agency": PROBATION, "returned_on": "2025-09-18", "checked_on": "2025-09-11",
    "systems_searched": ["Invented"], "signed_by_role": "Head", "signed_on": "2025-09-18",
}  # fmt: skip


async def begin_submissions(service: ServiceUnderTest) -> None:
    for agency in (returns.SCHOOLS, HOUSING, CHARITY, PROBATION):
        await returns.asked(service, CASE, agency=agency)
    await returns.asked(service, CASE, agency=HOSPITAL, through=CONTRIBUTOR)
    await returns.asked(service, OTHER_CASE, agency=CHARITY)


def _return(agency: str) -> Make:
    return lambda partnership: returns.a_return(CASE, agency=agency, partnership=partnership)


def _query(agency: str) -> Make:
    return named(submissions_pb2.QuerySubmissionRequest, agency=agency, question="Invented?")


def _get_return(agency: str) -> Make:
    return fixed(submissions_pb2.GetSubmissionRequest(case_id=str(CASE), agency=agency))


SUBMISSIONS = Guarded(
    "submissions", submissions.build, submissions_pb2, begin_submissions,
    (
        Row("ListOutstanding", listing(submissions_pb2.ListOutstandingRequest), OK, EMPTY),
        Row("ReturnSubmission", _return(returns.SCHOOLS), NOTHING, NOTHING, id="of the lead's agency"),
        Row("ReturnSubmission", _return(HOSPITAL), OK, NOTHING, id="of the contributor's agency"),
        Row("QuerySubmission", _query(returns.SCHOOLS), ONLY_THE_LEAD, NOTHING, id="of the lead's agency"),
        Row("QuerySubmission", _query(HOSPITAL), ONLY_THE_LEAD, NOTHING, id="of the contributor's"),
        Row(
            "ExcuseSubmission", contributor=ONLY_THE_LEAD, stranger=NOTHING,
            make=named(
                submissions_pb2.ExcuseSubmissionRequest, agency=HOUSING, reason="not_required",
                explanation="Invented.",
            ),
        ),
        Row(
            "ReturnSubmission", _return(HOSPITAL), OK, NOTHING, id="of the contributor's agency again"
        ),
        Row(
            "AcceptSubmission", named(submissions_pb2.AcceptSubmissionRequest, agency=HOSPITAL),
            ONLY_THE_LEAD, NOTHING,
        ),
        # An earlier case of the same agency: what was sent there answers the second request.
        Row(
            "ReturnSubmission", contributor=NOTHING, stranger=NOTHING, id="in another case",
            make=lambda partnership: returns.a_return(
                OTHER_CASE, agency=CHARITY, partnership=partnership
            ),
        ),
        Row(
            "ShareReturn", contributor=NOTHING, stranger=NOTHING,
            make=named(
                submissions_pb2.ShareReturnRequest, agency=CHARITY, from_case_id=str(OTHER_CASE),
                returned_on="2025-09-22", confirmed=True,
            ),
        ),
        Row("EnterNilReturn", named(submissions_pb2.EnterNilReturnRequest, **NIL), NOTHING, NOTHING),
        Row(
            "MergedChronology", contributor=ONLY_THE_LEAD, stranger=NOTHING, lead=EMPTY,
            make=fixed(submissions_pb2.MergedChronologyRequest(case_id=str(CASE))),
        ),
        Row(
            "CompareVersions", contributor=EMPTY, stranger=NOTHING, lead=EMPTY,
            make=fixed(
                submissions_pb2.CompareVersionsRequest(
                    case_id=str(CASE), agency=HOSPITAL, earlier=1, later=2
                )
            ),
        ),
        Row("CheckWords", fixed(submissions_pb2.CheckWordsRequest()), EMPTY, EMPTY, lead=EMPTY),
        # Not even the lead: what is offered to practitioners is between them and their agency.
        Row(
            "NoteSupport", contributor=OWN_ONLY, stranger=OWN_ONLY, lead=OWN_ONLY,
            make=named(
                submissions_pb2.NoteSupportRequest, agency=HOUSING, practitioner="HO1",
                offered="Invented.", offered_on="2025-09-12",
            ),
        ),
        Row(
            "ListSupport", contributor=OWN_ONLY, stranger=OWN_ONLY, lead=OWN_ONLY,
            make=listing(submissions_pb2.ListSupportRequest, case_id=str(CASE), agency=HOUSING),
        ),
        Row(
            "GetAgencyDrafts", contributor=OWN_ONLY, stranger=OWN_ONLY, lead=OWN_ONLY,
            make=listing(submissions_pb2.GetAgencyDraftsRequest, case_id=str(CASE), agency=HOUSING),
        ),
        Row("GetSubmission", _get_return(returns.SCHOOLS), NOTHING, NOTHING, id="of the lead's agency"),
        Row("GetSubmission", _get_return(HOSPITAL), OK, NOTHING, id="of the contributor's agency"),
        *drafts(),
        *history(OK),
    ),
    has_forms=True,
)  # fmt: skip
