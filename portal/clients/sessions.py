"""Who is signed in, kept in this process: the browser has a number that nobody can guess, and no token.

A session lives while its person uses it, and no longer than a working day. Its tokens are renewed at the provider
shortly before they expire, once for all who wait. A portal that starts again has no sessions: the provider, where the
person is still signed in, sends them back with a new one.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from chassis.errors import Refusal, Temporary
from chassis.identity import Caller, NotSignedIn
from chassis.openid.keys import ProviderAway
from portal.clients.sign_in import SignedIn, SignInClient

IDLE_S, LONGEST_S = 3600.0, 12 * 3600.0
RENEW_S = 60.0
"""So long before it expires a token is renewed."""
HINT_S = 300.0
"""So long an ended session remembers whom the provider should sign out."""
SESSIONS_MAX = 20_000

_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Session:
    """One person in one browser."""

    signed_in: SignedIn
    began_at: float
    used_at: float
    visit: str
    ended_at: float | None = None
    renewing: asyncio.Task[None] | None = None

    @property
    def caller(self) -> Caller:
        """Who it is."""
        return self.signed_in.caller


class Sessions:
    """The sessions of this portal."""

    def __init__(self, client: SignInClient, now: Callable[[], float] = time.time) -> None:
        self._client, self._now = client, now
        self._sessions: dict[str, Session] = {}

    def begin(self, signed_in: SignedIn) -> str:
        """A session for whoever signed in; gives the number that their browser keeps."""
        self._sweep()
        number, now = secrets.token_urlsafe(32), self._now()
        visit = secrets.token_urlsafe(18)
        self._sessions[_place(number)] = Session(signed_in, now, now, visit)
        _log.info("portal.signed_in", person=signed_in.caller.person)
        return number

    def known(self, number: str) -> Session | None:
        """The session of this number, if it is alive. It may need new tokens before anybody is asked."""
        session = self._sessions.get(_place(number))
        return session if session and self._is_alive(session) else None

    async def use(self, number: str) -> Session:
        """The session of this number with a token that is good now.

        Raises ``NotSignedIn`` when it has ended, and ``ProviderAway``.
        """
        session = self.known(number)
        if session is None:
            raise NotSignedIn
        session.used_at = self._now()
        await self._renew(session)
        return session

    async def bearer(self, caller: Caller) -> str:
        """A good token of this person, who may be signed in in several browsers. Raises ``NotSignedIn``."""
        own = [
            session
            for session in self._sessions.values()
            if session.caller.person == caller.person and self._is_alive(session)
        ]
        if not own:
            raise NotSignedIn
        latest = max(own, key=lambda session: session.signed_in.expires_at)
        await self._renew(latest)
        return latest.signed_in.token

    def end(self, number: str) -> None:
        """Sign out here; the provider's own session is another matter."""
        session = self.known(number)
        if session is not None:
            session.ended_at = self._now()
            _log.info("portal.signed_out", person=session.caller.person)

    def take_hint(self, number: str) -> str:
        """The ID token of a session that has just ended, once; empty when there is none."""
        session = self._sessions.get(_place(number))
        if session is None or session.ended_at is None:
            return ""
        del self._sessions[_place(number)]
        return session.signed_in.id_token if self._now() < session.ended_at + HINT_S else ""

    def _is_alive(self, session: Session) -> bool:
        now = self._now()
        return (
            session.ended_at is None
            and now < session.used_at + IDLE_S
            and now < session.began_at + LONGEST_S
            and (now < session.signed_in.expires_at or bool(session.signed_in.refresh_token))
        )

    async def _renew(self, session: Session) -> None:
        """Renew the token if it expires soon; whoever asks meanwhile waits for the same one.

        It is finished even if whoever asked goes away: a refresh token that was spent is of no more use.
        """
        soon = session.signed_in.expires_at - self._now() <= RENEW_S
        if session.renewing is None:
            if not soon or not session.signed_in.refresh_token:
                return
            session.renewing = asyncio.create_task(self._renewed(session))
        await asyncio.shield(session.renewing)
        if session.ended_at is not None:
            raise NotSignedIn
        if session.signed_in.expires_at <= self._now():
            raise ProviderAway

    async def _renewed(self, session: Session) -> None:
        try:
            session.signed_in = await self._client.refreshed(session.signed_in)
        except Temporary:
            pass  # The one that is there may do for a while.
        except Refusal:
            session.ended_at = self._now()
        finally:
            session.renewing = None

    def _sweep(self) -> None:
        now = self._now()
        over = [
            place
            for place, session in self._sessions.items()
            if not self._is_alive(session)
            and (session.ended_at is None or now >= session.ended_at + HINT_S)
        ]
        oldest = sorted(self._sessions, key=lambda place: self._sessions[place].used_at)
        for place in over + oldest[: max(0, len(self._sessions) - SESSIONS_MAX + 1)]:
            self._sessions.pop(place, None)


def _place(number: str) -> str:
    """Sessions are found by a hash, so that how long it takes tells nothing about another's number."""
    return hashlib.sha256(number.encode()).hexdigest()
