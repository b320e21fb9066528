"""Support that an agency offered to one of its practitioners: a matter between the two."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chassis.aggregate import Value
from chassis.errors import Invalid, NotAllowed
from chassis.fields import FieldProblem, must_be_no
from chassis.limits import Day, must_fit


class SupportIncomplete(Invalid):
    """It is not said who was offered support, or what."""

    code = "submissions.support_incomplete"
    sentence = "Say which practitioner (by their role) was offered support, and what it was."


class SupportStillToCome(Invalid):
    """Support is dated in the future."""

    code = "submissions.support_still_to_come"
    sentence = "The support is dated {given}, which is still to come."


class OwnAgencyOnly(NotAllowed):
    """What belongs to one agency was asked for by somebody of another."""

    code = "submissions.own_agency_only"
    sentence = "This is for the people of the agency alone."


class SupportOffered(Value):
    """What was offered to whom (a role, never a name), and when."""

    practitioner: str = ""
    offered: str = ""
    offered_on: Day

    def must_be_complete(self, today: date) -> None:
        """Raises ``FormRefused``."""
        must_be_no(self._problems(today))
        must_fit(self)

    def _problems(self, today: date) -> Iterator[FieldProblem]:
        for name in ("practitioner", "offered"):
            if not getattr(self, name).strip():
                yield FieldProblem(name, SupportIncomplete())
        if self.offered_on > today:
            yield FieldProblem("offered_on", SupportStillToCome(given=self.offered_on))
