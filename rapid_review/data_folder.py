"""The folder that holds everything a platform keeps."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


class CannotUseFolder(Exception):
    """The data folder cannot be written; the message is one plain sentence."""


def make_data_folder(folder: Path) -> None:
    """Make the folder and, for its owner only, the folder of its keys. Raises ``CannotUseFolder``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            (folder / "keys").mkdir(mode=0o700)
        (folder / "keys" / ".writable").touch()
        (folder / "keys" / ".writable").unlink()
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise CannotUseFolder(
            f"The data folder {folder} cannot be written: {reason}; choose another with DATA=…"
        ) from None
