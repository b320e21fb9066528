"""What the compose file tells each part is what its settings ask for: each name known, each demand met, no secret."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from chassis.settings import SECRETS_FOLDER, SettingsWrong
from deploy import make_secrets
from rapid_review.migrate import MigrationSettings
from rapid_review.settings import SERVICES
from tests.deploy.region import (
    ONCE,
    PARTS,
    Compose,
    compose,
    environment,
    overlay,
    secrets,
    services,
    spoilt,
    volumes,
)
from tests.tidy.sources import loaded_modules
from tests.tidy.test_settings import settings_classes, variables

SETTINGS = {found.__name__: found for found in settings_classes(loaded_modules())}
SHARED = ("TlsSettings", "TelemetrySettings")
READ_BY: dict[str, tuple[str, ...]] = {
    **{name: (f"{name.title()}Settings", "KafkaSettings", *SHARED) for name in SERVICES},
    "portal": ("PortalSettings", *SHARED),
    "topics": ("KafkaSettings",),
}
"""Which settings each part reads. ``migrate`` reads two of every service."""
MIGRATED = {
    f"RAPID_REVIEW_{name.upper()}_{dsn}_DSN" for name in SERVICES for dsn in ("OWNER", "DATABASE")
}
OTHERS = {
    "postgres": {"PGDATA", "POSTGRES_PASSWORD_FILE", "POSTGRES_INITDB_ARGS"},
    "kafka": {"KAFKA_HEAP_OPTS", "KAFKA_LOG4J_OPTS", "LOG_DIR", "EXTRA_ARGS"},
}
GRAFANA = re.compile(r"GF_(SECURITY|USERS|ANALYTICS|PLUGINS|DASHBOARDS)_[A-Z_]+")
SECRET = re.compile(r"PASSWORD|SECRET|TOKEN|DSN|_KEY$|CREDENTIAL")
HAS_A_PASSWORD = re.compile(r"://[^/\s]*:[^/\s]*@|[0-9a-f]{32}|[A-Za-z0-9_-]{40}")


def known_names(part: str) -> set[str]:
    """Every variable that this part reads."""
    if part == "migrate":
        return MIGRATED | {SECRETS_FOLDER}
    read = (SETTINGS[name] for name in READ_BY[part] if name in SETTINGS)
    return {name for settings in read for name in variables(settings)} | {SECRETS_FOLDER}


def name_problems(region: Compose) -> list[str]:
    """Variables and files that nobody reads."""
    found = []
    for part, service in services(region):
        names = set(environment(service))
        if part in (*PARTS, "migrate", "topics"):
            unknown = (names | {name.upper() for name in secrets(service)}) - known_names(part)
        elif part == "grafana":
            unknown = {name for name in names if not GRAFANA.fullmatch(name)}
        else:
            unknown = names - OTHERS.get(part, set())
        found += [f"{part} does not read {name}" for name in sorted(unknown)]
    return found


def secret_problems(region: Compose) -> list[str]:
    """Secrets in an environment, where every process of the container and every `inspect` sees them."""
    return [
        f"{part} is told {name}"
        for part, service in services(region)
        for name, value in environment(service).items()
        if name != SECRETS_FOLDER
        if (SECRET.search(name) and not name.endswith("_FILE")) or HAS_A_PASSWORD.search(value)
    ]


def read_as_started(
    part: str, region: Compose, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """What is wrong when this part reads its settings, with the very environment and files of its container."""
    lay_before(part, region, folder, monkeypatch)
    return list(_refusals(READ_BY[part]))


def lay_before(part: str, region: Compose, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, mine = folder / "made", folder / "mine"
    make_secrets.make(made)
    mine.mkdir()
    service = region["services"][part]
    for target, source in secrets(service).items():
        (mine / target).write_text((made / source).read_text())
    for name, value in environment(service).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv(SECRETS_FOLDER, str(mine))


def _refusals(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        try:
            SETTINGS[name]()
        except SettingsWrong as problem:
            yield str(problem)


def address_problems(region: Compose) -> list[str]:
    """Addresses of a part or a port that nobody has."""
    doors = dict.fromkeys(PARTS, "8000") | {
        "kafka": "9092",
        "postgres": "5432",
        "collector": "4317",
    }
    found = []
    for part, service in services(region):
        for name, value in environment(service).items():
            for host, port in re.findall(r"\b([a-z]+):(\d+)", value):
                if doors.get(host) != port:
                    found.append(f"{part}: {name} leads to {host}:{port}")
                elif not _meet(region, part, host):
                    found.append(f"{part} does not reach {host}")
    return found


def _meet(region: Compose, one: str, other: str) -> bool:
    networks = [set(region["services"][name].get("networks", [])) for name in (one, other)]
    return bool(networks[0] & networks[1])


def file_problems(region: Compose) -> list[str]:
    """Certificates that a part is told to read and that are not laid before it."""
    found = []
    for part, service in services(region):
        there = {source.removesuffix("_certificate") for source, _, _ in volumes(service)}
        for name, value in environment(service).items():
            match = re.fullmatch(r"/certificates/([a-z]+)\.(crt|key)", value)
            if match and match[1] not in there | ({"ca"} if there else set()):
                found.append(f"{part}: {name} is not there")
    return found


def test_every_name_is_read_by_the_part_that_is_told_it() -> None:
    assert name_problems(compose()) == []


def test_no_secret_stands_in_an_environment() -> None:
    assert secret_problems(compose()) == []


@pytest.mark.parametrize("part", READ_BY)
def test_every_part_can_start_with_what_it_is_told(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_as_started(part, compose(), tmp_path, monkeypatch) == []


def test_migrations_find_the_owner_and_the_role_of_every_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_before("migrate", compose(), tmp_path, monkeypatch)

    for name in SERVICES:
        found = MigrationSettings.of(name)
        assert (found.owner.partition(":")[0], found.role) == ("postgresql", name)
        assert f"//{name}_owner:" in found.owner


def test_migrations_are_told_nothing_else() -> None:
    assert {name.upper() for name in secrets(compose()["services"]["migrate"])} == MIGRATED


def test_every_address_is_that_of_a_part_within_reach() -> None:
    assert address_problems(compose()) == []


def test_every_certificate_that_is_named_is_laid_before_the_part() -> None:
    assert file_problems(compose()) == []


def test_every_secret_of_the_compose_file_is_made_and_every_one_that_is_made_is_used() -> None:
    made = {f"./deploy/secrets/{name}" for name, _ in make_secrets.all_secrets({})}

    named = {**compose()["secrets"], **overlay()["secrets"]}
    assert {secret["file"] for secret in named.values()} == made


def test_every_part_of_ours_is_looked_at() -> None:
    ours = {name for name, service in services(compose()) if "build" in service}

    assert ours == {*PARTS, *ONCE}


@pytest.mark.parametrize(
    ("at", "value", "problem"),
    [
        (
            "services/review/environment/RAPID_REVIEW_REVIEW_GRPC_ADRESS",
            "x",
            "review does not read RAPID_REVIEW_REVIEW_GRPC_ADRESS",
        ),
        (
            "services/review/environment/RAPID_REVIEW_LEARNING_POOL_SIZE",
            "8",
            "review does not read RAPID_REVIEW_LEARNING_POOL_SIZE",
        ),
        (
            "services/portal/secrets/+",
            {"source": "token_key", "target": "rapid_review_portal_token"},
            "portal does not read RAPID_REVIEW_PORTAL_TOKEN",
        ),
        ("services/kafka/environment/KAFKA_HEAP_OPS", "x", "kafka does not read KAFKA_HEAP_OPS"),
        ("services/grafana/environment/GF_SECURTY_X", "x", "grafana does not read GF_SECURTY_X"),
    ],
)
def test_a_misspelt_name_is_caught(at: str, value: Any, problem: str) -> None:
    assert problem in name_problems(spoilt(at, value))


@pytest.mark.parametrize(
    ("part", "at", "value", "problem"),
    [
        ("review", "environment/RAPID_REVIEW_REVIEW_GRPC_ADDRESS", None, "GRPC_ADDRESS is missing"),
        ("review", "environment/RAPID_REVIEW_KAFKA_USERNAME", None, "SASL_SSL needs"),
        ("review", "environment/RAPID_REVIEW_TLS_KEY_FILE", None, "mutual TLS needs"),
        ("review", "secrets", [], "RAPID_REVIEW_REVIEW_DATABASE_DSN is missing"),
        ("reporting", "environment/RAPID_REVIEW_REPORTING_OWNERS", "{", "it is not JSON"),
        ("portal", "environment/RAPID_REVIEW_PORTAL_ADDRESS", "here", "PORTAL_ADDRESS is wrong"),
        ("topics", "environment/RAPID_REVIEW_KAFKA_PROTOCOL", "PLAIN", "KAFKA_PROTOCOL is wrong"),
    ],
)
def test_a_missing_or_wrong_setting_is_caught(
    part: str, at: str, value: Any, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    region = spoilt(f"services/{part}/{at}", value)

    assert problem in " ".join(read_as_started(part, region, tmp_path, monkeypatch))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("POSTGRES_PASSWORD", "x"),
        ("RAPID_REVIEW_REVIEW_MASTER_KEY", "x"),
        ("HARMLESS", "postgresql://review:secret@postgres/review"),
        ("HARMLESS", "ab" * 32),
    ],
)
def test_a_secret_in_an_environment_is_caught(name: str, value: str) -> None:
    assert secret_problems(spoilt(f"services/postgres/environment/{name}", value)) == [
        f"postgres is told {name}"
    ]


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("report:8000", "portal: RAPID_REVIEW_PORTAL_REPORTING leads to report:8000"),
        ("reporting:8001", "portal: RAPID_REVIEW_PORTAL_REPORTING leads to reporting:8001"),
        ("kafka:9092", "portal does not reach kafka"),
    ],
)
def test_an_address_of_nobody_is_caught(address: str, problem: str) -> None:
    region = spoilt("services/portal/environment/RAPID_REVIEW_PORTAL_REPORTING", address)

    assert address_problems(region) == [problem]


def test_a_certificate_of_somebody_else_is_caught() -> None:
    at = "services/portal/environment/RAPID_REVIEW_TLS_KEY_FILE"

    assert file_problems(spoilt(at, "/certificates/review.key")) == [
        "portal: RAPID_REVIEW_TLS_KEY_FILE is not there"
    ]
