"""What every view has at hand: who may visit, whom to ask, and how to draw a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
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
from portal.clients.sessions import Sessions
from portal.clients.sign_in import SignInClient
from portal.clients.watching import Watching
from portal.forms import form_token
from portal.forms.lists import Lists
from portal.forms.sign_in import Sealed
from portal.permissions import may_open
from portal.settings import ExamplePerson, Person, SignInSettings
from portal.views.assets import Assets
from portal.views.navigation import navigation_of

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
        """The cookie with a session's number; over HTTPS no other host or path can set one of this name."""
        return ("__Host-" if self.settings.is_secure else "") + "rapid_review_session"


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
    ) -> None:
        self.people = tuple(people)
        self.partnership_names = partnership_names
        self.agency_names = agency_names
        self.person_key = form_token.portal_key(key, "person")
        self.form_key = form_token.portal_key(key, "form")
        self.sign_in = sign_in
        self.services = services
        self.reporting = Reporting(services.door(REPORTING))
        self.notifications = Notifications(services.door(NOTIFICATIONS))
        self.owners = CaseOwners(services.door(REFERRAL), services.door(REVIEW))
        self.forms = {name: FormsDoor(name, services.door(name)) for name in CONTRACTS}
        self.operations = Operations(services)
        self.audits = Audits(services)
        self.watching = Watching(self.reporting)
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

    def partnership_name(self, code: str) -> str:
        """The partnership's own name; its code where we do not know the name."""
        return self.partnership_names.get(code, code)

    def page(
        self, visitor: Visitor, template: str, *, status: int = 200, **shown: Any
    ) -> HTMLResponse:
        """A whole page in the frame, for this visitor."""
        response = HTMLResponse(self._drawn(visitor, template, shown), status)
        if visitor.new:
            response.set_cookie(
                form_token.VISIT_COOKIE,
                visitor.visit,
                httponly=True,
                samesite="lax",
                secure=visitor.secure,
            )
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
        return self._templates.get_template(template).render(
            visitor=visitor,
            partnership=self._partnership_of(visitor),
            form_token=form_token.token_of(visitor.visit, self.form_key),
            now=datetime.now(UTC),
            **shown,
        )

    def _partnership_of(self, visitor: Visitor) -> str:
        codes = visitor.person.partnerships
        if len(codes) == 1:
            return self.partnership_name(codes[0])
        if not codes:
            return "Safeguarding partnerships"
        return f"{len(codes)} safeguarding partnerships"


def _environment(assets: Assets) -> Environment:
    environment = Environment(
        loader=ChoiceLoader(
            [
                FileSystemLoader(TEMPLATES),
                PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
            ]
        ),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        asset=assets.address, words=words, service_name=words.SERVICE_NAME, may_open=may_open,
        navigation_of=navigation_of,
    )  # fmt: skip
    environment.filters.update(
        day=words.day, short_day=words.short_day, moment=words.moment, clock_time=words.clock_time,
        curly=words.curly,
    )  # fmt: skip
    return environment
