"""A Kafka for a person by hand: it runs until Ctrl-C. `make kafka` starts it.

Arguments: the Maven file that names its programs, and the folder that they are kept in.
Exit status: 0 stopped as asked; 1 it ended by itself; 2 it cannot start here.
"""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path

from pydantic import Field

from chassis.settings import Settings, SettingsWrong
from rapid_review.kafka.jars import NoKafka, jars
from rapid_review.kafka.node import CannotStart, LocalKafka
from rapid_review.kafka.server_settings import Place

EXIT_CLEAN, EXIT_ENDED, EXIT_CANNOT_START = 0, 1, 2
_LOOK_S = 0.2


class KafkaByHand(Settings):
    """``PORT_KAFKA`` is its port, the controller's stands above it; the data are in ``DATA``/kafka."""

    port_kafka: int = Field(default=9092, ge=1, le=65534)
    data: Path = Path("var")


def main(pom: Path, cache: Path) -> int:
    """Run it until a signal; gives the exit status."""
    stop = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, lambda *_: stop.set())
    try:
        settings = KafkaByHand()
        place = Place(1, settings.port_kafka, settings.port_kafka + 1)
        node = LocalKafka(jars(pom, cache), settings.data / "kafka", place)
        node.start()
    except (SettingsWrong, NoKafka, CannotStart, OSError) as problem:
        return _cannot_start(problem)
    print(f"Kafka is ready at {node.bootstrap}", flush=True)
    while not stop.wait(_LOOK_S):
        if not node.is_running:
            print(f"Kafka has ended by itself: {node.why()}", file=sys.stderr)
            return EXIT_ENDED
    node.stop()
    return EXIT_CLEAN


def _cannot_start(problem: object) -> int:
    print(problem, file=sys.stderr)
    return EXIT_CANNOT_START


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
