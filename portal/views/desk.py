"""What every view has at hand: who may visit, whom to ask, and how to draw a page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from chassis.identity import Caller
from portal import words
from portal.clients.audits import Audits
from portal.clients.decisions import CaseOwners
from portal.clients.forms_door import CONTRACTS, FormsDoor
from portal.clients.notifications import Notifications
from portal.clients.operations import Operations
from portal.clients.reporting import Reporting
from portal.clients.services import NOTIFICATIONS, REFERRAL, REPORTING, REVIEW, Services
from portal.clients.sessions import Left, Sessions
from portal.clients.sign_in import SignInClient
from portal.clients.watching import Watching
from portal.forms import form_token
from portal.forms.lists import Lists
from portal.forms.sign_in import Sealed
from portal.permissions import may_open
from portal.settings import ExamplePerson, Person, SignInSettings
from portal.views.assets import Assets
from portal.views.navigation import navigation_of
from portal.views.sign_in_limits import SignInLimits

TEMPLATES = Path(__file__).parent.parent / "templates"
FRAGMENT_HEADER = "x-fragment"
LIVE_FRAGMENT = "live"
DRAFT_FRAGMENT = "draft"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is looking, and in which visit."""

    person: Person
    visit: str
    new: bool
    secure: bool  # Came over HTTPS.
    example: bool = True
    left: Left | None = None

    @property
    def caller(self) -> Caller:
        """The visitor as the services know them."""
        return self.person.caller


@dataclass(frozen=True, slots=True)
class SignIn:
    """What the portal needs where people sign in at an identity provider."""

    settings: SignInSettings
    client: SignInClient
    sessions: Sessions
    sealed: Sealed

    @property
    def cookie(self) -> str:
        """The cookie with a session's number."""
        return cookie_name("rapid_review_session", secure=self.settings.is_secure)

    def keep(self, response: Response, number: str) -> None:
        """Let ``response`` give the browser the number of its session."""
        response.set_cookie(
            self.cookie, number, httponly=True, samesite="lax", secure=self.settings.is_secure
        )


def cookie_name(name: str, *, secure: bool) -> str:
    """The name of a cookie; over HTTPS one that no other host, no path and no open page can set."""
    return ("__Host-" if secure else "") + name


