"""Connections to a service's database, which end rather than hang, and what their failures mean.

A DSN may name several hosts, ``postgresql://user@one,two/review``: each connection leads to the one that is the
primary now. It must lead to the server itself; a pooler that shares sessions would break what is promised here
and in chassis/store/writer_session.py.
"""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from uuid import UUID

import asyncpg
from asyncpg.connect_utils import SessionAttribute
from asyncpg.pgproto import pgproto

if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy

DriverUuid: Final = pgproto.UUID
Pool: TypeAlias = "asyncpg.Pool[Any]"
Connection: TypeAlias = "asyncpg.Connection[Any] | PoolConnectionProxy[Any]"
"""A connection, whether it was opened or borrowed from a pool."""


def uuid_of_driver(value: UUID) -> UUID:
    """The same id as the driver has it: to make, hash, compare and send it costs a fraction."""
    return value if type(value) is DriverUuid else DriverUuid(value.bytes)


@lru_cache(maxsize=4_096)
def plain_uuid(value: UUID) -> UUID:
    """The same id as Python has it: pydantic takes twice as long for one of the driver's."""
    return UUID(bytes=value.bytes)


class InTurns:
    """A connection for several who share a transaction: their statements take turns, and nobody begins another one."""

    ASKED = frozenset({"execute", "executemany", "fetch", "fetchrow", "fetchval"})

    def __init__(self, connection: Connection) -> None:
        self._connection, self._turn = connection, asyncio.Lock()

    def __getattr__(self, name: str) -> Any:
        """As the connection does it, when it is one's turn."""
        if name not in self.ASKED:
            raise AttributeError(name)

        async def asked(*given: Any) -> Any:
            async with self._turn:
                return await getattr(self._connection, name)(*given)

        return asked


# SQLSTATEs that blame the moment and not the statement: the connection, a clash with somebody else,
# too little of something, a lock, an operator, a disk, a transaction that waited for too long, a standby.
_PASSING: Final = ("08", "40", "53", "55P03", "57", "58", "25P03", "25P04", "25006")

SILENT_S: Final = 30
_PROBES: Final = {"TCP_KEEPIDLE": 15, "TCP_KEEPINTVL": 5, "TCP_KEEPCNT": 3}
ON_SILENCE: Final = {
    "tcp_keepalives_idle": str(_PROBES["TCP_KEEPIDLE"]),
    "tcp_keepalives_interval": str(_PROBES["TCP_KEEPINTVL"]),
    "tcp_keepalives_count": str(_PROBES["TCP_KEEPCNT"]),
    "tcp_user_timeout": str(SILENT_S * 1000),
}
"""How the server finds out that a client's machine is gone, so that its locks do not outlive it by hours."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the connections of a pool wait before they give up; whoever used them tries again."""

    answer_s: float = 30.0
    """For a statement."""
    lock_s: float = 20.0
    """For a lock, such as a case's turn."""
    idle_in_transaction_s: float = 90.0
    """A process that was frozen in the middle of a transaction loses its locks after this; no effect takes so long."""

    @property
    def settings(self) -> dict[str, str]:
        """The same for the server, which keeps to it also when the client is frozen."""
        return {
            "statement_timeout": str(int(self.answer_s * 1000)),
            "lock_timeout": str(int(self.lock_s * 1000)),
            "idle_in_transaction_session_timeout": str(int(self.idle_in_transaction_s * 1000)),
        }


def pool(dsn: str, name: str, *, size: int, patience: Patience | None = None) -> Pool:
    """A pool that connects when it is awaited; ``name`` is how the server's views call its sessions.

    Whoever borrows a connection leaves its session as it was: what is set or locked ends with the transaction.
    """
    patience = patience or Patience()
    opened: Any = connect  # The driver's type for this is narrower than what it does with it.
    return asyncpg.create_pool(
        dsn, connect=opened, reset=_nothing_to_put_back, min_size=1, max_size=size, command_timeout=patience.answer_s,
        server_settings={"jit": "off", "TimeZone": "UTC", "application_name": name, **ON_SILENCE, **patience.settings},
    )  # fmt: skip


async def _nothing_to_put_back(_connection: Any) -> None:
    """An open transaction has been rolled back by now, and there is nothing else: half the round trips are saved."""


async def connect(dsn: str, *, within_s: float = 10.0, **asked: Any) -> asyncpg.Connection[Any]:
    """Connect to the primary among the hosts of a DSN; raises what kept it from the last of them."""
    hosts = one_per_host(dsn)
    problem: Exception = OSError("there is no host")
    for host in hosts:
        try:
            # Not several hosts at once: the driver gives all of them one time, and one that says nothing takes it.
            connection: asyncpg.Connection[Any] = await asyncpg.connect(
                host,
                timeout=within_s / len(hosts),
                target_session_attrs=SessionAttribute.primary,
                **asked,
            )
        except (OSError, asyncpg.InterfaceError, asyncpg.InternalClientError) as error:
            problem = error
        except asyncpg.PostgresError as error:
            if not is_passing(error):
                raise
            problem = error
        else:
            _probe_silence(connection)
            return connection
    raise problem


def one_per_host(dsn: str) -> list[str]:
    """The DSN once for each host that it names, before the path or as ``?host=…&port=…``."""
    parts = urlsplit(dsn)
    user, at, hosts = parts.netloc.rpartition("@")
    if "," in hosts:
        return [urlunsplit(parts._replace(netloc=f"{user}{at}{host}")) for host in hosts.split(",")]
    query = dict(parse_qsl(parts.query))
    names = query.get("host", "").split(",")
    ports = query.get("port", "").split(",")
    if len(names) == 1:
        return [dsn]
    ports = ports if len(ports) == len(names) else ports[:1] * len(names)
    alone = [
        {**query, "host": name} | ({"port": port} if port else {})
        for name, port in zip(names, ports, strict=True)
    ]
    return [urlunsplit(parts._replace(query=urlencode(one))) for one in alone]


def _probe_silence(connection: asyncpg.Connection[Any]) -> None:
    """Let the kernel end a connection whose other side is gone without a word."""
    line = connection._transport.get_extra_info("socket")  # type: ignore[attr-defined]  # noqa: SLF001 - there is no public way
    if line is None or line.family == socket.AF_UNIX:
        return
    line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in {**_PROBES, "TCP_USER_TIMEOUT": SILENT_S * 1000}.items():
        if hasattr(socket, option):  # Not every system has each of them.
            line.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)


def is_passing(error: BaseException) -> bool:
    """Whether the database or the network failed at this moment, so that the same may succeed later."""
    if isinstance(error, asyncpg.PostgresError):
        return (error.sqlstate or "08").startswith(_PASSING)
    return isinstance(error, (OSError, asyncpg.InterfaceError, asyncpg.InternalClientError))
