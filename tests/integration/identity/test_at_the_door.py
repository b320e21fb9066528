"""A service's gRPC door with tokens of a provider: who gets in, who does not, and that nothing of a token is said."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest
import structlog

from chassis.openid import keys as kept
from chassis.openid.identity_provider import IdentityProvider
from chassis.telemetry.logs import configure_logs, take_over_libraries
from contracts.grpc import referral_pb2_grpc as rpc
from services.referral.main import NAME, build
from tests.integration.referral.referrals_on_the_wire import a_referral
from tests.support.identity_provider import Issuer, an_issuer
from tests.support.service import ServiceUnderTest, refusal_code, running_service

pytestmark = pytest.mark.integration

CANARY = "canary-7f3a"
DENIED, AWAY = grpc.StatusCode.PERMISSION_DENIED, grpc.StatusCode.UNAVAILABLE
MAPPING = """
[[membership]]
group = "PLY-coordinators"
role = "coordinator"
partnerships = ["PLY"]

[[membership]]
group = "auditors"
role = "auditor"
partnerships = ["PLY", "DEV"]
"""


@dataclass
class Door:
    """A service, and the provider whose tokens it takes."""

    issuer: Issuer
    provider: IdentityProvider
    service: ServiceUnderTest

    def receive(self, token: str) -> Any:
        """A referral in the name of whoever has this token."""
        metadata = (("authorization", f"Bearer {token}"),)
        stub = rpc.ReferralServiceStub(self.service.channel)
        return stub.ReceiveReferral(a_referral(uuid4()), metadata=metadata)


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    (tmp_path / "identity.toml").write_text(MAPPING)
    async with an_issuer() as issuer:
        provider = IdentityProvider.of(issuer.settings(tmp_path / "identity.toml"), ("PLY", "DEV"))
        assert provider is not None
        async with (
            provider.kept_fresh(),
            running_service(NAME, build, tokens=provider.people) as service,
        ):
            yield Door(issuer, provider, service)


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What is logged, as a region would log it."""
    before, root, written = structlog.get_config(), logging.getLogger(), io.StringIO()
    handlers, level = list(root.handlers), root.level
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", written)
        configure_logs(level=logging.DEBUG, as_json=True)
    take_over_libraries()
    root.setLevel(logging.DEBUG)
    yield written
    structlog.configure(**before)
    root.handlers[:], root.level = handlers, level


async def test_a_token_of_the_example_people_is_refused_where_a_provider_issues_them(
    door: Door,
) -> None:
    stub = rpc.ReferralServiceStub(door.service.channel)

    call = stub.ReceiveReferral(a_referral(uuid4()), metadata=door.service.as_person())

    assert await refusal_code(call) == (DENIED, "identity.not_signed_in")


async def test_a_person_without_membership_is_refused_with_a_sentence(door: Door) -> None:
    call = door.receive(door.issuer.token(groups=["others"]))

    assert await refusal_code(call) == (DENIED, "identity.no_membership")
    assert "no part in any partnership" in str(await call.details())


async def test_a_person_may_do_what_their_memberships_say_and_no_more(door: Door) -> None:
    auditor = door.receive(door.issuer.token(groups=["auditors"]))

    assert await refusal_code(auditor) == (DENIED, "identity.reads_only")


async def test_a_command_is_recorded_under_the_pseudonym_of_its_person(door: Door) -> None:
    kept_command = await door.receive(door.issuer.token(sub=CANARY, email=CANARY))
    stored = await door.service.running.ground.store.case(UUID(kept_command.case_id))

    person = door.provider.people.person(CANARY)
    assert {one.header.actor for one in stored} == {f"coordinator:{person}"}


async def test_rotation_refuses_nobody(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "AGAIN_S", 0.0)
    for algorithm in ("RS256", "ES256", "RS256"):
        before = door.issuer.token()
        door.issuer.rotate(algorithm)
        for token in (before, door.issuer.token(), before):
            assert (await door.receive(token)).case_id


async def test_a_provider_that_is_away_is_a_delay_for_those_with_new_keys_only(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = door.issuer.token()
    await door.receive(known)
    monkeypatch.setattr(kept, "AGAIN_S", 0.0)
    await door.issuer.close()
    door.issuer.rotate()

    new = door.receive(door.issuer.token())

    assert await refusal_code(new) == (AWAY, "identity.provider_away")
    assert (await door.receive(known)).case_id


async def test_nothing_of_a_token_is_said(
    door: Door, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "AGAIN_S", 0.0)
    issuer = door.issuer
    more = {"email": CANARY, "name": CANARY}
    tokens = [
        issuer.token(sub=CANARY, **more),
        issuer.token(sub=CANARY, groups=[CANARY], **more),
        issuer.token(sub=CANARY, iss=CANARY),
        issuer.token(sub=CANARY, aud=CANARY),
        issuer.token(sub=CANARY, exp=CANARY),
        issuer.sign(issuer.claims(sub=CANARY), header={"kid": CANARY}),
        issuer.sign(issuer.claims(), header={"typ": CANARY}),
        issuer.token(sub=CANARY)[:-5],
        CANARY,
        f"{CANARY}.{CANARY}.{CANARY}",
    ]
    told = [await outcome(door, token) for token in tokens]
    await issuer.close()
    issuer.rotate()
    told += [await outcome(door, issuer.token(sub=CANARY, **more))]

    said = f"{told}{logged.getvalue()}"
    assert '"outcome": "identity.not_signed_in"' in said
    assert '"why": "unreachable"' in said
    assert CANARY not in said
    assert [token for token in tokens if token in said] == []
    assert [piece for token in tokens for piece in token.split(".") if piece in said] == []


async def outcome(door: Door, token: str) -> str:
    try:
        return str(await door.receive(token))
    except grpc.aio.AioRpcError as error:
        return repr(error)
