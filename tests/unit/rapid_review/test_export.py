"""Taking a case away: the folder appears whole or not at all."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from chassis.doors.grpc_door import stamp_of
from contracts.grpc import history_pb2
from rapid_review import export
from rapid_review.export import CannotWrite, Export, FolderExists

AT = datetime(2026, 3, 2, 9, 40, tzinfo=UTC)


def an_event(service: str, stream: str, version: int) -> history_pb2.HistoricEvent:
    return history_pb2.HistoricEvent(
        event_id=f"{stream}-{version}", service=service, stream=stream, version=version,
        occurred_at=stamp_of(AT), recorded_at=stamp_of(AT), body='{"words": "Invented."}',
        sealed=b"sealed", hash=bytes([version]), previous_hash=bytes([version - 1]),
    )  # fmt: skip


@pytest.fixture
def taken() -> Export:
    events = [
        an_event("referral", "a", 1),
        an_event("review", "b", 1),
        an_event("referral", "a", 2),
    ]
    return Export("PLY-RR-2026-0001", "case", "PLY", events, AT, exported_by="region-observer")


def test_an_existing_folder_is_left_alone(taken: Export, tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()

    with pytest.raises(FolderExists):
        taken.write(tmp_path / "case")

    assert list((tmp_path / "case").iterdir()) == []


def test_a_failure_half_way_leaves_nothing_behind(
    taken: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: Path, content: bytes) -> None:
        if file.name == export.MANIFEST:
            raise OSError(28, "No space left on device")
        file.write_bytes(content)

    monkeypatch.setattr(export, "_write", full)

    with pytest.raises(CannotWrite, match="no space left on device"):
        taken.write(tmp_path / "case")

    assert list(tmp_path.iterdir()) == []


def test_the_manifest_says_what_is_in_the_folder(taken: Export, tmp_path: Path) -> None:
    taken.write(tmp_path / "deep" / "case")

    folder = tmp_path / "deep" / "case"
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["events_per_service"] == {"referral": 2, "review": 1}
    assert manifest["last_hashes"]["a"] == {"service": "referral", "version": 2, "hash": "02"}
    assert manifest["sha256"] == {
        name: sha256((folder / name).read_bytes()).hexdigest()
        for name in ("events.jsonl", "README.txt")
    }


def test_each_line_is_one_event_with_its_words_and_its_seal(taken: Export, tmp_path: Path) -> None:
    taken.write(tmp_path / "case")

    lines = (tmp_path / "case" / "events.jsonl").read_text().splitlines()
    events = [json.loads(line) for line in lines]
    assert [event["id"] for event in events] == ["a-1", "b-1", "a-2"]
    assert events[0]["body"] == {"words": "Invented."}
    assert events[0]["sealed"] == "c2VhbGVk"


def test_only_its_owner_can_read_it(taken: Export, tmp_path: Path) -> None:
    taken.write(tmp_path / "case")

    modes = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "case").iterdir()]
    assert stat.S_IMODE((tmp_path / "case").stat().st_mode) == 0o700
    assert set(modes) == {0o600}
