"""Who can hear us: whether an address stays on this machine, and whether a connection string is protected.

Closed by default (ADR 12): what leaves the machine is encrypted and the other side is verified, or the start
is refused.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote, urlsplit

VERIFIED = "verify-full"
"""The one ``sslmode`` under which the server is known to be the one that was meant."""

NO_ADDRESS = "it is not an address of a database (postgresql://…)"
_HOST = re.compile(r"(?:/[^:]*|\[[^\]]*\]|[^:\[\]]*)(?::[0-9]+)?")


def is_loopback(host: str) -> bool:
    """Whether ``host`` is this machine: a loopback address, ``localhost``, or the folder of a socket."""
    if host == "localhost" or host.startswith("/"):
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def host_of(address: str) -> str:
    """The host of ``host:port``, ``[host]:port`` or ``unix:path``."""
    if address.startswith("unix:"):
        return "/" + address.removeprefix("unix:").lstrip("/")
    host, colon, _ = address.rpartition(":")
    return (host if colon else address).strip("[]")


def open_hosts(addresses: Iterable[str]) -> list[str]:
    """Those of some addresses that are not on this machine."""
    return [address for address in addresses if not is_loopback(host_of(address.strip()))]


def is_protected(dsn: str) -> bool:
    """Whether what goes to this database stays on this machine, or is encrypted for a verified server.

    Says so only where it is certain. Raises ``ValueError``, without repeating anything, for what is no address.
    """
    try:
        parts = urlsplit(dsn)
        query = parse_qs(parts.query, strict_parsing=bool(parts.query))
    except ValueError:
        raise ValueError(NO_ADDRESS) from None
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(NO_ADDRESS)
    mode = query.get("sslmode", [os.environ.get("PGSSLMODE", "")])[-1]
    # As the driver reads it: what follows the first @, else `host`, else what a service file or PGHOST says.
    _, at, after = parts.netloc.partition("@")
    named = (after if at else parts.netloc) or query.get("host", [""])[-1]
    if not named and ("service" in query or "PGSERVICE" in os.environ):
        return mode == VERIFIED
    hosts = [host for host in (named or os.environ.get("PGHOST", "")).split(",") if host]
    if not all(_HOST.fullmatch(host) for host in hosts):  # Such as a password with a slash in it.
        raise ValueError(NO_ADDRESS)
    return mode == VERIFIED or all(_stays_here(unquote(host)) for host in hosts)


def _stays_here(host: str) -> bool:
    return is_loopback(host) or is_loopback(host_of(host))
