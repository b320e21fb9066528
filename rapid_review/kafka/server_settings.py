"""How a node is set up: its place in the cluster, its settings, what it writes to its log."""

from __future__ import annotations

import base64
import random
import socket
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

LOOPBACK = "127.0.0.1"
# Below the ports that the kernel lends to clients: a node finds its own free when it comes back.
_PORTS = (20_000, 32_000)

# Quick and small, for one machine; nothing here trades away what was acknowledged.
_SETTINGS = {
    "process.roles": "broker,controller",
    "controller.listener.names": "CONTROLLER",
    "auto.create.topics.enable": "false",
    "offsets.topic.num.partitions": "4",
    "transaction.state.log.num.partitions": "4",
    "share.coordinator.state.topic.num.partitions": "4",
    # A node that was killed is let in again when its old session has ended.
    "broker.session.timeout.ms": "3000",
    "broker.heartbeat.interval.ms": "500",
    "group.initial.rebalance.delay.ms": "0",
    "group.min.session.timeout.ms": "500",
    "log.index.size.max.bytes": "1048576",
    "num.network.threads": "2",
    "num.io.threads": "4",
    "background.threads": "2",
}
_REPLICATION = (
    "default.replication.factor",
    "offsets.topic.replication.factor",
    "transaction.state.log.replication.factor",
    "share.coordinator.state.topic.replication.factor",
)
_IN_SYNC = (
    "min.insync.replicas",
    "transaction.state.log.min.isr",
    "share.coordinator.state.topic.min.isr",
)

# Warnings only, and the one line by which we know that it answers.
LOGGING = """\
appender.out.type = Console
appender.out.name = out
appender.out.layout.type = PatternLayout
appender.out.layout.pattern = %d{ISO8601} %p %c{1} %m%n
rootLogger.level = warn
rootLogger.appenderRef.out.ref = out
logger.started.name = kafka.server.KafkaRaftServer
logger.started.level = info
"""


def new_cluster_id() -> str:
    """A name for a new cluster, in the form that Kafka wants."""
    name = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
    # Kafka's programs take a word that begins so for an option.
    return new_cluster_id() if name.startswith("-") else name


@dataclass(frozen=True)
class Place:
    """Where a node stands in its cluster: its number and its two ports on loopback."""

    node_id: int
    port: int
    controller_port: int

    @classmethod
    def free(cls, node_id: int = 1, port: int | None = None) -> Place:
        """A place with ports that are free now, or with the port that is asked for."""
        return cls(node_id, port or free_port(), free_port())

    def taken(self) -> int | None:
        """The one of its ports that another program has."""
        return next((port for port in (self.port, self.controller_port) if not is_free(port)), None)

    @property
    def address(self) -> str:
        """Where clients find it."""
        return f"{LOOPBACK}:{self.port}"

    @property
    def voter(self) -> str:
        """How the controllers name one another."""
        return f"{self.node_id}@{LOOPBACK}:{self.controller_port}"


def server_settings(
    place: Place, others: Iterable[Place], protocol: str, log_folder: Path
) -> dict[str, str]:
    """The settings of one node among others. With three nodes, one may die and nothing is lost."""
    nodes = sorted([place, *others], key=lambda node: node.node_id)
    copies = dict.fromkeys(_REPLICATION, str(len(nodes)))
    in_sync = dict.fromkeys(_IN_SYNC, str(len(nodes) // 2 + 1))
    return {
        **_SETTINGS,
        **copies,
        **in_sync,
        "node.id": str(place.node_id),
        "controller.quorum.voters": ",".join(node.voter for node in nodes),
        "listeners": f"{protocol}://{place.address},"
        f"CONTROLLER://{LOOPBACK}:{place.controller_port}",
        "listener.security.protocol.map": f"CONTROLLER:PLAINTEXT,{protocol}:{protocol}",
        "inter.broker.listener.name": protocol,
        "log.dirs": str(log_folder),
    }


def free_port() -> int:
    """A port on loopback that is free now and that no client will be lent."""
    while True:
        port = random.randrange(*_PORTS)  # noqa: S311 - chosen, not secret
        if is_free(port):
            return port


def is_free(port: int) -> bool:
    """Whether a server could stand on this port of loopback."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # As Kafka does.
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True
