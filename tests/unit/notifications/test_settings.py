"""Which channels a region has is said by its settings; what does not fit together stops the start."""

from __future__ import annotations

import pytest

from chassis.settings import SECRETS_FOLDER, SettingsWrong
from services.notifications.main import channels_of
from services.notifications.settings import NOTIFY_URL, NotificationsSettings

CANARY = "canary-7f3a"
PREFIX = "RAPID_REVIEW_NOTIFICATIONS_"
ENOUGH = {
    "DATABASE_DSN": "postgresql://notifications@localhost/notifications",
    "GRPC_ADDRESS": "127.0.0.1:8000",
    "MASTER_KEY": "ab" * 32,
    "TOKEN_KEY": "cd" * 32,
}
PORTAL = {"PORTAL_URL": "https://reviews.example.org/"}
SMTP = {
    "SMTP_HOST": "smtp.example.org",
    "SMTP_SENDER": "reviews@example.org",
    "SMTP_PASSWORD": CANARY,
}
NOTIFY = {"NOTIFY_API_KEY": CANARY, "NOTIFY_TEMPLATE_ID": "7e000000-0000-0000-0000-000000000000"}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (SECRETS_FOLDER, "PGHOST", "PGSSLMODE", "PGSERVICE"):
        monkeypatch.delenv(name, raising=False)


def settings(monkeypatch: pytest.MonkeyPatch, **values: str) -> NotificationsSettings:
    for name, value in (ENOUGH | values).items():
        monkeypatch.setenv(PREFIX + name, value)
    return NotificationsSettings()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (PORTAL | SMTP | {"SMTP_SENDER": ""}, "SMTP_SENDER"),
        (PORTAL | SMTP | {"SMTP_SENDER": "The Platform"}, "SMTP_SENDER"),
        (PORTAL | SMTP | {"SMTP_SECURITY": "off"}, "SMTP_SECURITY may be off only"),
        (PORTAL | SMTP | {"SMTP_SECURITY": "maybe"}, "SMTP_SECURITY"),
        (PORTAL | SMTP | {"SMTP_PORT": "0"}, "SMTP_PORT"),
        (PORTAL | NOTIFY | {"NOTIFY_TEMPLATE_ID": ""}, "NOTIFY_TEMPLATE_ID"),
        (PORTAL | NOTIFY | {"NOTIFY_URL": "http://notify.example.org"}, "NOTIFY_URL"),
        (SMTP, "PORTAL_URL"),
        (NOTIFY, "PORTAL_URL"),
        ({"PORTAL_URL": "http://reviews.example.org"}, "PORTAL_URL"),
        ({"PORTAL_URL": "reviews"}, "PORTAL_URL"),
    ],
)
def test_what_does_not_fit_together_stops_the_start_with_one_sentence(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], said: str
) -> None:
    with pytest.raises(SettingsWrong) as told:
        settings(monkeypatch, **values)

    assert PREFIX + said in str(told.value)
    assert str(told.value).endswith(".")
    assert CANARY not in str(told.value)


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ({}, []),
        (PORTAL, []),
        (PORTAL | SMTP, ["smtp"]),
        (PORTAL | NOTIFY, ["notify"]),
        (PORTAL | SMTP | NOTIFY, ["smtp", "notify"]),
        (PORTAL | SMTP | {"SMTP_HOST": "localhost", "SMTP_SECURITY": "off"}, ["smtp"]),
    ],
)
def test_a_region_has_the_channels_that_its_settings_describe(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], names: list[str]
) -> None:
    given = settings(monkeypatch, **values)

    assert [channel.name for channel in channels_of(given)] == names
    assert given.notify_url == NOTIFY_URL
    assert CANARY not in f"{given!r}"


def test_a_channel_does_not_show_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    smtp, notify = channels_of(settings(monkeypatch, **PORTAL, **SMTP, **NOTIFY))

    assert CANARY not in f"{vars(smtp)} {vars(notify)}"
