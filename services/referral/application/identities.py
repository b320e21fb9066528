"""Who asks for the identities of a case: recorded first, answered then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from chassis.errors import NotFound
from chassis.use_cases import Cause, UseCases
from services.referral.application.referrals import is_known_to
from services.referral.domain.referral import Referral, stream_of
from services.referral.domain.reveals import Reveals, reveals_of
from services.referral.domain.values import CaseIdentity

T = TypeVar("T")
WORKSHEET = "The worksheet of the national form"


class Identities(UseCases):
    """The use case of seeing names."""

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
