"""Whose token is this? The one question that a door asks, whoever issued the token.

A platform with example people signs their tokens itself (``ExampleTokens``); a region takes those of its identity
provider (``chassis.openid.tokens``), and then no others.
"""

from __future__ import annotations

from typing import Protocol

from chassis.identity import Caller, caller_of


class Tokens(Protocol):
    """Knows callers by their tokens."""

    async def caller_of(self, token: str) -> Caller:
        """The caller whom ``token`` names.

        Raises ``NotSignedIn`` or ``NoMembership``, and a delay when it cannot be found out now.
        """
        ...


class ExampleTokens:
    """Tokens that the platform signs itself, with a key of its own."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    async def caller_of(self, token: str) -> Caller:
        """As ``Tokens`` says."""
        return caller_of(token, self._key)
