"""The keys with which a provider signs: fetched, kept for a while, fetched again when they change.

    key id known ─────────────────────────────> the key
    key id unknown ── asked lately? ── yes ───> none           a flood of invented ids costs one fetch per interval
                                    └─ no ────> fetched again, once for all who wait

A provider that is away is no reason to turn people away: keys that were good go on being used, up to a limit.
A key that the provider no longer publishes is gone with the next fetch.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import structlog
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey

from chassis.errors import Temporary
from chassis.openid.provider import Provider, ProviderFault

AGAIN_S = 10.0
"""An unknown key id makes us ask the provider this often at most."""
REFRESH_S = 600.0
RETRY_S, RETRY_MAX_S = 5.0, 60.0
KEPT_S = 24 * 3600.0
"""How long keys are used while the provider does not answer."""
KEYS_MAX = 100
RSA_MODULUS_CHARS = 342
"""How long the modulus of 2,048 bits is as text; a shorter one can be broken."""
ALGORITHMS = frozenset({"RS256", "PS256", "ES256", "Ed25519", "EdDSA"})
"""What a token may be signed with; never ``none``, never a shared secret. Which keys fit which one, joserfc knows."""
Key: TypeAlias = RSAKey | ECKey | OKPKey
_KINDS: Mapping[str, type[Key]] = {"RSA": RSAKey, "EC": ECKey, "OKP": OKPKey}

_log = structlog.get_logger(__name__)


class ProviderAway(Temporary):
    """The provider does not answer, and without its keys nobody can be known."""

    code = "identity.provider_away"
    sentence = "We cannot check who you are at the moment. Try again in a minute."


class ProviderKeys:
    """The keys of one provider."""

    def __init__(self, provider: Provider, now: Callable[[], float] = time.monotonic) -> None:
        self._provider, self._now = provider, now
        self._keys: Mapping[str, Key] = {}
        self._fetched_at = self._asked_at = float("-inf")
        self._answered = False
        self._fetching: asyncio.Task[None] | None = None

    async def key(self, kid: str) -> Key | None:
        """The key of this id. Raises ``ProviderAway``."""
        if kid not in self._usable():
            await self._look_for(kid)
        return self._usable().get(kid)

    async def run(self) -> None:
        """Fetch the keys now, and again before they grow old, until cancelled."""
        retry_s = RETRY_S
        try:
            while True:
                await self._fetched()
                pause_s = REFRESH_S if self._answered else retry_s
                retry_s = RETRY_S if self._answered else min(RETRY_MAX_S, retry_s * 2)
                await asyncio.sleep(pause_s)
        finally:
            if self._fetching is not None:
                self._fetching.cancel()
                await asyncio.wait([self._fetching])

    async def _look_for(self, kid: str) -> None:
        if self._fetching is not None or self._now() >= self._asked_at + AGAIN_S:
            await self._fetched()
        usable = self._usable()
        if kid not in usable and not (usable and self._answered):
            raise ProviderAway  # It may be a new one.

    async def _fetched(self) -> None:
        """Fetch the keys, or wait until whoever does has got them. A caller who goes away takes nothing along."""
        if self._fetching is None:
            self._fetching = asyncio.create_task(self._fetch(), name="identity keys")
        await asyncio.shield(self._fetching)

    async def _fetch(self) -> None:
        try:
            await self._provider.look_again()
            published = await self._provider.fetch(await self._provider.address("jwks_uri"))
            keys = keys_in(published.get("keys"))
        except ProviderFault as fault:
            _log.warning("identity.keys_not_fetched", why=str(fault))
            self._answered = False
        else:
            if keys.keys() != self._keys.keys():
                _log.info("identity.keys_changed", keys=len(keys))
            self._keys, self._fetched_at, self._answered = keys, self._now(), True
        finally:
            # Counted from the end: however slow the provider is, there is a pause between two questions.
            self._asked_at, self._fetching = self._now(), None

    def _usable(self) -> Mapping[str, Key]:
        return self._keys if self._now() < self._fetched_at + KEPT_S else {}


def keys_in(published: object) -> Mapping[str, Key]:
    """The keys for signatures among those that are published. Raises ``ProviderFault`` when there are none."""
    found: dict[str, Key] = {}
    for one in published if isinstance(published, Sequence) else ():
        key = _key_of(one)
        if key is not None and len(found) < KEYS_MAX:
            found[str(one["kid"])] = key
    if not found:
        raise ProviderFault("no_keys")
    return found


def _key_of(published: Any) -> Key | None:
    """A public key with an id, for signatures; None for everything else that may stand beside it."""
    if not isinstance(published, dict) or not isinstance(published.get("kid"), str):
        return None
    kind = _KINDS.get(str(published.get("kty")))
    if kind is None or published.get("use", "sig") != "sig" or "d" in published:
        return None
    if kind is RSAKey and len(str(published.get("n"))) < RSA_MODULUS_CHARS:
        return None
    try:
        return kind.import_key(published)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        return None
