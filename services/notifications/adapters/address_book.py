"""The addresses of people: each sealed under a key of its own, in one table, and shown to nobody but a channel."""

from __future__ import annotations

import os
from uuid import UUID, uuid4

from chassis.database import Pool
from chassis.store.case_keys import CaseKeys
from chassis.store.seal import NONCE_BYTES, KeyDestroyed, KeyMissing

_OLD = "SELECT key_id FROM address_book WHERE contact_id = $1"
_PUT = """
    INSERT INTO address_book (contact_id, key_id, sealed) VALUES ($1, $2, $3)
    ON CONFLICT (contact_id) DO UPDATE SET key_id = excluded.key_id, sealed = excluded.sealed
"""


class SealedAddressBook:
    """Keeps addresses so that a copy of the table tells nothing, and a removed one cannot be read again."""

    def __init__(self, pool: Pool, keys: CaseKeys) -> None:
        self._pool, self._keys = pool, keys

    async def put(self, contact_id: UUID, address: str) -> None:
        """Keep a person's address in the place of an earlier one, whose key is destroyed."""
        earlier = await self._pool.fetchval(_OLD, contact_id)
        key_id, nonce = uuid4(), os.urandom(NONCE_BYTES)
        key = await self._keys.of(key_id, create=True)
        sealed = nonce + key.cipher.encrypt(nonce, address.encode(), contact_id.bytes)
        await self._pool.execute(_PUT, contact_id, key_id, sealed)
        if earlier is not None:
            await self._keys.destroy(earlier)

    async def of(self, contact_id: UUID) -> str | None:
        """A person's address, or None."""
        row = await self._pool.fetchrow(
            "SELECT key_id, sealed FROM address_book WHERE contact_id = $1", contact_id
        )
        if row is None:
            return None
        try:
            key = await self._keys.of(row["key_id"])
        except (KeyDestroyed, KeyMissing):
            return None
        nonce, sealed = row["sealed"][:NONCE_BYTES], row["sealed"][NONCE_BYTES:]
        return key.cipher.decrypt(nonce, sealed, contact_id.bytes).decode()

    async def forget(self, contact_id: UUID) -> None:
        """Remove a person's address for good; a repeat changes nothing."""
        key_id = await self._pool.fetchval(_OLD, contact_id)
        if key_id is not None:
            await self._keys.destroy(key_id)
        await self._pool.execute("DELETE FROM address_book WHERE contact_id = $1", contact_id)
