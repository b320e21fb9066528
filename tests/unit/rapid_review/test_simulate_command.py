"""``rapid-review simulate`` where it cannot begin, and what it says of what it saw."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from rapid_review.cli import app
from rapid_review.simulated.costs import Costs, cpu_seconds, listening_at
from rapid_review.simulated.forecast import NOT_MEASURED, costs, needs, seen
from rapid_review.simulated.meter import Meter, quantile
from rapid_review.simulated.simulate import progress_line


def simulate(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(app, ["simulate", *arguments], env={"COLUMNS": "200", **environment})


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--partnerships", "0"], "--partnerships 0: choose a number from 1 to 600."),
        (["--partnerships", "601"], "--partnerships 601: choose a number from 1 to 600."),
        (["--years", "0"], "--years 0: choose a number from 1 to 50."),
        (["--seed", "-1"], "--seed -1: choose a number from 0 to 1000000000."),
        (["--at-once", "1000"], "--at-once 1000: choose a number from 1 to 256."),
        (["--rate", "0"], "--rate 0: choose a number above 0."),
        (["--rate", "nan"], "--rate nan: choose a number above 0."),
        (["--minutes", "-2"], "--minutes -2: choose a number above 0."),
        (["--start", "moon"], "--start moon: choose up or region."),
        (["--until", "May"], "--until May: write a date like 2025-12-31."),
        (["--until", "9999-01-01"], "--until 9999-01-01: choose a day that is over."),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)
def test_a_wrong_argument_is_one_sentence(arguments: list[str], sentence: str) -> None:
    result = simulate(*arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{sentence}\n"


def test_one_persons_token_is_not_enough(tmp_path: Path) -> None:
    result = simulate(TOKEN_FILE=str(tmp_path / "token"), DATA=str(tmp_path))

    assert result.exit_code == 2
    assert result.stderr.startswith("TOKEN_FILE is the token of one person")


def test_no_platform_is_one_sentence(tmp_path: Path) -> None:
    result = simulate(DATA=str(tmp_path))

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1


def test_packs_can_be_made_alone(tmp_path: Path) -> None:
    result = simulate("--partnerships", "3", "--make-packs", str(tmp_path / "packs"))

    assert result.exit_code == 0
    assert (tmp_path / "packs/partnerships/simaac/2018.1.toml").is_file()


def test_packs_that_cannot_be_written_are_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    result = simulate("--make-packs", str(tmp_path / "file"))

    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "cannot be written" in result.stderr


def test_what_cannot_be_measured_says_so() -> None:
    meter = Meter()
    meter.note(0.002)
    meter.cases_done, meter.steps_of_done = 1, 1

    rows = {row.what: row.value for row in costs(Costs(events=3), meter, rested=True)}
    assert rows["events, a command"] == "3.0"
    assert {what for what, value in rows.items() if value == NOT_MEASURED} == {
        "CPU of platform, a command", "CPU of PostgreSQL, a command", "CPU of Kafka, a command",
        "CPU of all, a command", "CPU of all, an event", "databases, an event", "of it event stores",
        "write-ahead log, an event", "rows, an event", "topics, an event", "messages sent",
    }  # fmt: skip
    forecast = {row.what: row.value for row in needs(Costs(events=3), meter)}
    assert forecast["commands a year"] == "497"
    assert forecast["events a year"] == "1,491"
    assert forecast["databases after 30 years"] == NOT_MEASURED
    assert "cores at the peak" not in forecast


def test_without_a_whole_case_nothing_is_reckoned() -> None:
    assert [row.value for row in needs(Costs(events=3), Meter())] == [NOT_MEASURED]


def test_a_platform_that_was_not_waited_for_is_named() -> None:
    first = next(iter(costs(Costs(), Meter(), rested=False)))

    assert (first.what, first.value) == ("the platform", "has not come to rest")


def test_costs_are_what_came_in_between() -> None:
    before = Costs(cpu_s={"platform": 2.0}, events=10, rows=5)
    after = Costs(cpu_s={"platform": 5.0, "Kafka": 1.0}, memory_bytes={"platform": 7}, events=14)

    assert after.since(before) == Costs(
        cpu_s={"platform": 3.0, "Kafka": 1.0}, memory_bytes={"platform": 7}, events=4
    )


def test_quantiles_are_latencies_that_were_seen() -> None:
    latencies = [0.1 * number for number in range(1, 101)]

    assert (quantile(latencies, 0.5), quantile(latencies, 0.99)) == (5.1000000000000005, 10.0)
    assert quantile([], 0.5) == 0.0


def test_progress_tells_rate_done_refused_latencies_and_time_left() -> None:
    meter = Meter()
    assert progress_line(meter, 20).endswith("time left not known yet")

    meter.note(0.25)
    meter.refused, meter.cases_done, meter.steps_of_done = 2, 5, 50

    line = progress_line(meter, 20)
    assert line.startswith("5 of 20 cases; 1 commands, ")
    assert "; 2 refused; p50 250 ms, p99 250 ms; " in line
    assert line.endswith(" min left")
    assert [row.value for row in seen(meter)][:4] == ["5", "0", "1", "2"]


def test_who_is_not_there_costs_nothing() -> None:
    assert cpu_seconds(2**30) == 0.0
    assert listening_at([]) == set()
