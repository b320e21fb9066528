"""Names for the two things that everything which speaks SQL is given, and what their failures mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

import asyncpg

if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy

Pool: TypeAlias = "asyncpg.Pool[Any]"
Connection: TypeAlias = "asyncpg.Connection[Any] | PoolConnectionProxy[Any]"
"""A connection, whether it was opened or borrowed from a pool."""

# SQLSTATEs that blame the moment and not the statement: the connection, a clash with somebody else,
# too little of something, a lock, an operator, a disk.
_PASSING: Final = ("08", "40", "53", "55P03", "57", "58")


def is_passing(error: BaseException) -> bool:
    """Whether the database or the network failed at this moment, so that the same may succeed later."""
    if isinstance(error, asyncpg.PostgresError):
        return (error.sqlstate or "08").startswith(_PASSING)
    return isinstance(error, (OSError, asyncpg.InterfaceError, asyncpg.InternalClientError))
