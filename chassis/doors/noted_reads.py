"""Which answers are reads of a case by a person, and what is noted of each.

Every answer that is about one case counts, whichever method gives it, unless it is the answer to a command: what that
does is an event. A list of many cases is no read of each; it shows codes and dates. Empty answers showed nothing.
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
A_PART = LEAD | CONTRIBUTING | AGENCY | TEAM | GLASS


def noted(method: str, request: Any, answer: Any, note: Note) -> None:
    """Note the read that an answer is, if it is one, before it is sent."""
    read = read_in(method, request, answer)
    if read is not None:
        note(read)


def read_in(method: str, request: Any, answer: Any) -> Read | None:
    """The read that an answer is to whoever was let in; None if it is none."""
    if "header" in request.DESCRIPTOR.fields_by_name or not answer.ByteSize():
        return None
    # A case that was asked for by its reference is named by the answer.
    about = getattr(answer, "summary", answer)
    case_id = _uuid(getattr(request, "case_id", "") or getattr(about, "case_id", ""))
    if case_id is None:
        return None
    member = _member(admitted(), str(getattr(about, "partnership", "")))
    return Read(
        case_id=case_id, person=admitted().caller.person, role=member.role,
        partnership=member.partnership, method=method.rpartition("/")[2],
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
