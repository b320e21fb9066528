"""A wrong setting of telemetry stops the start with one sentence that does not repeat what it holds."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from chassis.settings import SettingsWrong
from chassis.telemetry import traces
from rapid_review import embedded, serve
from rapid_review.settings import PlatformSettings
from rapid_review.tracing import command_traced

SENTENCE = "The setting RAPID_REVIEW_TELEMETRY_SAMPLE_RATIO is wrong: "


@pytest.fixture(autouse=True)
def wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPID_REVIEW_TELEMETRY_SAMPLE_RATIO", "12345")


def test_a_command_does_not_start() -> None:
    with pytest.raises(SettingsWrong, match=SENTENCE):
        command_traced()


def test_a_service_does_not_start(capsys: pytest.CaptureFixture[str]) -> None:
    assert serve.main("referral") == serve.EXIT_CANNOT_START

    said = capsys.readouterr().err
    assert said.startswith(SENTENCE)
    assert "12345" not in said


def test_the_platform_does_not_start(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "take_over_libraries", lambda: None)

    assert embedded.main(PlatformSettings(data=tmp_path)) == embedded.EXIT_CANNOT_START
    assert capsys.readouterr().err.startswith(SENTENCE)


def test_the_metrics_of_the_platform_are_not_those_of_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAPID_REVIEW_TELEMETRY_SAMPLE_RATIO", "1")
    monkeypatch.setenv("RAPID_REVIEW_TELEMETRY_TRACES_FILE", str(tmp_path / "spans.jsonl"))
    with socket.create_server(("127.0.0.1", 0)) as platform:
        port = platform.getsockname()[1]
        monkeypatch.setenv("RAPID_REVIEW_TELEMETRY_METRICS_ADDRESS", str(port))

        with command_traced(), traces.span("a command"):
            pass

    assert "a command" in (tmp_path / "spans.jsonl").read_text(encoding="utf-8")
