"""What the commands of the end of a case ask of the platform, and how its answers are shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from contracts.grpc import common_pb2, retention_pb2
from rapid_review import reading
from rapid_review.doors import Doors, Refused

NOTHING = "Nothing is due."


async def retention(doors: Doors, by: str, partnership: str) -> retention_pb2.RetentionList:
    """The cases of a partnership that are over, and those that were erased."""
    request = retention_pb2.ListRetentionRequest(partnership=partnership)
    answer: retention_pb2.RetentionList = await doors.ask("review", "ListRetention", request, by=by)
    return answer


async def erase(doors: Doors, by: str, ref: str, *, reason: str) -> common_pb2.Recorded:
    """Have a case erased that is over. Raises ``Refused``."""
    case = await _named(doors, by, ref)
    header = common_pb2.CommandHeader(
        command_id=str(uuid4()), case_id=case.case_id, partnership=case.partnership
    )
    request = retention_pb2.EraseCaseRequest(header=header, reason=reason)
    answer: common_pb2.Recorded = await doors.ask("review", "EraseCase", request, by=by)
    return answer


async def _named(doors: Doors, by: str, ref: str) -> retention_pb2.KeptCase:
    """Who erases sees no case, only the list of those that are over."""
    for partnership in doors.people[by].caller.partnerships:
        found = await retention(doors, by, partnership)
        known = [(one.case_id, one.reference) for one in found.cases]
        known += [(one.case_id, one.reference) for one in found.erased]
        for case_id, reference in known:
            if ref in {reference, case_id}:
                return retention_pb2.KeptCase(case_id=case_id, partnership=partnership)
    raise Refused("not_found", f"No closed case of your partnerships is called {ref}.")


def plain(found: retention_pb2.RetentionList, *, every: bool) -> dict[str, Any]:
    """The answer for ``--json``."""
    content: dict[str, Any] = reading.plain(found)
    if every:
        return content
    return {"cases": [one for one in content["cases"] if one["due"]]}


def lines(found: retention_pb2.RetentionList, *, every: bool) -> Iterator[str]:
    """A line for each case."""
    shown = [one for one in found.cases if every or one.due]
    for one in shown:
        yield f"{one.reference}  ended {one.ended_on}  {_until(one)}"
    if every:
        for gone in found.erased:
            yield f"{gone.reference}  erased {gone.erased_on}, kept as {gone.kept_as} until {gone.kept_until}"
    if not shown and not (every and found.erased):
        yield NOTHING


def _until(one: retention_pb2.KeptCase) -> str:
    kept = f"kept as {one.kept_as} until {one.kept_until}" if one.kept_as else "no period is set"
    if one.held:
        return f"{kept}, and a legal hold stands"
    return f"{kept}: due" if one.due else kept
