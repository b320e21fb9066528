"""Who asks for the identities of a case: recorded first, answered then. And who may know that there is one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar
from uuid import UUID

from chassis.aggregate import class_for
from chassis.clock import Clock
from chassis.errors import NotFound
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.use_cases import Cause, Erased, UseCases
from services.referral.application.referrals import is_known_to
from services.referral.domain.events import IncidentNotified, ReferralAgreed, ReferralReceived
from services.referral.domain.referral import Referral, stream_of
from services.referral.domain.reveals import Reveals, reveals_of
from services.referral.domain.values import CaseIdentity

T = TypeVar("T")
RECEIVED = frozenset({ReferralReceived, ReferralAgreed, IncidentNotified})
"""With one of these the partnership knows of a referral."""
WORKSHEET = "The worksheet of the national form"


class Identities(UseCases):
    """The use cases of seeing names, and of knowing of a case at all."""

    def __init__(self, store: EventStore, keys: CaseKeys, clock: Clock) -> None:
        super().__init__(store, keys, clock)
        self._store = store

    async def reveal(
        self, cause: Cause, *, purpose: str, agencies: frozenset[str], read: Callable[[Referral], T]
    ) -> T:
        """What ``read`` makes of the referral, once it is recorded who asked, and for which purpose."""

        def identity(referral: Referral) -> CaseIdentity:
            if not referral.is_open_to(cause.partnership) or not is_known_to(referral, agencies):
                raise NotFound
            return CaseIdentity(
                case_id=referral.case_id, partnership=referral.partnership,
                reference=referral.reference,
            )  # fmt: skip

        of_case = await self.look(Referral, stream_of(cause.case_id), identity)
        stream = reveals_of(cause.case_id)
        try:
            await self.change(
                Reveals, stream, cause,
                lambda reveals: reveals.reveal(purpose=purpose, at=cause.occurred_at),
            )  # fmt: skip
        except NotFound:
            await self.begin(
                Reveals, stream, cause,
                lambda: Reveals.begin(of_case, purpose=purpose, at=cause.occurred_at),
            )  # fmt: skip
        return await self.look(Referral, stream_of(cause.case_id), read)

    async def known_in_the_agency(self, case_id: UUID) -> dict[UUID, str]:
        """The streams of a case whose referral was not received, with the agency that alone knows of it.

        Once the case was erased, no agency is known, and nobody sees that there was something.
        """
        stored = await self._store.stream(stream_of(case_id))
        if not stored or any(class_for(one.header.topic) in RECEIVED for one in stored):
            return {}
        agency = ""
        with suppress(Erased):
            agency = await self.look(Referral, stream_of(case_id), lambda referral: referral.agency)
        return dict.fromkeys((stream_of(case_id), reveals_of(case_id)), agency)
