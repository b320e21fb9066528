"""How often somebody may sign in: per client address and per session, with as much memory as is said here.

Each has a number of tries that fills up again with time. An office behind one address signs in on the same morning,
so an address has many; a session has few, so that a browser that goes round in circles does not use up those of its
neighbours. There is no limit over everybody: one stranger could then keep all others out.
"""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.exceptions import HTTPException
from starlette.requests import Request

REMEMBERED_MAX = 50_000
MINUTE_S = 60.0
NETWORK_BITS = 64
"""One customer has so much of an IPv6 address, and all addresses below it."""


class Tries:
    """Tries by key: ``per_minute`` at once, and as many again in each minute. The longest unused is forgotten."""

    def __init__(self, per_minute: int, now: Callable[[], float], most: int) -> None:
        self._per_minute, self._now, self._most = per_minute, now, most
        self._left: dict[str, tuple[float, float]] = {}

    def __len__(self) -> int:
        return len(self._left)

    def take(self, key: str) -> float:
        """Use one try; gives the seconds to wait when there is none left, else 0."""
        now = self._now()
        left, then = self._left.pop(key, (float(self._per_minute), now))
        left = min(self._per_minute, left + (now - then) * self._per_minute / MINUTE_S)
        self._left[key] = (left - 1 if left >= 1 else left, now)
        while len(self._left) > self._most:
            del self._left[next(iter(self._left))]
        return 0.0 if left >= 1 else (1 - left) * MINUTE_S / self._per_minute

    def move(self, key: str, to: str) -> None:
        """What was under ``key`` goes on under ``to``."""
        if key in self._left:
            self._left[to] = self._left.pop(key)


@dataclass
class SignInLimits:
    """The limits of one portal, a minute."""

    from_address: int = 120
    in_session: int = 20
    now: Callable[[], float] = time.monotonic
    most: int = REMEMBERED_MAX
    addresses: Tries = field(init=False)
    sessions: Tries = field(init=False)

    def __post_init__(self) -> None:
        """Begin with all tries."""
        self.addresses = Tries(self.from_address, self.now, self.most)
        self.sessions = Tries(self.in_session, self.now, self.most)

    def must_be_few(self, request: Request, session: str) -> None:
        """Use a try of whoever asks. Raises 429, with when to come again, where none is left."""
        wait = self.addresses.take(network_of(request.client.host if request.client else ""))
        if session:
            wait = max(wait, self.sessions.take(_short(session)))
        if wait:
            raise HTTPException(429, headers={"Retry-After": str(math.ceil(wait))})

    def go_on_as(self, session: str, successor: str) -> None:
        """A new session has no more tries than the one in whose place it comes."""
        self.sessions.move(_short(session), _short(successor))


def network_of(host: str) -> str:
    """What counts as one address: an IPv4 address, or the network of an IPv6 one."""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return _short(host)
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, NETWORK_BITS), strict=False))
    return str(address)


def _short(session: str) -> str:
    """What a browser sends may be long; what is remembered is not, and is nobody's session."""
    return hashlib.sha256(session.encode()).hexdigest()
