"""Support that was offered to practitioners, in its table: sealed, and for their own agency alone."""

from __future__ import annotations

import os
from uuid import UUID

from chassis.clock import Clock
from chassis.database import Pool
from chassis.errors import NotFound
from chassis.store.case_keys import CaseKeys
from chassis.store.seal import NONCE_BYTES, KeyDestroyed, KeyMissing
from services.submissions.domain.support import SupportOffered

_ADD = (
    "INSERT INTO practitioner_support (support_id, case_id, agency, recorded_at, sealed)"
    " VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING"
)
_OF = (
    "SELECT support_id, sealed FROM practitioner_support WHERE case_id = $1 AND agency = $2"
    " ORDER BY recorded_at, support_id"
)


class SupportRecords:
    """What an agency noted for itself; a repeat of the same note changes nothing."""

    def __init__(self, pool: Pool, keys: CaseKeys, clock: Clock) -> None:
        self._pool, self._keys, self._clock = pool, keys, clock

    async def add(
        self, support_id: UUID, case_id: UUID, agency: str, offered: SupportOffered
    ) -> None:
        """Keep one note."""
        key, nonce = await self._keys.of(case_id), os.urandom(NONCE_BYTES)
        words = offered.model_dump_json().encode()
        sealed = nonce + key.cipher.encrypt(nonce, words, support_id.bytes)
        await self._pool.execute(_ADD, support_id, case_id, agency, self._clock(), sealed)

    async def of(self, case_id: UUID, agency: str) -> list[SupportOffered]:
        """The notes of an agency in a case, in the order of recording. Raises ``NotFound`` when they were erased."""
        rows = await self._pool.fetch(_OF, case_id, agency)
        try:
            key = await self._keys.of(case_id)
        except (KeyDestroyed, KeyMissing):
            raise NotFound from None
        return [
            SupportOffered.model_validate_json(
                key.cipher.decrypt(
                    row["sealed"][:NONCE_BYTES],
                    row["sealed"][NONCE_BYTES:],
                    row["support_id"].bytes,
                )
            )
            for row in rows
        ]
