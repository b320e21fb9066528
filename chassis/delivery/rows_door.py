"""The door of a listener that makes rows and nothing else: they can be made anew from what is told."""

from __future__ import annotations

from typing import Self

from chassis.database import Connection, Pool
from chassis.delivery.event_door import EventDoor


class RowsDoor(EventDoor):
    """Its effects write to the tables ``made``, on the connection that they are given, and to nothing else.

    Kept events of a log that was restored are told again under another source: an effect knows its event by its id.
    ``numbered`` are tables beside them that only ever go on, so that a rebuild leaves them as they are.
    """

    rows_only = True
    made: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()

    def beside(self, pool: Pool) -> RowsDoor:
        """The same door on other tables."""
        raise NotImplementedError

    def apart(self) -> Self:
        """Take turns with nobody who is at the door of the live rows."""
        self._turn = f"beside:{self.listener}"
        return self

    async def exchanged(self, connection: Connection) -> None:
        """Called when other rows have taken the place of the live ones, before that is committed."""
