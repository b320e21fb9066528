"""Settings: what is wrong is said in one sentence without a value; secrets come from files, too; closed by default."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from chassis.settings import (
    SECRETS_FOLDER,
    KafkaSettings,
    ServiceSettings,
    SettingsWrong,
    TlsSettings,
)
from rapid_review.migrate import MigrationSettings
from services.reporting.settings import ReportingSettings

CANARY = "canary-7f3a"
KAFKA = {"BOOTSTRAP": "kafka:9093", "USERNAME": "review", "PASSWORD": CANARY}
REPORTING = {
    "DATABASE_DSN": f"postgresql://reporting:{CANARY}@localhost/reporting",
    "GRPC_ADDRESS": "127.0.0.1:8000",
    "MASTER_KEY": "ab" * 32,
    "TOKEN_KEY": "cd" * 32,
    "OWNERS": '{"referral": "referral:8000"}',
}
Environment = pytest.MonkeyPatch


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: Environment) -> None:
    monkeypatch.delenv(SECRETS_FOLDER, raising=False)
    for name in ("PGHOST", "PGSSLMODE", "PGSERVICE"):
        monkeypatch.delenv(name, raising=False)


def environment(monkeypatch: Environment, prefix: str, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"RAPID_REVIEW_{prefix}_{name}", value)


def sentence(settings: type[Any], **given: Any) -> str:
    """What is said when these settings are wrong; it never holds a secret."""
    with pytest.raises(SettingsWrong) as told:
        settings(**given)
    assert CANARY not in f"{told.value!r}"
    assert str(told.value).endswith(".")
    assert "\n" not in str(told.value)
    return str(told.value)


# --- One sentence ---------------------------------------------------------------------------------


def test_a_missing_setting_is_named() -> None:
    assert sentence(KafkaSettings) == "The setting RAPID_REVIEW_KAFKA_BOOTSTRAP is missing."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MASTER_KEY", f"{CANARY:g<64}"),
        ("MASTER_KEY", CANARY),
        ("TOKEN_KEY", CANARY),
        ("POOL_SIZE", CANARY),
        ("DATABASE_DSN", CANARY),
        ("DATABASE_DSN", f"mysql://{CANARY}@localhost/x"),
        ("DATABASE_DSN", f"postgresql://review:{CANARY}@db[/x"),
        ("DATABASE_DSN", f"postgresql://review:/{CANARY}@db/x"),
        ("DATABASE_DSN", f"postgresql://127.0.0.1:{CANARY}/x@localhost/x"),
        ("DATABASE_WITHOUT_TLS", CANARY),
        ("OWNERS", f'{{"{CANARY}": '),
        ("OWNERS", f'{{"{CANARY}": {{}}}}'),
        ("OWNERS", f'["{CANARY}"]'),
    ],
)
def test_a_wrong_setting_is_named_and_its_value_is_not(
    monkeypatch: Environment, name: str, value: str
) -> None:
    environment(monkeypatch, "REPORTING", **REPORTING | {name: value})

    assert f"RAPID_REVIEW_REPORTING_{name}" in sentence(ReportingSettings)


def test_a_setting_that_does_not_exist_is_refused() -> None:
    assert "no setting of the name RAPID_REVIEW_TLS_INVENTED" in sentence(
        TlsSettings, mode="off", invented=CANARY
    )


def test_a_secret_is_in_no_repr(monkeypatch: Environment) -> None:
    environment(monkeypatch, "REPORTING", **REPORTING)
    environment(monkeypatch, "KAFKA", **KAFKA)

    shown = f"{ReportingSettings()!r} {ReportingSettings()} {KafkaSettings()!r}"

    assert CANARY not in shown
    assert "abab" not in shown


# --- Closed by default ----------------------------------------------------------------------------


def test_tls_is_mutual_and_needs_its_files() -> None:
    assert "mutual TLS needs RAPID_REVIEW_TLS_CA_FILE" in sentence(TlsSettings)


@pytest.mark.parametrize("file", ["ca_file", "certificate_file", "key_file"])
def test_tls_needs_each_of_its_files(file: str) -> None:
    files = {name: "x.pem" for name in ("ca_file", "certificate_file", "key_file") if name != file}

    assert "mutual TLS needs" in sentence(TlsSettings, **files)


@pytest.mark.parametrize(
    "dsn",
    [
        "postgresql://db/review",
        "postgresql://db:5432/review?sslmode=require",
        "postgresql://db/review?sslmode=verify-ca",
        "postgresql://db/review?sslmode=verify-full&sslmode=disable",
        "postgresql://localhost,db/review",
        "postgresql:///review?host=db",
        "postgresql://review@198.51.100.7/review",
        "postgresql://localhost@db/review",
        "postgresql://review@db@localhost/review",
        "postgresql:///review?service=elsewhere",
        "postgresql://[2001:db8::7]:5432/review",
    ],
)
def test_a_database_over_the_network_needs_a_verified_server(
    monkeypatch: Environment, dsn: str
) -> None:
    environment(monkeypatch, "REPORTING", **REPORTING | {"DATABASE_DSN": dsn})

    said = sentence(ReportingSettings)

    assert "RAPID_REVIEW_REPORTING_DATABASE_DSN is wrong: it leads over the network" in said
    assert "…_DATABASE_WITHOUT_TLS=yes" in said
    environment(monkeypatch, "REPORTING", DATABASE_WITHOUT_TLS="yes")
    assert ReportingSettings().database_without_tls


@pytest.mark.parametrize(
    ("variable", "value"),
    [("PGHOST", "db"), ("PGHOST", "localhost,198.51.100.7"), ("PGSERVICE", "elsewhere")],
)
def test_a_host_that_only_the_driver_is_told_counts(
    monkeypatch: Environment, variable: str, value: str
) -> None:
    environment(monkeypatch, "REPORTING", **REPORTING | {"DATABASE_DSN": "postgresql:///review"})
    assert ReportingSettings().database_dsn

    monkeypatch.setenv(variable, value)

    assert "leads over the network" in sentence(ReportingSettings)


@pytest.mark.parametrize(
    "dsn",
    [
        "postgresql:///review",
        "postgresql:///review?host=/run/postgresql",
        "postgresql://review@%2Frun%2Fpostgresql/review",
        "postgresql://127.0.0.1:5432/review",
        "postgresql://[::1]:5432/review",
        "postgres://localhost,127.0.0.1:5433/review",
        "postgresql://db/review?sslmode=verify-full&sslrootcert=/run/secrets/ca.crt",
    ],
)
def test_a_database_here_or_behind_a_verified_server_is_accepted(
    monkeypatch: Environment, dsn: str
) -> None:
    environment(monkeypatch, "REPORTING", **REPORTING | {"DATABASE_DSN": dsn})

    assert ReportingSettings().database_dsn.get_secret_value() == dsn


@pytest.mark.parametrize(
    "bootstrap", ["kafka:9092", "localhost:9092,kafka:9092", "198.51.100.7:9092"]
)
def test_plaintext_kafka_is_refused_off_this_machine(bootstrap: str) -> None:
    assert "may be PLAINTEXT only when" in sentence(
        KafkaSettings, bootstrap=bootstrap, protocol="PLAINTEXT"
    )


@pytest.mark.parametrize("bootstrap", ["localhost:9092", "127.0.0.1:9092, [::1]:9092"])
def test_plaintext_kafka_is_accepted_on_this_machine(bootstrap: str) -> None:
    assert KafkaSettings(bootstrap=bootstrap, protocol="PLAINTEXT").bootstrap == bootstrap


# --- Secrets from files ---------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: Environment) -> Path:
    monkeypatch.setenv(SECRETS_FOLDER, str(tmp_path))
    return tmp_path


def test_a_folder_of_secrets_that_is_not_there_stops_the_start(
    monkeypatch: Environment, tmp_path: Path
) -> None:
    monkeypatch.setenv(SECRETS_FOLDER, str(tmp_path / "gone"))

    assert SECRETS_FOLDER in sentence(KafkaSettings, bootstrap="kafka:9093")


@pytest.mark.parametrize("fault", ["folder", "bytes"])
def test_a_secret_that_cannot_be_read_stops_the_start_with_its_file(
    folder: Path, fault: str
) -> None:
    file = folder / "rapid_review_kafka_password"
    file.mkdir() if fault == "folder" else file.write_bytes(b"\xff\xfe" + CANARY.encode())

    assert str(file) in sentence(KafkaSettings, bootstrap="kafka:9093")


def test_a_secret_is_read_from_its_file_without_the_end_of_its_line(folder: Path) -> None:
    (folder / "rapid_review_kafka_password").write_text(f" {CANARY} \r\n")

    settings = KafkaSettings(bootstrap="kafka:9093", username="review")

    assert settings.password.get_secret_value() == f" {CANARY} "


def test_the_environment_wins_over_a_file(monkeypatch: Environment, folder: Path) -> None:
    environment(monkeypatch, "KAFKA", **KAFKA)
    (folder / "rapid_review_kafka_password").write_text("of the file")
    (folder / "rapid_review_kafka_ca_file").write_text("of/the/file")

    settings = KafkaSettings()

    assert settings.password.get_secret_value() == CANARY
    assert settings.ca_file == Path("of/the/file")


def test_a_whole_service_can_be_set_from_files(folder: Path) -> None:
    for name, value in REPORTING.items():
        (folder / f"rapid_review_reporting_{name.lower()}").write_text(value + "\n")
    (folder / "..data").mkdir()
    (folder / "of_another_service").write_text(CANARY)

    settings: ServiceSettings = ReportingSettings()

    assert settings.master_key_bytes == b"\xab" * 32
    assert settings.database_dsn.get_secret_value() == REPORTING["DATABASE_DSN"]


def test_a_wrong_value_in_a_file_is_not_repeated(folder: Path, monkeypatch: Environment) -> None:
    environment(monkeypatch, "REPORTING", **REPORTING)
    monkeypatch.delenv("RAPID_REVIEW_REPORTING_OWNERS")
    (folder / "rapid_review_reporting_owners").write_text(f'{{"{CANARY}')

    assert "RAPID_REVIEW_REPORTING_OWNERS" in sentence(ReportingSettings)


def test_a_prefix_that_is_only_known_at_the_start_counts_for_files_and_sentences(
    folder: Path,
) -> None:
    dsn = "postgresql://owner@localhost/review"
    (folder / "rapid_review_review_owner_dsn").write_text(dsn)
    (folder / "rapid_review_review_database_dsn").write_text(dsn)

    settings = MigrationSettings(_env_prefix="RAPID_REVIEW_REVIEW_")

    assert settings.owner == dsn
    (folder / "rapid_review_review_owner_dsn").write_text(f"postgresql://owner:{CANARY}@db/review")
    said = sentence(MigrationSettings, _env_prefix="RAPID_REVIEW_REVIEW_")
    assert "RAPID_REVIEW_REVIEW_OWNER_DSN is wrong: it leads over the network" in said
