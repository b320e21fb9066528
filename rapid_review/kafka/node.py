"""One Kafka node on loopback: broker and controller in one Java process, with a data folder of its own.

Promises:
- what was acknowledged is kept through ``kill`` and ``stop``: the next ``start`` stands on the same ports
  and the same data;
- nothing outside the data folder changes;
- on Linux the node dies with the program that started it, however that dies.

Its ports are bound to loopback. Nobody has to sign in there, unless the settings say so.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapid_review.kafka.jars import java
from rapid_review.kafka.lasting_thread import in_lasting_thread
from rapid_review.kafka.server_settings import LOGGING, Place, new_cluster_id, server_settings
from rapid_review.postgres.server import ServerUser, spawn

_START_S, _STOP_S, _POLL_S = 90.0, 20.0, 0.02
_STARTED = b"Kafka Server started"

_JAVA = (
    "-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData",
)  # fmt: skip


class CannotStart(Exception):
    """The node cannot be started; one plain sentence says what is wrong, and where."""


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
        return self.place.address

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
        if taken := self.place.taken():
            raise CannotStart(f"Kafka cannot start: another program has the port {taken}.")
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
                raise CannotStart(f"Kafka on {self.bootstrap} ended at once: {self.why()}")
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
        (self.folder / "log4j2.properties").write_text(LOGGING)
        log_folder = self.folder.resolve() / "log"
        settings = server_settings(self.place, self.others, self.protocol, log_folder)
        settings |= self.settings
        lines = [f"{name}={value}\n" for name, value in settings.items()]
        written = self.folder / "server.properties"
        written.touch(mode=0o600)  # It may hold a password.
        written.write_text("".join(lines))

    def _format(self) -> None:
        """Give the empty folder its cluster's id. What was half done by a killed start is done again."""
        self._seen = self.log.stat().st_size
        words = ["--config", "server.properties", "--cluster-id", self.cluster_id]
        done = self._java(
            "kafka.tools.StorageTool", "format", *words, "--ignore-formatted", *self.format_words
        )
        if done.wait(_START_S) != 0:
            raise CannotStart(f"Kafka cannot use the folder {self.folder}: {self.why()}")

    def _java(self, main: str, *words: str) -> subprocess.Popen[bytes]:
        properties = (
            "-Dlog4j2.configurationFile=log4j2.properties",
            "-Djava.io.tmpdir=tmp",  # Libraries unpack there, and a kill leaves them behind.
        )
        command = [str(java()), *_JAVA, *properties, "-cp", f"{self.jars.resolve()}/*", main]
        us = ServerUser("us", os.geteuid(), os.getegid())
        with self.log.open("ab") as log:
            return in_lasting_thread(
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

    def why(self) -> str:
        """The first thing that it complained of since its last start."""
        lines = self._said().decode(errors="replace").splitlines()
        told = [
            line for line in lines if " ERROR " in line or " FATAL " in line or "xception" in line
        ]
        return (told or lines or ["it said nothing."])[0]
