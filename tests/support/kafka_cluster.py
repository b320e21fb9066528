"""Brokers that one test owns: a node, three nodes, or a node that lets in only whom it knows.

with own_kafka(tmp_path) as node:            # or own_cluster, or secured_kafka
    node.start()
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaConnectionError, NodeNotReadyError

from rapid_review.kafka.node import LocalKafka
from rapid_review.kafka.server_settings import Place, new_cluster_id
from tests.support.kafka_choice import own_programs

LEADER_S = 30.0


@contextmanager
def own_kafka(folder: Path) -> Iterator[LocalKafka]:
    """A node that is not running yet, and surely not any more afterwards."""
    node = LocalKafka(own_programs(), folder / "kafka")
    try:
        yield node
    finally:
        node.kill()


class KafkaCluster:
    """Nodes that copy from one another. Of three, one may die: an acknowledged message is on two."""

    def __init__(self, jars: Path, folder: Path, nodes: int = 3) -> None:
        places = [Place.free(number) for number in range(1, nodes + 1)]
        cluster = new_cluster_id()
        self.nodes = [
            LocalKafka(
                jars,
                folder / f"kafka-{place.node_id}",
                place,
                others=[other for other in places if other != place],
                cluster_id=cluster,
            )
            for place in places
        ]

    @property
    def bootstrap(self) -> str:
        return ",".join(node.bootstrap for node in self.nodes)

    def start(self) -> None:
        """Start those that do not run, and wait until each answers."""
        begun = [node for node in self.nodes if not node.is_running]
        for node in begun:
            node.begin()
        for node in begun:
            node.wait_until_started()

    def kill(self) -> None:
        for node in self.nodes:
            node.kill()

    async def leader(self, topic: str, partition: int = 0, *, not_: int = -1) -> LocalKafka:
        """The node that leads the partition, once it is another than the one that is not meant."""
        alive = ",".join(node.bootstrap for node in self.nodes if node.is_running)
        admin = AIOKafkaAdminClient(bootstrap_servers=alive)
        await admin.start()
        try:
            async with asyncio.timeout(LEADER_S):
                while (found := await _leader(admin, topic, partition)) in {-1, not_}:
                    await asyncio.sleep(0.05)
                return self.nodes[found - 1]
        finally:
            await admin.close()


async def _leader(admin: AIOKafkaAdminClient, topic: str, partition: int) -> int:
    try:
        described = await admin.describe_topics([topic])
    except (KafkaConnectionError, NodeNotReadyError):  # It asked the dead one.
        return -1
    leaders = {one["partition"]: int(one["leader"]) for one in described[0]["partitions"]}
    return leaders.get(partition, -1)


@contextmanager
def own_cluster(folder: Path, nodes: int = 3) -> Iterator[KafkaCluster]:
    """A cluster that is not running yet, and surely not any more afterwards."""
    cluster = KafkaCluster(own_programs(), folder, nodes)
    try:
        yield cluster
    finally:
        cluster.kill()
