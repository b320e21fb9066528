"""An identity provider as a part of the platform leans on it: built from settings, kept fresh, closed at the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from chassis.openid.keys import ProviderKeys
from chassis.openid.memberships import Memberships
from chassis.openid.provider import Provider
from chassis.openid.settings import IdentitySettings
from chassis.openid.tokens import OpenIdTokens, People


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """The provider of a region, and the people whom it knows."""

    settings: IdentitySettings
    provider: Provider
    keys: ProviderKeys
    people: People

    @classmethod
    def of(
        cls, settings: IdentitySettings, partnerships: Collection[str]
    ) -> IdentityProvider | None:
        """The provider that the settings name, if they name one. Raises ``MappingWrong``. Opens nothing."""
        if not settings.issuer or settings.mapping_file is None:
            return None
        provider = Provider(settings.issuer, settings.ca_file)
        keys = ProviderKeys(provider)
        people = People(
            cls._tokens(keys, settings, settings.audience),
            issuer=settings.issuer,
            memberships=Memberships.load(settings.mapping_file, partnerships),
            person_key=bytes.fromhex(settings.person_key.get_secret_value()),
        )
        return cls(settings, provider, keys, people)

    def tokens_for(self, audience: str) -> OpenIdTokens:
        """Verifies tokens that the same provider gives for another audience."""
        return self._tokens(self.keys, self.settings, audience)

    @asynccontextmanager
    async def kept_fresh(self) -> AsyncIterator[None]:
        """Fetch its keys now and again for as long as the block lasts. The provider need not be there yet."""
        fetching = asyncio.create_task(self.keys.run(), name="identity keys")
        try:
            yield
        finally:
            fetching.cancel()
            with suppress(asyncio.CancelledError):
                await fetching
            await self.provider.close()

    @staticmethod
    def _tokens(keys: ProviderKeys, settings: IdentitySettings, audience: str) -> OpenIdTokens:
        return OpenIdTokens(
            keys, issuer=settings.issuer, audience=audience, leeway_s=settings.leeway_s
        )
