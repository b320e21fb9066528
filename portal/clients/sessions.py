"""Who is signed in, kept in this process: the browser has a number that nobody can guess, and no token.

A session lives while its person uses it, and no longer than a working day. What pages ask by themselves is no use of
it. Its tokens are renewed at the provider shortly before they expire, once for all who wait. When the rights of the
person have changed, the next page gives the session another number, and the old one is nobody's. A portal that starts
again has no sessions: the provider, where the person is still signed in, sends them back with a new one.
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
WARN_S = 300.0
"""So long before it ends a page warns."""
RENEW_S = 60.0
"""So long before it expires a token is renewed."""
HINT_S = 300.0
"""So long an ended session remembers whom the provider should sign out."""
SESSIONS_MAX = 20_000

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Left:
    """How long a session lasts: ``seconds`` unless it is used, and ``longest_s`` however it is used."""

    seconds: float
    longest_s: float
    idle_s: float = 0.0

    @property
    def can_stay(self) -> bool:
        """Whether using it makes it last longer."""
        return self.seconds < self.longest_s

    @property
    def warn_s(self) -> float:
        """So long before the end a page warns."""
        return min(WARN_S, self.idle_s / 2) if self.can_stay else WARN_S


@dataclass(slots=True)
class Session:
    """One person in one browser."""

    signed_in: SignedIn
    began_at: float
    used_at: float
    visit: str
    ended_at: float | None = None
    rights_changed: bool = False
    renewing: asyncio.Task[None] | None = None

    @property
    def caller(self) -> Caller:
        """Who it is."""
        return self.signed_in.caller


class Sessions:
    """The sessions of this portal."""

    def __init__(
        self,
        client: SignInClient,
        now: Callable[[], float] = time.time,
        *,
        idle_s: float = IDLE_S,
        longest_s: float = LONGEST_S,
    ) -> None:
        self._client, self._now, self._idle_s, self._longest_s = client, now, idle_s, longest_s
        self._sessions: dict[str, Session] = {}

    def begin(self, signed_in: SignedIn) -> str:
        """A session for whoever signed in; gives the number that their browser keeps."""
        self._sweep()
        number, now = secrets.token_urlsafe(32), self._now()
        visit = secrets.token_urlsafe(18)
        self._sessions[_place(number)] = Session(signed_in, now, now, visit)
        _log.info("portal.signed_in", person=signed_in.caller.person)
        return number

    def renumber(self, number: str) -> str:
        """Another number and visit for a session; who has the old one has nothing."""
        session, again = self._sessions.pop(_place(number)), secrets.token_urlsafe(32)
        session.visit, session.rights_changed = secrets.token_urlsafe(18), False
        self._sessions[_place(again)] = session
        _log.info("portal.rights_changed", person=session.caller.person)
        return again

    def left(self, session: Session) -> Left:
        """How long it still lasts."""
        longest = session.began_at + self._longest_s
        if not session.signed_in.refresh_token:
            longest = min(longest, session.signed_in.expires_at)
        idle = session.used_at + self._idle_s
        now = self._now()
        return Left(min(idle, longest) - now, longest - now, self._idle_s)

    def known(self, number: str) -> Session | None:
        """The session of this number, if it is alive. It may need new tokens before anybody is asked."""
        session = self._sessions.get(_place(number))
        return session if session and self._is_alive(session) else None

    async def use(self, number: str, *, by_person: bool = True) -> Session:
        """The session of this number with a token that is good now; it lasts longer only if its person asks.

        Raises ``NotSignedIn`` when it has ended, and ``ProviderAway``.
        """
        session = self.known(number)
        if session is None:
            raise NotSignedIn
        if by_person:
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
            and now < session.used_at + self._idle_s
            and now < session.began_at + self._longest_s
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
            before, session.signed_in = (
                session.signed_in,
                await self._client.refreshed(session.signed_in),
            )
            session.rights_changed |= set(before.caller.memberships) != set(
                session.caller.memberships
            )
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
