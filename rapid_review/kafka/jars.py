"""The programs of Apache Kafka: fetched once by Maven, started with the Java that is there.

The folder that they are kept in is named by what they are made from, so that another version is
fetched anew; and it gets its name when it is whole, so that half a fetch is never taken for all.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

JAVA_AT_LEAST = 17
_ASK_JAVA_S, _FETCH_S = 30, 600
_VERSION = re.compile(r'version "(\d+)')


class NoKafka(Exception):
    """Kafka cannot be had here; one plain sentence says what is missing."""


def java() -> Path:
    """The Java that can run Kafka."""
    home = os.environ.get("JAVA_HOME", "")
    found = shutil.which("java", path=f"{home}/bin") if home else shutil.which("java")
    if found is None:
        raise NoKafka(f"Java {JAVA_AT_LEAST} or newer is missing.")
    done = _run([found, "-version"], _ASK_JAVA_S)
    version = _VERSION.search(done.stderr + done.stdout)
    if done.returncode != 0 or version is None or int(version[1]) < JAVA_AT_LEAST:
        raise NoKafka(f"Java is older than {JAVA_AT_LEAST}.")
    return Path(found).resolve()


def jars(pom: Path, cache: Path, *, proof: str = "kafka_*.jar") -> Path:
    """The folder of the programs that the Maven file names; fetched if they are not there yet.

    ``proof`` is the file by which a fetch is known to be whole.
    """
    folder = cache / hashlib.sha256(pom.read_bytes()).hexdigest()[:12]
    if not folder.is_dir():
        _fetch(pom, folder, proof)
    return folder


def _fetch(pom: Path, folder: Path, proof: str) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise NoKafka("Maven, which fetches Kafka, is missing.")
    folder = folder.resolve()  # Maven takes a relative one to start at its file.
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="fetching-", dir=folder.parent) as fetching:
        whole = Path(fetching) / "jars"
        goal = ["dependency:copy-dependencies", f"-DoutputDirectory={whole}"]
        quiet = ["--quiet", "--batch-mode", "--strict-checksums", "-DincludeScope=runtime"]
        done = _run([maven, *quiet, "--file", str(pom), *goal], _FETCH_S)
        if done.returncode != 0 or not any(whole.glob(proof)):
            lines = [line for line in done.stdout.splitlines() if "ERROR" in line]
            raise NoKafka(f"Maven could not fetch Kafka: {(lines or ['it said nothing'])[0]}")
        if not folder.is_dir():  # Another one may have been quicker.
            whole.rename(folder)


def _run(command: list[str], timeout_s: float) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603 - found on the path, with our own words
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=timeout_s, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoKafka(f"{Path(command[0]).name} could not be run: {error}.") from error


if __name__ == "__main__":
    try:
        java()
        jars(Path(sys.argv[1]), Path(sys.argv[2]))
    except NoKafka as missing:
        sys.exit(str(missing))
