"""Taking a case away: a folder with every event, its hashes and its words, that needs no platform to be read.

The folder appears whole or not at all: it is written beside its place and then put there.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from chassis.doors.events_as_json import event_json
from contracts.grpc import history_pb2
from rapid_review.reading import counted

EVENTS, MANIFEST, README = "events.jsonl", "manifest.json", "README.txt"

README_TEXT = """\
Case {reference}, taken from Rapid Review on {exported_at} by {exported_by}.

This folder holds the full history of one case. It contains the words of the people who worked on it,
so keep it as you would keep the case itself: only for those who need it, and not longer than needed.

{events_file}
    One line for each event, in the order in which things happened; each line is one JSON object.
    "time" says when it happened and "recorded_at" when it was written down. "actor" is the role
    and the pseudonym of who did it. "body" holds the words; it is null when the words were erased.
    "correlation" ties together all that followed from one action, and "causation" names what led to it.

{manifest_file}
    What is in this folder: how many events came from each service, the SHA-256 of each file, and the last
    hash of each stream, by which it can be seen that nothing was left out at the end.

How to see that nothing was changed
    The events of one "stream" form a chain by their "version": "previous_hash" of each is "hash" of the one
    before, and 64 zeros for the first. "hash" is the SHA-256 of three things in a row: the previous hash,
    the header in its canonical form, and the bytes of "sealed" (base64), which are the encrypted words.
    The canonical form is described in chassis/store/seal.py of the platform's source.
"""


class FolderExists(Exception):
    """There is something in the place of the new folder; nothing was written."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} exists already; name another folder with --to.")


class CannotWrite(Exception):
    """The folder could not be made; nothing is left behind."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(
            f"{folder} cannot be written: {(error.strerror or 'no reason given').lower()}."
        )


@dataclass(frozen=True, slots=True)
class Export:
    """What is taken away, by whom and when."""

    reference: str
    case_id: str
    partnership: str
    events: Sequence[history_pb2.HistoricEvent]
    exported_at: datetime
    exported_by: str

    def write(self, folder: Path) -> None:
        """Make ``folder``, readable by its owner only. Raises ``FolderExists`` or ``CannotWrite``."""
        must_be_free(folder)
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
            try:
                self._fill(beside)
                beside.rename(folder)
            except BaseException:
                shutil.rmtree(beside, ignore_errors=True)
                raise
        except OSError as error:
            raise CannotWrite(folder, error) from None

    def _fill(self, folder: Path) -> None:
        written = {EVENTS: self._lines(), README: self._readme()}
        manifest = {
            "reference": self.reference,
            "case": self.case_id,
            "partnership": self.partnership,
            "exported_at": self.exported_at.isoformat(),
            "exported_by": self.exported_by,
            "events": len(self.events),
            "events_per_service": counted(self.events),
            "last_hashes": self._last_hashes(),
            "sha256": {name: sha256(content).hexdigest() for name, content in written.items()},
        }
        written[MANIFEST] = json.dumps(manifest, ensure_ascii=False, indent=2).encode() + b"\n"
        for name, content in written.items():
            _write(folder / name, content)

    def _lines(self) -> bytes:
        contents = (event_json(event, with_words=True, with_seal=True) for event in self.events)
        return b"".join(
            json.dumps(content, ensure_ascii=False).encode() + b"\n" for content in contents
        )

    def _readme(self) -> bytes:
        return README_TEXT.format(
            reference=self.reference,
            exported_at=f"{self.exported_at:%Y-%m-%d %H:%M} UTC",
            exported_by=self.exported_by,
            events_file=EVENTS,
            manifest_file=MANIFEST,
        ).encode()

    def _last_hashes(self) -> dict[str, dict[str, object]]:
        last: dict[str, history_pb2.HistoricEvent] = {}
        for event in self.events:
            if event.stream not in last or event.version > last[event.stream].version:
                last[event.stream] = event
        return {
            stream: {"service": event.service, "version": event.version, "hash": event.hash.hex()}
            for stream, event in last.items()
        }


def must_be_free(folder: Path) -> None:
    """Raises ``FolderExists``."""
    if os.path.lexists(folder):
        raise FolderExists(folder)


def _write(file: Path, content: bytes) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as new:
        new.write(content)
        new.flush()
        os.fsync(new.fileno())
