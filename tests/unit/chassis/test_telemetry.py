"""What may never stand in a log line does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import structlog

from chassis.telemetry import FORBIDDEN_KEYS, configure_logs


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def logged(capsys: pytest.CaptureFixture[str], **facts: object) -> str:
    configure_logs(as_json=True)
    structlog.get_logger().error("something.happened", **facts)
    return capsys.readouterr().err


def test_a_line_loses_the_keys_that_could_hold_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    words = dict.fromkeys(FORBIDDEN_KEYS - {"event"}, "Invented Child")

    line = logged(capsys, **words, case_id="7c9e")

    assert "Invented" not in line
    assert "something.happened" in line
    assert "7c9e" in line


def test_a_line_has_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    line = logged(capsys, exc_info=ValueError("Invented Child"))

    assert "Invented" not in line
