"""What a region stands on: secrets, certificates, PostgreSQL and Kafka, from the files of ``deploy/``.

The same scripts and settings as in the containers; only places differ.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from rapid_review.kafka.jars import jars
from rapid_review.kafka.node import LocalKafka
from rapid_review.kafka.server_settings import Place
from rapid_review.postgres.embedded import EmbeddedPostgres, Network
from rapid_review.postgres.server import installed_programs
from rapid_review.region import sign_in
from rapid_review.region.compose_file import Part
from rapid_review.region.places import Places
from rapid_review.settings import LOOPBACK

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
CERTIFIED = (
    "referral", "review", "submissions", "learning", "notifications", "reporting", "portal", "kafka",
    "postgres", "cli",
)  # fmt: skip
KAFKA_OWN = ("listeners", "advertised.listeners", "controller.quorum.voters", "log.dirs")
POSTGRES_OWN = (
    "listen_addresses", "hba_file", "ssl", "ssl_cert_file", "ssl_key_file", "ssl_min_protocol_version",
)  # fmt: skip
SCRIPT_S = 120.0


class CannotPrepare(Exception):
    """The ground of a region cannot be laid; the message is one plain sentence."""


def make_secrets(places: Places) -> None:
    """Every password and key that the region needs, made once."""
    _run(
        "The secrets",
        [sys.executable, str(DEPLOY / "make_secrets.py"), str(places.folder("secrets"))],
    )
    keys = places.folder("keys")
    keys.mkdir(mode=0o700, exist_ok=True)
    shutil.copyfile(places.folder("secrets", "token_key"), keys / "token.key")


def make_certificates(places: Places) -> None:
    """An authority and a certificate for each part, made once."""
    for part in CERTIFIED:
        places.folder("certificates", part).mkdir(parents=True, exist_ok=True)
    _run(
        "The certificates",
        ["sh", str(DEPLOY / "certificates.sh"), str(places.folder("certificates"))],
    )


def give_secrets(places: Places, part: Part) -> None:
    """Lay before a part the secrets that it is given, and no others."""
    folder = places.folder("given", part.name)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    for name, source in sign_in.given(part).items():
        value = places.folder("secrets", source).read_text("ascii")
        file = folder / name
        file.touch(mode=0o600)
        file.write_text(places.here(part.name, value, part.certificate), "ascii")


async def start_postgres(places: Places) -> EmbeddedPostgres:
    """The database server, with one database and two roles for each service.

    The server of the wheel is built without TLS: here, on loopback, it lets in who has a password.
    """
    rules = (DEPLOY / "postgres/pg_hba.conf").read_text("utf-8").replace("hostssl", "host")
    settings = _assignments(DEPLOY / "postgres/postgresql.conf", POSTGRES_OWN)
    network = Network(LOOPBACK, places.database_port, settings, lent={"hba_file": rules})
    server = await EmbeddedPostgres.start(places.folder("postgres"), network=network)
    mark = places.folder("postgres", "databases.made")
    if not mark.exists():
        environment = {
            **server.psql_environment(),
            "PATH": f"{installed_programs() / 'bin'}:{os.environ.get('PATH', '')}",
            "POSTGRES_SECRETS": str(places.folder("secrets")),
        }
        try:
            _run("The databases", ["bash", str(DEPLOY / "postgres/databases.sh")], environment)
        except CannotPrepare:
            await server.stop()
            raise
        mark.touch()
    return server


def kafka(places: Places) -> LocalKafka:
    """The Kafka node, not started yet, with the users of the compose file."""
    secrets, folder = places.folder("secrets"), places.folder("kafka")
    folder.mkdir(parents=True, exist_ok=True)
    settings = _assignments(DEPLOY / "kafka/server.properties", KAFKA_OWN)
    here = {
        name: value.replace("/certificates", str(places.folder("certificates", "kafka")))
        .replace("/run/secrets", str(secrets))
        for name, value in settings.items()
    }  # fmt: skip
    place = Place(1, places.kafka_port, places.kafka_port + 1)
    listeners = f"SERVICES://{place.address},CONTROLLER://{LOOPBACK}:{place.controller_port}"
    here |= {"listeners": listeners, "advertised.listeners": f"SERVICES://{place.address}"}
    return LocalKafka(
        jars(DEPLOY / "kafka/pom.xml", ROOT / ".cache/kafka"), folder, place, protocol="SASL_SSL", settings=here,
        format_words=[f"@{_users(secrets, folder)}"],
    )  # fmt: skip


def _users(secrets: Path, folder: Path) -> Path:
    """The users and their passwords in a file: on a command line everybody could read them."""
    words = []
    for file in sorted(secrets.glob("kafka_*_password")):
        user = file.name.removeprefix("kafka_").removesuffix("_password")
        password = file.read_text("ascii")
        words += ["--add-scram", f"SCRAM-SHA-512=[name={user},password={password}]"]
    users = folder / "users"
    users.unlink(missing_ok=True)
    users.touch(mode=0o600)
    users.write_text("\n".join(words), "ascii")
    return users


def _assignments(file: Path, without: Sequence[str]) -> dict[str, str]:
    """The settings of a file of ``deploy/``, without those that this machine has its own for."""
    found = re.findall(r"^([\w.-]+) ?= ?'?(.*?)'?$", file.read_text("utf-8"), re.MULTILINE)
    return {name: value for name, value in found if name not in without}


def _run(what: str, command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
    path = f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}"
    done = subprocess.run(  # noqa: S603 - our own scripts with our own words
        command, cwd=ROOT, env={**os.environ, "PATH": path, **(environment or {})}, text=True,
        capture_output=True, timeout=SCRIPT_S, check=False,
    )  # fmt: skip
    if done.returncode:
        reason = (done.stderr or done.stdout).strip().splitlines()
        raise CannotPrepare(
            f"{what} could not be made: {reason[-1] if reason else 'no reason given'}"
        )
