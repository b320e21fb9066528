"""The worksheet of a notice, as it is asked for and as it is printed: on the screen, or as a page for the printer."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from uuid import uuid4

from contracts.grpc import common_pb2, referral_pb2
from rapid_review import reading
from rapid_review.doors import Doors

MISSING = "____________________ (still to be filled in)"
MARKED = ' class="missing"'
PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>{title}</title>
<style>
body {{ font: 12pt/1.4 sans-serif; margin: 2cm; }}
table {{ border-collapse: collapse; width: 100%; page-break-inside: avoid; }}
th, td {{ border: 1px solid #777; padding: 4pt 6pt; text-align: left; vertical-align: top; white-space: pre-wrap; }}
th {{ width: 35%; font-weight: normal; }}
td.missing {{ background: #fff4c2; }}
</style></head>
<body><h1>{title}</h1><p>{note}</p>
{sections}
</body></html>
"""
NOTE = "In the order of the national form, as far as it is known to us. Still missing: {missing}."


async def worksheet(
    doors: Doors, by: str, ref: str, notice: str, *, with_identities: bool
) -> referral_pb2.Worksheet:
    """The worksheet of a case's notice; with the identities, this is recorded on the case."""
    case = (await reading.one_case(doors, by, ref)).summary
    header = common_pb2.CommandHeader(
        command_id=str(uuid4()), case_id=case.case_id, partnership=case.partnership
    )
    request = referral_pb2.NotificationWorksheetRequest(
        header=header, notice=notice, with_identities=with_identities
    )
    answer: referral_pb2.Worksheet = await doors.ask(
        "referral", "NotificationWorksheet", request, by=by
    )
    return answer


def as_text(found: referral_pb2.Worksheet) -> str:
    """Plain text, a line for each field."""
    lines = [_title(found), NOTE.format(missing=found.missing)]
    for section, fields in _sections(found):
        lines += ["", section, "-" * len(section)]
        lines += [
            f"{one.label + ':':<45} {MISSING if one.missing else one.value}" for one in fields
        ]
    return "\n".join(lines)


def as_html(found: referral_pb2.Worksheet) -> str:
    """One page that needs nothing else, for the printer."""
    parts = []
    for section, fields in _sections(found):
        rows = "".join(
            f'<tr><th scope="row">{escape(one.label)}</th>'
            f"<td{MARKED if one.missing else ''}>{escape(one.value)}</td></tr>"
            for one in fields
        )
        parts.append(f"<h2>{escape(section)}</h2>\n<table>{rows}</table>")
    note = NOTE.format(missing=found.missing)
    return PAGE.format(title=escape(_title(found)), note=note, sections="\n".join(parts))


def _title(found: referral_pb2.Worksheet) -> str:
    notice = f", notice {found.notice}" if found.notice else ""
    return f"Serious Incident Notification, worksheet: {found.reference}{notice}"


def _sections(
    found: referral_pb2.Worksheet,
) -> Iterator[tuple[str, list[referral_pb2.WorksheetField]]]:
    for section, fields in groupby(found.fields, key=lambda one: one.section):
        yield section, list(fields)
