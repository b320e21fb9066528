"""Somebody who looks at the board, and what of it is theirs to see."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person: the partnerships of which they see every case, and otherwise only what is open to them.

    ``agencies`` are pairs of an agency and a partnership: the cases in which it takes part through that one, and in
    them its own part. ``member_of`` are the partnerships in whose cases a place on the team, or a broken glass, counts.
    """

    partnerships: tuple[str, ...] = ()
    person: str = ""
    agencies: tuple[tuple[str, str], ...] = ()
    member_of: tuple[str, ...] = ()

    @property
    def everywhere(self) -> tuple[str, ...]:
        """Every partnership in which this person is somebody."""
        theirs = (*self.partnerships, *(through for _, through in self.agencies), *self.member_of)
        return tuple(dict.fromkeys(theirs))
