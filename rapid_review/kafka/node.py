"""One Kafka node on loopback: broker and controller in one Java process, with a data folder of its own.

Promises:
- what was acknowledged is kept through ``kill`` and ``stop``: the next ``start`` stands on the same ports
  and the same data;
- nothing outside the data folder changes;
- on Linux the node dies with the program that started it, however that dies.

Its ports are told apart by nobody but who has the number, and are bound to loopback. Nobody has to
sign in, unless the settings say so.
"""

from __future__ import annotations

import base64
import contextlib
import os
import queue
import random
import signal
import socket
import subprocess
import threading
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from rapid_review.kafka.jars import java
from rapid_review.postgres.server import ServerUser, spawn

LOOPBACK = "127.0.0.1"
_START_S, _STOP_S, _POLL_S = 90.0, 20.0, 0.02
# Below the ports that the kernel lends to clients: a node finds its own free when it comes back.
_PORTS = (20_000, 32_000)
_STARTED = b"Kafka Server started"

_JAVA = (
    "-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData",
)  # fmt: skip

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
_LOGGING = """\
appender.out.type = Console
appender.out.name = out
appender.out.layout.type = PatternLayout
appender.out.layout.pattern = %d{ISO8601} %p %c{1} %m%n
rootLogger.level = warn
rootLogger.appenderRef.out.ref = out
logger.started.name = kafka.server.KafkaRaftServer
logger.started.level = info
"""


class CannotStart(Exception):
    """The node cannot be started; one plain sentence says what is wrong, and where."""


def new_cluster_id() -> str:
    """A name for a new cluster, in the form that Kafka wants."""
    return base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")


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

    @property
    def voter(self) -> str:
        """How the controllers name one another."""
        return f"{self.node_id}@{LOOPBACK}:{self.controller_port}"


