"""Whatever anybody does in whatever order, no agency reads another's words before they are released to it.

Random people take random steps; after each, somebody reads all that is given to them, and each word that they
see must be theirs to see. What that is stands here in a few lines, apart from tables and gate.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest

from chassis.identity import Caller, Membership, token_for
from contracts.events import review, team
from contracts.grpc import history_pb2, history_pb2_grpc
from contracts.grpc import submissions_pb2 as wire
from contracts.grpc import submissions_pb2_grpc as rpc
from tests.integration.submissions.returns_on_the_wire import a_query, a_return, an_acceptance
from tests.support.service import TOKEN_KEY, ServiceUnderTest

pytestmark = pytest.mark.integration

AT = datetime(2026, 9, 8, 10, 0, tzinfo=UTC)
SEEDS, STEPS = range(6), 45
AGENCIES: Mapping[str, str] = {
    "plymouth-schools": "PLY", "plymouth-hospital": "PLY", "devon-hospital": "DEV",
}  # fmt: skip
SCHOOLS, HOSPITAL, DEVON = AGENCIES
PEOPLE: Mapping[str, tuple[Membership, ...]] = {
    **{f"author-{code}": (Membership(at, "agency_author", code),) for code, at in AGENCIES.items()},
    **{f"lead-{code}": (Membership(at, "agency_lead", code),) for code, at in AGENCIES.items()},
    "manager": (Membership("PLY", "meeting_member"),),
    "manager-devon": (Membership("DEV", "meeting_member", DEVON),),
    "two-roles": (
        Membership("PLY", "agency_lead", HOSPITAL), Membership("PLY", "meeting_member", HOSPITAL),
    ),
    "two-partnerships": (
        Membership("PLY", "agency_author", SCHOOLS), Membership("DEV", "agency_author", SCHOOLS),
    ),
    "elsewhere": (Membership("DEV", "agency_author", SCHOOLS),),
    "idle": (Membership("PLY", "agency_lead", "plymouth-housing"),),
}  # fmt: skip


def word_of(agency: str) -> str:
    return f"words-of-{agency}"


@dataclass
class Walk:
    """One case, and what was done in it."""

    service: ServiceUnderTest
    chance: random.Random
    case_id: UUID = field(default_factory=uuid4)
    handed_in: set[str] = field(default_factory=set)
    team: set[str] = field(default_factory=set)
    conflicts: set[str] = field(default_factory=set)
    released: bool = False
    taken: list[str] = field(default_factory=list)

    @property
    def stub(self) -> rpc.SubmissionsServiceStub:
        return rpc.SubmissionsServiceStub(self.service.channel)

    async def begin(self) -> None:
        for agency, through in AGENCIES.items():
            involved = {"agency": agency, "through": through, "involved_on": AT.date()}
            await self.tell(review.AgencyInvolved, **involved, return_due_on=AT.date())

    async def tell(self, kind: Any, /, **said: Any) -> None:
        event = kind(case_id=self.case_id, partnership="PLY", reference="PLY-RR-2026-0001", **said)
        await self.service.teller.tell(self.service.teller.envelope(event, at=AT))

    async def step(self) -> None:
        """Somebody does something; what is refused is no matter."""
        taken = self.chance.choice(
            [self.hand_in, self.hand_in, self.ask, self.name, self.name, self.remove, self.conflict, self.clear]
            + [self.release] * (len(self.taken) > STEPS * 2 // 3) + [self.glass]
        )  # fmt: skip
        person = self.chance.choice(list(PEOPLE))
        self.taken.append(f"{taken.__name__} {person}")
        await taken(person)

    async def hand_in(self, person: str) -> None:
        agency, member = self.chance.choice(list(AGENCIES)), PEOPLE[person][0]
        if member.agency in AGENCIES and self.chance.random() < 0.7:
            agency = member.agency
        request = a_return(self.case_id, agency=agency, partnership=member.partnership)
        request.scoping.involvement = word_of(agency)
        try:
            await self.stub.ReturnSubmission(request, metadata=self.token(person))
        except grpc.aio.AioRpcError:
            return
        assert member.agency == agency, self.taken
        self.handed_in.add(agency)

    async def ask(self, person: str) -> None:
        make = self.chance.choice([a_query, an_acceptance])
        request: Any = make(self.case_id)
        request.agency = self.chance.choice(list(AGENCIES))
        stub = self.stub
        call = stub.QuerySubmission if make is a_query else stub.AcceptSubmission
        refused = False
        try:
            await call(request, metadata=self.token(person))
        except grpc.aio.AioRpcError:
            refused = True
        assert refused, self.taken  # It is for the business unit alone.

    async def name(self, person: str) -> None:
        in_time = self.chance.random() < 0.7
        until = datetime.now(UTC).date() + timedelta(days=9) if in_time else date(2026, 9, 9)
        self.team.discard(person)
        if in_time:
            self.team.add(person)
        await self.tell(team.TeamMemberNamed, person=person, role="member", agency="", until=until)

    async def remove(self, person: str) -> None:
        self.team.discard(person)
        await self.tell(team.TeamMemberRemoved, person=person)

    async def conflict(self, person: str) -> None:
        self.conflicts.add(person)
        await self.tell(team.ConflictDeclared, person=person, kind="other")

    async def clear(self, person: str) -> None:
        self.conflicts.discard(person)
        await self.tell(team.ConflictCleared, person=person)

    async def glass(self, person: str) -> None:
        until = datetime.now(UTC) + timedelta(hours=3)
        await self.tell(team.GlassBroken, person=person, role="agency_lead", until=until)

    async def release(self, _person: str) -> None:
        self.released = True
        await self.tell(team.ReturnsReleased, released_on=AT.date())

    def theirs(self, person: str) -> set[str]:
        """The agencies whose words a person may see now."""
        if person in self.conflicts:
            return set()
        seen = {
            one.agency
            for one in PEOPLE[person]
            if one.role in {"agency_author", "agency_lead"}
            and AGENCIES.get(one.agency) == one.partnership
        }
        for one in PEOPLE[person]:
            if self.released and person in self.team and one.role != "agency_author":
                seen |= {code for code, at in AGENCIES.items() if one.partnership in {"PLY", at}}
        return seen

    async def sees(self, person: str) -> str:
        """Everything that a person is given when they ask for all that there is."""
        given = []
        for agency in AGENCIES:
            request = wire.GetSubmissionRequest(case_id=str(self.case_id), agency=agency)
            given.append(
                await self.read(self.stub.GetSubmission(request, metadata=self.token(person)))
            )
        history = history_pb2_grpc.HistoryStub(self.service.channel)
        wanted = history_pb2.HistoryRequest(case_id=str(self.case_id), with_body=True)
        try:
            events = history.EventsOfCase(wanted, metadata=self.token(person))
            given += [event.body async for event in events]
        except grpc.aio.AioRpcError:
            given.append("refused")
        return "\n".join(given)

    async def read(self, call: Any) -> str:
        try:
            return str(await call)
        except grpc.aio.AioRpcError as error:
            return str(error.code())

    def token(self, person: str) -> tuple[tuple[str, str], ...]:
        token = token_for(Caller(person, PEOPLE[person]), TOKEN_KEY)
        return (("authorization", f"Bearer {token}"),)


@pytest.mark.parametrize("seed", SEEDS)
async def test_nobody_reads_the_words_of_another_agency_before_they_are_released(
    service: ServiceUnderTest, seed: int
) -> None:
    walk = Walk(service, random.Random(seed))
    await walk.begin()
    while not walk.handed_in:
        await walk.hand_in(f"author-{SCHOOLS}")
    assert word_of(SCHOOLS) in await walk.sees(f"author-{SCHOOLS}")

    for _ in range(STEPS):
        await walk.step()
        for person in walk.chance.sample(list(PEOPLE), 4):
            given = await walk.sees(person)
            seen = {agency for agency in AGENCIES if word_of(agency) in given}
            assert seen == walk.theirs(person) & walk.handed_in, (person, walk.taken)