class Desk:
    """Made once; holds no fact about any case."""

    def __init__(
        self,
        *,
        people: Sequence[ExamplePerson],
        partnership_names: Mapping[str, str],
        agency_names: Mapping[str, str],
        key: bytes,
        services: Services,
        lists: Lists,
        assets: Assets,
        contact: str = "",
        sign_in: SignIn | None = None,
        hosts: Collection[str] = (),
        limits: SignInLimits | None = None,
    ) -> None:
        self.people = tuple(people)
        self.partnership_names = partnership_names
        self.agency_names = agency_names
        self.person_key = form_token.portal_key(key, "person")
        self.form_key = form_token.portal_key(key, "form")
        self.sign_in = sign_in
        self.hosts = frozenset(host.lower() for host in hosts)
        self.limits = limits or SignInLimits()
        self.services = services
        self.reporting = Reporting(services.door(REPORTING))
        self.notifications = Notifications(services.door(NOTIFICATIONS))
        self.owners = CaseOwners(services.door(REFERRAL), services.door(REVIEW))
        self.forms = {name: FormsDoor(name, services.door(name)) for name in CONTRACTS}
        self.operations = Operations(services)
        self.audits = Audits(services)
        self.watching = Watching(self.reporting, self.notifications)
        self.lists = lists
        self.assets = assets
        self.contact = contact
        self._templates = _environment(assets)

    @property
    def sign_in_here(self) -> SignIn:
        """What signing in needs. Only pages ask for it that are there because people sign in."""
        if self.sign_in is None:
            raise RuntimeError("nobody signs in here")
        return self.sign_in

    def stranger(self) -> Visitor:
        """Somebody who has not signed in."""
        return Visitor(Person("", "", ()), "", new=False, secure=True, example=False)

    def is_secure(self, request: Request) -> bool:
        """Whether people come over HTTPS, as the settings say; else as this request says."""
        if self.sign_in is not None:
            return self.sign_in.settings.is_secure
        return request.url.scheme == "https"

    def must_be_ours(self, visitor: Visitor, fields: Mapping[str, str]) -> None:
        """Raises ``FormNotOurs`` for a posted form that this visitor was not given."""
        visit = "" if visitor.new else visitor.visit
        token = fields.get(form_token.FIELD, "")
        form_token.must_be_ours(visit, visitor.person.id, token, self.form_key)

    def mark_of(self, person: Person) -> str:
        """What a page says of who wrote it."""
        return form_token.mark_of(person.id, self.form_key)

    def partnership_name(self, code: str) -> str:
        """The partnership's own name; its code where we do not know the name."""
        return self.partnership_names.get(code, code)

    def page(
        self, visitor: Visitor, template: str, *, status: int = 200, **shown: Any
    ) -> HTMLResponse:
        """A whole page in the frame, for this visitor."""
        response = HTMLResponse(self._drawn(visitor, template, shown), status)
        if visitor.new:
            keep_visit(response, visitor.visit, secure=visitor.secure)
        return response

    def live_page(self, request: Request, visitor: Visitor, journey: str, **shown: Any) -> Response:
        """The page of a journey, or only its live part where the browser asks for that."""
        if request.headers.get(FRAGMENT_HEADER) == LIVE_FRAGMENT:
            response = HTMLResponse(self._drawn(visitor, f"{journey}/live.html", shown))
        else:
            response = self.page(visitor, f"{journey}/index.html", **shown)
        response.headers["Vary"] = "X-Fragment, Cookie"
        return response

    def _drawn(self, visitor: Visitor, template: str, shown: Mapping[str, Any]) -> str:
        now, left = datetime.now(UTC), visitor.left
        return self._templates.get_template(template).render(
            visitor=visitor,
            partnership=self._partnership_of(visitor),
            form_token=form_token.token_of(visitor.visit, visitor.person.id, self.form_key),
            written_as=self.mark_of(visitor.person),
            now=now,
            session_ends=now + timedelta(seconds=left.seconds) if left else None,
            session_latest=now + timedelta(seconds=left.longest_s) if left else None,
            **shown,
        )

    def _partnership_of(self, visitor: Visitor) -> str:
        codes = visitor.person.partnerships
        if len(codes) == 1:
            return self.partnership_name(codes[0])
        if not codes:
            return "Safeguarding partnerships"
        return f"{len(codes)} safeguarding partnerships"


def keep_visit(response: Response, visit: str, *, secure: bool) -> None:
    """Let ``response`` set the cookie to which forms belong where nobody signs in."""
    response.set_cookie(
        cookie_name(form_token.VISIT_COOKIE, secure=secure), visit, httponly=True, samesite="lax",
        secure=secure,
    )  # fmt: skip


def _drawn_once(environment: Environment, template: str, macro: str) -> Callable[..., Any]:
    """A macro that many rows of a page ask for the same: drawn once for what it is given, which are codes and words."""

    @lru_cache(maxsize=1024)
    def drawn(*given: Any) -> Any:
        return getattr(environment.get_template(template).module, macro)(*given)

    return drawn


def _environment(assets: Assets) -> Environment:
    environment = Environment(
        loader=ChoiceLoader(
            [
                FileSystemLoader(TEMPLATES),
                PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
            ]
        ),
        autoescape=True,
        auto_reload=False,  # To look whether each template has changed took a tenth of the time of a page.
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        asset=assets.address, words=words, service_name=words.SERVICE_NAME, may_open=may_open,
        navigation_of=navigation_of, tag=_drawn_once(environment, "components/tag.html", "tag"),
        day_boxes=_drawn_once(environment, "components/days.html", "boxes"),
    )  # fmt: skip
    environment.filters.update(
        day=words.day, short_day=words.short_day, moment=words.moment, clock_time=words.clock_time,
        curly=words.curly,
    )  # fmt: skip
    return environment
