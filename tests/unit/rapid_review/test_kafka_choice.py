"""Which Kafka the tests take, and what they say when there is none; with stand-ins for what is there."""

from __future__ import annotations

import os
from pathlib import Path

import docker.errors
import pytest

from rapid_review.kafka.jars import NoKafka, jars, java
from rapid_review.kafka.server_settings import Place, new_cluster_id, server_settings
from tests.support.kafka_choice import ADDRESS, address_given, first_that_starts, missing

SKIPPED, FAILED = pytest.skip.Exception, pytest.fail.Exception


def no_engine() -> str:
    raise docker.errors.DockerException("Error while fetching server API version")


def no_image() -> str:
    raise docker.errors.ImageNotFound("no such image")


def no_programs() -> Path:
    raise NoKafka("Java 17 or newer is missing.")


def programs() -> Path:
    return Path("jars")


def node(found: Path) -> str:
    return f"a node from {found}"


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine that has only the programs of this folder."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    return tmp_path / "bin"


@pytest.fixture
def pom(tmp_path: Path) -> Path:
    path = tmp_path / "pom.xml"
    path.write_text("<project/>")
    return path


def test_without_any_kafka_one_line_says_what_was_skipped_and_how_to_get_it() -> None:
    with pytest.raises(SKIPPED) as skipped:
        missing("Java 17 or newer is missing.", {})

    said = str(skipped.value)
    assert said.startswith("Kafka tests were not run: Java 17 or newer is missing.")
    assert "Maven" in said
    assert ADDRESS in said
    assert "\n" not in said


def test_on_the_build_machine_a_skip_is_a_failure() -> None:
    with pytest.raises(FAILED, match="Kafka tests were not run"):
        missing("Java 17 or newer is missing.", {"CI": "true"})


def test_without_engine_and_programs_there_is_none() -> None:
    with pytest.raises(NoKafka):
        first_that_starts(no_engine, node, no_programs)


def test_a_fault_of_the_container_that_is_no_matter_of_docker_is_not_hidden() -> None:
    def broken() -> str:
        raise ValueError("a fault of ours")

    with pytest.raises(ValueError, match="ours"):
        first_that_starts(broken, node, programs)


@pytest.mark.parametrize("container", [no_engine, no_image])
def test_where_no_container_can_be_had_the_programs_are_started(container: object) -> None:
    assert first_that_starts(container, node, programs) == "a node from jars"  # type: ignore[arg-type]


def test_a_container_comes_before_the_programs() -> None:
    assert first_that_starts(lambda: "a container", node, no_programs) == "a container"


@pytest.mark.parametrize(
    ("environment", "address"),
    [({}, ""), ({ADDRESS: " "}, ""), ({ADDRESS: "a:9092,b:9092"}, "a:9092,b:9092")],
)
def test_an_address_is_taken_from_the_environment(
    environment: dict[str, str], address: str
) -> None:
    assert address_given(environment) == address


def test_a_machine_without_java_is_told_so(bare: Path) -> None:
    with pytest.raises(NoKafka, match="Java 17 or newer is missing"):
        java()


@pytest.mark.parametrize(
    "script", ["echo 'openjdk version \"11.0.2\"' >&2", "echo nonsense", "exit 1"]
)
def test_a_java_that_is_too_old_or_broken_is_refused(bare: Path, script: str) -> None:
    program(bare, "java", script)

    with pytest.raises(NoKafka, match="older than 17"):
        java()


def test_a_java_that_is_new_enough_is_taken(bare: Path) -> None:
    program(bare, "java", "echo 'openjdk version \"21.0.2\" 2024-01-16' >&2")

    assert java() == (bare / "java").resolve()


def test_a_machine_without_maven_is_told_so(bare: Path, pom: Path, tmp_path: Path) -> None:
    with pytest.raises(NoKafka, match="Maven"):
        jars(pom, tmp_path / "cache")


def test_a_fetch_that_fails_leaves_nothing_that_looks_whole(
    bare: Path, pom: Path, tmp_path: Path
) -> None:
    program(bare, "mvn", "echo '[ERROR] no network'; exit 1")

    with pytest.raises(NoKafka, match="no network"):
        jars(pom, tmp_path / "cache")

    assert list((tmp_path / "cache").iterdir()) == []


def test_what_was_fetched_is_not_fetched_again_until_the_maven_file_changes(
    bare: Path, pom: Path, tmp_path: Path
) -> None:
    fetches = tmp_path / "fetches"
    program(
        bare,
        "mvn",
        f"echo one >> {fetches}\n"
        'for word; do case $word in -DoutputDirectory=*) to="${word#*=}";; esac; done\n'
        f'PATH={os.defpath}; mkdir -p "$to"; touch "$to/kafka_2.13-4.3.1.jar"',
    )

    first, again = jars(pom, tmp_path / "cache"), jars(pom, tmp_path / "cache")
    pom.write_text("<project>another version</project>")
    other = jars(pom, tmp_path / "cache")

    assert first == again != other
    assert fetches.read_text().split() == ["one", "one"]
    assert [path.name for path in first.iterdir()] == ["kafka_2.13-4.3.1.jar"]


def test_no_name_of_a_cluster_looks_like_an_option() -> None:
    assert not any(new_cluster_id().startswith("-") for _ in range(1_000))


@pytest.mark.parametrize(("others", "copies", "in_sync"), [(0, "1", "1"), (2, "3", "2")])
def test_a_node_copies_as_safely_as_its_cluster_allows(
    others: int, copies: str, in_sync: str, tmp_path: Path
) -> None:
    places = [Place(number + 1, 20_000 + number, 21_000 + number) for number in range(others + 1)]

    settings = server_settings(places[0], places[1:], "PLAINTEXT", tmp_path)

    assert settings["default.replication.factor"] == copies
    assert settings["min.insync.replicas"] == in_sync
    assert settings["auto.create.topics.enable"] == "false"
    assert settings["listeners"].count("://127.0.0.1:") == 2
