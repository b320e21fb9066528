"""What may never stand in a log line does not."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
import structlog

from chassis.telemetry.logs import FORBIDDEN_KEYS, configure_logs, take_over_libraries


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
    words = dict.fromkeys(FORBIDDEN_KEYS, "Invented Child")

    line = logged(capsys, **words, case_id="7c9e")

    assert "Invented" not in line
    assert "something.happened" in line
    assert "7c9e" in line


def test_a_line_has_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    line = logged(capsys, exc_info=ValueError("Invented Child"))

    assert "Invented" not in line


def test_a_library_is_told_by_place_and_error_only(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(as_json=True)
    root = logging.getLogger()
    before = list(root.handlers)
    take_over_libraries()
    (ours,) = set(root.handlers) - set(before)
    fault = ValueError("Invented Child, password 1234")
    try:
        logging.getLogger("asyncpg.pool").error("no connection for Invented Child", exc_info=fault)
    finally:
        root.removeHandler(ours)

    said = capsys.readouterr().err
    assert '"source": "asyncpg.pool"' in said
    assert '"error": "ValueError"' in said
    assert "Invented" not in said
    assert "Traceback" not in said


class Broken(io.StringIO):
    """A pipe whose reader has gone, and a disk that is full."""

    def write(self, text: str) -> int:
        raise BrokenPipeError

    def flush(self) -> None:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("state", ["closed", "broken"])
def test_a_line_that_cannot_be_written_stops_nobody(
    monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    stream = io.StringIO() if state == "closed" else Broken()
    monkeypatch.setattr("sys.stderr", stream)
    configure_logs(as_json=True)
    if state == "closed":
        stream.close()

    structlog.get_logger().warning("relay.stopped")
