"""E-mail by a real SMTP server: what arrives, and what becomes of it when the server goes wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal, get_args

import pytest

from chassis.errors import Temporary
from services.notifications.adapters.smtp_channel import SmtpChannel
from services.notifications.application.channels import Arrival, Letter, Undeliverable
from services.notifications.domain.templates import Stage, Template, wording_of
from tests.integration.notifications.reaching import AT, PORTAL
from tests.support.smtp_servers import SENDER, Fault, faulty_server, smtp_server

pytestmark = pytest.mark.integration
LETTER = Letter(
    "8a1f7c52-3f0e-5d24-9a6b-2f4f6c1f0b42",
    "zebedee.quartz@example.org",
    wording_of(Template.RETURN_REQUESTED, Stage.OVERDUE, PORTAL),
)


@pytest.mark.parametrize("fault", get_args(Fault))
async def test_a_server_that_hangs_closes_or_talks_nonsense_delays_the_message(
    fault: Fault,
) -> None:
    async with faulty_server(fault) as server:
        with pytest.raises(Temporary):
            await SmtpChannel(server).hand_over(LETTER, AT)


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"to_recipient": "550 5.1.1 <zebedee.quartz@example.org> unknown"}, "recipient_refused"),
        ({"to_data": "554 5.6.0 Zebedee's message refused"}, "message_refused"),
    ],
)
async def test_a_server_that_refuses_for_good_makes_the_message_fail_by_a_code(
    answers: dict[str, str], reason: str, tmp_path: Path
) -> None:
    with smtp_server(tmp_path) as postbox:
        for name, answer in answers.items():
            setattr(postbox, name, answer)
        with pytest.raises(Undeliverable) as refused:
            await SmtpChannel(postbox.server()).hand_over(LETTER, AT)

    assert refused.value.reason == reason
    assert "ebedee" not in f"{refused.value!r} {refused.value.__cause__!r}"


@pytest.mark.parametrize(
    "answers",
    [{"to_recipient": "451 4.7.1 greylisted"}, {"to_data": "452 4.2.2 no space"}],
    ids=["recipient", "data"],
)
async def test_a_server_that_says_later_delays_the_message(
    answers: dict[str, str], tmp_path: Path
) -> None:
    with smtp_server(tmp_path) as postbox:
        for name, answer in answers.items():
            setattr(postbox, name, answer)
        with pytest.raises(Temporary):
            await SmtpChannel(postbox.server()).hand_over(LETTER, AT)


async def test_a_wrong_password_is_for_an_operator_to_mend_and_loses_nothing(
    tmp_path: Path,
) -> None:
    with smtp_server(tmp_path) as postbox:
        with pytest.raises(Temporary):
            await SmtpChannel(postbox.server(password="wrong")).hand_over(LETTER, AT)

        assert postbox.recipients == []


async def test_a_server_that_cannot_be_verified_gets_nothing(tmp_path: Path) -> None:
    with smtp_server(tmp_path) as postbox:
        stranger = replace(postbox.server(), ca_file=None)
        with pytest.raises(Temporary):
            await SmtpChannel(stranger).hand_over(LETTER, AT)

        assert postbox.recipients == []


async def test_a_server_that_offers_no_tls_gets_nothing() -> None:
    async with faulty_server("closes_after_data") as server:
        with pytest.raises(Temporary):
            await SmtpChannel(replace(server, security="starttls")).hand_over(LETTER, AT)


async def test_nobody_listens_there(tmp_path: Path) -> None:
    with smtp_server(tmp_path) as postbox:
        server = postbox.server()

    with pytest.raises(Temporary):
        await SmtpChannel(server).hand_over(LETTER, AT)


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_an_email_arrives_over_tls_and_a_repeat_is_recognisable(
    security: Literal["starttls", "tls"], tmp_path: Path
) -> None:
    with smtp_server(tmp_path, security) as postbox:
        channel = SmtpChannel(postbox.server())
        assert await channel.hand_over(LETTER, AT) == ""
        await channel.hand_over(LETTER, AT)

    first, again = postbox.taken
    assert postbox.recipients == [LETTER.address] * 2
    assert (first["From"], first["To"]) == (SENDER, LETTER.address)
    assert first["Subject"] == "Something to do in Rapid Review"
    assert first["Message-ID"] == again["Message-ID"] == f"<{LETTER.key}@example.org>"
    assert first["Auto-Submitted"] == "auto-generated"
    assert first.get_content().strip() == (
        f"You still have something to do. Sign in to see it: {PORTAL}/tasks"
    )
    assert await channel.arrival("") is Arrival.PENDING


def test_a_letter_does_not_show_where_it_goes() -> None:
    assert "zebedee" not in f"{LETTER!r} {LETTER}"
