"""Style sheets, scripts and pictures, at addresses that change with their content.

Every address holds a digest of all of them, so that a browser may keep them for ever and a script may
import its neighbour by a relative path. Only files that were there at the start are served.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response

STATIC = Path(__file__).parent.parent / "static"
MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


class Assets:
    """The files of one folder as they were when the portal started."""

    def __init__(self, folder: Path = STATIC) -> None:
        self._files = {
            path.relative_to(folder).as_posix(): path
            for path in sorted(folder.rglob("*"))
            if path.suffix in MEDIA_TYPES and path.is_file()
        }
        digest = hashlib.sha256()
        for name, path in self._files.items():
            digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
        self.digest = digest.hexdigest()[:16]

    def address(self, name: str) -> str:
        """Where ``name`` is served, whether it is there or not: a page reads well without it."""
        return f"/static/{self.digest}/{name}"

    def answer(self, digest: str, name: str) -> Response:
        """The file, or 404."""
        path = self._files.get(name)
        if path is None or not path.is_file():
            raise HTTPException(404)
        caching = FOR_EVER if digest == self.digest else ASK_AGAIN
        return FileResponse(
            path, media_type=MEDIA_TYPES[path.suffix], headers={"Cache-Control": caching}
        )
