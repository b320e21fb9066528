"""Which answers are reads of a case by a person, and what is noted of each.

Every answer that is about one case counts, whichever method gives it, unless it is the answer to a command: what that
does is an event. Those that ask like a command and are shown the case all the same are in ``SHOWING``. A list of many
cases is no read of each; it shows codes and dates. Empty answers showed nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias
from uuid import UUID

from chassis.access.admission import Admitted, admitted
from chassis.access.roles import AGENCY, CONTRIBUTING, GLASS, LEAD, TEAM
from chassis.identity import Membership
from chassis.reads import Read

Note: TypeAlias = Callable[[Read], None]
"""Raises ``ReadsFull`` when the read cannot be kept."""
SHOWING = frozenset({"RevealIdentities", "NotificationWorksheet"})
"""Calls with the header of a command, because they may record who asks and why, whose answers are read."""
A_PART = LEAD | CONTRIBUTING | AGENCY | TEAM | GLASS


def noted(method: str, request: Any, answer: Any, note: Note) -> None:
    """Note the read that an answer is, if it is one, before it is sent."""
    read = read_in(method, request, answer)
    if read is not None:
        note(read)


def read_in(method: str, request: Any, answer: Any) -> Read | None:
    """The read that an answer is to whoever was let in; None if it is none."""
    name, has_header = method.rpartition("/")[2], "header" in request.DESCRIPTOR.fields_by_name
    if (has_header and name not in SHOWING) or not answer.ByteSize():
        return None
    asked = request.header if has_header else request
    # A case that was asked for by its reference is named by the answer.
    about = getattr(answer, "summary", answer)
    case_id = _uuid(getattr(asked, "case_id", "") or getattr(about, "case_id", ""))
    if case_id is None:
        return None
    member = _member(admitted(), str(getattr(about, "partnership", "")))
    return Read(
        case_id=case_id, person=admitted().caller.person, role=member.role,
        partnership=member.partnership, method=name,
        with_words=bool(getattr(request, "with_body", False)),
    )  # fmt: skip


def _member(asker: Admitted, lead: str) -> Membership:
    """The membership by which somebody reads: one with a part in the case, of those that let them in."""
    held = asker.caller.memberships
    with_a_part = (one for one in held if asker.found.get(one) and asker.found[one] & A_PART)
    of_the_lead = (one for one in held if one.partnership == lead)
    return next(with_a_part, next(of_the_lead, held[0]))


def _uuid(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
