"""One Kafka for the whole run, started when it is first needed; a topic of its own for each measurement."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from uuid import uuid4

from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from chassis.kafka.clients import topic_of
from chassis.settings import KafkaSettings
from rapid_review.kafka.jars import jars
from rapid_review.kafka.node import LocalKafka

ROOT = Path(__file__).parents[1]
PARTITIONS = 6
SERVICE = "referral"


class Broker:
    """The broker of this run."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._node: LocalKafka | None = None

    def bootstrap(self) -> str:
        """Its address. The first call starts it, which takes some seconds; raises ``NoKafka`` without Java."""
        if self._node is None:
            programs = jars(ROOT / "deploy/kafka/pom.xml", ROOT / ".cache/kafka")
            folder = tempfile.TemporaryDirectory(prefix="rapid-review-bench-")
            self._node = LocalKafka(programs, Path(self._stack.enter_context(folder)))
            self._node.start()
            self._stack.callback(self._node.stop)
        return self._node.bootstrap

    @property
    def node(self) -> LocalKafka:
        """The node itself, once it was started."""
        assert self._node is not None
        return self._node

    def stop(self) -> None:
        """End it, if it was started."""
        self._stack.close()

    @asynccontextmanager
    async def topic(self, *services: str) -> AsyncIterator[KafkaSettings]:
        """Settings under which the topics of these services, or of one, exist and are empty."""
        settings = KafkaSettings(
            bootstrap=self.bootstrap(), protocol="PLAINTEXT", prefix=f"bench-{uuid4().hex[:8]}."
        )
        names = [topic_of(settings, service) for service in services or (SERVICE,)]
        admin = AIOKafkaAdminClient(bootstrap_servers=settings.bootstrap)
        await admin.start()
        try:
            await admin.create_topics([NewTopic(name, PARTITIONS, 1) for name in names])
            while not all(one["partitions"] for one in await admin.describe_topics(names)):
                await asyncio.sleep(0.05)
            yield settings
            await admin.delete_topics(names)
        finally:
            await admin.close()
