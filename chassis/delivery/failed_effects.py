"""Why an effect failed: whether it is worth another attempt, and the code under which its event is parked."""

from __future__ import annotations

from chassis.database import is_passing
from chassis.errors import Refusal, Temporary
from chassis.store.event_store import OutcomeUnknown
from contracts.envelope import UnknownType

UNKNOWN_TYPE = "unknown_type"


class EffectHangs(Exception):
    """An effect took longer than any healthy one. It is not tried on and on: meanwhile every other case would wait."""


def reason_of(error: Exception) -> str:
    """Why an event is parked whose effect failed so: a code, never the words of the error."""
    if isinstance(error, Refusal):
        return error.code
    if isinstance(error, UnknownType):
        return UNKNOWN_TYPE
    return f"{'temporary' if is_temporary(error) else 'failed'}.{type(error).__name__}"


def is_temporary(error: Exception) -> bool:
    """Whether the moment is to blame, and not the event or the code."""
    # An unknown outcome is known after the next attempt: what was stored is found by its causation id.
    return isinstance(error, (Temporary, OutcomeUnknown)) or is_passing(error)
