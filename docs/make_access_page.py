"""Makes docs/reference/access.md from the access tables; run by `make reference`, and a test keeps it fresh."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from chassis.access.roles import MEANINGS, ROLES, Relation, Row, Table
from chassis.access.table import DRAFTS, HISTORY, OPERATIONS
from services.learning.entrypoints.access import ACCESS as LEARNING
from services.notifications.entrypoints.access import ACCESS as NOTIFICATIONS
from services.referral.entrypoints.access import ACCESS as REFERRAL
from services.reporting.entrypoints.access import ACCESS as REPORTING
from services.review.entrypoints.access import ACCESS as REVIEW
from services.submissions.entrypoints.access import ACCESS as SUBMISSIONS

PAGE = Path(__file__).parent / "reference" / "access.md"
TABLES: dict[str, Table] = {
    "Referral": REFERRAL,
    "Review, and the team of a case": REVIEW,
    "Submissions": SUBMISSIONS,
    "Learning": LEARNING,
    "Notifications": NOTIFICATIONS,
    "Reporting": REPORTING,
    "Every service: history": HISTORY,
    "Every service with forms: drafts": DRAFTS,
    "Every service: operations": OPERATIONS,
}
ABOUT = """\
<!-- Made from the access tables by `make reference`; a test keeps it fresh. -->

Who may call which method, and what they must have to do with the case.
Before every method stands a guard that goes by these tables; a method without a row stops its service from starting.
Of several relations one is enough. A person may have several roles, in several partnerships and for several agencies:
one that lets them in is enough, and an event says that role.
What a table lets in, the case itself may still refuse: the second line of defence.

Who has declared a conflict of interest with a case, or for whom one was declared, is refused everything in it, whatever
the role, but declaring another. Who is named on a case's team, who has broken the glass and what was released stands
in [the case's team](../glossary.md). Why it is so: [ADR 16](../adr/0016-a-guard-before-every-method.md)."""


def page() -> str:
    """The page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield from ("# Access", "", ABOUT, "", "## Roles", "", "| role | who |", "| --- | --- |")
    yield from (f"| `{role}` | {who} |" for role, who in ROLES.items())
    yield from ("", "## Relations to a case", "", "| relation | who |", "| --- | --- |")
    yield from (f"| {_words(one)} | {meaning} |" for one, meaning in MEANINGS.items())
    for title, table in TABLES.items():
        yield from ("", f"## {title}", "", "| method | role | relation |", "| --- | --- | --- |")
        for method, row in table.items():
            yield from _rows(method, row)


def _rows(method: str, row: Row) -> Iterator[str]:
    """One line for each relation, with all roles that need it."""
    for relation in dict.fromkeys(row.values()):
        roles = ", ".join(f"`{role}`" for role, needed in row.items() if needed == relation)
        yield f"| {method} | {roles} | {_words(relation)} |"


def _words(relation: Relation) -> str:
    return " or ".join(str(one.name).lower() for one in Relation if one in relation)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
