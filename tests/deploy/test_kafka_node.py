"""deploy/kafka/start.sh and server.properties with Kafka's own programs: who comes in, and what stays."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.client import AIOKafkaClient
from aiokafka.errors import KafkaConnectionError

from chassis.kafka.clients import PRODUCER, connection
from chassis.settings import KafkaSettings
from deploy import make_secrets
from rapid_review.certificates import make
from rapid_review.kafka.server_settings import free_port
from tests.deploy.region import DEPLOY
from tests.support.kafka_choice import own_programs

pytestmark = [
    pytest.mark.integration,
    # aiokafka does not wait for the goodbye of TLS, so a test may end before its last connection has.
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

WITHIN_S = 90.0
PROGRAMS = {"kafka-storage.sh": "kafka.tools.StorageTool", "kafka-server-start.sh": "kafka.Kafka"}
TOPIC = "rapid-review.review.v1"


class Node:
    """The node of the compose file on loopback: its own script and settings, with other places."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self.port = folder, free_port()
        make_secrets.make(folder / "secrets")
        make(folder / "certificates", ["kafka"])
        (folder / "bin").mkdir()
        for name, main in PROGRAMS.items():
            self._write_program(folder / "bin" / name, main, programs)
        self._write_settings()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """As the container does; the log file holds what it said."""
        environment = {
            **os.environ,
            "KAFKA_PROGRAMS": str(self.folder / "bin"),
            "KAFKA_SECRETS": str(self.folder / "secrets"),
            "KAFKA_SETTINGS": str(self.folder / "server.properties"),
        }
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                ["bash", DEPLOY / "kafka/start.sh"],
                env=environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def end(self) -> None:
        """By force: nothing that was acknowledged may need a goodbye."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def client(self, user: str, password: str = "") -> dict[str, object]:
        """The arguments with which our own clients sign in."""
        known = (self.folder / f"secrets/kafka_{user}_password").read_text()
        settings = KafkaSettings(
            bootstrap=f"127.0.0.1:{self.port}",
            username=user,
            password=password or known,
            ca_file=self.folder / "certificates/ca.crt",
        )
        return connection(settings)

    async def answers(self) -> None:
        """Wait until it lets somebody in."""
        async with asyncio.timeout(WITHIN_S):
            while True:
                client = AIOKafkaClient(**self.client("topics"))
                try:
                    await client.bootstrap()
                except KafkaConnectionError:
                    await asyncio.sleep(0.2)
                else:
                    return
                finally:
                    await client.close()

    @staticmethod
    def _write_program(file: Path, main: str, programs: Path) -> None:
        logging = DEPLOY / "kafka/log4j2.properties"
        java = f"java -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dlog4j2.configurationFile={logging}"
        file.write_text(f'#!/bin/sh\nexec {java} -cp "{programs}/*" {main} "$@"\n')
        file.chmod(0o755)

    def _write_settings(self) -> None:
        text = (DEPLOY / "kafka/server.properties").read_text("utf-8")
        for here, there in (
            ("/run/secrets", f"{self.folder}/secrets"),
            ("/certificates:", f"{self.folder}/certificates:"),
            ("/var/lib/kafka/data", f"{self.folder}/kept"),
            ("SERVICES://:9092", f"SERVICES://127.0.0.1:{self.port}"),
            ("SERVICES://kafka:9092", f"SERVICES://127.0.0.1:{self.port}"),
            ("127.0.0.1:9093", f"127.0.0.1:{free_port()}"),
        ):
            assert here in text
            text = text.replace(here, there)
        (self.folder / "server.properties").write_text(text)


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    found = Node(tmp_path_factory.mktemp("node"), own_programs())
    found.start()
    try:
        yield found
    finally:
        found.end()


async def test_a_wrong_password_is_refused(node: Node) -> None:
    await node.answers()
    client = AIOKafkaClient(**node.client("review", password="another"))

    with pytest.raises(KafkaConnectionError):
        await client.bootstrap()

    await client.close()


@pytest.mark.parametrize("user", make_secrets.KAFKA_USERS)
async def test_every_user_signs_in_with_the_password_of_its_file(node: Node, user: str) -> None:
    await node.answers()
    client = AIOKafkaClient(**node.client(user))

    await client.bootstrap()

    await client.close()


async def test_what_was_acknowledged_is_kept_through_a_kill_and_no_topic_comes_by_itself(
    node: Node,
) -> None:
    await node.answers()
    await create(node, TOPIC)
    producer = AIOKafkaProducer(**node.client("review"), **PRODUCER)
    await producer.start()
    await producer.send_and_wait(TOPIC, b"told", key=b"case")
    await producer.stop()

    node.end()
    node.start()
    await node.answers()

    async with AIOKafkaConsumer(
        TOPIC, **node.client("reporting"), auto_offset_reset="earliest"
    ) as consumer:
        told = await asyncio.wait_for(consumer.getone(), WITHIN_S)
        topics = await consumer.topics()
    assert told.value == b"told"
    assert topics == {TOPIC}


def test_nothing_with_which_a_password_is_checked_goes_to_the_log(node: Node) -> None:
    said = node.log.read_text()

    assert "storedKey" not in said
    assert not any(file.read_text() in said for file in (node.folder / "secrets").iterdir())


async def create(node: Node, topic: str) -> None:
    admin = AIOKafkaAdminClient(**node.client("topics"))
    await admin.start()
    answer = await admin.create_topics([NewTopic(topic, 1, 1)])
    await admin.close()
    assert all(error[1] == 0 for error in answer.topic_errors), answer
