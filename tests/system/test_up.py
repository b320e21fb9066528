"""Starting and stopping the platform: what is said, and with which exit status."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from rapid_review.settings import SERVICES
from tests.support.platform_process import COMMAND, ROOT, START_S, Platform, a_platform, run

pytestmark = pytest.mark.system


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[Platform]:
    with a_platform(tmp_path / "var") as platform:
        yield platform


def refused(platform: Platform, **settings: str) -> str:
    """What the platform says when it cannot start: one plain sentence, exit status 2."""
    answer = run(["up"], {**platform.environment, **settings})
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert "Traceback" not in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1
    return answer.stderr.strip()


@pytest.mark.parametrize("offset", [0, 3])
def test_a_port_in_use_is_said_in_one_sentence(platform: Platform, offset: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", platform.port + offset))
        taken.listen()

        said = refused(platform)

    assert str(platform.port + offset) in said
    assert not (platform.data / "postgres").exists()


@pytest.mark.parametrize("offset", [0, 3])
def test_a_port_that_is_taken_during_the_start_is_said_in_one_sentence(
    platform: Platform, offset: int
) -> None:
    with socket.socket() as taken, ThreadPoolExecutor() as beside:
        answer = beside.submit(run, ["up"], platform.environment)
        began = time.monotonic()
        while not (platform.data / "postgres").exists():
            assert time.monotonic() - began < START_S
            time.sleep(0.01)
        taken.bind(("127.0.0.1", platform.port + offset))
        taken.listen()

    assert answer.result().returncode == 2
    said = answer.result().stderr
    assert "Traceback" not in said
    # The library of gRPC may have said its own word before.
    assert str(platform.port + offset) in said.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "none"), ("PORT", "70000"), ("PORT", "0"), ("LOG_LEVEL", "shout"), ("EXAMPLES", "5")],
)
def test_a_bad_setting_is_said_in_one_sentence(platform: Platform, name: str, value: str) -> None:
    assert name in refused(platform, **{name: value})


def test_a_data_folder_that_is_a_file_is_said_in_one_sentence(platform: Platform) -> None:
    platform.data.write_text("not a folder")

    assert str(platform.data) in refused(platform)


def test_an_unwritable_folder_is_said_in_one_sentence(platform: Platform) -> None:
    said = refused(platform, DATA="/proc/nowhere")

    assert "/proc/nowhere" in said


def test_a_second_platform_on_the_same_folder_is_refused(platform: Platform) -> None:
    platform.start()
    other = Platform(platform.data)

    assert str(platform.data) in refused(other)
    with urlopen(platform.url) as page:
        assert page.status == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_cleanly(platform: Platform, number: signal.Signals) -> None:
    platform.start()

    assert platform.stop(number) == 0

    assert "Traceback" not in platform.log.read_text()
    with pytest.raises(OSError, match="refused"):
        urlopen(platform.url)


def test_a_signal_during_the_start_stops_it_cleanly(platform: Platform) -> None:
    process = subprocess.Popen(
        [*COMMAND, "up"], cwd=ROOT, env=platform.environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    while not (platform.data / "postgres").exists():
        time.sleep(0.005)
    process.terminate()

    _, said = process.communicate(timeout=30)

    assert process.returncode == 0, said


def test_a_database_that_dies_ends_the_platform_with_a_sentence(platform: Platform) -> None:
    platform.start()
    assert platform.process is not None
    children = Path(f"/proc/{platform.process.pid}/task/{platform.process.pid}/children")
    database = int(children.read_text().split()[0])

    os.kill(database, signal.SIGKILL)

    assert platform.process.wait(30) == 1
    assert "The database ended by itself" in platform.log.read_text()
    assert "Traceback" not in platform.log.read_text()
    platform.start()
    assert platform.stop() == 0


def test_a_second_start_finds_everything_again_and_is_quick(platform: Platform) -> None:
    platform.start()
    platform.play_to_the_end("examples")
    before = platform.references()
    platform.stop()

    seconds = platform.start()

    assert platform.references() == before
    assert before
    print(f"second start: {seconds:.2f} s")  # noqa: T201 - for whoever runs it with -s


def test_keys_and_data_are_readable_by_their_owner_only(platform: Platform) -> None:
    platform.start()

    for file in (platform.data / "keys").iterdir():
        assert file.stat().st_mode & 0o077 == 0, file
    assert (platform.data / "keys").stat().st_mode & 0o077 == 0


def test_only_loopback_is_listened_to(platform: Platform) -> None:
    platform.start()
    assert platform.process is not None
    listening = Path(f"/proc/{platform.process.pid}/net/tcp").read_text().splitlines()[1:]
    ports = range(platform.port, platform.port + len(SERVICES) + 1)

    addresses = {
        line.split()[1].split(":")[0]
        for line in listening
        if line.split()[3] == "0A" and int(line.split()[1].split(":")[1], 16) in ports
    }

    assert addresses == {"0100007F"}


def test_reading_commands_without_a_platform_say_so(platform: Platform) -> None:
    answer = run(["cases"], platform.environment)

    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr
    assert str(platform.data) in answer.stderr


async def test_every_door_answers_health_and_tells_what_it_offers(platform: Platform) -> None:
    platform.start()
    for number, service in enumerate(SERVICES, start=1):
        address = f"127.0.0.1:{platform.port + number}"
        async with grpc.aio.insecure_channel(address) as channel:
            health = await health_pb2_grpc.HealthStub(channel).Check(
                health_pb2.HealthCheckRequest()
            )
            asked = reflection_pb2.ServerReflectionRequest(list_services="")
            call = reflection_pb2_grpc.ServerReflectionStub(channel).ServerReflectionInfo(
                iter([asked])
            )
            offered = {
                found.name
                async for answer in call
                for found in answer.list_services_response.service
            }

        assert health.status == health_pb2.HealthCheckResponse.SERVING
        assert any(service in name for name in offered)
        assert "rapidreview.history.v1.History" in offered
