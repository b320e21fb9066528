"""The whole table of a service: its own rows, and those of what every service answers.

A method without a row, or a row without a method, stops the service from starting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from google.protobuf import descriptor_pool

from chassis.access.roles import (
    AGENCY_AUTHOR,
    AGENCY_LEAD,
    ANY,
    AUDITOR,
    COORDINATOR,
    DATA_PROTECTION,
    FILTERED,
    LEADERS,
    OPERATOR,
    ROLES,
    WITHOUT_CASES,
    Row,
    Table,
    each,
)

EVERYBODY: Final = tuple(ROLES)
LOOKING: Final = each((AUDITOR, OPERATOR), ANY)
ACTING: Final = each((OPERATOR,), ANY)

HISTORY: Final[Table] = {
    # The log of who did what: for whoever answers for the case, and for an agency its own part of it.
    "EventsOfCase": each((COORDINATOR, *LEADERS, AUDITOR, AGENCY_AUTHOR, AGENCY_LEAD), FILTERED),
    # Who read it: for who answers for that, of the leading partnership; of others what was read in their name.
    "ReadsOfCase": each((AUDITOR, DATA_PROTECTION), FILTERED),
    "Progress": each(EVERYBODY, ANY),
}
PEOPLE: Final = tuple(role for role in ROLES if role not in WITHOUT_CASES)
WRITERS: Final = tuple(role for role in PEOPLE if role != AUDITOR)
DRAFTS: Final[Table] = {
    # A draft is its author's alone, whatever the case.
    "SaveDraft": each(WRITERS, ANY),
    "GetDraft": each(PEOPLE, ANY),
    "ListMyDrafts": each(PEOPLE, ANY),
    "DropDraft": each(WRITERS, ANY),
}
OPERATIONS: Final[Table] = {
    "Standing": LOOKING,
    "ListParked": LOOKING,
    "ShowParked": LOOKING,
    "ShowUnreadable": LOOKING,
    "Redrive": ACTING,
    "Skip": ACTING,
    "Purge": ACTING,
    "RedriveUnreadable": ACTING,
    "PurgeUnreadable": ACTING,
    "ListUntold": LOOKING,
    "ResumeTelling": ACTING,
}
OPERATIONS_API: Final = "/rapidreview.operations.v1.Operations/"


class UnlistedMethod(Exception):
    """A method has no row in the table of its service, a row has no method, or a row names no role of ours."""


def paths_of(apis: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The full path of each method, by its name; ``apis`` are the methods of each gRPC service by its full name."""
    return {method: f"/{api}/{method}" for api, methods in apis.items() for method in methods}


def whole(table: Table, apis: Mapping[str, Iterable[str]]) -> Mapping[str, Row]:
    """The rows by the full path of their method. Raises ``UnlistedMethod``."""
    paths = paths_of(apis)
    if unlisted := sorted(paths.keys() ^ table.keys()):
        raise UnlistedMethod(f"say in the access table who may call: {', '.join(unlisted)}")
    if strangers := sorted({role for row in table.values() for role in row} - ROLES.keys()):
        raise UnlistedMethod(
            f"the access table names roles that there are not: {', '.join(strangers)}"
        )
    return {paths[method]: row for method, row in table.items()}


def rows_of(tables: Mapping[tuple[str, ...], Table]) -> Mapping[str, Row]:
    """The rows of several tables, each with the gRPC services whose methods it lists. Raises ``UnlistedMethod``."""
    known = descriptor_pool.Default().FindServiceByName
    rows: dict[str, Row] = {}
    for apis, table in tables.items():
        rows |= whole(table, {api: known(api).methods_by_name for api in apis})
    return rows
