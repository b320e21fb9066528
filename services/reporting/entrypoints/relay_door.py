"""What the world is told: nothing. Reporting owns no fact of its own."""

from __future__ import annotations

from chassis.aggregate import Event
from chassis.delivery.relay import CaseFields


def tell(_event: Event, _case: CaseFields) -> None:
    """Nothing is published."""
