"""The data keys of cases, wrapped by the master key of a service. Without its key, the words of a case are gone."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from time import monotonic
from typing import Any, Final
from uuid import UUID

import asyncpg
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from chassis.store.seal import (
    NONCE_BYTES,
    CaseKey,
    Header,
    KeyDestroyed,
    KeyMissing,
    Unreadable,
    key_id_of,
)

WRAP_FORMAT: Final = b"\x01"

_FOUND: Final = "SELECT wrapped FROM case_keys WHERE case_id = $1"
_FOUND_OR_MADE: Final = (
    "WITH made AS (INSERT INTO case_keys (case_id, wrapped) VALUES ($1, $2) ON CONFLICT (case_id) DO NOTHING"  # noqa: S608 - constants of this file
    f" RETURNING wrapped) SELECT wrapped FROM made UNION ALL {_FOUND}"
)


class CaseKeys:
    """Data keys of cases, each wrapped by the master key in table ``case_keys``.

    A key is durable before it is first given out, and all who ask at once get the same one.
    A key destroyed in another process is still given out here until the cache has forgotten it.
    """

    def __init__(
        self,
        pool: asyncpg.Pool[Any],
        master: bytes,
        *,
        cached_max: int = 10_000,
        cached_for_s: float = 30.0,
    ) -> None:
        if len(master) != 32:  # noqa: PLR2004 - AES-256
            raise ValueError("a master key has 32 bytes")
        self._pool, self._master = pool, AESGCM(master)
        self._cached_max, self._cached_for_s = cached_max, cached_for_s
        self._cached: OrderedDict[UUID, tuple[float, CaseKey]] = OrderedDict()
        self._destroyed: set[UUID] = set()

    async def of(self, case_id: UUID, *, create: bool = False) -> CaseKey:
        """Give the key of a case; raises KeyMissing (unless it may be created) or KeyDestroyed."""
        cached = self._cached.get(case_id)
        if cached is not None and cached[0] > monotonic():
            return cached[1]
        if case_id in self._destroyed:
            raise KeyDestroyed(str(case_id))
        row = await (self._found_or_made(case_id) if create else self._found(case_id))
        if row is None:
            raise KeyMissing(str(case_id))
        # The second test: a key destroyed here while its row was on the way must not come back.
        if row["wrapped"] is None or case_id in self._destroyed:
            raise KeyDestroyed(str(case_id))
        return self._keep(case_id, row["wrapped"])

    async def load(self, headers: Iterable[Header]) -> None:
        """Look the keys of a page up at once, for longer than it takes to open the page."""
        wanted = {key_id_of(header) for header in headers}
        soon = monotonic() + self._cached_for_s / 2
        missing = [one for one in wanted if one not in self._cached or self._cached[one][0] <= soon]
        if not missing:
            return
        query = "SELECT case_id, wrapped FROM case_keys WHERE case_id = ANY($1::uuid[])"
        for case_id, wrapped in await self._pool.fetch(query, missing):
            if wrapped is None:
                self._destroyed.add(case_id)
            # One that does not open says so when it is asked for, to whoever needs it.
            with suppress(Unreadable):
                if case_id not in self._destroyed:
                    self._keep(case_id, wrapped)

    def _keep(self, case_id: UUID, wrapped: bytes) -> CaseKey:
        key = self._unwrap(case_id, wrapped)
        self._cached[case_id] = (monotonic() + self._cached_for_s, key)
        self._cached.move_to_end(case_id)
        if len(self._cached) > self._cached_max:
            self._cached.popitem(last=False)
        return key

    async def of_event(self, header: Header) -> CaseKey:
        """Give the key that opens an event; raises KeyMissing or KeyDestroyed."""
        return await self.of(key_id_of(header))

    async def destroy(self, case_id: UUID) -> None:
        """Erase the words of a case for good; a repeat changes nothing, and no new key can be made."""
        await self._pool.execute(
            "INSERT INTO case_keys (case_id, destroyed_at) VALUES ($1, clock_timestamp()) ON CONFLICT (case_id)"
            " DO UPDATE SET wrapped = NULL, destroyed_at = coalesce(case_keys.destroyed_at, clock_timestamp())",
            case_id,
        )
        self._destroyed.add(case_id)
        self._cached.pop(case_id, None)

    async def _found(self, case_id: UUID) -> Any:
        return await self._pool.fetchrow(_FOUND, case_id)

    async def _found_or_made(self, case_id: UUID) -> Any:
        nonce = os.urandom(NONCE_BYTES)
        wrapped = self._master.encrypt(nonce, AESGCM.generate_key(256), WRAP_FORMAT + case_id.bytes)
        row = await self._pool.fetchrow(_FOUND_OR_MADE, case_id, WRAP_FORMAT + nonce + wrapped)
        # Neither there before nor made: somebody else has made it meanwhile.
        return row or await self._found(case_id)

    def _unwrap(self, case_id: UUID, wrapped: bytes) -> CaseKey:
        nonce, sealed = wrapped[1 : 1 + NONCE_BYTES], wrapped[1 + NONCE_BYTES :]
        try:
            plain = self._master.decrypt(nonce, sealed, wrapped[:1] + case_id.bytes)
        except (InvalidTag, ValueError):
            raise Unreadable(f"the master key does not open the key of case {case_id}") from None
        return CaseKey(case_id, AESGCM(plain))
