"""Which page of a list is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from chassis.fields import Malformed
from contracts.grpc import notifications_pb2 as wire

PAGES_MAX = 1_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """A page of so many, from page one on."""

    size: int
    number: int

    def among(self, found: int) -> tuple[int, int]:
        """The number of the page where there are so many, the last one at most, and the place where it begins."""
        number = min(self.number, max(1, -(-found // self.size)))
        return number, (number - 1) * self.size


def place_of(request: wire.ListMessagesRequest | wire.ListMyTasksRequest, most: int) -> Place:
    """The page that is asked for; without a size the first one, as long as can be. Raises ``Malformed`` for none."""
    if not (0 <= request.page_size <= most and 0 <= request.page_number <= PAGES_MAX):
        raise Malformed(field="page_size", problem="there is no such page")
    return Place(request.page_size or most, max(1, request.page_number) if request.page_size else 1)