@dataclass
class LocalKafka:
    """One node; made once, then started and ended as often as you like, by one thread at a time."""

    jars: Path
    folder: Path
    place: Place = field(default_factory=Place.free)
    others: Sequence[Place] = ()
    protocol: str = "PLAINTEXT"
    settings: Mapping[str, str] = field(default_factory=dict)
    # What only the first start reads: the cluster's id, and users that are known from the beginning.
    cluster_id: str = field(default_factory=new_cluster_id)
    format_words: Sequence[str] = ()
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False, repr=False)

    @property
    def bootstrap(self) -> str:
        """The address for clients."""
        return f"{LOOPBACK}:{self.place.port}"

    @property
    def log(self) -> Path:
        """What the node wrote, over all its starts."""
        return self.folder / "kafka.log"

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it, for the first time or again, and wait until it answers."""
        self.begin()
        self.wait_until_started()

    def begin(self) -> None:
        """Start it and do not wait: the nodes of a cluster need one another to get ready."""
        if self.is_running:
            raise CannotStart(f"Kafka on {self.bootstrap} is running.")
        self._write_settings()
        if not (self.folder / "log/meta.properties").exists():
            self._format()
        self._seen = self.log.stat().st_size
        self._process = self._java("kafka.Kafka", "server.properties")

    def wait_until_started(self) -> None:
        """Wait until a node that was begun answers."""
        deadline = time.monotonic() + _START_S
        while _STARTED not in self._said():
            if not self.is_running:
                raise CannotStart(f"Kafka on {self.bootstrap} ended at once: {self._why()}")
            if time.monotonic() > deadline:
                self.kill()
                raise CannotStart(f"Kafka on {self.bootstrap} did not start within {_START_S} s.")
            time.sleep(_POLL_S)

    def stop(self) -> None:
        """End it cleanly; by force if that takes too long. Repeating it does nothing."""
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_STOP_S)
            self.kill()

    def kill(self) -> None:
        """End it as a power cut does: it has no chance to say goodbye. Repeating it does nothing."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def pause(self) -> None:
        """Freeze it: connections stay, and nobody answers."""
        self._running().send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let a frozen node go on."""
        self._running().send_signal(signal.SIGCONT)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise RuntimeError(f"Kafka on {self.bootstrap} is not running.")
        return self._process

    def _write_settings(self) -> None:
        (self.folder / "tmp").mkdir(mode=0o700, parents=True, exist_ok=True)
        self.log.touch(mode=0o600)
        (self.folder / "log4j2.properties").write_text(_LOGGING)
        lines = [f"{name}={value}\n" for name, value in self._all_settings().items()]
        settings = self.folder / "server.properties"
        settings.touch(mode=0o600)  # It may hold a password.
        settings.write_text("".join(lines))

    def _all_settings(self) -> dict[str, str]:
        nodes = sorted([self.place, *self.others], key=lambda place: place.node_id)
        copies = dict.fromkeys(_REPLICATION, str(len(nodes)))
        in_sync = dict.fromkeys(_IN_SYNC, str(len(nodes) // 2 + 1))
        return {
            **_SETTINGS,
            **copies,
            **in_sync,
            "node.id": str(self.place.node_id),
            "controller.quorum.voters": ",".join(place.voter for place in nodes),
            "listeners": f"{self.protocol}://{self.bootstrap},"
            f"CONTROLLER://{LOOPBACK}:{self.place.controller_port}",
            "listener.security.protocol.map": f"CONTROLLER:PLAINTEXT,{self.protocol}:{self.protocol}",
            "inter.broker.listener.name": self.protocol,
            "log.dirs": str(self.folder.resolve() / "log"),
            **self.settings,
        }

    def _format(self) -> None:
        """Give the empty folder its cluster's id. What was half done by a killed start is done again."""
        self._seen = self.log.stat().st_size
        words = ["--config", "server.properties", "--cluster-id", self.cluster_id]
        done = self._java(
            "kafka.tools.StorageTool", "format", *words, "--ignore-formatted", *self.format_words
        )
        if done.wait(_START_S) != 0:
            raise CannotStart(f"Kafka cannot use the folder {self.folder}: {self._why()}")

    def _java(self, main: str, *words: str) -> subprocess.Popen[bytes]:
        properties = (
            "-Dlog4j2.configurationFile=log4j2.properties",
            "-Djava.io.tmpdir=tmp",  # Libraries unpack there, and a kill leaves them behind.
        )
        command = [str(java()), *_JAVA, *properties, "-cp", f"{self.jars.resolve()}/*", main]
        us = ServerUser("us", os.geteuid(), os.getegid())
        with self.log.open("ab") as log:
            return _in_lasting_thread(
                lambda: spawn(
                    [*command, *words],
                    user=us,
                    folder=self.folder.resolve(),
                    at_our_death=signal.SIGKILL,
                    log=log,
                )
            )

    def _said(self) -> bytes:
        """What it wrote since the last start."""
        with self.log.open("rb") as log:
            log.seek(self._seen)
            return log.read()

    def _why(self) -> str:
        lines = self._said().decode(errors="replace").splitlines()
        told = [
            line for line in lines if " ERROR " in line or " FATAL " in line or "xception" in line
        ]
        return (told or lines or ["it said nothing."])[0]


def free_port() -> int:
    """A port on loopback that is free now and that no client will be lent."""
    while True:
        port = random.randrange(*_PORTS)  # noqa: S311 - chosen, not secret
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind((LOOPBACK, port))
            return port


Spawned = subprocess.Popen[bytes]


def _in_lasting_thread(spawn_it: Callable[[], Spawned]) -> Spawned:
    """Start a program in a thread that lives as long as we do.

    The kernel ends the program with the THREAD that started it, and that of a test may end early.
    """
    answer: queue.SimpleQueue[Spawned | BaseException] = queue.SimpleQueue()
    _orders().put((spawn_it, answer))
    spawned = answer.get()
    if isinstance(spawned, BaseException):
        raise spawned
    return spawned


_Orders = queue.SimpleQueue[
    tuple[Callable[[], Spawned], "queue.SimpleQueue[Spawned | BaseException]"]
]


@cache
def _orders() -> _Orders:
    orders: _Orders = queue.SimpleQueue()
    threading.Thread(target=_serve, args=(orders,), name="kafka-starter", daemon=True).start()
    return orders


def _serve(orders: _Orders) -> None:
    while True:
        spawn_it, answer = orders.get()
        try:
            answer.put(spawn_it())
        except BaseException as error:  # noqa: BLE001 - raised where it was asked for
            answer.put(error)
