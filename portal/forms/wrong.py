"""What the portal itself finds wrong with an answer, before any service is asked."""

from __future__ import annotations

from chassis.doors.refused_fields import RefusedField


def wrong(field: str, code: str) -> RefusedField:
    """A field that is refused; ``portal.words.PROBLEMS`` has the words for the code."""
    return RefusedField(field=field, code=code, sentence="")
